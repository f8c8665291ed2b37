# SPDX-License-Identifier: Apache-2.0
"""What is recorded per disc. Every optional field may be ``None``: not recorded."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from ..texts import _
from .errors import ModelError
from .levels import Level
from .quantities import Pressure
from .record import Record
from .values import Coordinate, Uid
from .vocabulary import (
    AdamsType,
    Approach,
    Concordance,
    Contour,
    DiscRole,
    DiscStatus,
    EndPoint,
    LeakSite,
    NeedlePosition,
    OriginalDallasDegeneration,
    OriginalDallasDisruption,
    PainBehavior,
    RadialExtent,
    ReadingType,
    Side,
    StopReason,
    TearSector,
)


@dataclass(frozen=True)
class Position(Record):
    """The center of the disc in patient coordinates (LPS, mm, float32) of one frame of reference."""

    x: Coordinate
    y: Coordinate
    z: Coordinate
    frame_of_reference_uid: Uid

    @property
    def point(self) -> tuple[float, float, float]:
        """The coordinates as (L, P, S) in mm."""
        return self.x, self.y, self.z


@dataclass(frozen=True)
class StimulationEvent(Record):
    """One moment of the injection: volume in mL, NRS 0 to 10, times in s; ``offset_s`` from the injection's start."""

    at: datetime | None = None
    offset_s: Decimal | None = None
    pressure: Pressure | None = None
    volume_ml: Decimal | None = None
    nrs: int | None = None
    concordance: Concordance | None = None
    location: str | None = None
    side: Side | None = None
    referral: str | None = None
    sustained_s: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Leak(Record):
    """Contrast outside the disc."""

    site: LeakSite
    side: Side | None = None


@dataclass(frozen=True)
class Reinjection(Record):
    """A confirmatory second injection and whether it reproduced the response."""

    performed: bool | None = None
    reproduced: bool | None = None


@dataclass(frozen=True)
class AnalgesicStep(Record):
    """Local anesthetic into the disc: volume in mL and the NRS after it."""

    agent: str | None = None
    volume_ml: Decimal | None = None
    nrs_after: int | None = None


@dataclass(frozen=True)
class NeedleTip(Record):
    """Where the needle tip lay and in which views that was checked."""

    position: NeedlePosition | None = None
    anteroposterior_checked: bool | None = None
    lateral_checked: bool | None = None


@dataclass(frozen=True)
class Nucleogram(Record):
    """The contrast pattern under fluoroscopy, and the views that showed it."""

    adams: AdamsType | None = None
    anteroposterior_view: bool | None = None
    lateral_view: bool | None = None


@dataclass(frozen=True)
class Tear(Record):
    """The site of an annular tear, by sector or by the clock seen from below (12 is anterior)."""

    sector: TearSector | None = None
    clock_hour: int | None = None


@dataclass(frozen=True)
class CTFindings(Record):
    """The disc on CT. Modified Dallas grades are derived from extent, arc and leaks; the original scale is recorded.

    ``arc_deg``: arc of contrast in the outer third, degrees. ``contrast_hu``: mean in a region of pooled contrast, HU.
    """

    adams: AdamsType | None = None
    extent: RadialExtent | None = None
    arc_deg: Decimal | None = None
    tears: tuple[Tear, ...] | None = None
    dallas_degeneration: OriginalDallasDegeneration | None = None
    dallas_disruption: OriginalDallasDisruption | None = None
    contour: Contour | None = None
    schmorl_node: bool | None = None
    vacuum: bool | None = None
    contrast_hu: Decimal | None = None


@dataclass(frozen=True)
class Disc(Record):
    """One disc. ``uid`` is made once when the disc is created and follows it when the level is renamed.

    ``sequence_index`` counts discs from above: neighbors differ by one, whatever their names. ``opening_reading`` and
    ``reading`` (of the events and the peak) override the procedure's. Volumes in mL.
    """

    uid: Uid
    level: Level
    sequence_index: int
    status: DiscStatus = DiscStatus.INJECTED
    role: DiscRole | None = None
    position: Position | None = None
    injection_order: int | None = None
    injected_at: datetime | None = None
    neighbors_prefilled: bool | None = None
    patient_blinded: bool | None = None
    approach: Approach | None = None
    approach_side: Side | None = None
    needle_tip: NeedleTip = field(default_factory=NeedleTip)
    opening_pressure: Pressure | None = None
    opening_reading: ReadingType | None = None
    reading: ReadingType | None = None
    events: tuple[StimulationEvent, ...] = ()
    peak_pressure: Pressure | None = None
    final_static_pressure: Pressure | None = None
    volume_ml: Decimal | None = None
    endpoint: EndPoint | None = None
    stop_reason: StopReason | None = None
    leaks: tuple[Leak, ...] | None = None
    pain_behaviors: tuple[PainBehavior, ...] | None = None
    reinjection: Reinjection | None = None
    analgesic_step: AnalgesicStep | None = None
    nucleogram: Nucleogram = field(default_factory=Nucleogram)
    ct: CTFindings = field(default_factory=CTFindings)
    comment: str | None = None

    def __post_init__(self) -> None:
        """Check the fields, and that no leak and no behavior is listed twice."""
        super().__post_init__()
        for name in ("leaks", "pain_behaviors"):
            items = getattr(self, name) or ()
            if len(set(items)) != len(items):
                raise ModelError(name, _("the same entry stands twice; keep one"))

    @property
    def injected(self) -> bool:
        """Whether contrast was injected."""
        return self.status is DiscStatus.INJECTED

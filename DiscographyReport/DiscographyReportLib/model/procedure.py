# SPDX-License-Identifier: Apache-2.0
"""What is recorded once per procedure. Every field may be ``None``: not recorded."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from .levels import Level
from .record import Record
from .values import Uid
from .vocabulary import (
    Ability,
    AntibioticRoute,
    Approach,
    Castellvi,
    ComplicationKind,
    Concordance,
    ContrastAgent,
    Indication,
    Injector,
    LevelNaming,
    NeedleTechnique,
    PatientPosition,
    Plane,
    ReadingType,
    SedationLevel,
    Severity,
    Side,
    TransitionalAnatomy,
)


@dataclass(frozen=True)
class UsualPain(Record):
    """The pain that provocation is compared with; NRS 0 to 10."""

    site: str | None = None
    character: str | None = None
    baseline_nrs: int | None = None
    worst_nrs: int | None = None


@dataclass(frozen=True)
class PainDiagram(Record):
    """A drawing or diary of the pain, and the instance that shows it."""

    present: bool | None = None
    image_uid: Uid | None = None


@dataclass(frozen=True)
class Consent(Record):
    """Whether consent is documented, and when it was given."""

    documented: bool | None = None
    given_at: datetime | None = None


@dataclass(frozen=True)
class ScreeningAnswer(Record):
    """An answer of the safety screen: present or not, and what."""

    present: bool | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Screening(Record):
    """The safety screen before the procedure."""

    allergies: ScreeningAnswer = field(default_factory=ScreeningAnswer)
    anticoagulants: ScreeningAnswer = field(default_factory=ScreeningAnswer)
    infection: ScreeningAnswer = field(default_factory=ScreeningAnswer)
    pregnancy: ScreeningAnswer = field(default_factory=ScreeningAnswer)


@dataclass(frozen=True)
class SedativeDose(Record):
    """One dose of a sedative, in mg."""

    agent: str
    dose_mg: Decimal | None = None
    given_at: datetime | None = None
    timing: str | None = None


@dataclass(frozen=True)
class Sedation(Record):
    """Sedation during the procedure."""

    level: SedationLevel | None = None
    doses: tuple[SedativeDose, ...] | None = None


@dataclass(frozen=True)
class Antibiotic(Record):
    """Antibiotic prophylaxis; intradiscal concentration in mg/mL."""

    route: AntibioticRoute | None = None
    agent: str | None = None
    dose_mg: Decimal | None = None
    intradiscal_mg_per_ml: Decimal | None = None


@dataclass(frozen=True)
class Needle(Record):
    """Needle technique; gauges in G, length in mm."""

    technique: NeedleTechnique | None = None
    introducer_gauge: int | None = None
    inner_gauge: int | None = None
    length_mm: Decimal | None = None
    curved_tip: bool | None = None
    approach: Approach | None = None
    side: Side | None = None


@dataclass(frozen=True)
class Contrast(Record):
    """The contrast medium; iodine concentration in mg/mL."""

    agent: ContrastAgent | None = None
    product: str | None = None
    concentration_mg_per_ml: Decimal | None = None
    additive: str | None = None


@dataclass(frozen=True)
class Manometry(Record):
    """Injector and manometer; rate in mL/s. ``reading`` holds for every disc that does not say otherwise."""

    used: bool | None = None
    injector: Injector | None = None
    device: str | None = None
    reading: ReadingType | None = None
    rate_ml_per_s: Decimal | None = None
    zero_checked: bool | None = None


@dataclass(frozen=True)
class Blinding(Record):
    """What the patient was not told, and who watched."""

    level_hidden: bool | None = None
    onset_hidden: bool | None = None
    independent_observer: bool | None = None


@dataclass(frozen=True)
class Sham(Record):
    """A sham stimulation: a record of the procedure, not a disc. NRS 0 to 10, duration in s."""

    level: Level | None = None
    at: datetime | None = None
    nrs: int | None = None
    concordance: Concordance | None = None
    sustained_s: int | None = None


@dataclass(frozen=True)
class Reporting(Record):
    """Whether the patient could report during stimulation, and why not."""

    able: Ability | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Fluoroscopy(Record):
    """Fluoroscopy time in s, dose-area product in Gy.cm2, air kerma in mGy."""

    time_s: Decimal | None = None
    dap_gy_cm2: Decimal | None = None
    air_kerma_mgy: Decimal | None = None


@dataclass(frozen=True)
class PostCT(Record):
    """The CT after the injection; delay in min, slices in mm, CTDIvol in mGy, DLP in mGy.cm."""

    performed: bool | None = None
    started_at: datetime | None = None
    delay_min: Decimal | None = None
    slice_mm: Decimal | None = None
    planes: tuple[Plane, ...] | None = None
    ctdi_vol_mgy: Decimal | None = None
    dlp_mgy_cm: Decimal | None = None


@dataclass(frozen=True)
class Complication(Record):
    """One complication."""

    kind: ComplicationKind
    severity: Severity | None = None
    at: datetime | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Numbering(Record):
    """How the vertebrae were counted; printed beside every level."""

    scheme: str | None = None
    method: str | None = None
    transitional: TransitionalAnatomy | None = None
    castellvi: Castellvi | None = None
    naming: LevelNaming | None = None
    statement: str | None = None
    reference_image_uid: Uid | None = None


@dataclass(frozen=True)
class Procedure(Record):
    """Everything that is recorded once. ``complications=()`` says *none*; ``None`` says nothing was recorded."""

    performed_at: datetime | None = None
    indications: tuple[Indication, ...] | None = None
    indication_text: str | None = None
    usual_pain: UsualPain = field(default_factory=UsualPain)
    pain_diagram: PainDiagram = field(default_factory=PainDiagram)
    consent: Consent = field(default_factory=Consent)
    screening: Screening = field(default_factory=Screening)
    sedation: Sedation = field(default_factory=Sedation)
    antibiotic: Antibiotic = field(default_factory=Antibiotic)
    position: PatientPosition | None = None
    needle: Needle = field(default_factory=Needle)
    contrast: Contrast = field(default_factory=Contrast)
    manometry: Manometry = field(default_factory=Manometry)
    blinding: Blinding = field(default_factory=Blinding)
    sham: Sham | None = None
    reporting: Reporting = field(default_factory=Reporting)
    fluoroscopy: Fluoroscopy = field(default_factory=Fluoroscopy)
    post_ct: PostCT = field(default_factory=PostCT)
    complications: tuple[Complication, ...] | None = None
    numbering: Numbering = field(default_factory=Numbering)

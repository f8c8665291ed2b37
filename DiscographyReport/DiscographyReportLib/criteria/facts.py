# SPDX-License-Identifier: Apache-2.0
"""What the record says of each disc, found once for all rule sets. Unknown stays unknown."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from ..model import derived
from ..model.disc import Disc, StimulationEvent
from ..model.grades import Grade, modified_dallas_0_5
from ..model.levels import Region
from ..model.procedure import Manometry
from ..model.vocabulary import Concordance, EndPoint
from .possible import possible
from .terms import EventFacts

STIMULATED_MIN_PSI_AO = 50
VOLUME_LIMIT_ML: dict[Region, Decimal] = {
    Region.LUMBAR: Decimal("3.5"),
    Region.THORACIC: Decimal("1.5"),
    Region.CERVICAL: Decimal("0.5"),
}
"""Volume that fills a disc of the region, in mL: stimulated at it if nothing leaks, unusual above it."""


class ControlStatus(StrEnum):
    """What a disc is worth as the control of another."""

    CONCORDANT = "concordant"
    UNKNOWN = "unknown"
    DISCORDANT = "discordant"
    PAINLESS = "painless"
    UNSTIMULATED = "unstimulated"


class DiscFacts(NamedTuple):
    """An injected disc; pressures above opening in psi. ``remembered`` holds what follows from it alone."""

    disc: Disc
    level: str
    events: tuple[EventFacts, ...]
    peak_above_psi: Fraction | None
    stimulated: bool
    status: ControlStatus
    discordant_above_psi: Fraction | None
    manometry_missing: bool
    reading_missing: bool
    grade: Grade | None
    behaviors: int | None
    has_pain: bool
    painless: bool
    response_known: bool
    has_similar: bool
    remembered: dict[Any, Any]


class SameObject:
    """A frozen value as a key by identity: hashing all its fields would cost more than what it saves."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and other.value is self.value


def disc_facts(disc: Disc, region: Region, manometry: Manometry) -> DiscFacts:
    """Everything that the rule sets ask of one disc; a keystroke changes one disc, the others are known."""
    return _found(SameObject(disc), region, SameObject(manometry))


@lru_cache(maxsize=64)
def _found(disc: SameObject, region: Region, manometry: SameObject) -> DiscFacts:
    return find_facts(disc.value, region, manometry.value)


def find_facts(disc: Disc, region: Region, manometry: Manometry) -> DiscFacts:
    """The same, found anew; ``disc`` of the facts lacks the values that cannot be."""
    disc = possible(disc, region)
    events = tuple(_event_facts(number, event, disc, manometry) for number, event in enumerate(disc.events, 1))
    peak = _peak_above(disc, events, manometry)
    stimulated = is_stimulated(disc, peak, region)
    return DiscFacts(
        disc=disc,
        level=disc.level.value,
        events=events,
        peak_above_psi=peak,
        stimulated=stimulated,
        status=control_status(events, stimulated),
        discordant_above_psi=lowest_discordant(events),
        manometry_missing=_manometry_missing(disc),
        reading_missing=derived.readings(disc, manometry) == (None, None),
        grade=modified_dallas_0_5(disc),
        behaviors=None if disc.pain_behaviors is None else len(disc.pain_behaviors),
        has_pain=any([event.pain for event in events]),
        painless=all([event.pain is False for event in events]),
        response_known=any([event.pain is not None for event in events]),
        has_similar=any([event.concordance is Concordance.SIMILAR for event in events]),
        remembered={},
    )


def _event_facts(number: int, event: StimulationEvent, disc: Disc, manometry: Manometry) -> EventFacts:
    unusable = derived.contradicts(event)
    return EventFacts(
        number=number,
        pain=derived.has_pain(event),
        nrs=None if unusable else event.nrs,
        concordance=None if unusable or event.concordance is Concordance.NOT_OBTAINABLE else event.concordance,
        above_psi=derived.above_opening(event.pressure, disc, manometry),
        volume_ml=event.volume_ml,
        total_ml=disc.volume_ml,
        sustained_s=event.sustained_s,
        judged={},
        together={},
    )


def _peak_above(disc: Disc, events: Sequence[EventFacts], manometry: Manometry) -> Fraction | None:
    """The highest of the recorded peak and all event pressures, above opening."""
    recorded = derived.above_opening(disc.peak_pressure, disc, manometry)
    known = [event.above_psi for event in events if event.above_psi is not None]
    return max(known if recorded is None else [recorded, *known], default=None)


def is_stimulated(disc: Disc, peak_above_psi: Fraction | None, region: Region) -> bool:
    """Whether adequate stimulation was shown; what was not recorded shows nothing."""
    if peak_above_psi is not None and peak_above_psi >= STIMULATED_MIN_PSI_AO:
        return True
    return disc.endpoint is EndPoint.FIRM or _filled(disc, VOLUME_LIMIT_ML[region])


def _filled(disc: Disc, limit: Decimal) -> bool:
    """Whether the disc took the region's volume, and none of it was lost through the annulus."""
    if disc.volume_ml is None or disc.leaks is None or disc.volume_ml < limit:
        return False
    return not any(leak.site.is_annular for leak in disc.leaks)


def control_status(events: Sequence[EventFacts], stimulated: bool) -> ControlStatus:
    """The first that fits, in the order of the enumeration."""
    answers = [event.concordance for event in events]
    if Concordance.EXACT in answers or Concordance.SIMILAR in answers:
        return ControlStatus.CONCORDANT
    if not events or any(event.concordance is None and event.pain is not False for event in events):
        return ControlStatus.UNKNOWN
    if Concordance.DISSIMILAR in answers:
        return ControlStatus.DISCORDANT
    return ControlStatus.PAINLESS if stimulated else ControlStatus.UNSTIMULATED


def lowest_discordant(events: Sequence[EventFacts]) -> Fraction | None:
    """The lowest pressure of the dissimilar events; unknown if that of any of them is."""
    pressures = [event.above_psi for event in events if event.concordance is Concordance.DISSIMILAR]
    known = [pressure for pressure in pressures if pressure is not None]
    return min(known) if known and len(known) == len(pressures) else None


def _manometry_missing(disc: Disc) -> bool:
    read = disc.peak_pressure is not None or any(event.pressure is not None for event in disc.events)
    return disc.opening_pressure is None or not read

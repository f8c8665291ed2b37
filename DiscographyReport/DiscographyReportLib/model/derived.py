# SPDX-License-Identifier: Apache-2.0
"""What follows from the record: computed on demand, never stored.

Unknown stays unknown: every function answers ``None`` where the record does not say.
"""

from fractions import Fraction

from .disc import Disc, StimulationEvent
from .procedure import Manometry, Numbering
from .quantities import Pressure, above
from .vocabulary import Concordance, ReadingType, TransitionalAnatomy

PAINFUL = frozenset({Concordance.DISSIMILAR, Concordance.SIMILAR, Concordance.EXACT})
PAINLESS = frozenset({Concordance.NONE, Concordance.PRESSURE_ONLY})
CONCORDANT = frozenset({Concordance.SIMILAR, Concordance.EXACT})
_STRENGTH = {concordance: rank for rank, concordance in enumerate(Concordance)}


def contradicts(event: StimulationEvent) -> bool:
    """Whether NRS and concordance of one event exclude each other; neither then counts until mended."""
    if event.nrs is None or event.concordance is None:
        return False
    return (event.nrs == 0 and event.concordance in PAINFUL) or (event.nrs > 0 and event.concordance in PAINLESS)


def has_pain(event: StimulationEvent) -> bool | None:
    """Whether the event hurt; ``None`` if nothing usable was recorded, or it was not obtainable."""
    if contradicts(event):
        return None
    if event.nrs == 0 or event.concordance in PAINLESS:
        return False
    if event.nrs is not None or event.concordance in PAINFUL:
        return True
    return None


def readings(disc: Disc, manometry: Manometry) -> tuple[ReadingType | None, ReadingType | None]:
    """How the opening pressure and how the later pressures of a disc were read."""
    return disc.opening_reading or manometry.reading, disc.reading or manometry.reading


def read_alike(disc: Disc, manometry: Manometry) -> bool:
    """Whether opening and later pressures may be subtracted: read in one way, or no way recorded for either."""
    opening, later = readings(disc, manometry)
    return opening is later


def above_opening(pressure: Pressure | None, disc: Disc, manometry: Manometry) -> Fraction | None:
    """A pressure above opening in psi, exact; ``None`` if one is unknown, it is below 0, or they were not read alike.

    If the reading type of one alone is recorded, the other's may differ. If neither is, both are taken to be the same.
    """
    if pressure is None or disc.opening_pressure is None or not read_alike(disc, manometry):
        return None
    difference = above(pressure, disc.opening_pressure)
    return difference if difference >= 0 else None


def highest_pressure(disc: Disc) -> Pressure | None:
    """The highest of the recorded peak and all event pressures."""
    known = [event.pressure for event in disc.events if event.pressure is not None]
    if disc.peak_pressure is not None:
        known.insert(0, disc.peak_pressure)
    return max(known, key=lambda pressure: pressure.psi, default=None)


def onset_event(disc: Disc) -> StimulationEvent | None:
    """The first event with exact or similar pain, else the first with pain."""
    painful = [event for event in disc.events if has_pain(event)]
    concordant = [event for event in painful if event.concordance in CONCORDANT]
    return next(iter(concordant or painful), None)


def first_sensation(disc: Disc) -> StimulationEvent | None:
    """The first event at which the patient felt anything, pressure included."""
    felt = (event for event in disc.events if has_pain(event) or event.concordance is Concordance.PRESSURE_ONLY)
    return next(felt, None)


def strongest_concordance(disc: Disc) -> Concordance | None:
    """The strongest answer. An event of unknown answer may have been concordant, so beside it no weaker one stands.

    Then the answer is ``NOT_OBTAINABLE`` if that was said of an event, else ``None``.
    """
    known = [event.concordance for event in _usable(disc) if event.concordance is not None]
    strongest = max(known, key=_STRENGTH.__getitem__, default=None)
    if strongest in CONCORDANT or not any(map(_answer_unknown, disc.events)):
        return strongest
    return Concordance.NOT_OBTAINABLE if Concordance.NOT_OBTAINABLE in known else None


def _usable(disc: Disc) -> list[StimulationEvent]:
    return [event for event in disc.events if not contradicts(event)]


def _answer_unknown(event: StimulationEvent) -> bool:
    """NRS 0 answers for a concordance that was left out, but not for one that could not be had."""
    if event.concordance is None:
        return event.nrs != 0
    return event.concordance is Concordance.NOT_OBTAINABLE or contradicts(event)


def evoked_nrs(disc: Disc) -> int | None:
    """The highest NRS at the strongest concordance, never another event's; where that is unknown, of all that hurt."""
    strongest = strongest_concordance(disc)
    if strongest in (None, Concordance.NOT_OBTAINABLE):
        return _highest_nrs([event for event in disc.events if has_pain(event)])
    return _highest_nrs([event for event in _usable(disc) if event.concordance is strongest])


def _highest_nrs(events: list[StimulationEvent]) -> int | None:
    return max([event.nrs for event in events if event.nrs is not None], default=None)


def leak_summary(disc: Disc) -> str | None:
    """``none``, ``annular``, ``not_annular`` or ``both``; ``None`` if leaks were not recorded."""
    if disc.leaks is None:
        return None
    kinds = {leak.site.is_annular for leak in disc.leaks}
    return {frozenset(): "none", frozenset({True}): "annular", frozenset({False}): "not_annular"}.get(
        frozenset(kinds), "both"
    )


_ANATOMY = {
    TransitionalAnatomy.NONE: "none",
    TransitionalAnatomy.LUMBARIZED_S1: "lumbarized S1",
    TransitionalAnatomy.SACRALIZED_L5: "sacralized L5",
    TransitionalAnatomy.THORACOLUMBAR: "thoracolumbar",
    TransitionalAnatomy.ELEVEN_RIBS: "eleven pairs of ribs",
    TransitionalAnatomy.THIRTEEN_RIBS: "thirteen pairs of ribs",
}


def numbering_statement(numbering: Numbering) -> str:
    """The sentence that stands beside every level; always a sentence, never a blank."""
    if numbering.statement:
        return numbering.statement
    parts = [part for part in (numbering.scheme, numbering.method) if part]
    anatomy = numbering.transitional
    if anatomy is not None:
        parts.append(f"transitional anatomy: {_ANATOMY[anatomy]}")
    return f"Numbering: {'; '.join(parts)}." if parts else "Numbering: method not recorded."

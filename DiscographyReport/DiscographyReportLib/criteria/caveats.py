# SPDX-License-Identifier: Apache-2.0
"""What the reader has to bear in mind beside an answer."""

from fractions import Fraction

from ..model.levels import VARIANT_LEVELS
from ..model.procedure import Procedure
from ..model.quantities import PressureUnit
from ..model.results import Term
from ..model.values import decimal_text
from ..model.vocabulary import Ability, LeakSite, SedationLevel, TransitionalAnatomy
from . import wording
from .facts import VOLUME_LIMIT_ML, ControlStatus, DiscFacts
from .findings import GRADE
from .numbers import amount_text, number_text
from .question import EventAnswers, Finding, Question
from .study import Study
from .terms import CONTROL, PEAK, PRESSURE, TOTAL_AT_MOST, EventFacts, Verdict

_DEEPER = (SedationLevel.MODERATE, SedationLevel.DEEP, SedationLevel.GENERAL_ANESTHESIA)


def is_sedated(procedure: Procedure) -> bool:
    """Whether sedation is recorded as deeper than minimal."""
    return procedure.sedation.level in _DEEPER


def is_transitional(procedure: Procedure) -> bool:
    """Whether anatomy is recorded that makes numbering uncertain."""
    return procedure.numbering.transitional not in (None, TransitionalAnatomy.NONE)


def is_over_limit(disc: DiscFacts, study: Study) -> bool:
    """Whether the total volume is above the region's limit."""
    total = disc.disc.volume_ml
    return total is not None and total > VOLUME_LIMIT_ML[study.report.region]


def is_not_reproduced(disc: DiscFacts) -> bool:
    """Whether the disc was injected again, and recorded as not reproduced."""
    again = disc.disc.reinjection
    return again is not None and again.performed is True and again.reproduced is False


def leaks_into_endplate(disc: DiscFacts) -> bool:
    """Whether contrast entered an endplate."""
    return any(leak.site is LeakSite.ENDPLATE_SCHMORL for leak in disc.disc.leaks or ())


def lacks_standard_code(disc: DiscFacts) -> bool:
    """Whether DICOM CID 7604 has no code for the level."""
    return disc.disc.level in VARIANT_LEVELS


def disc_caveats(disc: DiscFacts, study: Study) -> tuple[str, ...]:
    """Caveats that hold under every rule set, found once."""
    uid = disc.disc.uid
    if uid not in study.caveats:
        study.caveats[uid] = _found_caveats(disc, study)
    return study.caveats[uid]


def _found_caveats(disc: DiscFacts, study: Study) -> tuple[str, ...]:
    procedure = study.report.procedure
    holds = (
        (has_neighbor(disc, study), wording.PRESSURE_TRANSFER),
        (disc.disc.neighbors_prefilled is True, wording.PREFILLED),
        (procedure.reporting.able is Ability.PARTLY, wording.PARTLY_ABLE),
        (is_sedated(procedure), wording.SEDATION),
        (is_transitional(procedure), wording.TRANSITIONAL),
        (lacks_standard_code(disc), wording.NO_STANDARD_CODE),
        (leaks_into_endplate(disc), wording.ENDPLATE),
        (is_not_reproduced(disc), wording.NOT_REPRODUCED),
    )
    return (*[caveat for applies, caveat in holds if applies], *_volume_caveat(disc, study))


def has_neighbor(disc: DiscFacts, study: Study) -> bool:
    """Whether a disc next to it was injected too."""
    index = disc.disc.sequence_index
    return index - 1 in study.places or index + 1 in study.places


def _volume_caveat(disc: DiscFacts, study: Study) -> tuple[str, ...]:
    total = disc.disc.volume_ml
    if total is None or not is_over_limit(disc, study):
        return ()
    return (wording.above_limit(number_text(total), number_text(VOLUME_LIMIT_ML[study.report.region])),)


def event_caveats(question: Question, answers: EventAnswers) -> tuple[str, ...]:
    """Caveats of the event that decided: optional terms skipped, the total in place of its volume, its unit."""
    passed_over = [one.term.what for one in answers.judged if one.verdict is Verdict.SKIPPED]
    caveats = [wording.skipped(passed_over)] if passed_over else []
    if any(one.term.what == TOTAL_AT_MOST for one in answers.judged):
        caveats.append(wording.TOTAL_INSTEAD)
    return (*caveats, *_unit_caveat(question, answers.event))


def _unit_caveat(question: Question, event: EventFacts) -> tuple[str, ...]:
    """Shown where a pressure was compared that was not read in psi."""
    disc = question.disc.disc
    pressure, opening = disc.events[event.number - 1].pressure, disc.opening_pressure
    compared = event.above_psi is not None and question.prepared.rules.max_pressure_ao is not None
    if not compared or pressure is None or opening is None:
        return ()
    if pressure.unit is PressureUnit.PSI and opening.unit is PressureUnit.PSI:
        return ()
    shown = [f"{decimal_text(one.value)} {one.unit.value}" for one in (pressure, opening)]
    return (wording.entered(*shown),)


def tested_less(question: Question) -> tuple[str, ...]:
    """Shown where a painless disc was not taken as far as the set's pressure classes go."""
    limit, peak = question.prepared.rules.max_pressure_ao, question.disc.peak_above_psi
    if not question.prepared.bands or limit is None or peak is None or peak >= limit.psi:
        return ()
    return (wording.tested_to(amount_text(peak, Fraction(limit.psi)), number_text(limit.psi)),)


def _by_unread_pressure(question: Question, finding: Finding) -> bool:
    """Whether the answer shows a pressure above opening, its own or a control's, and nobody said how it was read."""
    unread = {disc.level for disc in question.study.discs if disc.reading_missing and disc.peak_above_psi is not None}
    return bool(unread) and any([_pressure_of(term, question) in unread for term in finding.terms])


def _pressure_of(term: Term, question: Question) -> str:
    """The level whose pressure a term rests on; empty if on none. A painless control is one by its pressure too."""
    if not term.value or term.value == ControlStatus.CONCORDANT:
        return ""
    if term.what.startswith((PRESSURE, PEAK)):
        return question.disc.level
    return term.what.removeprefix(CONTROL) if term.what.startswith(CONTROL) else ""


def finding_caveats(question: Question, finding: Finding) -> tuple[str, ...]:
    """Every caveat of an answer: the answer's own, the set's note, and what holds for the disc."""
    bound = [term for term in finding.terms if term.what == GRADE and term.value.startswith("at least")]
    note = question.prepared.rules.note
    return (
        *finding.caveats,
        *([wording.AT_LEAST_GRADE] if bound else []),
        *([wording.READING_NOT_RECORDED] if _by_unread_pressure(question, finding) else []),
        *([f"{note}."] if note else []),
        *disc_caveats(question.disc, question.study),
    )

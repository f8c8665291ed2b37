# SPDX-License-Identifier: Apache-2.0
"""The order in which a disc is judged under a rule set: the first step that answers decides."""

from ..model.derived import CONCORDANT
from ..model.results import Polarity, Term
from .branches import classed
from .caveats import event_caveats, tested_less
from .facts import DiscFacts
from .findings import beforehand, stimulation_terms
from .question import EventAnswers, Finding, Question, answers_of, lowest, not_evaluable
from .roles import Role
from .terms import Judged, Verdict, unrecorded
from .wording import GATED, NO_PRESSURES, NO_RESPONSE, OPEN_BESIDE, criteria_not_met, missing


def answer(question: Question) -> Finding:
    """The outcome of an injected disc under a set of its region."""
    findings = beforehand(question) if question.prepared.has_findings else ()
    return (
        _gated(question)
        or _lacking(question, findings)
        or _without_response(question)
        or (None if _fails(findings) else _by_events(question, findings))
        or _unstimulated(question)
        or _no(question, findings)
    )


def _gated(question: Question) -> Finding | None:
    return not_evaluable(GATED, question.study.gate) if question.study.gate else None


def _lacking(question: Question, findings: tuple[Judged, ...]) -> Finding | None:
    """Without manometry where the set classes by pressure, or without a finding that the set asks for."""
    if question.prepared.rules.needs_manometry and question.disc.manometry_missing:
        return not_evaluable(NO_PRESSURES, _pressures_lacking(question.disc))
    lacking = [judged.term for judged in findings if judged.verdict is Verdict.OPEN]
    return not_evaluable(missing(lacking), [judged.term for judged in findings]) if lacking else None


def _pressures_lacking(disc: DiscFacts) -> list[Term]:
    terms = []
    if disc.disc.opening_pressure is None:
        terms.append(unrecorded("opening pressure", "psi", "recorded"))
    if disc.disc.peak_pressure is None and all(event.pressure is None for event in disc.disc.events):
        terms.append(unrecorded("pressure during injection", "psi", "recorded"))
    return terms


def _without_response(question: Question) -> Finding | None:
    if question.disc.response_known:
        return None
    return not_evaluable(NO_RESPONSE, [unrecorded("response", "", "recorded")])


def _by_events(question: Question, findings: tuple[Judged, ...]) -> Finding | None:
    """What the events say that were not excluded: one qualifies, or is open, or would be so if *similar* counted."""
    qualifying, undecided = question.qualifying(), question.undecided()
    if qualifying:
        beside = (OPEN_BESIDE,) if undecided else ()
        return _positive(question, lowest(qualifying), findings, beside)
    return _incomplete(undecided[0]) if undecided else _partial(question)


def _positive(
    question: Question, deciding: EventAnswers, findings: tuple[Judged, ...], beside: tuple[str, ...]
) -> Finding:
    found = classed(question, deciding.event, (*deciding.terms, *[judged.term for judged in findings]))
    return found._replace(caveats=(*found.caveats, *event_caveats(question, deciding), *beside))


def _incomplete(answers: EventAnswers) -> Finding:
    return not_evaluable(missing(answers.with_verdict(Verdict.OPEN)), answers.terms)


def _partial(question: Question) -> Finding | None:
    """Whether *similar* pain met every other term, or may have."""
    wider = question.prepared.wider
    if wider is None or not question.disc.has_similar:
        return None
    widened = question._replace(answers=answers_of(question.disc, wider))
    qualifying, undecided = widened.qualifying(), widened.undecided()
    if not qualifying:
        return _incomplete(undecided[0]) if undecided else None
    deciding = lowest(qualifying)
    shown = question.answers[deciding.event.number - 1].terms
    return question.finding(Role.PARTIAL, shown, event_caveats(question, deciding))


def _unstimulated(question: Question) -> Finding | None:
    if question.disc.has_pain or question.disc.stimulated:
        return None
    return question.finding(Role.UNSTIMULATED, stimulation_terms(question))


def _no(question: Question, findings: tuple[Judged, ...]) -> Finding:
    asked = [judged.term for judged in findings]
    if question.disc.painless:
        shown = (*question.answers[-1].terms, *asked, *stimulation_terms(question))
        return question.finding(Role.NO, shown, tested_less(question))
    nearest = min(question.answers, key=_distance)
    failed = nearest.with_verdict(Verdict.FAILED) + [one.term for one in findings if one.verdict is Verdict.FAILED]
    shown = (*nearest.terms, *asked, *_why_others_failed(question, nearest))
    return question.finding(Role.NO, shown, row=criteria_not_met(failed))


def _distance(answers: EventAnswers) -> tuple[bool, bool, int, int]:
    """How far an event was from qualifying: the usual pain first, then any, fewest failed terms, then the latest."""
    event = answers.event
    failed = answers.with_verdict(Verdict.FAILED)
    return event.concordance not in CONCORDANT, event.pain is False, len(failed), -event.number


def _why_others_failed(question: Question, nearest: EventAnswers) -> list[Term]:
    """The first failed term of every other event."""
    others = [one for one in question.answers if one is not nearest and one.verdict is Verdict.FAILED]
    firsts = [(one.event.number, one.with_verdict(Verdict.FAILED)[0]) for one in others]
    return [term._replace(what=f"{term.what} (event {number})") for number, term in firsts]


def _fails(findings: tuple[Judged, ...]) -> bool:
    return any(judged.verdict is Verdict.FAILED for judged in findings)


def not_applicable(row: str) -> Finding:
    """The answer that the set says nothing about this disc."""
    return Finding("not_applicable", Polarity.NOT_APPLICABLE, row, ())

# SPDX-License-Identifier: Apache-2.0
"""The strategies: how a set classes a disc that has a qualifying event."""

from ..model.results import Term
from .controls import control_term, is_control, is_placed, neighbor_row
from .facts import ControlStatus, DiscFacts
from .findings import grade_asked
from .question import Finding, Question
from .roles import ControlPlace, GradeStep, Role, Strategy
from .terms import CONTROLS, EventFacts, Verdict, at_least
from .wording import SEVERAL_CONCORDANT, criteria_not_met

_LOW = {Role.TWO_PAINLESS: Role.TWO_PAINLESS_LOW, Role.ONE_PAINLESS: Role.ONE_PAINLESS_LOW}


def classed(question: Question, deciding: EventFacts, terms: tuple[Term, ...]) -> Finding:
    """The positive branch; ``deciding`` is the qualifying event at the lowest pressure, ``terms`` what it met."""
    return _STRATEGIES[question.prepared.rules.strategy](question, deciding, terms)


def control_terms(question: Question, controls: tuple[DiscFacts, ...]) -> tuple[Term, ...]:
    """Every control found, and why it was accepted or refused."""
    rules = question.prepared.rules
    return tuple([control_term(control, rules) for control in controls])


def _tiers(question: Question, deciding: EventFacts, terms: tuple[Term, ...]) -> Finding:
    controls = question.study.controls[question.disc.disc.uid]
    role = neighbor_row(controls, question.prepared.rules)
    low = question.prepared.low
    if low is not None:
        judged = deciding.judge(low)
        terms = (*terms, judged.term)
        role = _LOW.get(role, role) if judged.verdict is Verdict.MET else role
    return question.finding(role, (*terms, *control_terms(question, controls)))


def _painless_count(question: Question, _: EventFacts, terms: tuple[Term, ...]) -> Finding:
    controls = question.study.controls[question.disc.disc.uid]
    role = neighbor_row(controls, question.prepared.rules)
    return question.finding(role, (*terms, *control_terms(question, controls)))


def _bands(question: Question, deciding: EventFacts, terms: tuple[Term, ...]) -> Finding:
    """The first class that the pressure fits; the last ends where the set's own limit does, so that one fits."""
    judged = [deciding.judge(limit) for _, limit in question.prepared.bands]
    place = next(place for place, one in enumerate(judged) if one.verdict is Verdict.MET)
    tried = [one.term for one in judged[: place + 1] if one.term not in terms]
    band = question.prepared.bands[place].band
    return Finding(band.name, band.polarity, band.row, (*terms, *tried))


def _control_count(question: Question, _: EventFacts, terms: tuple[Term, ...]) -> Finding:
    rules = question.prepared.rules
    if rules.n_controls:
        controls = _controls(question)
        counted = at_least(CONTROLS, sum(is_control(one, rules) for one in controls), "", rules.n_controls)
        terms = (*terms, counted.term, *control_terms(question, controls))
        if counted.verdict is Verdict.FAILED:
            return question.finding(Role.NO_CONTROL, terms)
    if rules.min_grade is not None and rules.grade_step is GradeStep.AFTER_CONTROLS:
        return _confirmed(question, terms, rules.min_grade)
    return question.finding(Role.POSITIVE, terms, _several(question))


def _controls(question: Question) -> tuple[DiscFacts, ...]:
    if question.prepared.rules.control_place is ControlPlace.ADJACENT:
        return question.study.controls[question.disc.disc.uid]
    places = question.study.places
    if not is_placed(question.disc, places):
        return ()
    return tuple([disc for disc in places.values() if disc is not question.disc])


def _confirmed(question: Question, terms: tuple[Term, ...], minimum: int) -> Finding:
    asked = grade_asked(question.disc.grade, minimum)
    terms = (*terms, asked.term)
    if asked.verdict is Verdict.OPEN:
        return question.finding(Role.NO_GRADE, terms)
    if asked.verdict is Verdict.FAILED:
        return question.finding(Role.NO, terms, row=criteria_not_met([asked.term]))
    return question.finding(Role.POSITIVE, terms)


def _several(question: Question) -> tuple[str, ...]:
    concordant = [disc for disc in question.study.discs if disc.status is ControlStatus.CONCORDANT]
    return (SEVERAL_CONCORDANT,) if question.prepared.rules.expects_single_level and len(concordant) > 1 else ()


_STRATEGIES = {
    Strategy.TIERS: _tiers,
    Strategy.PAINLESS_COUNT: _painless_count,
    Strategy.BANDS: _bands,
    Strategy.CONTROL_COUNT: _control_count,
}

# SPDX-License-Identifier: Apache-2.0
"""What is asked of the disc beside its events: grade, pain behaviors, and whether it was stimulated."""

from decimal import Decimal
from fractions import Fraction

from ..model.grades import Grade
from ..model.results import Term, TermStatus
from ..model.vocabulary import EndPoint
from .facts import STIMULATED_MIN_PSI_AO, VOLUME_LIMIT_ML, DiscFacts
from .numbers import amount_text, number_text
from .question import Question
from .roles import GradeStep
from .terms import ANNULAR_LEAK, END_POINT, PEAK, TOTAL, Judged, at_least

BEHAVIORS = "pain behaviors"
GRADE = "modified Dallas grade (0-5)"


def grade_asked(grade: Grade | None, minimum: int) -> Judged:
    """Whether the grade is high enough; a lower bound can only say yes."""
    known = None if grade is None or (grade.at_least and grade.value < minimum) else grade.value
    judged = at_least(GRADE, known, "", minimum)
    shown = "" if grade is None else str(grade)
    return judged._replace(term=judged.term._replace(value=shown))


def beforehand(question: Question) -> tuple[Judged, ...]:
    """The findings that a set asks for before pain is judged (Walsh: behaviors and grade)."""
    rules, disc = question.prepared.rules, question.disc
    asked = []
    if rules.min_behaviors is not None:
        asked.append(at_least(BEHAVIORS, disc.behaviors, "", rules.min_behaviors))
    if rules.min_grade is not None and rules.grade_step is GradeStep.BEFOREHAND:
        asked.append(grade_asked(disc.grade, rules.min_grade))
    return tuple(asked)


def stimulation_terms(question: Question) -> tuple[Term, ...]:
    """What shows, or does not show, that the disc was stimulated; any one is enough, volume only without a leak."""
    disc, region = question.disc, question.study.report.region
    if stimulation_terms not in disc.remembered:
        total = _total(disc, VOLUME_LIMIT_ML[region])
        disc.remembered[stimulation_terms] = (_peak(disc), _end_point(disc), total, _annular_leak(disc))
    found: tuple[Term, ...] = disc.remembered[stimulation_terms]
    return found


def _peak(disc: DiscFacts) -> Term:
    peak, minimum = disc.peak_above_psi, STIMULATED_MIN_PSI_AO
    if peak is None:
        return Term(PEAK, "", "psi", ">=", str(minimum), TermStatus.OPEN)
    text = amount_text(peak, Fraction(minimum))
    return Term(PEAK, text, "psi", ">=", str(minimum), _status(peak >= minimum))


def _end_point(disc: DiscFacts) -> Term:
    end = disc.disc.endpoint
    if end is None:
        return Term(END_POINT, "", "", "is", "firm", TermStatus.OPEN)
    return Term(END_POINT, end.value, "", "is", "firm", _status(end is EndPoint.FIRM))


def _total(disc: DiscFacts, limit: Decimal) -> Term:
    total, asked = disc.disc.volume_ml, number_text(limit)
    if total is None:
        return Term(TOTAL, "", "mL", ">=", asked, TermStatus.OPEN)
    return Term(TOTAL, number_text(total), "mL", ">=", asked, _status(total >= limit))


def _annular_leak(disc: DiscFacts) -> Term:
    leaks = disc.disc.leaks
    if leaks is None:
        return Term(ANNULAR_LEAK, "", "", "is", "none", TermStatus.OPEN)
    sites = [leak.site.value.replace("_", " ") for leak in leaks if leak.site.is_annular]
    return Term(ANNULAR_LEAK, ", ".join(sites) or "none", "", "is", "none", _status(not sites))


def _status(holds: bool) -> TermStatus:
    return TermStatus.MET if holds else TermStatus.FAILED

# SPDX-License-Identifier: Apache-2.0
"""The answers of every rule set with its version, and each condition with the value that decided it."""

from collections.abc import Iterator

from ..model.disc import Disc
from ..model.report import Report
from ..model.results import Assessment, RuleSetResult, Term, TermStatus
from ..model.telling import told
from ..texts import _
from .answer_section import POLARITY_TONES
from .numbers import localized
from .page import Cell, Column, Line, Lines, Section, Table
from .parts import cell
from .said import outcome_text, sentence, status_word, unknown
from .tones import Tone

_SIGNS = {"<": "<", "<=": "≤", ">=": "≥", ">": ">"}
_STATUS_TONES = {TermStatus.MET: Tone.PLAIN, TermStatus.FAILED: Tone.PLAIN, TermStatus.OPEN: Tone.UNKNOWN}


def criteria_sections(report: Report, assessment: Assessment) -> Iterator[Section]:
    """The table of answers, then one of conditions for each injected disc."""
    leading = _("Leading rule set: {rule_set}, version {version}.").format(
        rule_set=assessment.primary, version=assessment.primary_version
    )
    meets = _("A disc meets criteria of a rule set or does not; nothing here is a diagnosis.")
    blocks = (Lines((Line(leading, strong=True), Line(meets))), _answers(report, assessment))
    yield Section("criteria", _("Criteria"), blocks)
    for number, disc in enumerate(report.discs, 1):
        results = assessment.of_disc(disc.uid)
        if disc.injected and results:
            yield Section(f"criteria-{number}", disc.level.value, (_conditions(disc, results),), depth=2)


def _answers(report: Report, assessment: Assessment) -> Table:
    """A row per rule set, a column per injected disc: rule sets can be many, their names are long."""
    discs = report.injected
    versions = dict.fromkeys((one.rule_set, one.version) for one in assessment.results)
    columns = (Column(_("Rule set, version")), *(Column(disc.level.value) for disc in discs))
    rows = []
    for key in versions:
        rows.append((Cell(f"{key[0]}, {key[1]}", strong=True), *(_answer(disc, key, assessment) for disc in discs)))
    return Table(_("Answer of every rule set"), columns, tuple(rows))


def _answer(disc: Disc, key: tuple[str, str], assessment: Assessment) -> Cell:
    found = [one for one in assessment.of_disc(disc.uid) if (one.rule_set, one.version) == key]
    if not found:
        return Cell(_("no result"), Tone.WARNING)
    return Cell(outcome_text(found[0]), POLARITY_TONES[found[0].polarity])


def _conditions(disc: Disc, results: tuple[RuleSetResult, ...]) -> Table:
    """Every condition once, with the rule sets that asked for it."""
    asked: dict[Term, list[str]] = {}
    for result in results:
        for term in dict.fromkeys(result.terms):
            asked.setdefault(term, []).append(f"{result.rule_set} {result.version}")
    columns = (
        Column(_("Condition")),
        Column(_("Value"), True),
        Column(_("Operator")),
        Column(_("Threshold"), True),
        Column(_("Held")),
        Column(_("Asked by (rule set, version)")),
    )
    rows = tuple(_condition(term, sets, len(results)) for term, sets in asked.items())
    return Table(_("Conditions at {level}").format(level=disc.level.value), columns, rows, tuple(_notes(results)))


def _condition(term: Term, sets: list[str], all_sets: int) -> tuple[Cell, ...]:
    operator = _SIGNS.get(term.operator) or told(term.operator)
    return (
        Cell(told(term.what)),
        cell(_amount(term.value, term.unit)),
        Cell(operator),
        Cell(_amount(term.threshold, term.unit) or unknown()),
        Cell(status_word(term.status), _STATUS_TONES[term.status], strong=term.status is TermStatus.MET),
        Cell(_("every rule set") if len(sets) == all_sets > 1 else ", ".join(sets), Tone.QUIET),
    )


def _amount(value: str, unit: str) -> str:
    """A value as it decided, with its unit; empty where it was not recorded."""
    shown = localized(value)
    shown = told(value) if shown == value else shown
    return f"{shown} {unit}" if value and unit else shown


def _notes(results: tuple[RuleSetResult, ...]) -> Iterator[str]:
    """Why each rule set answered so, and what to bear in mind; equal ones once."""
    reasons: dict[str, list[str]] = {}
    for one in results:
        answer = f"{outcome_text(one)}. {sentence(one.row)}"
        reasons.setdefault(answer, []).append(f"{one.rule_set} {one.version}")
    yield from (f"{', '.join(sets)}: {answer}" for answer, sets in reasons.items())
    caveats = dict.fromkeys(caveat for result in results for caveat in result.caveats)
    yield from (_("Caveat: {caveat}").format(caveat=sentence(caveat)) for caveat in caveats)

# SPDX-License-Identifier: Apache-2.0
"""What the chosen rule sets say, live, with their reasons; all medicine in it comes from ``criteria``, in its words."""

from dataclasses import replace
from typing import NamedTuple

from ..criteria.explain import explanation_lines
from ..criteria.registry import Registry, own_registry
from ..criteria.statements import level_sentence
from ..criteria.wording import outcome_shown
from ..jobs.evaluating import own_ids
from ..model.report import Report
from ..model.results import Polarity, RuleSetResult
from ..model.telling import told
from ..rendering.tones import Tone
from .desk import Desk
from .grid import Cell
from .texts import _

_TONES = {
    Polarity.POSITIVE: Tone.EXACT,
    Polarity.NEGATIVE: Tone.PLAIN,
    Polarity.INDETERMINATE: Tone.WARNING,
    Polarity.NOT_EVALUABLE: Tone.UNKNOWN,
    Polarity.NOT_APPLICABLE: Tone.UNKNOWN,
}


class RuleSetChoice(NamedTuple):
    """A rule set that can be chosen."""

    id: str
    title: str
    chosen: bool
    leads: bool


class InterpretationState(NamedTuple):
    """Sentences for the patient, a row per disc and rule set, and why the row under the cursor says so."""

    statements: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row: int
    why: str
    rule_sets: tuple[RuleSetChoice, ...]
    reason: str


class Interpretation:
    """The presenter of the interpretation."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.row = 0
        self.all_discs = False

    def state(self) -> InterpretationState:
        """What is shown; nothing without a disc."""
        report = self.desk.report
        if report is None or not report.discs or self.desk.derived is None:
            sentence = _("There is nothing to interpret yet.")
            return InterpretationState((sentence,), (), 0, "", self._choices(report), self.desk.lock_reason)
        results = self.results()
        self.row = min(self.row, max(len(results) - 1, 0))
        return InterpretationState(
            self._limitations_first(report),
            tuple(self._row(report, result) for result in results),
            self.row,
            self._why(report, results),
            self._choices(report),
            self.desk.lock_reason,
        )

    def _limitations_first(self, report: Report) -> tuple[str, ...]:
        """Numbering, control and limitations, then the answer for each level."""
        assert self.desk.derived is not None
        numbering, *others = map(told, self.desk.derived.assessment.statements)
        levels = len(report.injected)
        return (*self._missing(), numbering, *others[levels:], *others[:levels])

    def _missing(self) -> tuple[str, ...]:
        """What cannot be judged here must not look as if it said nothing."""
        names = () if self.desk.derived is None else self.desk.derived.unknown_rule_sets
        missing = _("Not judged here, because the rule set is not known: {names}. Add its file in Advanced.")
        return (missing.format(names=", ".join(names)),) if names else ()

    def results(self) -> tuple[RuleSetResult, ...]:
        """Those of the current disc, or of all."""
        assert self.desk.derived is not None
        judged = self.desk.derived.assessment.results
        fused = {disc.uid for disc in self.desk.derived.report.discs if not disc.injected}
        # A set for another region says nothing about any disc here; what was not injected is still told so.
        every = tuple(one for one in judged if one.polarity is not Polarity.NOT_APPLICABLE or one.disc_uid in fused)
        return every if self.all_discs else tuple(one for one in every if one.disc_uid == self.desk.disc_uid)

    def _registry(self) -> Registry:
        return own_registry().with_site(() if self.desk.derived is None else self.desk.derived.site)

    def _row(self, report: Report, result: RuleSetResult) -> tuple[Cell, ...]:
        rules = self._registry().find(result.rule_set, result.version)
        level = report.disc(result.disc_uid).level.value
        sentence, title = told(level_sentence(level, result, rules)), told(rules.shown_title)
        reason = sentence.partition(": ")[2] or sentence
        return (
            Cell(level),
            Cell(title, Tone.PLAIN, title),
            Cell(told(outcome_shown(result)), _TONES[result.polarity], sentence),
            Cell(reason, Tone.PLAIN, sentence),
        )

    def _why(self, report: Report, results: tuple[RuleSetResult, ...]) -> str:
        if not results:
            return ""
        result = results[self.row]
        rules = self._registry().find(result.rule_set, result.version)
        sentence = level_sentence(report.disc(result.disc_uid).level.value, result, rules)
        return "\n".join(map(told, [sentence, *explanation_lines(result)]))

    def _choices(self, report: Report | None) -> tuple[RuleSetChoice, ...]:
        chosen = own_ids() if report is None or not report.criteria else report.criteria
        leading = "" if self.desk.derived is None or not self.desk.derived.report.discs else (
            self.desk.derived.assessment.primary
        )  # fmt: skip
        return tuple(
            RuleSetChoice(one, told(own_registry().latest(one).shown_title), one in chosen, one == leading)
            for one in own_ids()
        )

    # Commands

    def select(self, row: int) -> None:
        """Show why a row says what it says."""
        self.row = row
        results = self.results()
        if self.all_discs and row < len(results):
            self.desk.point(results[row].disc_uid)
        self.desk.changed()

    def show_all(self, on: bool) -> None:
        """All discs, or the current one."""
        self.all_discs = on
        self.desk.changed()

    def choose(self, rule_set_id: str, on: bool) -> None:
        """Judge under a rule set or not; at least one stays."""
        report = self.desk.report
        if report is None:
            return
        before = report.criteria or own_ids()
        chosen = [one for one in own_ids() if (one in before or (on and one == rule_set_id))]
        foreign = [one for one in before if one not in own_ids()]
        wanted = tuple(one for one in (*chosen, *foreign) if on or one != rule_set_id)
        if not set(wanted) & set(own_ids()):
            self.desk.say(_("At least one rule set must stay chosen."), grave=True)
        else:
            leading = report.primary_criteria if report.primary_criteria in wanted else None
            self.desk.edit(lambda one: replace(one, criteria=wanted, primary_criteria=leading))
        self.desk.changed()

    def lead(self, rule_set_id: str) -> None:
        """Let a rule set lead: its answers come first in the report."""
        report = self.desk.report
        if report is not None:
            before = report.criteria or own_ids()
            chosen = tuple(one for one in own_ids() if one in before or one == rule_set_id)
            chosen = (*chosen, *(one for one in before if one not in own_ids()))
            self.desk.edit(lambda one: replace(one, criteria=chosen, primary_criteria=rule_set_id))
        self.desk.changed()

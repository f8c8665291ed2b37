# SPDX-License-Identifier: Apache-2.0
"""The reason that settles a check. It belongs to the check that it was begun on, whichever row is under the cursor."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..model.findings import EXPLAINABLE_CONTRADICTIONS, Finding, FindingSeverity
from ..model.report import Explanation, Report
from .desk import Desk
from .texts import _


class Reason:
    """The presenter of the line in which a reason is typed."""

    def __init__(self, desk: Desk, here: Callable[[], Finding | None]) -> None:
        """``here`` gives the check under the cursor."""
        self.desk, self._here = desk, here
        self.text = ""
        self._begun: tuple[Any, object] | None = None
        desk.takers.append(self.take)
        desk.droppers.append(self.drop)

    def typed(self, text: str) -> None:
        """The text of the line as it grows; with its first character it gets its check."""
        if self._begun is None:
            self._begun = (self.desk.node, identity(self._here()))
        self.text = text
        if not text:
            self._begun = None
        self.desk.changed()

    def finding(self) -> Finding | None:
        """What the reason is for: the check that it was begun on, else the one under the cursor; ``None`` if gone."""
        if self._begun is None:
            return self._here()
        node, key = self._begun
        if node is not self.desk.node or self.desk.derived is None:
            return None
        open_ones = (one for one in self.desk.derived.findings if one.explained is None)
        return next((one for one in open_ones if identity(one) == key), None)

    def elsewhere(self) -> str:
        """What the reason is for, where that is not the check under the cursor; empty where it is."""
        finding = self.finding()
        if self._begun is None or identity(finding) == identity(self._here()):
            return ""
        return _("a check that is not open any more") if finding is None else finding.message

    def why_not(self) -> str:
        """Why no reason can be given; empty where one can."""
        if self.desk.lock_reason:
            return self.desk.lock_reason
        finding = self.finding()
        if finding is None:
            return _("Choose a check that a reason can settle.")
        settles = finding.severity in (FindingSeverity.OPEN, FindingSeverity.WARNING)
        if settles or finding.code in EXPLAINABLE_CONTRADICTIONS:
            return ""
        return _("This must be corrected; a reason does not settle it.")

    def take(self) -> None:
        """Keep what was typed with its check; where that is gone it is given up, and that is said."""
        text, finding, refused = " ".join(self.text.split()), self.finding(), self.why_not()
        self.text, self._begun = "", None
        if not text:
            return
        if finding is None or refused:
            self.desk.lose(text)
        else:
            self.desk.edit(lambda report: explained(report, finding, text), _("Reason kept. Undo: Ctrl+Z"))

    def drop(self) -> None:
        """Give up what is being typed, and say so."""
        text, self.text, self._begun = self.text, "", None
        self.desk.lose(text)

    def cancel(self) -> None:
        """Leave the check as it was."""
        self.text, self._begun = "", None
        self.desk.changed()


def identity(finding: Finding | None) -> object:
    """By what a check is known again: another value is another check, for which the reason was not meant."""
    return None if finding is None else (finding.code, finding.disc_uid, finding.field, finding.value)


def explained(report: Report, finding: Finding, reason: str) -> Report:
    """The report with a reason for a finding, in place of an earlier one."""
    entry = Explanation(finding.field, reason, finding.disc_uid, finding.value or None)
    others = [one for one in report.explanations if (one.disc_uid, one.field) != (entry.disc_uid, entry.field)]
    return replace(report, explanations=(*others, entry))

# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of reports, as one immutable value."""

from dataclasses import dataclass, replace

from .report import Report

DEPTH = 200


@dataclass(frozen=True)
class History:
    """The present report, those before it (oldest first) and those undone (next first).

    ``merge_key`` names what the last edit changed: a following edit with the same key joins it, so that typing a number
    is one step to undo.
    """

    present: Report
    past: tuple[Report, ...] = ()
    future: tuple[Report, ...] = ()
    merge_key: str | None = None
    depth: int = DEPTH

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self.future)

    def record(self, report: Report, merge_key: str | None = None) -> "History":
        """The history after an edit; the same history where the report says the same, whatever its ``changed_at``."""
        if same_content(report, self.present):
            return self
        if merge_key is not None and merge_key == self.merge_key and self.past and not self.future:
            return self._joined(report)
        past = (*self.past, self.present)[-self.depth :]
        return replace(self, present=report, past=past, future=(), merge_key=merge_key)

    def undo(self) -> "History":
        """One step back; the same history if there is none."""
        if not self.past:
            return self
        return replace(
            self, present=self.past[-1], past=self.past[:-1], future=(self.present, *self.future), merge_key=None
        )

    def redo(self) -> "History":
        """One step forward again; the same history if there is none."""
        if not self.future:
            return self
        return replace(
            self, present=self.future[0], past=(*self.past, self.present), future=self.future[1:], merge_key=None
        )

    def _joined(self, report: Report) -> "History":
        """An edit that leads back to where the step began leaves no step."""
        if same_content(report, self.past[-1]):
            return replace(self, present=self.past[-1], past=self.past[:-1], merge_key=None)
        return replace(self, present=report)


def same_content(one: Report, other: Report) -> bool:
    """Whether two reports say the same, whenever they were last changed."""
    return one is other or one == replace(other, changed_at=one.changed_at)

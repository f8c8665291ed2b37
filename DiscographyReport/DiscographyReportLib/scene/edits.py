# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of the reports of a scene: kept in memory, so gone with the session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from ..model.history import History, same_content
from ..model.report import Report
from .errors import SceneError
from .nodes import Node
from .report_node import read_report, read_status, write_report

Clock = Callable[[], datetime]
Sign = Callable[[Report], Report]


def unsigned(report: Report) -> Report:
    """What a script changes has no author but those whom the script names."""
    return report


def local_now() -> datetime:
    """The local time in whole seconds, as the model keeps it."""
    return datetime.now().replace(microsecond=0)


class Edits:
    """The histories of report nodes, by node ID.

    A history holds only as long as its present report is what the node holds: whatever else changed the node (a scene
    loaded in between, a script) starts a new one.
    """

    def __init__(self, clock: Clock = local_now) -> None:
        """``clock`` gives the time that an edit is stamped with."""
        self._clock = clock
        self._histories: dict[str, History] = {}
        self._sign: Sign = unsigned

    @contextmanager
    def signed_by(self, sign: Sign) -> Iterator[None]:
        """Inside the ``with`` every change of a report passes through ``sign``, which puts its author into it."""
        before, self._sign = self._sign, sign
        try:
            yield
        finally:
            self._sign = before

    def history(self, node: Node) -> History:
        """The history of a node; ``SceneError`` where its document cannot be read."""
        present = read_report(node)
        known = self._histories.get(node.GetID())
        return known if known is not None and known.present == present else History(present)

    def apply(self, node: Node, report: Report, merge_key: str | None = None) -> Report:
        """Put an edited report into the node, stamped with the time, and give it back as it was stored.

        Edits with the same ``merge_key`` are one step to undo. Nothing happens where the report says the same.
        ``SceneError`` where the report is locked or its document cannot be read.
        """
        known = self.history(node)
        if same_content(report, known.present):
            return known.present
        _require_open(node)
        stamped = replace(self._sign(report), changed_at=self._clock())
        self._keep(node, known.record(stamped, merge_key))
        return stamped

    def undo(self, node: Node) -> Report | None:
        """One step back; ``None`` if there is none."""
        return self._step(node, History.undo)

    def redo(self, node: Node) -> Report | None:
        """One step forward again; ``None`` if there is none."""
        return self._step(node, History.redo)

    def forget(self) -> None:
        """Drop all histories, as when the scene is closed."""
        self._histories.clear()

    def _step(self, node: Node, step: Callable[[History], History]) -> Report | None:
        known = self.history(node)
        moved = step(known)
        if moved is known:
            return None
        _require_open(node)
        self._keep(node, moved)
        return moved.present

    def _keep(self, node: Node, history: History) -> None:
        # First the memory: whoever observes the node may ask for its history at once.
        self._histories[node.GetID()] = history
        write_report(node, history.present)


def _require_open(node: Node) -> None:
    reason = read_status(node).lock_reason
    if reason:
        raise SceneError(reason)

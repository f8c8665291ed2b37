# SPDX-License-Identifier: Apache-2.0
"""Hearing what is done to the markers, once per act of the user, and never what the program itself did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .errors import SceneError
from .markers import MarkerChanges, read_changes
from .nodes import Markups, Node
from .report_node import markers_of, read_report


class MarkerLink:
    """Calls back with what changed when the user ends a drag, deletes a marker or adds a point.

    Between the start and the end of a drag nothing is reported. While ``quiet`` is held nothing is heard at all, so
    drawing the markers cannot answer itself.
    """

    def __init__(self, node: Node, on_changes: Callable[[MarkerChanges], None]) -> None:
        """Listen to the markers of a report node; call ``disconnect`` when the node or the panel goes."""
        self._node, self._on_changes = node, on_changes
        self._markups: Markups | None = None
        self._tags: list[int] = []
        self._depth = 0
        self._dragging = False
        self.connect()

    @property
    def markups(self) -> Markups | None:
        """The markers that are listened to."""
        return self._markups

    def connect(self) -> None:
        """Listen to the markers that the report has now; nothing happens where they are listened to already."""
        present = markers_of(self._node)
        if present is self._markups:
            return
        self.disconnect()
        self._markups = present
        if present is None:
            return
        changing = (
            present.PointModifiedEvent, present.PointRemovedEvent, present.PointPositionDefinedEvent,
            present.TransformModifiedEvent,
        )  # fmt: skip
        self._tags = [present.AddObserver(event, self._changed) for event in changing]
        self._tags.append(present.AddObserver(present.PointStartInteractionEvent, self._started))
        self._tags.append(present.AddObserver(present.PointEndInteractionEvent, self._ended))

    def disconnect(self) -> None:
        """Stop listening."""
        for tag in self._tags:
            if self._markups is not None:
                self._markups.RemoveObserver(tag)
        self._tags, self._markups, self._dragging = [], None, False

    def catch_up(self) -> None:
        """Tell what was done while nobody listened, as in the Markups module, or to a report that was not open."""
        self._changed(None, None)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hear nothing while the program draws; may be nested."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _started(self, _caller: Any, _event: Any) -> None:
        self._dragging = True

    def _ended(self, caller: Any, event: Any) -> None:
        self._dragging = False
        self._changed(caller, event)

    def _changed(self, _caller: Any, _event: Any) -> None:
        scene = self._node.GetScene()
        if self._depth or self._dragging or scene is None or scene.IsBatchProcessing():
            return
        try:
            changes = read_changes(self._node, read_report(self._node))
        except SceneError:
            # Said where the report is opened, and by `update_markers`; here nobody asked.
            return
        if changes:
            with self.quiet():
                self._on_changes(changes)

# SPDX-License-Identifier: Apache-2.0
"""A user's hands: real key and mouse events, counted."""

from collections.abc import Sequence
from typing import Any

import vtk
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NOTCH = 120
FARTHEST_TAB = 300


def settle() -> None:
    """Let Qt do what it has postponed."""
    for _ in range(3):
        QApplication.processEvents()


def point_of(slice_widget: Any, ras: Sequence[float]) -> QPoint:
    """Where a point in RAS millimeters is in a slice view, in the widget's coordinates."""
    view = slice_widget.sliceView()
    to_screen = vtk.vtkMatrix4x4()
    to_screen.DeepCopy(slice_widget.mrmlSliceNode().GetXYToRAS())
    to_screen.Invert()
    x, y, *_ = to_screen.MultiplyPoint([*ras, 1.0])
    ratio = view.devicePixelRatio()
    return QPoint(round(x / ratio), view.height - 1 - round(y / ratio))


class Hands:
    """Types and clicks. `keys` and `clicks` count what a user would count: a chord is one key, a drag one click."""

    def __init__(self) -> None:
        self.keys = self.clicks = 0

    @property
    def count(self) -> int:
        """Keys and clicks."""
        return self.keys + self.clicks

    def focused(self) -> Any:
        """The widget that gets the keys. Raises AssertionError when none does."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None, "no widget has the focus: nobody would get the keys"
        return widget

    def press(self, *chords: str) -> None:
        """Press keys by name, each to the widget that has the focus then: "Tab", "Ctrl+Z", "F1", "8"."""
        for chord in chords:
            keys = QKeySequence(chord)
            assert keys.count() == 1, f"{chord!r} is no key"
            combination = keys[0]
            QTest.keyClick(self.focused(), combination.key(), combination.keyboardModifiers())
            self.keys += 1
            settle()

    def type(self, text: str) -> None:
        """Type a text."""
        for character in text:
            _type_one(self.focused(), character)
            self.keys += 1
        settle()

    def click(self, widget: Any, at: QPoint | None = None, button: Any = Qt.LeftButton, held: Any = None) -> None:
        """Move to a widget and click it, in the middle or at a point."""
        at = at or widget.rect.center()
        QTest.mouseMove(widget, at)
        QTest.mouseClick(widget, button, held or Qt.NoModifier, at)
        self.clicks += 1
        settle()

    def double_click(self, widget: Any, at: QPoint | None = None) -> None:
        """Double click: two clicks."""
        at = at or widget.rect.center()
        QTest.mouseClick(widget, Qt.LeftButton, Qt.NoModifier, at)
        QTest.mouseDClick(widget, Qt.LeftButton, Qt.NoModifier, at)
        self.clicks += 2
        settle()

    def drag(self, widget: Any, start: QPoint, end: QPoint, steps: int = 5) -> None:
        """Press at one point, move to another, release."""
        QTest.mouseMove(widget, start)
        QTest.mousePress(widget, Qt.LeftButton, Qt.NoModifier, start)
        for step in range(1, steps + 1):
            QTest.mouseMove(widget, start + (end - start) * step / steps)
        QTest.mouseRelease(widget, Qt.LeftButton, Qt.NoModifier, end)
        self.clicks += 1
        settle()

    def wheel(self, widget: Any, notches: int, at: QPoint | None = None) -> None:
        """Turn the wheel, up when positive. Not counted."""
        at = at or widget.rect.center()
        for _ in range(abs(notches)):
            QApplication.sendEvent(widget, _wheel_event(widget, at, NOTCH if notches > 0 else -NOTCH))
        settle()

    def click_cell(self, table: Any, row: int, column: int) -> None:
        """Click a cell of a QTableWidget."""
        self.click(table.viewport(), table.visualItemRect(table.item(row, column)).center())

    def click_at(self, slice_widget: Any, ras: Sequence[float]) -> None:
        """Click a point, in RAS millimeters, in a slice view."""
        view, point = slice_widget.sliceView(), point_of(slice_widget, ras)
        assert view.rect.contains(point), f"{list(ras)} is not in the view"
        QTest.mouseMove(view, point - QPoint(3, 3))
        self.click(view, point)

    def tab_order(self, panel: Any) -> list[str]:
        """The object names that Tab walks through from the panel's first stop until it comes round. Not counted.

        A widget without a name is told by the nearest parent that has one.
        """
        before, stops = self.keys, []
        first = self._first_stop(panel)
        first.setFocus(Qt.TabFocusReason)
        while len(stops) < FARTHEST_TAB:
            stops.append(_named(self.focused()))
            self.press("Tab")
            if self.focused() is first or not panel.isAncestorOf(self.focused()):
                break
        self.keys = before
        return stops

    def _first_stop(self, panel: Any) -> Any:
        widget = panel.nextInFocusChain()
        while widget is not panel and not _takes_tab(panel, widget):
            widget = widget.nextInFocusChain()
        assert widget is not panel, "nothing in the panel takes the focus by Tab"
        return widget


def _type_one(widget: Any, character: str) -> None:
    """QTest knows the keys of ASCII; other letters come as Qt gets them from a keyboard that has them."""
    if character.isascii():
        QTest.keyClick(widget, character)
        return
    for kind in (QEvent.KeyPress, QEvent.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.NoModifier, character))


def _takes_tab(panel: Any, widget: Any) -> bool:
    by_tab = int(widget.focusPolicy) & int(Qt.TabFocus)
    usable = panel.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
    return bool(by_tab and usable and widget.focusProxy() is None)


def _named(widget: Any) -> str:
    while not widget.objectName or widget.objectName.startswith("qt_"):
        widget = widget.parent()
    return str(widget.objectName)


def _wheel_event(widget: Any, at: QPoint, turned: int) -> QWheelEvent:
    place, everywhere = QPointF(at), QPointF(widget.mapToGlobal(at))
    held, phase = (Qt.NoButton, Qt.NoModifier), (Qt.NoScrollPhase, False)
    return QWheelEvent(place, everywhere, QPoint(), QPoint(0, turned), *held, *phase)

# SPDX-License-Identifier: Apache-2.0
"""The hands type and click as users do, and count."""

import pytest
import qt

from Host.look import show


@pytest.fixture
def edit(a_scene):  # noqa: ARG001
    widget = qt.QLineEdit()
    show(widget)
    widget.setFocus()
    yield widget
    widget.close()


def test_typing_reaches_the_widget_with_the_focus_and_is_counted(hands, edit):
    hands.type("Müller 12,5")
    hands.press("Backspace", "Ctrl+A")

    assert edit.text == "Müller 12,"
    assert edit.selectedText == "Müller 12,"
    assert (hands.keys, hands.clicks, hands.count) == (13, 0, 13)


def test_keys_without_anybody_to_take_them_are_an_error(hands, edit):
    edit.clearFocus()

    with pytest.raises(AssertionError, match="nobody would get the keys"):
        hands.press("8")


def test_what_is_no_key_is_an_error(hands, edit):  # noqa: ARG001
    with pytest.raises(AssertionError, match="is no key"):
        hands.press("Ctrl+S, Ctrl+E")


def test_undo_reaches_a_shortcut_before_the_widget_only_where_it_is_its_context(hands, a_scene):  # noqa: ARG001
    window, undone = qt.QWidget(), []
    layout = qt.QVBoxLayout(window)
    inside, outside = qt.QPushButton(window), qt.QPushButton(window)
    for button in (inside, outside):
        layout.addWidget(button)
    shortcut = qt.QShortcut(qt.QKeySequence("Ctrl+Z"), inside)
    shortcut.setContext(qt.Qt.WidgetWithChildrenShortcut)
    shortcut.connect("activated()", lambda: undone.append("undo"))
    show(window)

    inside.setFocus()
    hands.press("Ctrl+Z")
    outside.setFocus()
    hands.press("Ctrl+Z")

    assert undone == ["undo"]


def test_a_double_click_is_two_clicks_and_a_drag_is_one(hands, a_scene):  # noqa: ARG001
    table, seen = qt.QTableWidget(1, 1), []
    table.setItem(0, 0, qt.QTableWidgetItem("L4-L5"))
    table.connect("cellDoubleClicked(int,int)", lambda row, column: seen.append((row, column)))
    show(table)

    hands.double_click(table.viewport(), qt.QPoint(5, 5))
    hands.drag(table.viewport(), qt.QPoint(5, 5), qt.QPoint(9, 9))

    assert seen == [(0, 0)]
    assert hands.clicks == 3


def test_a_click_outside_the_view_is_an_error(hands, a_bench):  # noqa: ARG001
    import slicer

    with pytest.raises(AssertionError, match="not in the view"):
        hands.click_at(slicer.app.layoutManager().sliceWidget("Red"), (9000.0, 0.0, 0.0))

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ARG001
"""The demonstration: points placed with the mouse in a rendered slice view, and the rest by keyboard."""

import numpy as np
import pytest
import qt
import slicer

from Host.hands import point_of
from Host.look import set_ratio

CENTER, ASIDE = (0.0, 0.0, 0.0), (20.0, -14.0, 0.0)


@pytest.fixture
def red(a_bench):
    widget = slicer.app.layoutManager().sliceWidget("Red")
    widget.sliceLogic().SetSliceOffset(0)
    return widget


@pytest.fixture
def panel(a_module, ui):
    return a_module.python_widget()


def placed(node):
    count = node.GetNumberOfDefinedControlPoints()
    return [list(node.GetNthControlPointPositionWorld(index)) for index in range(count)]


def place(hands, ui, red, *points):
    hands.click(ui.placeWidget.placeButton())
    ui.placeWidget.setPlaceModePersistency(True)
    for point in points:
        hands.click_at(red, point)
    hands.click(ui.placeWidget.placeButton())


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_click_in_a_slice_view_places_a_point_there(hands, a_bench, ui, panel, red, ratio):
    set_ratio(a_bench.window, ratio)
    slicer.app.layoutManager().resetSliceViews()

    place(hands, ui, red, CENTER, ASIDE)

    millimeters_per_pixel = red.mrmlSliceNode().GetFieldOfView()[0] / red.sliceView().width
    assert np.allclose(placed(panel.node), [CENTER, ASIDE], atol=millimeters_per_pixel)
    assert hands.count == 4
    assert not ui.placeWidget.placeModeEnabled
    assert red.sliceView().renderWindow().GetSize()[0] == red.sliceView().width * ratio


def test_placing_one_point_ends_by_itself_and_the_button_tells(hands, ui, panel, red):
    seen = []
    ui.placeWidget.connect("activeMarkupsPlaceModeChanged(bool)", seen.append)
    ui.placeWidget.setPlaceModePersistency(False)

    hands.click(ui.placeWidget.placeButton())
    hands.click_at(red, CENTER)

    assert len(placed(panel.node)) == 1
    assert seen == [True, False]
    assert not ui.placeWidget.placeButton().checked


def test_a_placed_point_is_dragged_to_another_place(hands, ui, panel, red):
    place(hands, ui, red, CENTER)

    hands.drag(red.sliceView(), point_of(red, CENTER), point_of(red, ASIDE))

    assert np.allclose(placed(panel.node), [ASIDE], atol=1.5)


def test_the_wheel_scrolls_the_slices_and_keys_reach_the_view(hands, red):
    before = red.sliceLogic().GetSliceOffset()

    hands.wheel(red.sliceView(), 2)
    scrolled = red.sliceLogic().GetSliceOffset()
    hands.click(red.sliceView())
    hands.press("B")

    assert scrolled == pytest.approx(before + 4.0)
    assert red.sliceLogic().GetSliceOffset() != scrolled


def test_the_table_is_filled_by_keyboard_and_the_diagram_follows(hands, ui, panel, red):
    place(hands, ui, red, CENTER, ASIDE)
    before = hands.keys

    hands.click_cell(ui.levelsTable, 0, 1)
    hands.type("8")
    hands.press("Tab")
    hands.type("4")
    hands.press("Return", "Return")

    assert [ui.levelsTable.item(0, column).text() for column in range(3)] == ["disc 1", "8", "4"]
    assert panel.spine.grades == ["4", ""]
    assert ui.levelsTable.currentRow() == 1
    assert hands.keys - before == 5


def test_a_click_on_the_drawn_spine_chooses_the_row(hands, ui, panel, red):
    place(hands, ui, red, CENTER, ASIDE)

    hands.click(panel.spine, qt.QPoint(30, 40))

    assert ui.levelsTable.currentRow() == 1
    assert ui.levelsTable.currentColumn() == 1


def test_a_shortcut_of_the_panel_works_while_the_panel_has_the_focus(hands, ui, red):
    ui.levelsTable.setFocus()
    hands.press("Ctrl+E")
    in_panel = ui.statusLabel.text
    ui.statusLabel.text = ""
    hands.click(red.sliceView())
    hands.press("Ctrl+E")

    assert in_panel == "Exported 0"
    assert ui.statusLabel.text == ""


def test_tab_walks_through_the_panel_in_its_order(hands, ui, a_bench):
    ui.levelsTable.tabKeyNavigation = False

    stops = hands.tab_order(a_bench.area.widget())

    assert stops == [
        "inputsButton",
        "volumeSelector",
        "placeWidget",
        "pressureSpinBox",
        "outputPath",
        "outputPath",
        "levelsTable",
        "undoButton",
        "exportButton",
    ]
    assert hands.keys == 0

# SPDX-License-Identifier: Apache-2.0
"""The wheel changes no value, one cell alone looks active, a reload keeps the panel alive, clicks beside the CT."""

import pytest
import qt
import slicer
import vtk

from DiscographyReportLib.scene.report_node import markers_of
from Host.look import set_theme
from Panel import user

TURNED = ("QComboBox", "QAbstractSpinBox", "QSlider")


def turned_by_wheel(root):
    """Every list, number and slider of the panel, inside of composed widgets too."""
    return [one for one in root.findChildren(qt.QWidget) if any(one.inherits(kind) for kind in TURNED)]


def shown_by(widget):
    return widget.currentIndex if widget.inherits("QComboBox") else widget.value


def highlight(table):
    return table.palette.color(qt.QPalette.Active, qt.QPalette.Highlight).name()


def test_the_wheel_changes_no_list_and_no_number_of_the_whole_panel(two_discs, hands):
    for number in range(3):
        slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", f"another {number}")
    two_discs.panel.disc.commit("endpoint", "f")
    widgets = turned_by_wheel(two_discs.root)
    names = [widget.parent().objectName for widget in widgets]
    assert len(widgets) > 20
    assert {"volumeSelector", "segmentationSelector", "tiltSelector"} <= set(names)
    for widget in widgets:
        before = shown_by(widget)
        hands.wheel(widget, -2)
        hands.wheel(widget, 1)
        assert shown_by(widget) == before, widget.objectName


def test_a_wheel_turned_over_a_list_is_left_to_the_panel_behind_it(two_discs):
    part = user.widgets(two_discs, "StudySection")
    for widget in (part.reportCombo, *turned_by_wheel(part.volumeSelector)):
        center, nothing = qt.QPointF(widget.rect.center()), qt.QPoint()
        turned = (qt.QPoint(0, -120), qt.Qt.NoButton, qt.Qt.NoModifier, qt.Qt.NoScrollPhase, False)
        event = qt.QWheelEvent(center, center, nothing, *turned)
        qt.QApplication.sendEvent(widget, event)

        assert not event.isAccepted(), "Qt hands on only what nobody accepted"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_only_the_table_with_the_keyboard_has_a_strong_highlight(two_discs, theme):
    set_theme(theme)
    levels, events = two_discs.levels.table.table, two_discs.disc.table.table
    strong = two_discs.root.palette.color(qt.QPalette.Active, qt.QPalette.Highlight).name()
    for focused, other in ((levels, events), (events, levels), (levels, events)):
        focused.setFocus()
        assert highlight(focused) == strong
        assert highlight(other) != strong
    user.widgets(two_discs, "StudySection").personEdit.setFocus()
    assert strong not in (highlight(levels), highlight(events))


def test_the_faint_highlight_follows_the_theme(two_discs):
    set_theme("light")
    events = two_discs.disc.table.table
    two_discs.levels.table.focus()
    light = highlight(events)
    set_theme("dark")

    assert highlight(events) != light
    assert highlight(events) != highlight(two_discs.levels.table.table)


@pytest.mark.usefixtures("the_library_as_it_was")
def test_a_panel_that_is_reloaded_while_it_is_shown_hears_the_scene_at_once(two_discs, a_module):
    node = two_discs.desk.node
    a_module.python_widget().onReload()
    view = a_module.python_widget().view

    assert view is not two_discs
    assert view.desk.node is node
    slicer.mrmlScene.RemoveNode(node)
    assert view.desk.node is None


def test_a_panel_that_is_gone_may_be_entered_and_left(a_panel, a_module):  # noqa: ARG001
    widget = a_module.python_widget()
    widget.cleanup()

    widget.enter()
    widget.exit()
    widget.cleanup()
    assert widget.view is None


def test_a_cell_has_one_menu_however_often_it_is_opened(two_discs):
    table = two_discs.levels.table
    column = next(index for index in range(table.table.columnCount) if table.presenter.options(0, index))
    for row in (0, 1, 0):
        table._on_double(row, column)
        entries = [action.text for action in table._menu.actions()]
        table._menu.close()

    assert len([child for child in table.table.children() if child.inherits("QMenu")]) == 1
    assert len(entries) == len(table.presenter.options(0, column)) + 1


def test_a_click_beside_the_ct_leaves_no_point_and_says_why(two_discs):
    markers, before = markers_of(two_discs.desk.node), two_discs.desk.report
    two_discs.panel.markers.set_placing(True)
    markers.AddControlPointWorld(vtk.vtkVector3d(4000.0, 0.0, -400.0), "")

    assert markers.GetNumberOfControlPoints() == 2
    assert two_discs.desk.report == before
    assert "outside the CT" in two_discs.desk.message.text
    assert two_discs.desk.message.grave
    two_discs.panel.markers.set_placing(False)

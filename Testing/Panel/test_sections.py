# SPDX-License-Identifier: Apache-2.0
"""What each section shows and does, with real keys and clicks."""

from pathlib import Path

import pytest
import qt
import slicer

from DiscographyReportLib.scene.report_node import markers_of
from DiscographyReportLib.widgets.key_sheet import SHORTCUTS
from DiscographyReportLib.widgets.places import Place
from german import is_german
from Host import translation
from Host.hands import point_of
from Panel import user


def test_a_marker_that_is_dragged_moves_its_disc_as_one_step_to_undo(two_discs, hands):
    disc = two_discs.desk.report.discs[0]
    sagittal = user.show_middle_at(disc)
    start = point_of(sagittal, [-disc.position.x, -disc.position.y, disc.position.z])
    hands.drag(sagittal.sliceView(), start, start + qt.QPoint(12, 0))

    moved = two_discs.desk.report.disc(disc.uid)
    assert abs(moved.position.y - disc.position.y) > 2
    assert two_discs.desk.message.text.startswith("Marker moved")
    hands.press("Ctrl+Up")
    two_discs.levels.table.focus()
    hands.press("Ctrl+Z")
    assert two_discs.desk.report.disc(disc.uid).position == disc.position


def test_a_click_on_a_marker_makes_its_disc_the_current_one_everywhere(two_discs, hands):
    upper, lower = two_discs.desk.report.discs
    two_discs.desk.select(upper.uid)
    sagittal = user.show_middle_at(lower)
    hands.click(sagittal.sliceView(), point_of(sagittal, [-lower.position.x, -lower.position.y, lower.position.z]))

    assert two_discs.desk.disc_uid == lower.uid
    assert user.widgets(two_discs, "LevelsSection").levelsTable.currentRow() == 1
    assert two_discs.ui.discSection.text == "Disc L5-S1"
    markers = markers_of(two_discs.desk.node)
    assert [markers.GetNthControlPointSelected(n) for n in range(2)] == [False, True]


def test_a_click_into_the_spine_diagram_goes_to_the_disc_and_the_slices_follow(two_discs, hands):
    upper, lower = two_discs.desk.report.discs
    two_discs.desk.select(lower.uid)
    label = user.widgets(two_discs, "LevelsSection").spineLabel
    hands.click(label, qt.QPoint(30, 26))

    assert two_discs.desk.disc_uid == upper.uid
    red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    assert abs(red.GetSliceToRAS().GetElement(2, 3) - upper.position.z) < 2


def test_a_view_is_tilted_to_the_disc_by_a_button_and_put_back_exactly(two_discs, hands):
    buttons, red = user.widgets(two_discs, "LevelsSection"), slicer.app.layoutManager().sliceWidget("Red")
    matrix = red.mrmlSliceNode().GetSliceToRAS()
    before = [matrix.GetElement(row, column) for row in range(4) for column in range(4)]
    hands.click(buttons.tiltButton)
    assert buttons.tiltButton.checked
    assert abs(matrix.GetElement(1, 2)) > 0.01
    hands.click(buttons.tiltButton)

    assert [matrix.GetElement(row, column) for row in range(4) for column in range(4)] == before


def test_discs_come_from_a_segmentation_of_the_vertebrae_by_one_button(a_panel, hands):
    from Scene.spine_segmentation import add_segmentation, vertebra_masks

    add_segmentation(slicer.mrmlScene, vertebra_masks(4.0), 4.0)
    hands.click(user.widgets(a_panel, "LevelsSection").segmentationButton)

    assert len(a_panel.desk.report.discs) >= 2, a_panel.desk.message
    assert "discs placed from the segmentation" in a_panel.desk.message.text


def test_placing_goes_upward_where_that_is_chosen(a_panel, a_sample, hands):
    buttons = user.widgets(a_panel, "LevelsSection")
    hands.click(buttons.upwardButton)
    assert buttons.nextLevelCombo.currentText == "L5-S1"
    truths = list(reversed(a_sample.discogram.discs[-3:]))
    sagittal = user.show_middle(truths[0])
    hands.click(buttons.placeButton)
    for truth in truths:
        hands.click_at(sagittal, user.ras(truth))

    assert [disc.level.value for disc in a_panel.desk.report.discs] == ["L3-L4", "L4-L5", "L5-S1"]


def test_reports_are_made_renamed_chosen_and_deleted_in_the_panel(a_panel, hands):
    study = user.widgets(a_panel, "StudySection")
    hands.click(study.newButton)
    assert study.reportCombo.count == 2
    hands.click(study.renameButton)
    hands.press("Ctrl+A")
    hands.type("Second reading")
    hands.press("Return")
    assert a_panel.desk.node.GetName() == "Second reading"
    assert not study.renameEdit.visible
    study.reportCombo.setFocus()
    hands.press("Up")
    assert a_panel.desk.node.GetName() == "Discography 1"
    hands.click(study.deleteButton)
    assert study.reportCombo.count == 2, "in testing mode every question is answered with no"
    a_panel.panel.study.confirm = lambda _question: True
    hands.click(study.deleteButton)
    assert [study.reportCombo.itemText(n) for n in range(study.reportCombo.count)] == ["Second reading"]


def test_the_patient_line_names_the_series_so_that_volumes_of_one_name_can_be_told_apart(a_panel):
    text = a_panel.ui.pinnedPatient.text

    assert text == "SAMPLE^DISCOGRAM · SAMPLE-0001 · female · 1981-02-03 · CT 2026-10-14, series 2"


def test_a_time_without_a_date_is_on_the_day_of_the_ct_and_shown_with_it(a_panel):
    a_panel.panel.procedure.commit("performed_at", "940")

    assert user.widgets(a_panel, "ProcedureFields").field_performed_at.text == "2026-10-14 09:40"


def test_the_keyboard_sheet_opens_and_closes_with_f1_and_names_every_key_of_the_panel(a_panel, hands):
    a_panel.levels.table.focus()
    hands.press("F1")
    assert a_panel.ui.keySheet.visible
    assert [key.key for key in SHORTCUTS.values() if key.key not in a_panel.ui.keySheet.plainText] == []
    hands.press("F1")
    assert not a_panel.ui.keySheet.visible


def test_an_event_is_stamped_with_the_time_by_one_key_and_filled_where_it_stands(two_discs, hands):
    two_discs.disc.table.focus()
    hands.press("+")
    hands.type("18")
    hands.press("Return")
    hands.type("0.6")
    hands.press("Return")
    hands.type("0p")

    (event,) = two_discs.desk.disc.events
    assert event.at is not None
    assert (str(event.pressure.value), event.nrs) == ("18", 0)


def test_a_pressure_in_another_unit_keeps_it_and_shows_the_psi_beside_it(two_discs):
    two_discs.panel.disc.commit("opening_pressure", "1.2b")
    field = user.widgets(two_discs, "DiscStart").field_opening_pressure

    assert field.text == "1.2 bar (17.4045 psi)"
    assert two_discs.desk.disc.opening_pressure.unit.value == "bar"
    two_discs.panel.options.set_unit("kPa")
    assert user.widgets(two_discs, "DiscStart").label_field_opening_pressure.text == "Opening (kPa)"
    two_discs.panel.disc.commit("peak_pressure", "200")
    assert two_discs.desk.disc.peak_pressure.unit.value == "kPa"


def test_a_list_opens_as_a_menu_by_a_double_click_for_those_who_use_the_mouse(two_discs, hands):
    table = user.widgets(two_discs, "LevelsSection").levelsTable
    hands.double_click(table.viewport(), table.visualItemRect(table.item(1, 1)).center())
    hands.press("Down", "Down", "Return")

    assert two_discs.desk.report.discs[1].role.value == "control"
    hands.double_click(table.viewport(), table.visualItemRect(table.item(1, 2)).center())
    hands.type("15")
    hands.press("Return")
    assert str(two_discs.desk.report.discs[1].opening_pressure.value) == "15"


def test_leaving_the_module_ends_placing_of_discs_and_leaves_other_placing_alone(two_discs, a_module, hands):
    interaction = slicer.app.applicationLogic().GetInteractionNode()
    hands.click(user.widgets(two_discs, "LevelsSection").placeButton)
    assert interaction.GetCurrentInteractionMode() == interaction.Place
    a_module.exit()
    assert interaction.GetCurrentInteractionMode() == interaction.ViewTransform
    a_module.enter()
    other = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
    slicer.modules.markups.logic().SetActiveList(other)
    interaction.SetCurrentInteractionMode(interaction.Place)
    a_module.exit()
    assert interaction.GetCurrentInteractionMode() == interaction.Place
    a_module.enter()


def test_a_wheel_turned_over_a_list_changes_no_value(two_discs, hands):
    two_discs.panel.disc.commit("endpoint", "f")
    hands.wheel(user.widgets(two_discs, "DiscFields").field_endpoint, -3)

    assert two_discs.desk.disc.endpoint.value == "firm"


def test_what_was_done_at_the_disc_above_is_offered_in_gray_and_taken_by_a_key_only(two_discs, hands):
    upper, lower = two_discs.desk.report.discs
    two_discs.desk.select(upper.uid)
    two_discs.panel.disc.commit("needle_tip.position", "n")
    two_discs.desk.select(lower.uid)
    combo = user.widgets(two_discs, "DiscFields").field_needle_tip_position
    assert two_discs.desk.disc.needle_tip.position is None
    assert "nucleus?" in combo.itemText(0)
    two_discs.desk.go(Place(lower.uid, "needle_tip.position"))
    two_discs.desk.changed()
    hands.press("Space")

    assert two_discs.desk.disc.needle_tip.position.value == "nucleus"


def test_nothing_moves_that_the_user_did_not_move(two_discs, hands):
    layout, display = slicer.app.layoutManager(), two_discs.panel.study.volume.GetDisplayNode()
    before = (layout.layout, display.GetWindow(), display.GetLevel(), two_discs.ui.studySection.collapsed)
    orientations = [layout.sliceWidget(name).mrmlSliceNode().GetOrientation() for name in ("Red", "Yellow", "Green")]
    two_discs.disc.begin()
    hands.type("t14")
    hands.press("Return")
    two_discs.desk.step(1)

    assert (layout.layout, display.GetWindow(), display.GetLevel(), two_discs.ui.studySection.collapsed) == before
    names = ("Red", "Yellow", "Green")
    assert [layout.sliceWidget(name).mrmlSliceNode().GetOrientation() for name in names] == orientations


@pytest.mark.usefixtures("the_library_as_it_was", "a_scene")
def test_every_text_that_the_code_writes_is_translated(a_module, a_workbench):
    a_workbench(a_module)
    translation.marking(True)
    translation.choose("de_DE")
    a_module.python_widget().onReload()
    view = a_module.python_widget().view
    view.panel.study.new()
    view.panel.markers.add()
    view.panel.disc.commit("endpoint", "f")
    texts = [text for text in user.written_texts(view) if text]
    forgotten = [text for text in texts if not (user.marked_or_data(text) or is_german(text))]
    translation.marking(False)

    assert forgotten == []


@pytest.mark.usefixtures("the_library_as_it_was")
def test_reload_makes_a_working_panel_of_fresh_modules(two_discs, a_module):
    node = two_discs.desk.node
    a_module.python_widget().onReload()
    view = a_module.python_widget().view
    view.enter()

    assert view is not two_discs
    assert view.desk.node is node
    assert len(view.panel.levels.state().rows) == 2


def test_the_logic_of_the_module_is_what_scripts_get(a_panel):
    logic = slicer.util.getModuleLogic("DiscographyReport")

    assert logic.reports() == [a_panel.desk.node]
    assert logic.report(a_panel.desk.node) == a_panel.desk.report
    assert Path(slicer.modules.discographyreport.path).name == "DiscographyReport.py"

# SPDX-License-Identifier: Apache-2.0
"""What goes wrong around a panel: the volume, the markers or the report go away, and nothing else may be lost."""

import sys
import time

import pytest
import slicer

from DiscographyReportLib.scene.report_node import markers_of, read_report
from Host import ct_series
from Panel import user


def test_without_a_volume_reports_are_typed_but_neither_placed_nor_exported_and_the_reason_is_said(
    a_scene, a_module, a_workbench, hands  # noqa: ARG001
):
    a_workbench(a_module)
    view = a_module.python_widget().view
    study, report = user.widgets(view, "StudySection"), user.widgets(view, "ReportSection")
    hands.click(study.newButton)
    view.panel.markers.add()
    hands.click(user.widgets(view, "LevelsSection").placeButton)

    assert not view.panel.markers.placing()
    assert view.desk.message.grave
    assert "No CT volume is chosen" in view.desk.message.text
    assert "No CT volume is chosen" in study.problemsLabel.text
    assert not report.exportButton.enabled
    assert "No CT volume is chosen" in report.exportButton.toolTip
    assert view.panel.disc.commit("opening_pressure", "14")


def test_a_volume_that_is_not_from_dicom_is_refused_with_what_to_do(a_panel):
    drawn = ct_series.drawn()
    a_panel.panel.study.choose_volume(drawn)

    text = user.widgets(a_panel, "StudySection").problemsLabel.text
    assert "was not loaded from the DICOM database" in text
    assert "import its series there" in text


def test_a_volume_that_is_closed_while_editing_takes_nothing_typed_along(two_discs, a_ct, hands):
    two_discs.levels.table.focus()
    hands.press("Right")
    hands.type("18")
    slicer.mrmlScene.RemoveNode(a_ct)
    hands.press("Return")

    assert str(two_discs.desk.report.discs[0].opening_pressure.value) == "18"
    assert len(two_discs.desk.report.discs) == 2
    assert "No CT volume is chosen" in user.widgets(two_discs, "StudySection").problemsLabel.text
    assert not user.widgets(two_discs, "ReportSection").exportButton.enabled


@pytest.mark.parametrize("answer", [True, False])
def test_a_scene_that_is_closed_while_a_question_is_open_leaves_an_empty_panel(two_discs, answer):
    def close_the_scene(_question):
        slicer.mrmlScene.Clear(False)
        return answer

    two_discs.panel.study.confirm = close_the_scene
    two_discs.panel.study.delete()

    assert two_discs.desk.node is None
    assert two_discs.desk.report is None
    assert two_discs.panel.levels.state().rows == ()


def test_a_scene_that_is_closed_while_somebody_is_asked_to_verify_verifies_nothing(two_discs):
    def close_the_scene(_question):
        slicer.mrmlScene.Clear(False)
        return True

    two_discs.panel.closing.confirm = close_the_scene
    two_discs.panel.closing.verify()

    assert two_discs.desk.node is None
    assert two_discs.desk.logic.reports() == []


def test_of_two_volumes_with_one_name_the_chosen_one_is_meant_and_none_is_guessed(
    a_ct, a_sample, a_module, a_workbench
):
    twin = ct_series.load(sorted(a_sample.images.glob("*.dcm")))
    twin.SetName(a_ct.GetName())
    a_workbench(a_module)
    view = a_module.python_widget().view
    assert view.panel.study.state().volume is None, "with two there is nothing obvious to choose"

    view.panel.study.choose_volume(twin)
    view.panel.study.new()

    assert view.desk.node.GetNodeReference("volume") is twin
    assert user.widgets(view, "StudySection").volumeSelector.currentNode() is twin


def test_a_marker_deleted_in_the_markups_module_takes_a_bare_disc_and_keeps_a_recorded_one(two_discs):
    upper = two_discs.desk.report.discs[0]
    two_discs.desk.select(upper.uid)
    two_discs.panel.disc.commit("opening_pressure", "14")
    markers = markers_of(two_discs.desk.node)
    markers.RemoveNthControlPoint(1)
    markers.RemoveNthControlPoint(0)

    assert [disc.uid for disc in two_discs.desk.report.discs] == [upper.uid]
    assert two_discs.desk.report.discs[0].position is None
    assert len(two_discs.panel.levels.state().rows) == 1
    two_discs.desk.undo()
    assert markers_of(two_discs.desk.node).GetNumberOfControlPoints() == 1


def test_markers_deleted_as_a_whole_take_no_disc_with_them(two_discs):
    slicer.mrmlScene.RemoveNode(markers_of(two_discs.desk.node))

    assert len(two_discs.desk.report.discs) == 2
    assert all(disc.position is not None for disc in two_discs.desk.report.discs)


def test_a_report_node_that_is_deleted_brings_no_other_report_on_the_desk_unasked(two_discs):
    first = two_discs.desk.node
    two_discs.panel.study.new()
    second = two_discs.desk.node
    slicer.mrmlScene.RemoveNode(second)

    assert two_discs.desk.node is None
    assert two_discs.desk.message.text == "The report Discography 2 was removed."
    slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode")
    assert two_discs.desk.node is None
    two_discs.panel.study.choose_report(first.GetID())
    assert len(two_discs.panel.levels.state().rows) == 2
    slicer.mrmlScene.RemoveNode(first)
    assert two_discs.desk.node is None
    assert two_discs.panel.levels.state().rows == ()


def test_a_locked_report_takes_no_edit_and_its_markers_go_back(two_discs):
    from dataclasses import replace

    from DiscographyReportLib.scene.report_node import read_status, write_status
    from DiscographyReportLib.sr.envelope import State

    node, before = two_discs.desk.node, two_discs.desk.report
    write_status(node, replace(read_status(node), state=State.COMPLETE))
    two_discs.desk.changed()
    markers_of(node).SetNthControlPointPositionWorld(0, 5.0, 6.0, 7.0)
    two_discs.panel.disc.commit("opening_pressure", "14")
    two_discs.panel.levels.key("c")

    assert read_report(node) == before
    place = [0.0, 0.0, 0.0]
    markers_of(node).GetNthControlPointPositionWorld(0, place)
    assert place != [5.0, 6.0, 7.0]
    assert "make an amended copy" in two_discs.desk.message.text


def test_a_wrong_text_stays_in_place_with_its_sentence_and_blocks_the_export(two_discs, hands):
    two_discs.disc.begin()
    field = user.widgets(two_discs, "DiscStart").field_opening_pressure
    field.setFocus()
    hands.type("abc")
    hands.press("Return")
    two_discs.desk.changed()

    assert field.text == "abc"
    assert "is not a pressure" in field.toolTip
    assert "abc" in two_discs.panel.closing.state().export_reason
    assert "'abc'" in two_discs.panel.closing.items()[0].text
    two_discs.panel.closing.go(0)
    assert hands.focused().objectName == "field_opening_pressure"


def test_a_wrong_text_is_taken_back_by_undo_before_any_edit_is(two_discs, hands):
    two_discs.panel.disc.commit("role", "t")
    two_discs.panel.disc.commit("opening_pressure", "abc")
    two_discs.levels.table.focus()
    hands.press("Ctrl+Z")

    assert two_discs.desk.faults == {}
    assert two_discs.desk.disc.role.value == "target"
    hands.press("Ctrl+Z")
    assert two_discs.desk.disc.role is None


def test_delete_makes_no_event_and_takes_a_wrong_text_out_of_the_empty_row(two_discs, hands):
    two_discs.disc.table.focus()
    hands.type("abc")
    hands.press("Return")
    assert two_discs.desk.disc.events == ()
    assert len(two_discs.desk.faults) == 1
    hands.press("Left", "Delete")
    assert two_discs.desk.faults == {}
    two_discs.levels.table.focus()
    hands.press("Right", "Right", "Right", "Delete")

    assert two_discs.panel.levels.column == 4
    assert two_discs.desk.disc.events == ()


def test_after_a_wrong_number_the_next_one_still_goes_into_its_own_column(two_discs, hands):
    two_discs.disc.table.focus()
    hands.type("xx")
    hands.press("Return")
    hands.type("1.1")
    hands.press("Return")
    hands.type("8e")

    (event,) = two_discs.desk.disc.events
    assert (event.pressure, str(event.volume_ml), event.nrs) == (None, "1.1", 8)
    assert [fault.text for fault in two_discs.desk.faults.values()] == ["xx"]


def test_an_impossible_value_stays_visible_in_place_with_the_limit_named(two_discs):
    two_discs.panel.disc.commit("opening_pressure", "180")

    state = two_discs.panel.disc.state("opening_pressure")
    assert (state.text, state.grave) == ("180", True)
    assert "0 to 100 psi" in state.trouble
    assert "0 to 100 psi" in two_discs.panel.closing.state().export_reason


def test_leaving_the_module_keeps_what_was_being_typed(two_discs, a_module, hands):
    two_discs.levels.table.focus()
    hands.press("Right")
    hands.type("21")
    a_module.exit()
    a_module.enter()

    assert str(two_discs.desk.disc.opening_pressure.value) == "21"


def test_a_scene_saved_and_loaded_shows_the_same_panel(two_discs, tmp_path):
    rows, name, report = two_discs.panel.levels.state().rows, two_discs.desk.node.GetName(), two_discs.desk.report
    slicer.util.saveScene(str(tmp_path / "case.mrb"))
    slicer.mrmlScene.Clear(False)
    assert two_discs.desk.node is None
    slicer.util.loadScene(str(tmp_path / "case.mrb"))

    assert two_discs.desk.node.GetName() == name
    assert two_discs.panel.levels.state().rows == rows
    assert two_discs.desk.report == report, "no digit of a marker's place was lost on the way"


def test_a_panel_that_is_left_hears_nothing_of_the_scene(two_discs, a_module):
    a_module.exit()
    heard = []
    two_discs.desk.listeners.append(lambda: heard.append(True))
    slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode")
    markers_of(two_discs.desk.node).SetNthControlPointPositionWorld(0, 5.0, 6.0, 7.0)

    assert heard == []
    a_module.enter()


def test_what_was_said_of_one_report_does_not_stand_above_that_of_the_next_scene(two_discs):
    two_discs.desk.say("In the DICOM database")
    slicer.mrmlScene.Clear(False)

    assert two_discs.desk.message.text == ""
    assert two_discs.ui.statusLabel.text == ""


def z_of(view, index):
    place = [0.0, 0.0, 0.0]
    markers_of(view.desk.node).GetNthControlPointPositionWorld(index, place)
    return place[2]


def test_a_marker_that_is_moved_in_the_markups_module_has_moved_its_disc_when_the_panel_is_back(two_discs, a_module):
    markers, before = markers_of(two_discs.desk.node), two_discs.desk.report.discs
    a_module.exit()
    markers.SetNthControlPointPositionWorld(0, -before[0].position.x, -before[0].position.y, before[0].position.z + 5)
    markers.RemoveNthControlPoint(1)
    a_module.enter()

    assert [disc.uid for disc in two_discs.desk.report.discs] == [before[0].uid]
    assert abs(two_discs.desk.report.discs[0].position.z - z_of(two_discs, 0)) < 0.01
    assert two_discs.desk.message.text == "Markers moved, and removed. Undo: Ctrl+Z"
    two_discs.desk.undo()
    assert two_discs.desk.report.discs == before
    assert abs(before[0].position.z - z_of(two_discs, 0)) < 0.01


def test_a_marker_of_a_report_that_was_not_open_has_moved_its_disc_when_it_is_opened(two_discs):
    first, before = two_discs.desk.node, two_discs.desk.report.discs[0].position
    two_discs.panel.study.new()
    markers_of(first).SetNthControlPointPositionWorld(0, -before.x, -before.y, before.z + 5)
    two_discs.panel.study.choose_report(first.GetID())

    assert abs(two_discs.desk.report.discs[0].position.z - before.z - 5) < 0.01
    assert two_discs.desk.message.text == "Marker moved. Undo: Ctrl+Z"


def test_a_locked_report_whose_marker_was_moved_meanwhile_says_so_and_it_goes_back(two_discs, a_module):
    from dataclasses import replace

    from DiscographyReportLib.scene.report_node import read_status, write_status
    from DiscographyReportLib.sr.envelope import State

    node, before = two_discs.desk.node, two_discs.desk.report
    write_status(node, replace(read_status(node), state=State.COMPLETE))
    place = before.discs[0].position
    a_module.exit()
    markers_of(node).SetNthControlPointPositionWorld(0, -place.x, -place.y, place.z + 5)
    a_module.enter()

    assert two_discs.desk.report == before
    assert abs(z_of(two_discs, 0) - before.discs[0].position.z) < 0.01
    assert "make an amended copy" in two_discs.desk.message.text


def test_markers_that_are_all_lost_take_no_place_with_them_and_are_drawn_again(two_discs, a_module):
    before = two_discs.desk.report
    a_module.exit()
    markers_of(two_discs.desk.node).RemoveAllControlPoints()
    a_module.enter()

    assert two_discs.desk.report == before
    assert markers_of(two_discs.desk.node).GetNumberOfControlPoints() == 2
    assert two_discs.desk.message.text.startswith("All markers were gone")


def test_a_row_brings_all_slices_of_a_big_ct_to_its_disc_in_less_than_50_ms(
    a_scene, a_module, a_workbench, tmp_path  # noqa: ARG001
):
    from DiscographyReportLib.jobs.sample import make_sample

    sample = make_sample(tmp_path, size=128, slices=300)
    ct_series.load(sorted(sample.images.glob("*.dcm")))
    a_workbench(a_module)
    view = a_module.python_widget().view
    view.panel.study.new()
    user.place_by_logic(view, sample.discogram.discs[-5:])
    took = []
    for disc in view.desk.report.discs * 2:
        start = time.perf_counter()
        view.desk.select(disc.uid)
        took.append(time.perf_counter() - start)
        red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
        assert abs(red.GetSliceToRAS().GetElement(2, 3) - disc.position.z) < 1.5

    sys.stderr.write(f"row to slices: median {sorted(took)[len(took) // 2] * 1000:.1f} ms\n")
    assert sorted(took)[len(took) // 2] < 0.05

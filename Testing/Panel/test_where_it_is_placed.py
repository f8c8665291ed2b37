# SPDX-License-Identifier: Apache-2.0
"""Where a marker may be: in the CT of the report, clicked in a view that shows it; and who put it there."""

import pydicom
import pytest
import qt
import slicer

from DiscographyReportLib.scene.report_node import markers_of
from Host import ct_series
from Host.hands import point_of, settle
from Panel import user

OFF_BY_A_LOT = 400.0


@pytest.fixture
def another_day(a_sample, tmp_path):
    """The same spine on another day: a series, and a frame of reference, of its own; and with the same name."""
    paths = []
    for number, path in enumerate(sorted(a_sample.images.glob("*.dcm"))):
        dataset = pydicom.dcmread(path)
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.826.7.{number + 1}"
        dataset.SeriesInstanceUID, dataset.FrameOfReferenceUID = "1.2.826.8", "1.2.826.9"
        paths.append(tmp_path / path.name)
        dataset.save_as(paths[-1])
    return ct_series.load(paths)


def _show(volume):
    """In all three views, and the report's sagittal view as before."""
    ct_series.show(volume)
    settle()


def _place(view, hands, truth):
    buttons, sagittal = user.widgets(view, "LevelsSection"), user.show_middle(truth)
    view.panel.markers.ask(truth.level)
    hands.click(buttons.placeButton)
    return sagittal


def _points(view):
    markers = markers_of(view.desk.node)
    return 0 if markers is None else markers.GetNumberOfDefinedControlPoints()


def test_a_click_into_a_view_of_another_ct_places_nothing_and_says_which_is_which(
    a_panel, a_sample, a_ct, another_day, hands
):
    another_day.SetName(a_ct.GetName())
    truth = a_sample.discogram.discs[-1]
    _show(another_day)
    sagittal = _place(a_panel, hands, truth)
    assert "Another volume than the CT of the report is in" in a_panel.desk.message.text
    hands.click_at(sagittal, user.ras(truth))

    assert a_panel.desk.report.discs == ()
    assert _points(a_panel) == 0
    said = a_panel.desk.message
    assert said.grave
    assert "Yellow" in said.text
    assert "another frame of reference" in said.text
    assert said.text.count(f"{a_ct.GetName()!r} (series 2)") == 2, "one name, and one series number: both are said"
    assert a_panel.panel.markers.asked is not None, "the level that was asked for is still the next one"
    _show(a_ct)
    hands.click_at(user.show_middle(truth), user.ras(truth))
    assert [disc.level.value for disc in a_panel.desk.report.discs] == [truth.level]


def test_a_click_into_an_empty_view_places_nothing(a_panel, a_sample, hands):
    truth = a_sample.discogram.discs[-1]
    sagittal = _place(a_panel, hands, truth)
    sagittal.mrmlSliceCompositeNode().SetBackgroundVolumeID(None)
    settle()
    hands.click_at(sagittal, user.ras(truth))

    assert a_panel.desk.report.discs == ()
    assert "shows no volume" in a_panel.desk.message.text


def test_a_click_into_another_volume_of_the_same_frame_of_reference_is_taken_and_said_plainly(
    a_panel, a_sample, a_ct, hands
):
    twin = ct_series.load(sorted(a_sample.images.glob("*.dcm")))
    twin.SetName(a_ct.GetName())
    _show(twin)
    truth = a_sample.discogram.discs[-1]
    hands.click_at(_place(a_panel, hands, truth), user.ras(truth))

    assert [disc.level.value for disc in a_panel.desk.report.discs] == [truth.level]
    assert "in the same frame of reference" in a_panel.desk.message.text
    assert a_panel.desk.message.grave


def test_a_ct_shown_over_another_volume_is_what_is_seen(a_panel, a_sample, a_ct, another_day, hands):
    _show(another_day)
    truth = a_sample.discogram.discs[-1]
    sagittal = _place(a_panel, hands, truth)
    composite = sagittal.mrmlSliceCompositeNode()
    composite.SetForegroundVolumeID(a_ct.GetID())
    composite.SetForegroundOpacity(1.0)
    settle()
    hands.click_at(sagittal, user.ras(truth))

    assert len(a_panel.desk.report.discs) == 1
    assert not a_panel.desk.message.grave


def test_a_marker_dragged_out_of_the_ct_goes_back_and_that_is_said(two_discs):
    node, before = two_discs.desk.node, two_discs.desk.report
    markers, place = markers_of(node), [0.0, 0.0, 0.0]
    markers.GetNthControlPointPositionWorld(0, place)
    markers.SetNthControlPointPositionWorld(0, place[0], place[1] + OFF_BY_A_LOT, place[2])

    assert two_discs.desk.report == before
    now = [0.0, 0.0, 0.0]
    markers.GetNthControlPointPositionWorld(0, now)
    assert now == pytest.approx(place, abs=0.001)
    assert "outside the CT" in two_discs.desk.message.text
    assert two_discs.desk.message.grave


def test_with_two_markers_of_which_one_left_the_ct_both_go_back(two_discs):
    before, markers = two_discs.desk.report, markers_of(two_discs.desk.node)
    with slicer.util.NodeModify(markers):
        for index, away in ((0, OFF_BY_A_LOT), (1, 1.0)):
            place = [0.0, 0.0, 0.0]
            markers.GetNthControlPointPositionWorld(index, place)
            markers.SetNthControlPointPositionWorld(index, place[0], place[1] + away, place[2])

    assert two_discs.desk.report == before


def test_who_places_and_who_drags_is_kept_with_the_time(a_panel, a_sample, hands):
    study, truth = a_panel.panel.study, a_sample.discogram.discs[-1]
    study.set_person("Roe^Max")
    study.set_role("operator")
    hands.click_at(_place(a_panel, hands, truth), user.ras(truth))
    assert [(one.name, one.role.value) for one in a_panel.desk.report.observers] == [("Roe^Max", "operator")]
    user.stop_placing(a_panel, hands)
    study.set_person("Doe^Jane")
    study.set_role("reader")
    disc = a_panel.desk.report.discs[0]
    sagittal = user.show_middle_at(disc)
    start = point_of(sagittal, [-disc.position.x, -disc.position.y, disc.position.z])
    hands.drag(sagittal.sliceView(), start, start + qt.QPoint(12, 0))

    assert [one.name for one in a_panel.desk.report.observers] == ["Roe^Max", "Doe^Jane"]
    assert all(one.entered_at is not None for one in a_panel.desk.report.observers)


def test_what_a_script_changes_is_not_signed_with_the_name_in_the_panel(two_discs):
    from dataclasses import replace

    two_discs.panel.study.set_person("Doe^Jane")
    before, desk = two_discs.desk.report.observers, two_discs.desk
    desk.logic.edit(desk.node, replace(desk.report, comment="by a script"))

    assert desk.report.observers == before
    assert desk.report.comment == "by a script"


def test_markers_of_another_report_in_the_same_views_are_spoken_of_before_anything_is_placed(two_discs, hands):
    first = two_discs.desk.node
    two_discs.panel.study.new()
    markers_of(first).SetDisplayVisibility(True)
    hands.click(user.widgets(two_discs, "LevelsSection").placeButton)

    assert "The markers of Discography 1 are shown too." in two_discs.desk.message.text
    assert two_discs.desk.message.grave


def test_of_two_reports_only_the_one_on_the_desk_has_its_markers_in_the_views(two_discs, a_sample):
    first = two_discs.desk.node
    two_discs.panel.study.new()
    user.place_by_logic(two_discs, a_sample.discogram.discs[:1])
    second = two_discs.desk.node
    seen = lambda: [bool(markers_of(node).GetDisplayVisibility()) for node in (first, second)]  # noqa: E731

    assert seen() == [False, True]
    two_discs.panel.study.choose_report(first.GetID())
    assert seen() == [True, False]
    markers_of(first).SetDisplayVisibility(False)
    two_discs.panel.study.choose_report(first.GetID())
    assert seen() == [False, False], "what the user hides stays hidden"

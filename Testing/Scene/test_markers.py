# SPDX-License-Identifier: Apache-2.0
"""Markers drawn from a report, and a report corrected from its markers."""

from dataclasses import replace

import pytest
import slicer
import vtk
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.model.disc import Disc, Position
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.coordinates import position_of, ras_of
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.markers import (
    adopt,
    apply_changes,
    create_markers,
    disc_of_point,
    read_changes,
    select_marker,
    update_markers,
)
from DiscographyReportLib.scene.report_node import create_report, markers_of, write_status
from DiscographyReportLib.scene.status import Status
from DiscographyReportLib.sr.envelope import State
from plain_reports import FRAME, report
from strategies import positions

REPORT = report(Level.L3_L4, Level.L4_L5, Level.L5_S1)
UPPER, MIDDLE, LOWER = REPORT.discs
BARE = Disc(uid="1.2.77", level=Level.L1_L2, sequence_index=1, position=Position(1, 2, 3, FRAME))


@pytest.fixture
def node(scene):
    return drawn(scene, REPORT)


def drawn(scene, made):
    node = create_report(scene, made)
    create_markers(node, FRAME)
    update_markers(node, made)
    return node


def points(node):
    markups = markers_of(node)
    return [
        (markups.GetNthControlPointLabel(i), tuple(markups.GetNthControlPointPositionWorld(i)))
        for i in range(markups.GetNumberOfControlPoints())
    ]


def test_each_placed_disc_has_a_point_with_its_name_on_the_side_where_the_patient_has_it(scene):
    left_behind = replace(MIDDLE, position=Position(x=10, y=20, z=-412, frame_of_reference_uid=FRAME))
    node = drawn(scene, REPORT.with_disc(left_behind).with_disc(replace(LOWER, position=None)))

    assert points(node) == [("L3-L4", (0, 0, -36 * UPPER.sequence_index)), ("L4-L5", (-10, -20, -412))]
    assert disc_of_point(node, 1) == MIDDLE.uid


@st.composite
def marked_reports(draw):
    """Reports of bare discs, with and without a place."""
    levels = draw(st.lists(st.sampled_from(Level), max_size=10, unique=True))
    places = [draw(st.none() | positions(FRAME)) for _ in levels]
    made = zip(levels, places, strict=True)
    discs = (Disc(f"1.2.{99 + n}", level, n, position=place) for n, (level, place) in enumerate(made))
    return report(discs=tuple(discs))


@given(marked_reports())
def test_drawing_twice_is_drawing_once_and_reads_back_as_no_change(made):
    scene = slicer.vtkMRMLScene()
    node = drawn(scene, made)
    heard = []
    markers_of(node).AddObserver("ModifiedEvent", lambda *_: heard.append(1))

    assert not update_markers(node, made)
    assert not read_changes(node, made)
    assert apply_changes(made, read_changes(node, made)) is made
    assert heard == []
    assert len(points(node)) == sum(disc.position is not None for disc in made.discs)


@given(marked_reports(), marked_reports())
def test_drawing_one_report_after_another_is_drawing_the_other(one, other):
    scene = slicer.vtkMRMLScene()
    node, fresh = drawn(scene, one), drawn(scene, other)

    update_markers(node, other)

    assert sorted(points(node)) == sorted(points(fresh))
    assert not read_changes(node, other)


@given(st.tuples(*[st.floats(-900, 900)] * 3))
def test_a_point_of_the_scene_becomes_a_place_and_back_to_the_precision_of_dicom(ras):
    place = position_of(ras, FRAME)

    assert ras_of(place) == pytest.approx(ras, abs=1e-4)
    assert position_of(ras_of(place), FRAME) == place


def test_a_dragged_marker_moves_its_disc_and_nothing_else(node):
    markers_of(node).SetNthControlPointPositionWorld(1, vtk.vtkVector3d(5, 6, -150))

    changed = apply_changes(REPORT, read_changes(node, REPORT))

    assert changed == REPORT.with_disc(replace(MIDDLE, position=Position(-5, -6, -150, FRAME)))


def test_a_deleted_marker_takes_the_place_but_never_what_was_recorded(node):
    markers_of(node).RemoveNthControlPoint(1)

    changes = read_changes(node, REPORT)

    assert changes.removed == (MIDDLE.uid,)
    assert apply_changes(REPORT, changes) == REPORT.with_disc(replace(MIDDLE, position=None))


def test_a_deleted_marker_takes_a_disc_of_which_nothing_was_recorded_along(scene):
    made = REPORT.with_disc(BARE)
    node = drawn(scene, made)
    markers_of(node).RemoveNthControlPoint(0)

    assert apply_changes(made, read_changes(node, made)) == REPORT


def test_an_added_point_is_told_with_its_place_and_left_alone_until_it_is_adopted(node):
    markups = markers_of(node)
    markups.AddControlPointWorld(vtk.vtkVector3d(1, 2, 40), "F-1")

    (added,) = read_changes(node, REPORT).added
    assert added.ras == (1, 2, 40)
    assert not update_markers(node, REPORT)
    assert markups.GetNumberOfControlPoints() == 4

    disc = replace(BARE, position=position_of(added.ras, FRAME))
    adopt(node, added.point_id, disc)
    assert not read_changes(node, REPORT.with_disc(disc))
    assert not update_markers(node, REPORT.with_disc(disc))
    assert points(node)[-1] == ("L1-L2", (1, 2, 40))


def test_a_point_that_still_hangs_on_the_mouse_is_not_told(node):
    markups = markers_of(node)
    index = markups.AddControlPointWorld(vtk.vtkVector3d(1, 2, 3))
    markups.SetNthControlPointPosition(index, 1, 2, 3, markups.PositionPreview)

    assert not read_changes(node, REPORT)


def test_adopting_a_point_that_is_gone_says_so(node):
    with pytest.raises(SceneError, match="place it again"):
        adopt(node, "no such point", BARE)


def test_taking_a_disc_out_of_the_report_takes_its_marker_but_not_the_users_own_points(node):
    markups = markers_of(node)
    index = markups.AddControlPointWorld(vtk.vtkVector3d(1, 2, 3), "mine")
    markups.SetNthControlPointDescription(index, "old fracture, 2019")

    update_markers(node, replace(REPORT, discs=(UPPER,)))

    assert [label for label, _ in points(node)] == ["L3-L4", "mine"]


def test_renaming_the_levels_renames_the_same_points(node):
    markups = markers_of(node)
    ids = [markups.GetNthControlPointID(i) for i in range(3)]
    levels = (Level.L2_L3, Level.L3_L4, Level.L4_L5)
    renamed = [replace(disc, level=level) for disc, level in zip(REPORT.discs, levels, strict=True)]

    update_markers(node, replace(REPORT, discs=tuple(renamed)))

    assert [label for label, _ in points(node)] == ["L2-L3", "L3-L4", "L4-L5"]
    assert [markups.GetNthControlPointID(i) for i in range(3)] == ids


def test_an_edited_description_does_not_lose_the_disc(node):
    markups = markers_of(node)
    markups.SetNthControlPointDescription(1, "typed over by hand")

    assert not read_changes(node, REPORT)
    assert update_markers(node, REPORT)
    assert disc_of_point(node, 1) == MIDDLE.uid


def test_a_copied_point_is_an_added_one_and_the_first_stays_the_disc(node):
    markups = markers_of(node)
    index = markups.AddControlPointWorld(vtk.vtkVector3d(9, 9, 9), "L4-L5")
    markups.SetNthControlPointDescription(index, markups.GetNthControlPointDescription(1))

    changes = read_changes(node, REPORT)

    assert (changes.moved, changes.removed) == ((), ())
    assert [added.ras for added in changes.added] == [(9, 9, 9)]


def test_markers_under_a_linear_transform_are_drawn_and_read_in_the_world(scene, node):
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy((0, -1, 0, 11.3, 1, 0, 0, -7.7, 0, 0, 1, 100.1, 0, 0, 0, 1))
    transform.SetMatrixTransformToParent(matrix)
    markers_of(node).SetAndObserveTransformNodeID(transform.GetID())

    assert {uid for uid, _ in read_changes(node, REPORT).moved} == {disc.uid for disc in REPORT.discs}
    update_markers(node, REPORT)
    assert not read_changes(node, REPORT)
    assert not update_markers(node, REPORT)
    assert points(node)[1][1] == pytest.approx(ras_of(MIDDLE.position), abs=1e-9)


def test_markers_under_a_warping_transform_are_refused_with_what_to_do(scene, node):
    transform = scene.AddNewNodeByClass("vtkMRMLBSplineTransformNode", "Deformation")
    transform.SetAndObserveTransformToParent(warp())
    markers_of(node).SetAndObserveTransformNodeID(transform.GetID())

    for action in (lambda: update_markers(node, REPORT), lambda: read_changes(node, REPORT)):
        with pytest.raises(SceneError, match="take them out of it"):
            action()


def warp():
    thin_plate = vtk.vtkThinPlateSplineTransform()
    source, target = vtk.vtkPoints(), vtk.vtkPoints()
    for place in ((0, 0, 0), (50, 0, 0), (0, 50, 0), (0, 0, 50), (40, 40, 40)):
        source.InsertNextPoint(place)
        target.InsertNextPoint(place[0] * 1.1, place[1], place[2] + place[0] ** 2 / 50)
    thin_plate.SetSourceLandmarks(source)
    thin_plate.SetTargetLandmarks(target)
    return thin_plate


def test_discs_that_were_placed_on_another_ct_are_neither_drawn_nor_taken_for_deleted(scene):
    elsewhere = replace(MIDDLE, position=Position(1, 2, 3, "1.2.99"))
    made = REPORT.with_disc(elsewhere)
    node = drawn(scene, made)

    assert [label for label, _ in points(node)] == ["L3-L4", "L5-S1"]
    assert not read_changes(node, made)


def test_the_markers_of_a_locked_report_cannot_be_dragged(node):
    assert not markers_of(node).GetLocked()
    write_status(node, Status(state=State.COMPLETE))
    update_markers(node, REPORT)
    assert markers_of(node).GetLocked()


def test_selecting_a_disc_selects_its_marker_alone(node):
    select_marker(node, MIDDLE.uid)
    assert [bool(markers_of(node).GetNthControlPointSelected(i)) for i in range(3)] == [False, True, False]
    select_marker(node, None)
    assert not any(markers_of(node).GetNthControlPointSelected(i) for i in range(3))

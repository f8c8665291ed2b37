# SPDX-License-Identifier: Apache-2.0
"""The whole way of a report through the logic, as a script in Slicer's Python console goes it."""

import subprocess
import sys
from dataclasses import replace

import pytest
import slicer

from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.results import Polarity
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.logic import DiscographyLogic
from DiscographyReportLib.scene.markers import frame_of
from DiscographyReportLib.scene.placing import Direction, Offer
from DiscographyReportLib.scene.report_node import markers_of, read_planes
from DiscographyReportLib.scene.slices import is_tilted
from DiscographyReportLib.series.sample.discogram import disc_truths
from house import MODULE
from Scene.exported import FIVE, placed_report
from Scene.sandbox import Sandbox
from Scene.spine_segmentation import add_segmentation, vertebra_masks


def ras(level):
    x, y, z = next(truth.center for truth in disc_truths() if truth.level == level)
    return (-x, -y, z)


def labels(node):
    markups = markers_of(node)
    return [markups.GetNthControlPointLabel(index) for index in range(markups.GetNumberOfControlPoints())]


def test_from_nothing_to_an_exported_report_and_back_in_an_empty_scene(logic, volume, sample, tmp_path):
    node = logic.new_report(volume, name="Reading room 2")
    for level in FIVE:
        logic.place(node, ras(level.value), Direction.DOWN)
    recorded = placed_report(sample.frame_of_reference_uid, uid=logic.report(node).uid)
    mine = logic.report(node).discs
    discs = tuple(replace(d, uid=m.uid, position=m.position) for d, m in zip(recorded.discs, mine, strict=True))
    logic.edit(node, replace(recorded, discs=discs))

    assert [disc.level for disc in mine] == list(FIVE)
    assert logic.check(node) == ()
    assert len(logic.evaluate(node).results) == 5 * 8
    logic.complete(node)
    stored = logic.export_to_database(node, tmp_path / "exports")
    assert stored.exported.assessment.overall in Polarity

    cache = tmp_path / "other-cache"
    cache.mkdir()
    other = Sandbox(cache)
    loaded = DiscographyLogic(other.scene, logic.local).load(stored.database_file)
    assert loaded.read.report == logic.report(node)
    assert labels(loaded.node) == [level.value for level in FIVE]


def test_a_panel_can_open_without_waiting_for_dicom_packages():
    script = (
        f"import sys; sys.path.insert(0, {str(MODULE)!r}); import DiscographyReportLib.scene.logic; print(*sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert "DiscographyReportLib.scene.markers" in ran.stdout.split()
    assert {"pydicom", "highdicom", "scipy"} & set(ran.stdout.split()) == set()


def test_a_report_can_be_begun_for_every_region_without_a_ct(logic):
    for region in Region:
        node = logic.new_report(region=region)
        assert logic.report(node).region is region
        assert logic.offer(node, Direction.DOWN) is not None
    assert len(logic.reports()) == 3


def test_a_disc_is_placed_only_on_a_ct_that_can_be_reported_on(logic, scene):
    drawn = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "drawn by hand")
    for volume, says in ((None, "No CT volume is chosen"), (drawn, "was not loaded from the DICOM database")):
        node = logic.new_report(volume)
        with pytest.raises(SceneError, match=says):
            logic.place(node, (0, 0, 0))
        assert logic.report(node).discs == ()
        assert markers_of(node) is None


def test_a_disc_can_be_placed_upward_by_offer_or_by_where_it_lies(logic, volume):
    node = logic.new_report(volume)

    logic.place(node, ras("L5-S1"), Direction.UP)
    logic.place(node, ras("L4-L5"), Direction.UP)
    logic.place(node, ras("L2-L3"), offered=Offer(Level.L2_L3, 2))
    logic.place(node, ras("L3-L4"))
    logic.place(node, ras("L1-L2"))

    assert [disc.level for disc in logic.report(node).discs] == list(FIVE)
    assert sorted(labels(node)) == [level.value for level in FIVE]


def test_undo_takes_the_marker_along_and_redo_brings_it_back(logic, volume):
    node = logic.new_report(volume)
    logic.place(node, ras("L4-L5"), offered=Offer(Level.L4_L5, 4))
    disc = logic.place(node, ras("L5-S1"), Direction.DOWN)

    logic.undo(node)
    assert labels(node) == ["L4-L5"]
    logic.redo(node)
    assert labels(node) == ["L4-L5", "L5-S1"]
    assert logic.report(node).disc(disc.uid) == disc
    logic.undo(node)
    logic.undo(node)
    assert labels(node) == []
    assert logic.undo(node) is None


def test_a_count_that_was_off_by_one_is_put_right_at_once(logic, volume):
    node = logic.new_report(volume)
    for level in ("L2-L3", "L3-L4", "L4-L5"):
        logic.place(node, ras(level), Direction.DOWN)
    uids = [disc.uid for disc in logic.report(node).discs]

    logic.shift_levels(node, 1)

    assert labels(node) == ["L2-L3", "L3-L4", "L4-L5"]
    assert [disc.uid for disc in logic.report(node).discs] == uids


def test_a_segmentation_places_all_discs_and_keeps_what_was_recorded(logic, scene, volume):
    node = logic.new_report(volume)
    placed = logic.place(node, ras("L4-L5"), offered=Offer(Level.L4_L5, 4))
    logic.edit(node, logic.report(node).with_disc(replace(placed, comment="seen before")))

    derived = logic.discs_from_segmentation(node, add_segmentation(scene, vertebra_masks(2.5), 2.5))

    report = logic.report(node)
    assert [disc.level.value for disc in report.discs] == [truth.level for truth in disc_truths()]
    assert [disc.sequence_index for disc in report.discs] == [0, 1, 2, 3, 4, 5]
    assert report.disc(placed.uid).comment == "seen before"
    assert derived.notices == ()
    assert read_planes(node).keys() == {disc.uid for disc in report.discs}
    logic.undo(node)
    assert labels(node) == ["L4-L5"]


def test_a_view_goes_to_a_disc_and_tilts_into_its_measured_plane(logic, sandbox, volume):
    node = logic.new_report(volume)
    logic.discs_from_segmentation(node, add_segmentation(sandbox.scene, vertebra_masks(2.5), 2.5))
    disc, red = logic.report(node).discs[-1], sandbox.views["Red"]

    assert logic.go_to(node, disc.uid)
    assert logic.tilt(node, disc.uid, red)
    assert is_tilted(red)
    x, y, z = disc_truths()[-1].normal
    found = [red.GetSliceToRAS().GetElement(row, 2) for row in range(3)]
    assert found == pytest.approx((-x, -y, z), abs=0.05)
    assert logic.straighten(red)


def test_a_disc_without_a_marker_moves_no_view(logic, volume, sandbox):
    node = logic.new_report(volume)
    disc = logic.place(node, ras("L4-L5"))
    logic.edit(node, logic.report(node).with_disc(replace(disc, position=None)))
    before = slicer.util.arrayFromVTKMatrix(sandbox.views["Red"].GetSliceToRAS())

    assert not logic.go_to(node, disc.uid)
    assert not logic.tilt(node, disc.uid, sandbox.views["Red"])
    assert (slicer.util.arrayFromVTKMatrix(sandbox.views["Red"].GetSliceToRAS()) == before).all()


def test_moving_a_disc_is_a_step_to_undo(logic, volume):
    node = logic.new_report(volume)
    disc = logic.place(node, ras("L4-L5"))

    logic.move(node, disc.uid, (1, 2, -400))
    assert tuple(markers_of(node).GetNthControlPointPositionWorld(0)) == (1, 2, -400)
    logic.undo(node)
    assert logic.report(node).disc(disc.uid) == disc


def test_markers_can_still_be_dragged_after_the_ct_was_closed(logic, scene, volume, sample):
    node = logic.new_report(volume)
    disc = logic.place(node, ras("L4-L5"))
    scene.RemoveNode(volume)

    assert frame_of(logic.markers(node)) == logic.frame_of_reference(node) == sample.frame_of_reference_uid
    assert logic.move(node, disc.uid, (1, 2, -400)).disc(disc.uid).position.z == -400


def test_a_closed_scene_is_forgotten_with_its_steps(logic, scene, volume):
    node = logic.new_report(volume)
    logic.place(node, ras("L4-L5"))

    scene.Clear(0)
    logic.forget()

    assert logic.reports() == []
    fresh = logic.new_report()
    assert logic.undo(fresh) is None


def test_renaming_and_deleting_go_through_to_the_scene(logic):
    node = logic.new_report()
    logic.rename(node, "Second opinion")
    assert [one.GetName() for one in logic.reports()] == ["Second opinion"]
    logic.delete(node)
    assert logic.reports() == []

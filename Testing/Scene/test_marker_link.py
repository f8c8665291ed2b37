# SPDX-License-Identifier: Apache-2.0
"""Hearing what the user does to markers, once, and never what the program draws."""

from dataclasses import replace

import pytest
import vtk

from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.marker_link import MarkerLink
from DiscographyReportLib.scene.markers import create_markers, update_markers
from DiscographyReportLib.scene.placing import propose
from DiscographyReportLib.scene.report_node import delete_report, markers_of, read_report
from DiscographyReportLib.series.sample.discogram import disc_truths
from plain_reports import FRAME, report

REPORT = report(Level.L3_L4, Level.L4_L5)
UPPER, LOWER = REPORT.discs


class Panel:
    """What a panel does with what it hears."""

    def __init__(self, logic, node):
        self.logic, self.node, self.heard, self.refused = logic, node, [], []
        self.link = MarkerLink(node, self.on_changes)

    def on_changes(self, changes):
        self.heard.append(changes)
        try:
            self.logic.apply_markers(self.node, changes)
        except SceneError as error:
            self.refused.append(str(error))
            return
        for added in changes.added:
            x, y, z = added.ras
            offered = propose(read_report(self.node), (-x, -y, z))
            self.logic.adopt_point(self.node, added.point_id, added.ras, offered)


@pytest.fixture
def panel(logic):
    node = logic.new_report()
    create_markers(node, FRAME)
    logic.edit(node, replace(REPORT, uid=read_report(node).uid))
    return Panel(logic, node)


def test_a_drag_is_one_step_and_is_told_at_its_end(panel):
    markups = markers_of(panel.node)

    markups.InvokeEvent(markups.PointStartInteractionEvent)
    for step in range(20):
        markups.SetNthControlPointPositionWorld(1, vtk.vtkVector3d(step, 0, -144))
    assert panel.heard == []
    markups.InvokeEvent(markups.PointEndInteractionEvent)

    assert len(panel.heard) == 1
    assert read_report(panel.node).disc(LOWER.uid).position == Position(-19, 0, -144, FRAME)
    panel.logic.undo(panel.node)
    assert read_report(panel.node).disc(LOWER.uid).position == LOWER.position
    assert len(panel.heard) == 1


def test_a_point_that_was_deleted_in_the_markups_module_is_heard_and_comes_back_with_undo(panel):
    markups = markers_of(panel.node)

    markups.RemoveNthControlPoint(0)

    assert read_report(panel.node).disc(UPPER.uid).position is None
    with panel.link.quiet():
        panel.logic.undo(panel.node)
    assert read_report(panel.node).disc(UPPER.uid).position == UPPER.position
    assert markups.GetNumberOfControlPoints() == 2
    assert len(panel.heard) == 1


def test_deleting_all_points_at_once_keeps_what_was_recorded(panel):
    markers_of(panel.node).RemoveAllControlPoints()

    discs = read_report(panel.node).discs
    assert [disc.level for disc in discs] == [Level.L3_L4, Level.L4_L5]
    assert all(disc.position is None and disc.events for disc in discs)


def test_a_point_that_was_added_becomes_the_next_level_below_or_above(panel):
    markups = markers_of(panel.node)

    markups.AddControlPointWorld(vtk.vtkVector3d(0, 0, -180), "F-3")
    markups.AddControlPointWorld(vtk.vtkVector3d(0, 0, -72), "F-4")

    assert [disc.level for disc in read_report(panel.node).discs] == [
        *(Level.L2_L3, Level.L3_L4, Level.L4_L5, Level.L5_S1),
    ]
    labels = {markups.GetNthControlPointLabel(i) for i in range(4)}
    assert labels == {"L2-L3", "L3-L4", "L4-L5", "L5-S1"}
    assert not update_markers(panel.node, read_report(panel.node))


def test_what_the_program_draws_is_not_heard(panel):
    panel.logic.shift_levels(panel.node, -1)
    panel.logic.undo(panel.node)

    assert panel.heard == []


def test_the_markers_of_a_locked_report_go_back_and_the_reason_is_told_once(panel):
    panel.logic.complete(panel.node)
    markups = markers_of(panel.node)

    markups.SetNthControlPointPositionWorld(1, vtk.vtkVector3d(50, 0, 0))

    assert len(panel.refused) == 1
    assert "amended copy" in panel.refused[0]
    assert tuple(markups.GetNthControlPointPositionWorld(1)) == (0, 0, -144)
    assert read_report(panel.node).disc(LOWER.uid).position == LOWER.position


def test_while_quiet_is_held_nothing_is_heard_not_even_nested(panel):
    markups = markers_of(panel.node)

    with panel.link.quiet():
        with panel.link.quiet():
            markups.SetNthControlPointPositionWorld(0, vtk.vtkVector3d(1, 1, 1))
        markups.RemoveNthControlPoint(1)

    assert panel.heard == []
    assert read_report(panel.node).discs == REPORT.discs


def test_nothing_is_heard_after_the_report_or_the_markers_are_gone(panel, scene):
    markups = markers_of(panel.node)

    delete_report(panel.node)
    markups.RemoveAllControlPoints()
    assert panel.heard == []
    panel.link.disconnect()
    scene.Clear(0)


def test_the_link_follows_the_report_to_other_markers(panel, scene):
    old, new = markers_of(panel.node), scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
    new.SetAttribute("DiscographyReport.FrameOfReferenceUID", FRAME)
    panel.node.SetNodeReferenceID("markers", new.GetID())
    update_markers(panel.node, read_report(panel.node))

    panel.link.connect()
    old.RemoveAllControlPoints()
    assert panel.heard == []
    new.RemoveNthControlPoint(0)
    assert len(panel.heard) == 1


def test_clicking_all_discs_of_the_sample_from_above_names_them_right(panel):
    """The clinician's usual way: one click a disc, on a real spine with its lordosis."""
    panel.logic.edit(panel.node, replace(read_report(panel.node), discs=()))
    for truth in disc_truths()[1:]:
        x, y, z = truth.center
        markers_of(panel.node).AddControlPointWorld(vtk.vtkVector3d(-x, -y, z))

    discs = read_report(panel.node).discs
    assert [disc.level for disc in discs] == [truth.level for truth in disc_truths()[1:]]
    assert [disc.sequence_index for disc in discs] == [1, 2, 3, 4, 5]

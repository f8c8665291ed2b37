# SPDX-License-Identifier: Apache-2.0
"""A report in the scene: kept whole through every way of saving, and never lost."""

import json
from dataclasses import replace

import pytest
import slicer
from hypothesis import given

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.markers import create_markers, update_markers
from DiscographyReportLib.scene.report_node import (
    DOCUMENT,
    STANDING,
    copy_as_amended,
    create_report,
    delete_report,
    document_problem,
    is_report,
    markers_of,
    read_planes,
    read_report,
    read_status,
    rename_report,
    report_nodes,
    volume_of,
    write_planes,
    write_report,
    write_status,
)
from DiscographyReportLib.scene.status import Status
from DiscographyReportLib.sr.envelope import State
from plain_reports import FRAME, report
from Scene.sandbox import Sandbox
from Scene.written import written
from strategies import reports

REPORT = report(Level.L3_L4, Level.L4_L5)
KINDS = pytest.mark.parametrize("kind", ["mrml", "mrb"])


def with_markers(scene, made=REPORT):
    node = create_report(scene, made)
    create_markers(node, FRAME)
    update_markers(node, made)
    return node


def test_a_report_is_a_visible_node_that_the_scene_lists_by_its_module(scene):
    node = create_report(scene, REPORT)

    assert (node.GetClassName(), node.GetAttribute("ModuleName")) == (
        "vtkMRMLScriptedModuleNode",
        "DiscographyReport",
    )
    assert not node.GetHideFromEditors()
    assert not node.GetSingletonTag()
    assert report_nodes(scene) == [node]


def test_the_parameter_node_of_the_panel_is_not_taken_for_a_report(scene):
    node = scene.AddNewNodeByClass("vtkMRMLScriptedModuleNode", "DiscographyReport")
    node.SetAttribute("ModuleName", "DiscographyReport")

    assert not is_report(node)
    assert not is_report(None)
    assert report_nodes(scene) == []


def test_several_reports_get_names_of_their_own(scene):
    names = [create_report(scene, REPORT).GetName() for _ in range(3)]

    assert names == ["Discography 1", "Discography 2", "Discography 3"]


@given(reports())
def test_any_report_comes_back_from_a_scene_file_the_same_and_on_the_same_line(made):
    one, other = slicer.vtkMRMLScene(), slicer.vtkMRMLScene()
    node = create_report(one, made)

    other.SetLoadFromXMLString(1)
    one.SetSaveToXMLString(1)
    one.Commit()
    other.SetSceneXMLString(one.GetSceneXMLString())
    other.Import()

    (back,) = report_nodes(other)
    assert read_report(back) == made
    assert back.GetParameter(DOCUMENT) == node.GetParameter(DOCUMENT)
    assert not set("\n\t\r") & set(node.GetParameter(DOCUMENT))
    assert read_status(back) == Status()


@KINDS
def test_report_markers_planes_and_standing_survive_saving_and_opening(sandbox, tmp_path, kind):
    node = with_markers(sandbox.scene)
    write_planes(node, {REPORT.discs[0].uid: (0.0, -0.6, 0.8)})
    write_status(node, Status(written=written("1.2.3")))

    sandbox.open(sandbox.save(tmp_path / "saved", kind))

    (back,) = report_nodes(sandbox.scene)
    assert back.GetName() == "Discography 1"
    assert read_report(back) == REPORT
    assert read_planes(back) == {REPORT.discs[0].uid: (0.0, -0.6, 0.8)}
    assert read_status(back) == Status(written=written("1.2.3"))
    assert markers_of(back).GetNumberOfControlPoints() == 2
    assert not update_markers(back, REPORT)


@KINDS
def test_a_scene_that_is_added_to_another_keeps_each_report_with_its_own_markers(sandbox, tmp_path, kind):
    theirs = report(Level.L1_L2, comment="theirs")
    with_markers(sandbox.scene, theirs)
    saved = sandbox.save(tmp_path / "saved", kind)
    sandbox.scene.Clear(0)
    ours = with_markers(sandbox.scene)

    sandbox.open(saved, clear=False)

    first, second = report_nodes(sandbox.scene)
    assert first is ours
    assert (read_report(first), read_report(second)) == (REPORT, theirs)
    assert markers_of(first) is not markers_of(second)
    assert [markers_of(node).GetNthControlPointLabel(0) for node in (first, second)] == ["L3-L4", "L1-L2"]


def test_closing_the_scene_leaves_no_report_behind(scene):
    with_markers(scene)

    scene.Clear(0)

    assert report_nodes(scene) == []
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == 0


def test_writing_the_same_report_again_changes_nothing_and_tells_nobody(scene):
    node, heard = create_report(scene, REPORT), []
    node.AddObserver("ModifiedEvent", lambda *_: heard.append(1))

    assert not write_report(node, REPORT)
    assert heard == []
    assert write_report(node, replace(REPORT, comment="new"))
    assert heard == [1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"format":"discography-report","version":99,"report":{}}', "newer than this program"),
        ('{"format":"discography-report","version":0,"report":{}}', "unknown document version"),
        ('{"format":"recipe"}', "not a discography report"),
        ("{broken", "not valid JSON"),
    ],
)
def test_a_document_that_cannot_be_read_gives_one_sentence_and_is_never_overwritten(scene, line, says):
    node = create_report(scene, REPORT)
    node.SetParameter(DOCUMENT, line)

    for action in (lambda: read_report(node), lambda: write_report(node, REPORT)):
        with pytest.raises(SceneError, match=says):
            action()
    assert node.GetParameter(DOCUMENT) == line
    assert says in document_problem(node)
    assert report_nodes(scene) == [node]


@pytest.mark.parametrize("line", ["{}", "[]", "nothing", json.dumps({"format": "discography-report-status"})])
def test_a_standing_that_cannot_be_read_is_not_overwritten_either(scene, line):
    node = create_report(scene, REPORT)
    node.SetParameter(STANDING, line)

    with pytest.raises(SceneError, match="load the exported report"):
        read_status(node)
    with pytest.raises(SceneError):
        write_status(node, Status(state=State.COMPLETE))
    assert node.GetParameter(STANDING) == line
    assert read_report(node) == REPORT


def test_renaming_refuses_an_empty_name_and_one_that_is_taken(scene):
    node, other = create_report(scene, REPORT), create_report(scene, REPORT)

    rename_report(node, "  Second look ")
    assert node.GetName() == "Second look"
    for name in (" ", other.GetName()):
        with pytest.raises(SceneError):
            rename_report(node, name)


def test_deleting_takes_the_markers_along_and_leaves_the_volume_and_other_reports(scene, volume):
    node, other = with_markers(scene), with_markers(scene)
    node.SetNodeReferenceID("volume", volume.GetID())

    delete_report(node)

    assert report_nodes(scene) == [other]
    assert markers_of(other) is not None
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == 1
    assert volume.GetScene() is scene


def test_an_amended_copy_is_a_draft_of_the_same_report_that_names_what_it_replaces(scene, volume):
    node = create_report(scene, REPORT, volume=volume)
    write_status(node, Status(state=State.VERIFIED, written=written("1.2.3", State.VERIFIED)))

    copy = copy_as_amended(node, "pressure of L4-L5 corrected")

    assert read_report(copy) == REPORT
    assert volume_of(copy) is volume
    assert copy.GetName() == "Discography 1, amended"
    status = read_status(copy)
    assert (status.state, status.locked) == (State.DRAFT, False)
    amendment = status.standing().amendment
    assert (amendment.predecessor.sop_instance_uid, amendment.reason) == ("1.2.3", "pressure of L4-L5 corrected")


def test_amending_needs_an_exported_report_and_a_reason(scene):
    node = create_report(scene, REPORT)
    with pytest.raises(SceneError, match="not exported yet"):
        copy_as_amended(node, "why")
    write_status(node, Status(written=written("1.2.3")))
    with pytest.raises(SceneError, match="needs the reason"):
        copy_as_amended(node, "  ")
    assert report_nodes(scene) == [node]


def test_nothing_of_the_patient_gets_into_the_scene(sandbox: Sandbox, logic, volume, tmp_path):
    node = logic.new_report(volume)
    logic.place(node, (0.0, 20.0, -412.0))
    logic.evidence(node)
    assert logic.patient(node).name == "SAMPLE^DISCOGRAM"

    text = sandbox.save(tmp_path / "saved").read_text(encoding="utf-8")

    assert "SAMPLE" not in text
    assert "19810203" not in text

# SPDX-License-Identifier: Apache-2.0
"""Modules, their life, the scene around them, and saving."""

import pytest
import SampleData
import slicer

from Host import translation


def test_a_module_is_loaded_once_and_known_by_name(a_module, a_host):
    assert slicer.util.getModule("TinyPanel") is a_module
    assert a_host.load_module(a_module.path) is a_module
    assert a_module.title == "Tiny panel"
    with pytest.raises(RuntimeError):
        slicer.util.getModule("NoSuchModule")


def test_the_panel_is_entered_left_and_cleaned_up(a_module):
    widget = a_module.enter()
    entered = (widget.entered, widget.parent.isEntered)
    a_module.exit()
    left = (widget.entered, widget.parent.isEntered)
    a_module.close()

    assert entered == (True, True)
    assert left == (False, False)
    assert widget.cleaned
    assert a_module.enter() is not widget


def test_slicer_util_finds_the_widget_and_the_logic_of_a_module(a_module):
    widget = a_module.enter()

    assert slicer.util.getModuleWidget("TinyPanel") is widget
    assert slicer.util.getModuleLogic("TinyPanel") is widget.logic


def test_reload_makes_a_new_panel_and_cleans_the_old_one(a_module):
    old = a_module.enter()

    old.onReload()

    new = slicer.modules.TinyPanelWidget
    assert old.cleaned
    assert type(new) is not type(old)
    assert new.ui.exportButton.text == "Export"
    assert slicer.util.getModuleWidget("TinyPanel") is new


def test_the_self_test_runs_as_slicer_runs_it(a_module):
    slicer.selfTests["TinyPanel"]()

    assert a_module.script().TinyPanelTest.ran == 1


def test_closing_the_scene_leaves_a_usable_panel(a_module):
    widget = a_module.enter()
    before = widget.node

    slicer.mrmlScene.Clear(False)

    assert widget.node is not before
    assert widget.ui.placeWidget.currentNode() is widget.node


@pytest.mark.parametrize("suffix", [".mrml", ".mrb"])
def test_a_scene_survives_saving_and_loading(a_scene, a_volume, tmp_path, suffix):
    node = a_scene.AddNewNodeByClass("vtkMRMLScriptedModuleNode", "Report")
    node.SetParameter("json", '{"name": "Ä & <b>"}')
    path = str(tmp_path / f"case{suffix}")
    slicer.util.saveNode(a_volume, str(tmp_path / "Drawn.nrrd"))

    assert slicer.util.saveScene(path)
    a_scene.Clear(False)
    slicer.util.loadScene(path)

    assert slicer.util.getNode("Report").GetParameter("json") == '{"name": "Ä & <b>"}'
    assert slicer.util.arrayFromVolume(slicer.util.getNode("Drawn")).max() == 900


def test_markups_survive_saving_and_loading(a_scene, tmp_path):
    node = a_scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Discs")
    node.AddControlPoint(1.0, 2.0, 3.0, "L4-L5")
    path = str(tmp_path / "discs.mrk.json")

    assert slicer.util.saveNode(node, path)
    loaded = slicer.util.loadMarkups(path)

    assert loaded.GetNthControlPointLabel(0) == "L4-L5"
    assert list(loaded.GetNthControlPointPositionWorld(0)) == [1.0, 2.0, 3.0]


def test_nodes_have_items_in_the_subject_hierarchy_while_they_are_in_the_scene(a_scene):
    hierarchy = a_scene.GetSubjectHierarchyNode()
    node = a_scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Discs")
    item = hierarchy.GetItemByDataNode(node)

    a_scene.RemoveNode(node)

    assert item
    assert hierarchy.GetItemByDataNode(node) == 0


def test_dialogs_open_no_window_and_confirmations_answer_no(a_scene):  # noqa: ARG001
    assert slicer.app.testingEnabled()
    assert slicer.util.errorDisplay("no") is None
    assert not slicer.util.confirmOkCancelDisplay("delete?")
    assert slicer.util.mainWindow() is None


def test_asking_for_another_layout_is_seen(a_scene):  # noqa: ARG001
    manager, seen = slicer.app.layoutManager(), []
    before = manager.layout
    manager.connect("layoutChanged(int)", seen.append)
    node = manager.layoutLogic().GetLayoutNode()
    node.AddLayoutDescription(501, "<layout/>")

    manager.setLayout(501)
    changed = node.GetViewArrangement()
    manager.setLayout(before)
    manager.disconnect("layoutChanged(int)", seen.append)

    assert changed == 501
    assert seen == [501, before]


def test_texts_that_go_through_translation_can_be_marked(a_module):
    translation.marking(True)

    a_module.enter().onVolume(None)

    shown = a_module.python_widget().ui.statusLabel.text
    assert shown == f"{translation.OPENING}Select a CT.{translation.CLOSING}"


def test_a_registered_sample_is_made_on_request(a_scene):  # noqa: ARG001
    logic = SampleData.SampleDataLogic
    logic.registerCustomSampleDataCategory("tiny", title="Tiny")
    logic.registerCustomSampleDataSource(
        category="tiny", sampleName="TinySample", customDownloader=lambda source: [source.sampleName]
    )
    logic.registerCustomSampleDataSource(category="tiny", sampleName="Elsewhere", uris="https://example.org/x")

    assert logic().downloadSamples("TinySample") == ["TinySample"]
    assert logic().downloadSamples("Unknown") == []
    assert slicer.modules.sampleDataSourceCategories["tiny"] == {"title": "Tiny"}
    with pytest.raises(NotImplementedError, match="downloads nothing"):
        logic().downloadSamples("Elsewhere")
    with pytest.raises(TypeError):
        logic.registerCustomSampleDataSource(category="tiny", sampelName="misspelled")

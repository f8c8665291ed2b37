# SPDX-License-Identifier: Apache-2.0
"""Views and sections stay as the user has them; arranging is asked for, named, and taken back exactly."""

import pytest
import slicer

from DiscographyReportLib.scene.arranging import LAYOUT
from Host import ct_series
from Host.hands import settle
from Panel import user


def _views():
    layout = slicer.app.layoutManager()
    composites = [layout.sliceWidget(name).mrmlSliceCompositeNode() for name in layout.sliceViewNames()]
    return layout.layout, [one.GetBackgroundVolumeID() for one in composites]


SIDE_BY_SIDE = 29


@pytest.fixture
def another_layout(two_discs):  # noqa: ARG001
    """The layout that a user has chosen; the host's views stay where they are."""
    node = slicer.app.layoutManager().layoutLogic().GetLayoutNode()
    node.AddLayoutDescription(SIDE_BY_SIDE, "<layout/>")
    node.SetViewArrangement(SIDE_BY_SIDE)
    yield
    node.SetViewArrangement(LAYOUT)


@pytest.mark.usefixtures("another_layout")
def test_views_are_arranged_only_by_the_button_which_says_what_it_changed_and_puts_it_back(two_discs, a_ct, hands):
    other = ct_series.drawn()
    ct_series.show(other)
    display = a_ct.GetDisplayNode()
    before, window = _views(), (display.GetWindow(), display.GetLevel())
    assert before[0] == SIDE_BY_SIDE
    assert before[1] == [other.GetID()] * 3
    button = user.widgets(two_discs, "LevelsSection").arrangeButton
    hands.click(button)
    assert _views() == (LAYOUT, [a_ct.GetID()] * 3)
    assert button.checked
    assert two_discs.desk.message.text.startswith("The layout is four views now. The CT is shown now in")
    assert (display.GetWindow(), display.GetLevel()) == window
    hands.click(button)

    assert _views() == before
    assert not button.checked


def test_a_layout_that_the_user_changed_afterwards_counts_as_not_arranged(two_discs, another_layout, hands):  # noqa: ARG001
    button = user.widgets(two_discs, "LevelsSection").arrangeButton
    hands.click(button)
    assert button.checked
    slicer.app.layoutManager().setLayout(SIDE_BY_SIDE)
    two_discs.desk.changed()

    assert not button.checked


@pytest.mark.usefixtures("the_library_as_it_was")
def test_folded_sections_are_remembered_on_the_computer_and_not_in_the_scene(two_discs, a_module, tmp_path):
    two_discs.ui.procedureSection.collapsed = True
    user.widgets(two_discs, "DiscFields").DiscFieldsGroup1.collapsed = False
    slicer.mrmlScene.SetURL(str(tmp_path / "case.mrml"))
    slicer.mrmlScene.Commit()
    assert "procedureSection" not in (tmp_path / "case.mrml").read_text(encoding="utf-8")
    a_module.python_widget().onReload()
    view = a_module.python_widget().view

    assert view.ui.procedureSection.collapsed
    assert not view.ui.studySection.collapsed
    assert not user.widgets(view, "DiscFields").DiscFieldsGroup1.collapsed


def test_what_a_selector_of_slicer_chooses_by_itself_is_taken_back(two_discs, a_ct, a_sample):
    selector = user.widgets(two_discs, "StudySection").volumeSelector
    other = ct_series.load(sorted(a_sample.images.glob("*.dcm")))
    selector.setCurrentNode(other)
    settle()

    assert selector.currentNode() is a_ct
    assert two_discs.desk.node.GetNodeReference("volume") is a_ct


def test_of_two_segmentations_none_looks_chosen(two_discs):
    selector = user.widgets(two_discs, "AdvancedSection").segmentationSelector
    first = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    settle()
    assert selector.currentNode() is first
    second = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    selector.setCurrentNode(second)
    settle()

    assert selector.currentNode() is None
    assert two_discs.panel.markers.segmentation() is None

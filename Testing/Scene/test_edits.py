# SPDX-License-Identifier: Apache-2.0
"""Undo and redo on report nodes."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.scene.edits import Edits
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.report_node import create_report, read_report, write_report, write_status
from DiscographyReportLib.scene.status import Status
from DiscographyReportLib.sr.envelope import State
from plain_reports import report

NOW = datetime(2026, 10, 14, 13, 0)
REPORT = report()


@pytest.fixture
def edits():
    return Edits(lambda: NOW)


def test_an_edit_is_stamped_and_can_be_taken_back_and_done_again(scene, edits):
    node = create_report(scene, REPORT)

    edited = edits.apply(node, replace(REPORT, comment="seen"))

    assert edited == replace(REPORT, comment="seen", changed_at=NOW) == read_report(node)
    assert edits.undo(node) == REPORT == read_report(node)
    assert edits.redo(node) == edited == read_report(node)
    assert edits.redo(node) is None


def test_what_changes_nothing_is_no_step_and_leaves_the_time(scene, edits):
    node = create_report(scene, REPORT)

    assert edits.apply(node, replace(REPORT, changed_at=NOW)) == REPORT
    assert edits.undo(node) is None
    assert read_report(node) == REPORT


def test_typing_in_one_field_is_one_step(scene, edits):
    node = create_report(scene, REPORT)
    for words in ("s", "se", "seen"):
        edits.apply(node, replace(read_report(node), comment=words), merge_key="comment")

    assert edits.undo(node) == REPORT
    assert edits.undo(node) is None


def test_each_report_has_steps_of_its_own(scene, edits):
    one, other = create_report(scene, REPORT), create_report(scene, REPORT)
    edits.apply(one, replace(REPORT, comment="one"))

    assert edits.undo(other) is None
    assert edits.undo(one) == REPORT


def test_a_change_from_elsewhere_is_kept_and_starts_anew(scene, edits):
    node = create_report(scene, REPORT)
    edits.apply(node, replace(REPORT, comment="typed"))
    script = replace(REPORT, comment="by a script")
    write_report(node, script)

    assert edits.undo(node) is None
    assert read_report(node) == script


@pytest.mark.parametrize("status", [Status(state=State.COMPLETE), Status(superseded_by="1.2")])
def test_a_locked_report_is_changed_neither_by_an_edit_nor_by_undo(scene, edits, status):
    node = create_report(scene, REPORT)
    edited = edits.apply(node, replace(REPORT, comment="before"))
    write_status(node, status)

    for action in (lambda: edits.apply(node, REPORT), lambda: edits.undo(node)):
        with pytest.raises(SceneError):
            action()
    assert read_report(node) == edited


@given(st.lists(st.sampled_from(["undo", "redo", "a", "b", "c"]), max_size=30))
def test_the_node_always_holds_what_a_list_of_versions_says(actions):
    import slicer

    scene = slicer.vtkMRMLScene()
    node, edits = create_report(scene, REPORT), Edits(lambda: NOW)
    versions, here = [REPORT.comment], 0
    for action in actions:
        if action == "undo":
            here = max(here - 1, 0)
            edits.undo(node)
        elif action == "redo":
            here = min(here + 1, len(versions) - 1)
            edits.redo(node)
        else:
            if action != versions[here]:
                versions = [*versions[: here + 1], action]
                here += 1
            edits.apply(node, replace(read_report(node), comment=action))
        assert read_report(node).comment == versions[here]


def test_who_edits_is_put_into_what_is_changed_and_only_inside_the_with(scene, edits):
    def signed(edited):
        return replace(edited, impression="by somebody")

    node = create_report(scene, REPORT)
    with edits.signed_by(signed):
        assert edits.apply(node, REPORT) == REPORT, "what changes nothing has no author"
        assert edits.apply(node, replace(REPORT, comment="seen")).impression == "by somebody"
        edits.undo(node)
        assert read_report(node) == REPORT, "taking back is not signed either"

    assert edits.apply(node, replace(REPORT, comment="later")).impression == REPORT.impression

# SPDX-License-Identifier: Apache-2.0
"""Which change of state a report allows: every state against every change, and that scripts are refused likewise."""

from dataclasses import replace
from datetime import datetime

import pytest

from DiscographyReportLib.scene import transitions
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.report_node import read_status, write_status
from DiscographyReportLib.scene.status import Status, Written
from DiscographyReportLib.sr.envelope import Encoding, InstanceIdentity, Standing, State, Verification
from Scene.exported import placed_node

ADA = Verification("Boss^Ada", "Spine Center", datetime(2026, 10, 14, 12, 0))


@pytest.fixture
def node(logic, volume):
    return placed_node(logic, volume)


def _written(state: State) -> Written:
    by = (ADA,) if state is State.VERIFIED else ()
    standing = Standing(state=state, verifications=by)
    return Written(InstanceIdentity("1.2.3", "1.2.4", "1.2.5", "1.2.6"), 1, standing, "x")


def _status(state: State, exported: State | None = None, replaced: bool = False) -> Status:
    by = (ADA,) if state is State.VERIFIED else ()
    written = None if exported is None else _written(exported)
    return Status(state, verifications=by, written=written, superseded_by="1.2.9" if replaced else None)


def _amended(state: State) -> Status:
    """An amended copy that was not exported yet: the document it knows of is that of the original."""
    return replace(_status(state, State.COMPLETE), reason="pressure corrected")


D, C, V = State.DRAFT, State.COMPLETE, State.VERIFIED
# Each row: a report, and which of changed, completed, reopened, verified, amended, exported it allows.
ALLOWED = [
    (_status(D), "changed completed exported"),
    (_status(D, D), "changed completed exported"),
    (_amended(D), "changed completed exported"),
    (_amended(C), "reopened verified exported"),
    (_status(C), "reopened verified exported"),
    (_status(C, D), "reopened verified exported"),
    (_status(C, C), "verified amended exported"),
    (_status(V), "exported"),
    (_status(V, D), "exported"),
    (_status(V, C), "amended exported"),
    (_status(V, V), "amended exported"),
    *((_status(state, exported, replaced=True), "") for state in State for exported in (D, C, V)),
]


@pytest.mark.parametrize(("status", "allowed"), ALLOWED)
def test_a_state_allows_these_changes_and_says_of_every_other_one_why_not(status, allowed):
    asked = ("changed", "completed", "reopened", "verified", "amended", "exported")
    answers = {name: getattr(transitions, f"why_not_{name}")(status) for name in asked}

    assert [name for name in asked if not answers[name]] == allowed.split()
    assert [name for name, answer in answers.items() if answer and not answer.endswith(".")] == []


def test_a_script_cannot_reopen_a_verified_report(logic, node):
    write_status(node, _status(V))

    with pytest.raises(SceneError, match="A verified report is not taken back"):
        logic.reopen(node)
    assert read_status(node) == _status(V)


@pytest.mark.parametrize("state", [C, V])
def test_a_script_cannot_change_ct_or_form_of_what_is_final(logic, node, state):
    write_status(node, _status(state))
    volume = node.GetNodeReference("volume")

    with pytest.raises(SceneError, match="amended copy"):
        logic.choose_volume(node, None)
    with pytest.raises(SceneError, match="amended copy"):
        logic.choose_encoding(node, Encoding.COMPREHENSIVE)
    assert node.GetNodeReference("volume") is volume
    assert read_status(node) == _status(state)


def test_a_draft_takes_another_form_of_document_which_is_then_written(logic, node, tmp_path):
    import pydicom

    logic.choose_encoding(node, Encoding.COMPREHENSIVE)
    written = logic.export(node, tmp_path)

    assert pydicom.dcmread(written.path).SOPClassUID == "1.2.840.10008.5.1.4.1.1.88.33"
    assert written.envelope.standing.encoding is Encoding.COMPREHENSIVE


def test_a_script_cannot_give_placed_discs_a_ct_in_another_frame_of_reference(logic, node):
    report, volume = logic.report(node), node.GetNodeReference("volume")
    moved = [replace(one, position=replace(one.position, frame_of_reference_uid="1.2.3")) for one in report.discs]
    logic.edit(node, replace(report, discs=tuple(moved)))

    with pytest.raises(SceneError, match="another frame of reference"):
        logic.choose_volume(node, volume)

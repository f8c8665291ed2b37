# SPDX-License-Identifier: Apache-2.0
"""Where a report stands, and what the next document says of itself."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.status import Status, Written
from DiscographyReportLib.scene.status_json import status_from_json, status_to_json
from DiscographyReportLib.sr.envelope import (
    COMPREHENSIVE_3D_SR,
    Amendment,
    Encoding,
    InstanceIdentity,
    Standing,
    State,
    Verification,
)
from Scene.written import written
from strategies import PERSON_NAMES, UIDS, moments, texts

UID = st.sampled_from(UIDS)
IDENTITY = st.builds(InstanceIdentity, UID, UID, st.just(COMPREHENSIVE_3D_SR), UID)
VERIFICATIONS = st.lists(st.builds(Verification, st.sampled_from(PERSON_NAMES), texts(), moments()), max_size=2)
STANDING = st.builds(
    Standing,
    st.sampled_from(Encoding),
    st.sampled_from(State),
    VERIFICATIONS.map(tuple),
    st.none() | st.builds(Amendment, IDENTITY, st.integers(1, 999), texts()),
)
STATUS = st.builds(
    Status,
    state=st.sampled_from(State),
    encoding=st.sampled_from(Encoding),
    verifications=VERIFICATIONS.map(tuple),
    written=st.none() | st.builds(Written, IDENTITY, st.integers(1, 999), STANDING, st.just("0" * 64)),
    reason=st.none() | texts(),
    superseded_by=st.none() | UID,
    saved_at=st.none() | moments(),
    stored=st.booleans(),
)


@given(STATUS)
def test_any_standing_comes_back_from_its_one_line(status):
    line = status_to_json(status)

    assert "\n" not in line
    assert status_from_json(line) == status


def test_a_newer_standing_is_refused_with_what_to_do():
    line = status_to_json(Status()).replace('"version":1', '"version":2')

    with pytest.raises(SceneError, match="update the extension"):
        status_from_json(line)


@given(STATUS, st.data())
def test_a_damaged_standing_is_refused_with_one_sentence_and_nothing_else_is_raised(status, data):
    line = status_to_json(status)
    cut = data.draw(st.integers(0, len(line) - 1))

    with pytest.raises(SceneError):
        status_from_json(line[:cut])


def test_only_an_unreplaced_draft_may_be_changed():
    assert not Status().locked
    assert "amended copy" in Status(state=State.COMPLETE).lock_reason
    assert "amended copy" in Status(state=State.VERIFIED).lock_reason
    assert "newer one" in Status(superseded_by="1.2").lock_reason


def test_the_first_document_replaces_nothing_and_the_next_names_the_one_before():
    assert Status().standing().amendment is None

    amendment = Status(written=written("1.2.9", number=4)).standing().amendment

    assert (amendment.predecessor.sop_instance_uid, amendment.predecessor_number) == ("1.2.9", 4)
    assert amendment.reason == "Draft continued"


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (State.DRAFT, State.COMPLETE, "Completed"),
        (State.COMPLETE, State.VERIFIED, "Verified"),
        (State.DRAFT, State.VERIFIED, "Verified"),
    ],
)
def test_a_change_of_state_alone_says_so_itself(before, now, reason):
    status = Status(state=now, written=written("1.2.9", before))

    assert status.standing().amendment.reason == reason
    assert replace(status, reason="typed").standing().amendment.reason == "typed"
    assert status.standing("said at export").amendment.reason == "said at export"

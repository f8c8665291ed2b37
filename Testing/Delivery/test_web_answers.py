# SPDX-License-Identifier: Apache-2.0
"""Whatever a server answers: nothing breaks, and nothing is called stored unless the list of what is names it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from Delivery.web_servers import to_url
from DiscographyReportLib.delivery.multipart import parts_of
from DiscographyReportLib.delivery.outcome import Outcome, Verdict
from DiscographyReportLib.delivery.stow_answer import stow_outcome
from DiscographyReportLib.delivery.web_session import Answer

UID = "1.2.3"
DESTINATION = to_url("https://pacs.example.org")
TAGS = ["00081155", "00081196", "00081197", "00081198", "00081199", "0008119A", "vr", "Value", "x"]
TYPES = ["application/dicom+json", "application/json; charset=utf-8", "text/html", "", "APPLICATION/DICOM+JSON"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["1.2.4", "UI", "", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(TAGS), inner, max_size=3),
)
STATUSES = st.sampled_from([200, 201, 202, 204, 299, 302, 400, 409, 503]) | st.integers(200, 599)
STORED = {Verdict.STORED, Verdict.WARNED, Verdict.VERIFIED}


def outcome_of(status: int, media_type: str, body: bytes, *, too_long: bool = False) -> Outcome:
    headers = CaseInsensitiveDict({"content-type": media_type})
    return stow_outcome(Answer(status, headers, body, too_long), DESTINATION, UID, 1)


def sequence(*items: Any) -> dict[str, Any]:
    return {"vr": "SQ", "Value": list(items)}


OURS = {"00081155": {"vr": "UI", "Value": [UID]}}


@given(STATUSES, st.sampled_from(TYPES), JSON)
def test_json_that_does_not_name_our_object_never_means_stored(status: int, media_type: str, content: Any) -> None:
    assert outcome_of(status, media_type, json.dumps(content).encode()).verdict not in STORED


@given(STATUSES, st.sampled_from(TYPES), st.binary())
def test_bytes_of_any_kind_never_mean_stored(status: int, media_type: str, body: bytes) -> None:
    assert outcome_of(status, media_type, body).verdict not in STORED


@given(STATUSES, JSON)
def test_with_success_our_object_in_the_list_and_in_no_other_is_stored(status: int, other: Any) -> None:
    content = {"x": other, "00081199": sequence(other, OURS)}
    verdict = outcome_of(status, TYPES[0], json.dumps(content).encode()).verdict

    assert verdict is Verdict.STORED if 200 <= status < 300 else verdict not in STORED


@given(STATUSES, st.integers(0, 0xFFFF))
def test_an_object_that_failed_is_not_stored_whatever_else_is_said(status: int, reason: int) -> None:
    failed = {**OURS, "00081197": {"vr": "US", "Value": [reason]}}
    content = {"00081198": sequence(failed), "00081199": sequence(OURS)}

    outcome = outcome_of(status, TYPES[0], json.dumps(content).encode())

    assert outcome.verdict not in STORED
    assert outcome.doubtful


def test_an_answer_that_was_cut_for_its_length_means_nothing_even_where_it_reads_well() -> None:
    body = json.dumps({"00081199": sequence(OURS)}).encode()

    assert outcome_of(200, TYPES[0], body).verdict is Verdict.STORED
    assert outcome_of(200, TYPES[0], body, too_long=True).verdict not in STORED


@given(st.text() | st.text().map("multipart/related; boundary={}".format), st.binary())
def test_a_body_of_any_kind_is_taken_apart_or_refused(content_type: str, body: bytes) -> None:
    parts = parts_of(content_type, body)

    assert parts is None or all(isinstance(part, bytes) for part in parts)

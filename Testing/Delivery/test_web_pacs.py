# SPDX-License-Identifier: Apache-2.0
"""Reports into a real DICOMweb server: Orthanc, with a log-in, with a full disk, behind a line that breaks."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pydicom
import pytest

from Delivery.cutting_proxy import cutting
from Delivery.made_documents import PATIENT, a_document
from Delivery.servers import Orthanc
from Delivery.test_cuts import cut_points
from Delivery.test_pacs import after_header, as_implicit
from Delivery.web_servers import misbehaving_web, to_web, web_orthanc
from DiscographyReportLib.delivery.credentials import Secret
from DiscographyReportLib.delivery.destination import Login
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import CONFIRMED, State, Verdict
from DiscographyReportLib.delivery.stow import connect
from DiscographyReportLib.delivery.worker import run_once

TIMEOUT_S = 2.0
PASSWORD = "pässword:SECRETPW"


def test_the_data_set_arrives_bit_for_bit_and_is_verified_by_reading_it_back(web_pacs: Orthanc, outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, to_web(web_pacs.http))

    run_once(outbox)

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.VERIFIED, "0000")
    assert "equal to what was sent" in found.answer
    (arrived,) = web_pacs.instances(document.uid)
    assert str(arrived.PatientName) == PATIENT
    written = BytesIO()
    arrived.save_as(written)
    assert after_header(written.getvalue()) == after_header(document.content)


def test_without_a_query_it_is_stored_and_not_called_verified(web_pacs: Orthanc, outbox: Outbox) -> None:
    outbox.put(a_document(), to_web(web_pacs.http, query=False))

    run_once(outbox)

    assert [one.state for one in outbox.deliveries()] == [State.STORED]


def test_a_server_that_only_lists_is_asked_that_way(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "lists-only") as server:
        outbox.put(a_document(), to_web(server.port))
        run_once(outbox)
        assert server.methods == ["POST", "GET", "GET"]

    (found,) = outbox.deliveries()
    assert found.state is State.VERIFIED
    assert "lists it when asked" in found.answer


def test_many_reports_of_both_encodings_go_over_one_line(web_pacs: Orthanc, outbox: Outbox) -> None:
    documents = [a_document() for _ in range(5)] + [as_implicit(a_document())]
    with cutting(web_pacs.http) as line:
        for document in documents:
            outbox.put(document, to_web(line.port))
        run_once(outbox)
        whole = sum(len(document.content) for document in documents)
        assert line.passed["up"] > whole, "the last line carried all of them"

    assert {one.state for one in outbox.deliveries()} == {State.VERIFIED}


@pytest.mark.parametrize("query", [True, False])
def test_the_same_report_again_is_stored_again_and_is_one(web_pacs: Orthanc, query: bool) -> None:
    document = a_document()
    with connect(to_web(web_pacs.http, query=query), []) as link:
        verdicts = [link.store(document).verdict for _ in range(2)]

    assert verdicts == [Verdict.VERIFIED if query else Verdict.STORED] * 2
    assert len(web_pacs.instances(document.uid)) == 1


def test_other_content_under_a_known_identifier_is_seen_although_the_pacs_confirms_it(
    web_pacs: Orthanc, outbox: Outbox
) -> None:
    document = a_document()
    with connect(to_web(web_pacs.http), []) as link:
        link.store(document)
    outbox.put(a_document(document.uid, "changed"), to_web(web_pacs.http))

    run_once(outbox)

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "DIFFERS")
    assert "holds a different object under the identifier of this report (it differs in SeriesDescription)" in (
        found.answer
    )


def test_a_pacs_that_changes_the_patient_is_found_out_and_the_name_is_not_repeated(
    outbox: Outbox, tmp_path: Path
) -> None:
    with misbehaving_web(tmp_path, "changes") as server:
        outbox.put(a_document(), to_web(server.port))
        run_once(outbox)

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "DIFFERS")
    assert "it differs in PatientName" in found.answer
    assert "CANARY" not in found.answer


def test_a_full_disk_that_orthanc_answers_with_200_is_not_taken_for_stored(outbox: Outbox) -> None:
    """Orthanc 1.10.1 then answers with two empty lists."""
    with web_orthanc(largest_file=400_000) as server:
        documents = [a_document() for _ in range(12)]
        for document in documents:
            outbox.put(document, to_web(server.http))
        run_once(outbox)
        there = {document.uid for document in documents if server.instances(document.uid)}

    full = [one for one in outbox.deliveries() if one.state not in CONFIRMED]
    assert full, "the disk never filled"
    assert {one.uid for one in outbox.deliveries() if one.state in CONFIRMED} == there
    assert {(one.state, one.code) for one in full if one.tries} == {(State.WAITING, "UNCONFIRMED")}


@pytest.fixture(scope="module")
def locked_pacs() -> Orthanc:
    with web_orthanc(AuthenticationEnabled=True, RegisteredUsers={"disco": PASSWORD}) as server:
        yield server


@pytest.mark.parametrize(
    ("more", "secret", "code", "said"),
    [
        ({}, None, "HTTP-401", "asks for a log-in, and none is set"),
        ({"login": Login.BASIC, "user": "disco"}, Secret(password="wrong"), "HTTP-401", "refused the user name or"),
        ({"login": Login.BASIC, "user": "disco"}, None, "NO-SECRET", "The password of disco for web is not known"),
        ({"login": Login.BEARER}, None, "NO-SECRET", "The token for web is not known"),
        ({"login": Login.BEARER}, Secret(token="e30.e30"), "HTTP-401", "refused the token"),
        ({"login": Login.BEARER}, Secret(token="two\nlines"), "NO-SECRET", "is none: ASCII without blanks"),
        ({"login": Login.BASIC, "user": "disco"}, Secret(password=PASSWORD), "0000", "equal to what was sent"),
    ],
)
def test_a_server_with_a_log_in_takes_reports_from_who_has_the_password(
    locked_pacs: Orthanc, outbox: Outbox, more: dict, secret: Secret | None, code: str, said: str
) -> None:
    outbox.put(a_document(), to_web(locked_pacs.http, **more))

    run_once(outbox, {"web": secret} if secret else {})

    (found,) = outbox.deliveries()
    assert (found.state in CONFIRMED, found.code) == (code == "0000", code)
    assert said in found.answer
    assert PASSWORD not in found.answer


def whole_length(pacs: Orthanc, folder: Path, way: str) -> int:
    """How many bytes pass when nothing is cut."""
    with cutting(pacs.http) as line, Outbox(folder / "length.db") as opened:
        opened.put(a_document(), to_web(line.port, query=False))
        run_once(opened)
        return line.passed[way]


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_cut_anywhere_loses_nothing_and_claims_nothing(
    web_pacs: Orthanc, outbox: Outbox, tmp_path: Path, way: str
) -> None:
    whole, states = whole_length(web_pacs, tmp_path, way), Counter()

    for point in cut_points(whole):
        before = {one.uid for one in outbox.deliveries()}
        with cutting(web_pacs.http, **{way: point}) as line:
            outbox.put(a_document(), to_web(line.port, query=False, timeout_s=TIMEOUT_S))
            assert run_once(outbox)
        (delivery,) = (one for one in outbox.deliveries() if one.uid not in before)
        states[delivery.state] += 1
        assert delivery.state is State.WAITING, f"cut at byte {point} of {whole}: {delivery.answer}"
        outbox.retry(delivery, to_web(web_pacs.http))
        run_once(outbox)

    assert states[State.WAITING] > 0
    assert {one.state for one in outbox.deliveries()} == {State.VERIFIED}
    assert all(len(web_pacs.instances(one.uid)) == 1 for one in outbox.deliveries())


def test_a_report_whose_answer_was_lost_is_read_back_and_not_sent_again(
    web_pacs: Orthanc, outbox: Outbox, tmp_path: Path
) -> None:
    document = a_document()
    with cutting(web_pacs.http, down=whole_length(web_pacs, tmp_path, "down") - 1) as line:
        outbox.put(document, to_web(line.port, query=False, timeout_s=TIMEOUT_S))
        run_once(outbox)
    (doubtful,) = outbox.deliveries()
    assert (doubtful.state, doubtful.doubtful) == (State.WAITING, True)
    assert len(web_pacs.instances(document.uid)) == 1

    with cutting(web_pacs.http) as line:
        outbox.retry(doubtful, to_web(line.port))
        run_once(outbox)
        assert line.passed["up"] < len(document.content), "it was sent again"

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.VERIFIED, "FOUND")
    assert "its earlier confirmation was lost" in found.answer


@pytest.mark.parametrize(
    ("mode", "title", "code"), [("keeps", "", "FOUND"), ("changes", "", "DIFFERS"), ("lists-only", "", "FOUND")]
)
def test_what_a_pacs_has_of_a_doubtful_report_is_told_apart(tmp_path: Path, mode: str, title: str, code: str) -> None:
    document = a_document(title=title)
    with misbehaving_web(tmp_path, mode) as server, connect(to_web(server.port), []) as link:
        link.store(document)
        found = link.found(document)

    assert found is not None
    assert found.code == code
    assert found.verdict is {"keeps": Verdict.VERIFIED, "changes": Verdict.ATTENTION}.get(mode, Verdict.WARNED)


def test_what_was_read_back_is_the_file_that_pydicom_reads(web_pacs: Orthanc) -> None:
    document = as_implicit(a_document())
    with connect(to_web(web_pacs.http), []) as link:
        assert link.store(document).verdict is Verdict.VERIFIED

    (held,) = web_pacs.instances(document.uid)
    assert held == pydicom.dcmread(BytesIO(document.content))

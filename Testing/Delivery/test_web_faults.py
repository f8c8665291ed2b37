# SPDX-License-Identifier: Apache-2.0
"""Every fault of a DICOMweb server: what the outbox holds afterwards, and the sentence that a user reads."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from Delivery.made_documents import PATIENT, a_document
from Delivery.servers import free_port, misbehaving
from Delivery.test_faults import ATTENTION, SHORT_S, WAITING, WARNED, send_one
from Delivery.web_servers import misbehaving_web, to_url, to_web
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.stow import connect
from DiscographyReportLib.delivery.worker import run_once

MAYBE = "may or may not have the report"


@pytest.mark.parametrize(
    ("mode", "argument", "state", "code", "doubtful", "said"),
    [
        ("stored", "", State.STORED, "0000", False, "confirmed that it stored the report"),
        ("warned", "B000", WARNED, "B000", False, "changed some values"),
        ("warned", "B006", WARNED, "B006", False, "discarded some values"),
        ("warned", "B007", WARNED, "B007", False, "does not match the SOP class"),
        ("warned", "0000", WARNED, "0000", False, "it gave a warning"),
        ("failed", "A700", WAITING, "A700", False, "out of storage; tell the PACS team"),
        ("failed", "A900", ATTENTION, "A900", False, "does not match the SOP class"),
        ("failed", "C000", WAITING, "C000", False, "cannot understand the report"),
        ("failed", "C122", ATTENTION, "C122", False, "does not accept the encoding"),
        ("failed", "0110", WAITING, "0110", False, "failed while processing"),
        ("failed", "0122", ATTENTION, "0122", False, "does not accept this kind of object"),
        ("failed", "0000", WAITING, "0000", False, "does not know"),
        ("failed", "B000", WAITING, "B000", False, "does not know"),
        ("failed-409", "0111", ATTENTION, "0111", True, "has an object with this identifier already"),
        ("failed-409", "0110", WAITING, "0110", True, "failed while processing"),
        ("failed-unnamed", "", WAITING, "A700", False, "out of storage"),
        ("both", "", WAITING, "0110", True, "failed while processing"),
        ("other", "", WAITING, "UNCONFIRMED", True, "did not confirm this report"),
        ("empty", "", WAITING, "UNCONFIRMED", True, "did not confirm this report"),
        ("empty-lists", "", WAITING, "UNCONFIRMED", True, "did not confirm this report"),
        ("huge", "", WAITING, "UNCONFIRMED", True, "did not confirm this report"),
        ("packed", "", State.STORED, "0000", False, "confirmed that it stored the report"),
        ("page", "", ATTENTION, "NO-DICOMWEB", True, "perhaps a log-in page"),
        ("status", "302", ATTENTION, "HTTP-302", False, "redirects elsewhere, perhaps to a log-in page"),
        ("status", "400", ATTENTION, "HTTP-400", False, "calls the request invalid"),
        ("status", "401", ATTENTION, "HTTP-401", False, "asks for a log-in, and none is set"),
        ("status", "403", ATTENTION, "HTTP-403", False, "does not let this account store"),
        ("status", "404", ATTENTION, "HTTP-404", False, "the URL is wrong, or the server has no STOW-RS"),
        ("status", "409", WAITING, "HTTP-409", True, "gives no reason"),
        ("status", "413", ATTENTION, "HTTP-413", False, "too large for it (5 kB)"),
        ("early", "413", ATTENTION, "HTTP-413", False, "too large for it (5 kB)"),
        ("status", "415", ATTENTION, "HTTP-415", False, "does not accept DICOM files"),
        ("status", "418", WAITING, "HTTP-418", False, "in a way not known here"),
        ("status", "500", WAITING, "HTTP-500", True, "failed while processing"),
        ("status", "502", WAITING, "HTTP-502", True, "does not reach the PACS behind it"),
        ("status", "503", WAITING, "HTTP-503", False, "is busy"),
        ("status", "507", WAITING, "HTTP-507", False, "out of storage; tell the PACS team"),
        ("hang", "", WAITING, "SILENT", True, f"did not answer within 1 s. The PACS {MAYBE}"),
        ("drop", "", WAITING, "LOST", True, MAYBE),
        ("rubbish", "", WAITING, "LOST", True, MAYBE),
    ],
)
def test_a_fault_leaves_the_report_where_it_belongs_and_says_why(
    outbox: Outbox, tmp_path: Path, mode: str, argument: str, state: State, code: str, doubtful: bool, said: str
) -> None:
    with misbehaving_web(tmp_path, mode, argument) as server:
        found = send_one(outbox, to_web(server.port, timeout_s=SHORT_S, query=False))
        methods = server.methods

    assert (found.state, found.code, found.doubtful) == (state, code, doubtful), found.answer
    assert said in found.answer
    assert PATIENT not in found.answer
    assert methods == ["POST"]


@pytest.mark.parametrize(
    "body",
    [
        *["", "{", "[]", "null", "3", "[" * 30_000, '[{"00081199": {}}, {}]'],
        *['{"00081199": 3}', '{"00081199": {"Value": [3]}}', '{"00081199": {"Value": {}}}'],
        '{"00081199": {"vr": "SQ", "Value": [{"00081155": "1.2"}]}}',
    ],
)
def test_an_answer_of_any_other_shape_confirms_nothing(outbox: Outbox, tmp_path: Path, body: str) -> None:
    with misbehaving_web(tmp_path, "json", body) as server:
        found = send_one(outbox, to_web(server.port, query=False))

    assert (found.state, found.code) == (WAITING, "UNCONFIRMED")


@pytest.mark.parametrize("mode", ["drip", "drip-header", "continue"])
def test_an_answer_that_comes_byte_by_byte_ends_at_a_deadline(outbox: Outbox, tmp_path: Path, mode: str) -> None:
    with misbehaving_web(tmp_path, mode) as server:
        began = time.monotonic()
        found = send_one(outbox, to_web(server.port, timeout_s=SHORT_S, query=False))
        took_s = time.monotonic() - began

    assert (found.state, found.code, found.doubtful) == (WAITING, "SLOW", True)
    assert "did not finish its answer within 2." in found.answer
    assert 2 <= took_s < 4


@pytest.mark.parametrize(("status", "code"), [("200", "UNCONFIRMED"), ("302", "HTTP-302"), ("500", "HTTP-500")])
def test_of_an_answer_without_end_only_the_beginning_is_read(tmp_path: Path, status: str, code: str) -> None:
    """``requests`` reads the whole body of a redirect, also where it does not follow."""
    with misbehaving_web(tmp_path, "endless", status) as server:
        with connect(to_web(server.port, query=False), []) as link:
            began = time.monotonic()
            assert link.store(a_document()).code == code
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(("mode", "seconds"), [("status", 7), ("status-date", 90)])
def test_a_busy_server_says_when_to_come_back(tmp_path: Path, mode: str, seconds: float) -> None:
    with misbehaving_web(tmp_path, mode, "503") as server, connect(to_web(server.port), []) as link:
        assert link.store(a_document()).retry_after_s == seconds


@pytest.mark.parametrize("status", ["401", "403"])
def test_a_refused_log_in_pauses_and_nothing_more_goes_over_the_line(tmp_path: Path, status: str) -> None:
    with misbehaving_web(tmp_path, "status", status) as server, connect(to_web(server.port), []) as link:
        assert link.store(a_document()).pauses
        assert not link.alive
        assert server.methods == ["POST"]


def test_after_a_refused_log_in_no_other_report_is_tried_until_a_person_says_so(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "status", "401") as server:
        for _ in range(2):
            outbox.put(a_document(), to_web(server.port))
        for _ in range(2):
            run_once(outbox)
        assert server.methods == ["POST"]

    assert [one.state for one in outbox.deliveries()] == [ATTENTION, WAITING]
    assert [(one.destination, one.code) for one in outbox.pauses()] == [("web", "HTTP-401")]


def test_a_busy_server_is_left_alone_for_as_long_as_it_asked(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "status", "503") as server:
        for _ in range(2):
            outbox.put(a_document(), to_web(server.port))
        for _ in range(2):
            run_once(outbox)
        assert server.methods == ["POST"]

    assert outbox.due() == ()
    assert outbox.deliveries()[0].next_try - time.time() == pytest.approx(7, abs=2)


def test_a_large_report_that_is_refused_before_it_was_read_is_called_too_large(tmp_path: Path) -> None:
    document = a_document()
    large = replace(document, content=document.content + bytes(20_000_000))
    with misbehaving_web(tmp_path, "early", "413") as server, connect(to_web(server.port), []) as link:
        assert link.store(large).code == "HTTP-413"


def test_a_closed_port_is_a_refused_connection_and_the_report_waits(outbox: Outbox) -> None:
    found = send_one(outbox, to_web(free_port(), timeout_s=SHORT_S))

    assert (found.state, found.code, found.doubtful) == (WAITING, "REFUSED", False)
    assert "the PACS is not running, or the port is wrong" in found.answer


def test_an_unknown_host_is_named_and_the_report_waits(outbox: Outbox) -> None:
    found = send_one(outbox, to_url("http://pacs.example.invalid/dicom-web"))

    assert (found.state, found.code) == (WAITING, "NAME")
    assert found.answer.startswith("The name pacs.example.invalid cannot be found.")


def test_a_port_that_accepts_and_says_nothing_is_silent(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "silent") as port:
        found = send_one(outbox, to_web(port, timeout_s=SHORT_S))

    assert (found.state, found.code, found.doubtful) == (WAITING, "SILENT", True)


def test_tls_that_drips_or_is_none_ends_and_nothing_was_sent(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "silent") as port:
        found = send_one(outbox, to_url(f"https://127.0.0.1:{port}", timeout_s=SHORT_S))

    assert (found.state, found.code, found.doubtful) == (WAITING, "NO-TLS", False)


def test_what_follows_a_fault_over_the_same_line_is_not_called_tried(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "drop") as server:
        for _ in range(3):
            outbox.put(a_document(), to_web(server.port))
        run_once(outbox)
        assert server.methods == ["POST"]

    assert [(one.state, one.tries, one.doubtful) for one in outbox.deliveries()] == [
        (WAITING, 1, True),
        (WAITING, 0, False),
        (WAITING, 0, False),
    ]

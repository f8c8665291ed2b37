# SPDX-License-Identifier: Apache-2.0
"""Every fault of a PACS: what the outbox holds afterwards, and the sentence that a user reads."""

import socket
from pathlib import Path

import pytest

from Delivery.made_documents import PATIENT, a_document
from Delivery.servers import Orthanc, free_port, misbehaving, orthanc, store_scp, to_port
from DiscographyReportLib.delivery.destination import AnyDestination
from DiscographyReportLib.delivery.outbox import Delivery, Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.worker import run_once

SHORT_S = 1.0
WAITING, ATTENTION, WARNED = State.WAITING, State.NEEDS_ATTENTION, State.STORED_WITH_WARNING


def send_one(outbox: Outbox, destination: AnyDestination) -> Delivery:
    outbox.put(a_document(), destination)
    assert run_once(outbox)
    (delivery,) = outbox.deliveries()
    return delivery


@pytest.mark.parametrize(
    ("mode", "argument", "state", "code", "doubtful", "said"),
    [
        ("silent", "", WAITING, "NO-ASSOCIATION", False, "does not complete a DICOM connection"),
        ("half-answer", "", WAITING, "NO-ASSOCIATION", False, "does not complete a DICOM connection"),
        ("busy", "", WAITING, "RJ-2-3-2", False, "busy (too many connections)"),
        ("no-sr", "", ATTENTION, "NO-CONTEXT", False, "does not accept Comprehensive 3D SR Storage"),
        ("hang", "", WAITING, "SILENT", True, "did not confirm within 1 s. It may or may not have the report"),
        ("rubbish", "", WAITING, "SILENT", True, "did not confirm within 1 s"),
        ("abort", "", WAITING, "LOST", True, "connection was lost"),
        ("store-and-drop", "", WAITING, "LOST", True, "connection was lost"),
        ("status", "A700", WAITING, "A700", False, "out of storage; tell the PACS team"),
        ("status", "A900", ATTENTION, "A900", False, "does not match the SOP class"),
        ("status", "C000", WAITING, "C000", False, "cannot understand the report"),
        ("status", "0110", WAITING, "0110", False, "failed while processing"),
        ("status", "0111", ATTENTION, "0111", False, "has an object with this identifier already"),
        ("status", "0122", ATTENTION, "0122", False, "does not accept this kind of object"),
        ("status", "0124", ATTENTION, "0124", False, "not allowed to store"),
        ("status", "0211", WAITING, "0211", False, "does not know"),
        ("status", "B000", WARNED, "B000", False, "changed some values"),
        ("status", "B006", WARNED, "B006", False, "discarded some values"),
        ("status", "B007", WARNED, "B007", False, "does not match the SOP class"),
    ],
)
def test_a_fault_leaves_the_report_where_it_belongs_and_says_why(
    outbox: Outbox, tmp_path: Path, mode: str, argument: str, state: State, code: str, doubtful: bool, said: str
) -> None:
    with misbehaving(tmp_path, mode, argument) as port:
        found = send_one(outbox, to_port(port, timeout_s=SHORT_S))

    assert (found.state, found.code, found.doubtful) == (state, code, doubtful), found.answer
    assert said in found.answer
    assert PATIENT not in found.answer


def test_a_closed_port_is_a_refused_connection_and_the_report_waits(outbox: Outbox) -> None:
    found = send_one(outbox, to_port(free_port(), timeout_s=SHORT_S))

    assert (found.state, found.code, found.tries) == (WAITING, "REFUSED", 1)
    assert "the PACS is not running, or the port is wrong" in found.answer


def test_an_unknown_host_is_named_and_the_report_waits(outbox: Outbox) -> None:
    found = send_one(outbox, to_port(104, host="pacs.example.invalid"))

    assert (found.state, found.code) == (WAITING, "NAME")
    assert found.answer.startswith("The name pacs.example.invalid cannot be found.")


def test_an_answer_that_may_be_final_is_asked_for_five_times_and_then_a_person_is(
    outbox: Outbox, tmp_path: Path
) -> None:
    with misbehaving(tmp_path, "status", "C000") as port:
        send_one(outbox, to_port(port))
        states = []
        for _ in range(4):
            (waiting,) = outbox.deliveries()
            states.append(waiting.state)
            outbox._file.execute("UPDATE deliveries SET next_try = 0")
            run_once(outbox)

    (found,) = outbox.deliveries()
    assert states == [WAITING] * 4
    assert (found.state, found.tries) == (ATTENTION, 5)


def test_a_report_that_stopped_goes_out_after_a_retry_to_the_mended_address(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "no-sr") as port:
        stopped = send_one(outbox, to_port(port))
    with store_scp(tmp_path) as server:
        run_once(outbox)
        assert server.received == 0
        outbox.retry(stopped, to_port(server.port))
        run_once(outbox)

        assert server.uids == [stopped.uid]
    assert [one.state for one in outbox.deliveries()] == [State.STORED]


def test_what_follows_a_fault_over_the_same_association_is_not_called_tried(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "abort") as port:
        for _ in range(3):
            outbox.put(a_document(), to_port(port))
        run_once(outbox)

    assert [(one.state, one.tries, one.doubtful) for one in outbox.deliveries()] == [
        (WAITING, 1, True),
        (WAITING, 0, False),
        (WAITING, 0, False),
    ]


def test_a_firewall_that_swallows_everything_is_told_from_a_refusal(outbox: Outbox) -> None:
    """A listener whose queue is full: the kernel drops what comes, as a firewall would."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        found = send_one(outbox, to_port(listener.getsockname()[1], timeout_s=SHORT_S))

    assert (found.state, found.code, found.doubtful) == (WAITING, "SILENT", False)
    assert "does not answer within 1 s: it is off, or a firewall is between" in found.answer


def test_a_query_that_hangs_takes_nothing_back_from_what_is_stored(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "hang-find") as port:
        found = send_one(outbox, to_port(port, query=True, timeout_s=SHORT_S))

    assert (found.state, found.code) == (State.STORED, "0000")


def test_a_real_pacs_with_a_full_disk_keeps_the_rest_waiting_and_says_whom_to_tell(outbox: Outbox) -> None:
    with orthanc(largest_file=400_000) as pacs:
        documents = [a_document() for _ in range(12)]
        for document in documents:
            outbox.put(document, to_port(pacs.port))
        run_once(outbox)
        there = {document.uid for document in documents if pacs.instances(document.uid)}

    assert there
    assert {one.uid for one in outbox.deliveries(State.STORED)} == there
    assert {one.state for one in outbox.deliveries()} == {State.STORED, WAITING}
    (full,) = (one for one in outbox.deliveries() if one.tries and one.state is WAITING)
    assert (full.code, full.doubtful) == ("A700", False)
    assert "out of storage; tell the PACS team" in full.answer


def test_the_same_report_twice_is_one_object_at_the_pacs(pacs: Orthanc, tmp_path: Path) -> None:
    """As after a lost answer, where the PACS cannot be asked: the second one is stored over the first or let be."""
    document = a_document()
    for name in ("first", "second"):
        with Outbox(tmp_path / f"{name}.db") as opened:
            opened.put(document, to_port(pacs.port))
            run_once(opened)
            assert [one.state for one in opened.deliveries()] == [State.STORED]

    assert len(pacs.instances(document.uid)) == 1

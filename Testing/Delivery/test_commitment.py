# SPDX-License-Identifier: Apache-2.0
"""Storage commitment: with a real Orthanc, and with peers that answer in every way that the standard allows."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from Delivery.made_documents import a_document
from Delivery.servers import Orthanc, free_port, misbehaving, orthanc, store_scp, to_port
from DiscographyReportLib.delivery import commitment
from DiscographyReportLib.delivery.commitment_records import NEXT_DAY_S, Answer, Commitment, hear
from DiscographyReportLib.delivery.destination import Destination
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import CONFIRMED, State
from DiscographyReportLib.delivery.records import Delivery
from DiscographyReportLib.delivery.worker import run_once

ANSWER_S = 2.0


@contextmanager
def orthanc_that_commits() -> Iterator[tuple[Orthanc, int]]:
    """With the port at which it expects us."""
    port = free_port()
    may = {name: True for name in ("AllowEcho", "AllowStore", "AllowFind", "AllowStorageCommitment")}
    with orthanc(DicomModalities={"slicer": {"AET": "SLICER", "Host": "127.0.0.1", "Port": port, **may}}) as server:
        yield server, port


def send(outbox: Outbox, destination: Destination, count: int = 1) -> tuple[Delivery, ...]:
    for _ in range(count):
        outbox.put(a_document(), destination)
    assert run_once(outbox)
    return outbox.deliveries()


@pytest.fixture
def clock() -> list[float]:
    return [time.time()]


@pytest.fixture
def outbox(tmp_path: Path, clock: list[float]) -> Iterator[Outbox]:
    with Outbox(tmp_path / "outbox.db", now=lambda: clock[0]) as opened:
        yield opened


def test_orthanc_takes_responsibility_and_the_ladder_ends_there(outbox: Outbox) -> None:
    with orthanc_that_commits() as (server, port):
        found = send(outbox, to_port(server.port, query=True, commitment_port=port), 3)

    assert [one.state for one in found] == [State.COMMITTED] * 3, [one.commitment_answer for one in found]
    assert {one.state.shown for one in found} == {"committed: the PACS took responsibility for keeping it"}
    events = [row.event for row in outbox.audit()]
    first = {name: events.index(name) for name in ("verified", "commitment-asked", "committed")}
    assert sorted(first, key=first.__getitem__) == ["verified", "commitment-asked", "committed"]


def test_an_object_that_was_deleted_there_is_missed_and_sent_again_after_a_retry(outbox: Outbox) -> None:
    """Orthanc says 0112 of what it does not have."""
    with orthanc_that_commits() as (server, port):
        (stored,) = send(outbox, to_port(server.port))
        server.delete(stored.uid)
        destination = to_port(server.port, commitment_port=port)
        # As if it had been sent when the destination already asked for commitment.
        outbox._file.execute("UPDATE deliveries SET address = ?", (outbox_address(destination),))
        run_once(outbox)
        (missed,) = outbox.deliveries()
        assert (missed.state, missed.code) == (State.NEEDS_ATTENTION, "0112")
        assert "it has no such object (0112)" in missed.answer

        outbox.retry(missed, destination)
        run_once(outbox)

        assert [one.state for one in outbox.deliveries()] == [State.COMMITTED]
        assert len(server.instances(missed.uid)) == 1


@pytest.mark.parametrize("again", ["retry", "cancel and put"])
def test_what_the_pacs_said_of_an_earlier_object_is_not_said_of_the_one_that_is_sent_again(
    outbox: Outbox, tmp_path: Path, again: str
) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-partial", str(port)) as pacs:
        missed, *_ = send(outbox, to_port(pacs, commitment_port=port), 2)
        assert (missed.state, missed.commitment) == (State.NEEDS_ATTENTION, Commitment.MISSING)
        (transaction,) = outbox._file.execute("SELECT DISTINCT uid FROM transactions").fetchone()
    with store_scp(tmp_path) as server:
        if again == "retry":
            outbox.retry(missed, to_port(server.port))
        else:
            outbox.cancel(missed, "test")
            outbox.put(outbox.document(missed.uid), to_port(server.port))
        run_once(outbox)
        hear(outbox, Answer(transaction, (), {missed.uid: 0x0112}))

    (stored,) = outbox.select("number = ?", (missed.number,))
    assert (stored.state, stored.commitment, stored.commitment_answer) == (State.STORED, "", "")


def outbox_address(destination: Destination) -> str:
    import json

    return json.dumps(destination.plain(), sort_keys=True)


@pytest.mark.parametrize("mode", ["commit-all", "commit-same"])
def test_an_answer_is_taken_on_a_new_association_and_on_the_same(outbox: Outbox, tmp_path: Path, mode: str) -> None:
    port = free_port()
    with misbehaving(tmp_path, mode, str(port)) as pacs:
        found = send(outbox, to_port(pacs, commitment_port=port), 2)

    assert [one.state for one in found] == [State.COMMITTED] * 2


def test_of_a_partial_answer_each_report_gets_its_own_part_and_reason(outbox: Outbox, tmp_path: Path) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-partial", str(port)) as pacs:
        first, *others = send(outbox, to_port(pacs, commitment_port=port), 3)

    assert (first.state, first.code) == (State.NEEDS_ATTENTION, "0112")
    assert first.answer.startswith("The PACS did not take responsibility for the report: it has no such object (0112)")
    assert [one.state for one in others] == [State.COMMITTED] * 2


def test_a_pacs_short_of_resources_keeps_the_state_and_is_asked_again_the_next_day(
    outbox: Outbox, tmp_path: Path, clock: list[float]
) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-none", str(port)) as pacs:
        destination = to_port(pacs, commitment_port=port)
        (found,) = send(outbox, destination)
        assert (found.state, found.commitment) == (State.STORED, Commitment.NOT_TAKEN)
        assert "it is short of resources (0213)" in found.commitment_answer

        asked = questions(outbox)
        run_once(outbox)
        assert questions(outbox) == asked, "asked again at once"
        clock[0] += NEXT_DAY_S + 1
        run_once(outbox)
        assert questions(outbox) == asked + 1


def questions(outbox: Outbox) -> int:
    return [row.event for row in outbox.audit()].count("commitment-asked")


def test_a_pacs_that_never_answers_is_said_not_to_have_answered_yet(
    outbox: Outbox, tmp_path: Path, clock: list[float]
) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-never", str(port)) as pacs:
        (found,) = send(outbox, to_port(pacs, commitment_port=port, timeout_s=ANSWER_S))
        assert (found.state, found.commitment) == (State.STORED, Commitment.ASKED)
        assert "has not answered yet; it will be asked again in a day" in found.commitment_answer

        clock[0] += NEXT_DAY_S + 1
        run_once(outbox)

    assert questions(outbox) == 2
    assert [(one.state, one.commitment) for one in outbox.deliveries()] == [(State.STORED, Commitment.ASKED)]


def test_an_answer_after_hours_still_counts_and_twice_is_once(outbox: Outbox, tmp_path: Path) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-never", str(port)) as pacs:
        (asked,) = send(outbox, to_port(pacs, commitment_port=port, timeout_s=ANSWER_S))
    (transaction,) = outbox._file.execute("SELECT uid FROM transactions").fetchone()
    late = Answer(transaction, (asked.uid,), {})

    assert [hear(outbox, late), hear(outbox, late)] == [True, True]

    assert [one.state for one in outbox.deliveries()] == [State.COMMITTED]
    assert [row.event for row in outbox.audit()].count("committed") == 1


def test_a_refused_question_leaves_the_report_stored_and_says_so(outbox: Outbox, tmp_path: Path) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-refuse", str(port)) as pacs:
        (found,) = send(outbox, to_port(pacs, commitment_port=port))

    assert (found.state, found.commitment) == (State.STORED, Commitment.REFUSED)
    assert "refused to say whether it keeps the report (0110)" in found.commitment_answer


def test_a_pacs_without_commitment_is_asked_once(outbox: Outbox, tmp_path: Path, clock: list[float]) -> None:
    with misbehaving(tmp_path, "no-find") as pacs:
        (found,) = send(outbox, to_port(pacs, commitment_port=free_port()))
        assert (found.state, found.commitment) == (State.STORED, Commitment.NOT_OFFERED)
        assert "does not offer storage commitment" in found.commitment_answer
        before = len(list(outbox.audit()))
        clock[0] += 2 * NEXT_DAY_S
        run_once(outbox)

    assert len(list(outbox.audit())) == before


def test_an_answer_to_what_nobody_asked_changes_nothing_and_is_refused(outbox: Outbox, tmp_path: Path) -> None:
    port = free_port()
    with misbehaving(tmp_path, "commit-stranger", str(port)) as pacs:
        (found,) = send(outbox, to_port(pacs, commitment_port=port, timeout_s=ANSWER_S))

        assert (found.state, found.commitment) == (State.STORED, Commitment.ASKED)
        assert f"N-EVENT-REPORT answered {0x0112}" in (tmp_path / "commit-stranger.log").read_text()


def test_a_port_that_is_taken_is_named_and_the_report_stays_stored(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "commit-never") as pacs:
        (found,) = send(outbox, to_port(pacs, commitment_port=pacs))

    assert (found.state, found.commitment) == (State.STORED, Commitment.REFUSED)
    assert f"Port {found.whereto.commitment_port}, where the PACS would answer, cannot be opened" in (
        found.commitment_answer
    )


def test_the_question_is_in_the_outbox_before_it_goes_out(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies at the question leaves the transaction for the next one to hear the answer."""

    class DiedError(Exception):
        pass

    def die(*_: object) -> None:
        raise DiedError

    port = free_port()
    monkeypatch.setattr(commitment, "_question", die)
    with misbehaving(tmp_path, "commit-all", str(port)) as pacs:
        outbox.put(a_document(), to_port(pacs, commitment_port=port))
        with pytest.raises(DiedError):
            run_once(outbox)

    assert outbox._file.execute("SELECT count(*) FROM transactions").fetchone() == (1,)
    assert [one.commitment for one in outbox.deliveries()] == [Commitment.ASKED]


def test_without_a_port_nobody_is_asked(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "commit-all", str(free_port())) as pacs:
        (found,) = send(outbox, to_port(pacs))

    assert (found.state, found.commitment, found.commitment_answer) == (State.STORED, "", "")
    assert found.state in CONFIRMED

# SPDX-License-Identifier: Apache-2.0
"""The outbox as a file: what it keeps, what it refuses, and what it survives."""

import random
import resource
import sqlite3
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from Delivery.made_documents import PATIENT, a_document
from Delivery.producer import command_line
from Delivery.servers import free_port, to_port
from DiscographyReportLib.delivery.backoff import LONGEST_WAIT_S, is_due, wait_s
from DiscographyReportLib.delivery.errors import DeliveryError
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import Outcome, State, Verdict
from DiscographyReportLib.delivery.worker import run_once

PACS = to_port(104)
LATER = Outcome(Verdict.LATER, "REFUSED", "later")
MONTH_S = 30 * 86400.0


def test_a_document_put_twice_is_one_delivery(outbox: Outbox) -> None:
    document = a_document()

    assert [outbox.put(document, PACS), outbox.put(document, PACS)] == [True, False]
    assert [(one.uid, one.state) for one in outbox.deliveries()] == [(document.uid, State.WAITING)]
    assert outbox.document(document.uid) == document


def test_a_document_can_go_to_two_destinations(outbox: Outbox) -> None:
    document = a_document()

    assert [outbox.put(document, to_port(104, name=name)) for name in ("one", "other")] == [True, True]
    assert [one.destination for one in outbox.deliveries()] == ["one", "other"]


def test_other_content_under_a_known_identifier_is_refused_and_the_first_stays(outbox: Outbox) -> None:
    first = a_document()
    outbox.put(first, PACS)

    with pytest.raises(DeliveryError, match=f"other content under the identifier {first.uid}"):
        outbox.put(a_document(first.uid, "changed"), to_port(104, name="elsewhere"))

    assert outbox.document(first.uid) == first
    assert len(outbox.deliveries()) == 1


def test_nobody_else_may_read_the_files_of_the_outbox(outbox: Outbox) -> None:
    outbox.put(a_document(), PACS)
    run_once(outbox)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in outbox.path.parent.iterdir()}

    assert {"outbox.db", "outbox.db-wal", "outbox.db.lock"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(outbox.path.parent.stat().st_mode) == 0o700


def test_a_commit_is_on_the_disk_before_put_returns(outbox: Outbox) -> None:
    settings = [outbox._file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]

    assert settings == ["wal", 2]


@pytest.mark.parametrize("statement", ["DELETE FROM audit", "UPDATE audit SET event = 'x'", "DELETE FROM documents"])
def test_audit_rows_and_documents_can_be_neither_changed_nor_deleted(outbox: Outbox, statement: str) -> None:
    outbox.put(a_document(), PACS)

    with sqlite3.connect(outbox.path) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(statement)

    assert [row.event for row in outbox.audit()] == ["saved"]


def test_the_name_of_the_patient_is_in_the_document_and_nowhere_else(outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, to_port(free_port(), timeout_s=1.0))
    run_once(outbox)

    assert PATIENT.encode() in document.content
    assert [row.event for row in outbox.audit()] == ["saved", "waiting"]
    assert PATIENT not in repr((outbox.deliveries(), list(outbox.audit())))


def test_two_that_open_a_new_outbox_at_once_both_find_it_whole(tmp_path: Path) -> None:
    def put(number: int) -> bool:
        with Outbox(tmp_path / "outbox.db") as opened:
            return opened.put(documents[number], PACS)

    documents = [a_document() for _ in range(8)]
    with ThreadPoolExecutor(len(documents)) as pool:
        assert all(pool.map(put, range(len(documents))))

    with Outbox(tmp_path / "outbox.db") as opened:
        assert {one.uid for one in opened.deliveries()} == {one.uid for one in documents}


def test_bytes_that_changed_in_the_outbox_are_not_sent(outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, PACS)
    outbox._file.executescript("DROP TRIGGER documents_stay; UPDATE documents SET content = x'00'")

    with pytest.raises(DeliveryError, match="the outbox is damaged"):
        outbox.document(document.uid)


def test_a_file_that_is_no_outbox_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    path.write_bytes(b"something else entirely, and long enough to be looked at" * 50)

    with pytest.raises(DeliveryError, match="the file is damaged"):
        Outbox(path)


def test_a_full_disk_is_said_and_what_was_saved_before_stays(tmp_path: Path) -> None:
    """The limit stands for the disk: the kernel refuses to let a file grow beyond it."""
    path, limit = tmp_path / "outbox.db", 400_000

    ran = subprocess.run(
        command_line(path),
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )

    said = ran.stdout.split()
    assert ran.returncode == 1
    assert "DeliveryError: the report was not saved: the disk is full or failing" in ran.stderr
    assert said, "not even one was saved"
    with Outbox(path) as opened:
        assert [one.uid for one in opened.deliveries()] == said
        assert all(opened.document(uid).uid == uid for uid in said)


@given(tries=st.integers(1, 10_000), seed=st.integers())
def test_waits_double_with_jitter_up_to_a_quarter_of_an_hour(tries: int, seed: int) -> None:
    whole = min(LONGEST_WAIT_S, 2.0 * 2.0 ** min(tries - 1, 30))

    assert whole / 2 <= wait_s(tries, random.Random(seed)) <= whole


@given(now=st.floats(0, 4e9), tries=st.integers(1, 100), jump=st.floats(-1e8, 1e8), seed=st.integers())
def test_whatever_the_clock_does_nothing_waits_longer_than_an_hour(
    now: float, tries: int, jump: float, seed: int
) -> None:
    planned = now + wait_s(tries, random.Random(seed))

    assert is_due(planned, now + jump) or planned - (now + jump) <= 3600


@pytest.mark.parametrize("jump_s", [MONTH_S, -MONTH_S])
def test_a_clock_that_jumps_a_month_does_not_hold_a_report_back(tmp_path: Path, jump_s: float) -> None:
    clock = [1.8e9]
    with Outbox(tmp_path / "outbox.db", now=lambda: clock[0]) as opened:
        opened.put(a_document(), PACS)
        opened.settle([(opened.due()[0], LATER)])
        assert opened.due() == ()
        clock[0] += jump_s
        assert len(opened.due()) == 1


def test_what_was_being_sent_when_a_worker_died_waits_again_and_is_in_doubt(outbox: Outbox) -> None:
    outbox.put(a_document(), PACS)
    outbox.start(outbox.due())
    assert outbox.due() == ()

    assert outbox.recover() == 1

    (found,) = outbox.due()
    assert (found.state, found.doubtful, found.code) == (State.WAITING, True, "INTERRUPTED")


def test_a_stored_report_is_not_sent_again_by_a_retry(outbox: Outbox) -> None:
    outbox.put(a_document(), PACS)
    (delivery,) = outbox.due()
    outbox.settle([(delivery, Outcome(Verdict.STORED, "0000", "stored"))])

    outbox.retry(delivery, PACS)

    assert [one.state for one in outbox.deliveries()] == [State.STORED]
    assert [row.event for row in outbox.audit()] == ["saved", "stored"]

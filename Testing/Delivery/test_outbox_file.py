# SPDX-License-Identifier: Apache-2.0
"""The file of the outbox: its audit chain, older versions, odd file systems and full disks."""

import json
import sqlite3
from pathlib import Path

import pytest

from Delivery.made_documents import a_document
from Delivery.servers import to_port
from DiscographyReportLib.delivery.errors import DeliveryError
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outbox_tables import probe, write_ahead_log_works

PACS = to_port(104)


def test_the_audit_is_a_chain_that_tells_an_edit_a_gap_and_a_lost_end(tmp_path: Path) -> None:
    for forged in (
        "UPDATE audit SET code = 'x' WHERE number = 2",
        "UPDATE audit SET who = 'x' WHERE number = 1",
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number = 3",
    ):
        with Outbox(tmp_path / f"{abs(hash(forged))}.db", who="tester") as opened:
            for _ in range(3):
                opened.put(a_document(), PACS)
            assert opened.audit_intact()
            assert {row.who for row in opened.audit()} == {"tester"}
            opened._file.executescript(f"DROP TRIGGER audit_stays; DROP TRIGGER audit_remains; {forged}")
            assert not opened.audit_intact(), forged


def test_an_outbox_of_the_first_version_is_taken_over_with_all_that_is_in_it(tmp_path: Path) -> None:
    path, document = tmp_path / "outbox.db", a_document()
    with sqlite3.connect(path) as old:
        old.executescript(FIRST_VERSION)
        of_document = (document.uid, document.sop_class, document.transfer_syntax, document.study_uid)
        row = (*of_document, document.series_uid, document.sha256, document.content)
        old.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        address = json.dumps({name: value for name, value in PACS.plain().items() if name in FIRST_FIELDS})
        values = (document.uid, "pacs", address, "waiting")
        old.execute("INSERT INTO deliveries VALUES (1, ?, ?, ?, ?, '', 'Saved; not sent yet.', 0, 0, 0)", values)
        for event in ("saved", "sending", "interrupted"):
            old.execute(
                "INSERT INTO audit (at, event, uid, destination, code, sha256) VALUES ('t', ?, '1.2', 'pacs', '', '')",
                (event,),
            )

    with Outbox(path) as opened:
        (found,) = opened.due()
        assert (found.uid, found.whereto, found.commitment) == (document.uid, PACS, "")
        assert opened.document(document.uid) == document
        assert [row.event for row in opened.audit()] == ["saved", "sending", "interrupted"]
        assert opened.audit_intact()
        opened.put(a_document(), PACS)
        assert opened.audit_intact()
        with pytest.raises(sqlite3.IntegrityError, match="audit rows never change"):
            opened._file.execute("UPDATE audit SET code = 'x'")


FIRST_FIELDS = ("name", "host", "port", "called_ae", "calling_ae", "timeout_s", "query", "tls")
FIRST_VERSION = """
CREATE TABLE documents (
  uid TEXT PRIMARY KEY, sop_class TEXT NOT NULL, transfer_syntax TEXT NOT NULL, study_uid TEXT NOT NULL,
  series_uid TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE deliveries (
  number INTEGER PRIMARY KEY, uid TEXT NOT NULL REFERENCES documents (uid), destination TEXT NOT NULL,
  address TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, answer TEXT NOT NULL, tries INTEGER NOT NULL,
  next_try REAL NOT NULL, doubtful INTEGER NOT NULL, UNIQUE (uid, destination));
CREATE INDEX deliveries_by_state ON deliveries (state, destination, number);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, event TEXT NOT NULL, uid TEXT NOT NULL,
  destination TEXT NOT NULL, code TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows never change'); END;
PRAGMA user_version = 1;
"""


def test_an_outbox_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")

    with pytest.raises(DeliveryError, match=r"written by a newer version \(99\); update this one"):
        Outbox(path)


def test_where_the_write_ahead_log_fails_at_the_first_write_the_probe_says_so(tmp_path: Path) -> None:
    """A folder in the place of the log's file: SQLite agrees to the log, and cannot write it."""
    (tmp_path / "fails.db-wal").mkdir()

    assert write_ahead_log_works(tmp_path)
    assert not probe(tmp_path / "fails.db")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".probe")] == []


def test_with_the_journal_in_place_of_the_log_nothing_else_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("DiscographyReportLib.delivery.outbox_tables.write_ahead_log_works", lambda _: False)
    document = a_document()
    for _ in range(2):
        with Outbox(tmp_path / "outbox.db") as opened:
            opened.put(document, PACS)
            assert opened._file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert opened._file.execute("PRAGMA synchronous").fetchone() == (2,)
            assert opened.document(document.uid) == document


def put_without_end(outbox: Outbox, saved: list[str]) -> None:
    while True:
        document = a_document()
        outbox.put(document, PACS)
        saved.append(document.uid)


def test_a_full_file_system_is_said_before_saved_is(tmp_path: Path) -> None:
    """SQLite's own limit, which gives the error of a file system without room (SQLITE_FULL)."""
    with Outbox(tmp_path / "outbox.db") as opened:
        opened._file.execute("PRAGMA max_page_count = 75")
        saved: list[str] = []
        with pytest.raises(DeliveryError, match="the report was not saved: the disk is full or failing"):
            put_without_end(opened, saved)
        assert saved, "not even one was saved"
        assert [one.uid for one in opened.deliveries()] == saved
        assert opened.audit_intact()
        assert all(opened.document(uid).uid == uid for uid in saved)

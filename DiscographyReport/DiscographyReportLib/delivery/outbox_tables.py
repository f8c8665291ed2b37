# SPDX-License-Identifier: Apache-2.0
"""The SQLite file of the outbox: its tables, and how it is opened so that a commit is on the disk."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import DeliveryError
from .places import make_private_folder

VERSION = 1
_BUSY_S = 30.0

TABLES = """
CREATE TABLE IF NOT EXISTS documents (
  uid TEXT PRIMARY KEY, sop_class TEXT NOT NULL, transfer_syntax TEXT NOT NULL, study_uid TEXT NOT NULL,
  series_uid TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
  number INTEGER PRIMARY KEY, uid TEXT NOT NULL REFERENCES documents (uid), destination TEXT NOT NULL,
  address TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, answer TEXT NOT NULL, tries INTEGER NOT NULL,
  next_try REAL NOT NULL, doubtful INTEGER NOT NULL, UNIQUE (uid, destination));
CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, destination, number);
CREATE TABLE IF NOT EXISTS audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, event TEXT NOT NULL, uid TEXT NOT NULL,
  destination TEXT NOT NULL, code TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS documents_stay BEFORE UPDATE ON documents
  BEGIN SELECT RAISE(ABORT, 'a document in the outbox never changes'); END;
CREATE TRIGGER IF NOT EXISTS documents_remain BEFORE DELETE ON documents
  BEGIN SELECT RAISE(ABORT, 'a document in the outbox is never deleted'); END;
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit rows never change'); END;
CREATE TRIGGER IF NOT EXISTS audit_remains BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
"""


def open_outbox_file(path: Path) -> sqlite3.Connection:
    """Open it, made for its owner only where it is missing; DeliveryError where it cannot be."""
    make_private_file(path)
    with plain_errors("the outbox cannot be opened", path):
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        _prepare(connection, path)
    return connection


def make_private_file(path: Path) -> None:
    """Before SQLite does: its own mode would let others read, and its log files take the mode of this one.

    A file that is there is never opened here: closing it would drop every lock that this process holds on it.
    """
    try:
        make_private_folder(path.parent)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise DeliveryError(f"{path} cannot be opened: {error.strerror}") from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Where there is no write-ahead log (some network folders) SQLite stays with its journal, as safe and slower.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == VERSION:
        return
    if found != 0:
        raise DeliveryError(f"the outbox {path} was written by a newer version ({found}); update this one")
    # PRAGMA user_version is part of the transaction: two that open a new outbox at once both find it whole.
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")


@contextmanager
def committed(connection: sqlite3.Connection, path: Path, failed: str) -> Iterator[None]:
    """Everything inside is on the disk afterwards, or nothing is: then DeliveryError, which begins with ``failed``."""
    with plain_errors(failed, path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def plain_errors(failed: str, path: Path) -> Iterator[None]:
    """SQLite's complaints as one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise DeliveryError(f"{failed}: {_reason(error)} ({path})") from None


def _reason(error: sqlite3.Error) -> str:
    text = str(error)
    if "disk is full" in text or "disk I/O error" in text:
        return "the disk is full or failing; make room and try again"
    if "not a database" in text or "malformed" in text:
        return "the file is damaged; keep it, and ask for help before sending anew"
    if "locked" in text:
        return "another program held it for too long; try again"
    return text

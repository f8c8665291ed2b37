# SPDX-License-Identifier: Apache-2.0
"""The SQLite file of the outbox: its tables, and how it is opened so that a commit is on the disk."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from . import audit
from .errors import DeliveryError
from .places import make_private_folder

VERSION = 2

# Times are seconds since 1970. What a version has written, the next one takes over (see _MIGRATIONS).
TABLES = """
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
"""
ADDED_IN_2 = """
ALTER TABLE deliveries ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN commitment_answer TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN commitment_next REAL NOT NULL DEFAULT 0;
CREATE TABLE transactions (
  uid TEXT NOT NULL, delivery INTEGER NOT NULL REFERENCES deliveries (number), PRIMARY KEY (uid, delivery));
CREATE TABLE pauses (destination TEXT PRIMARY KEY, code TEXT NOT NULL, answer TEXT NOT NULL);
ALTER TABLE audit ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN chain TEXT NOT NULL DEFAULT '';
"""
# Made anew by every migration, which has to be free of them.
TRIGGERS = {
    "documents_stay": "BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'a document in the outbox never changes');",
    "documents_remain": "BEFORE DELETE ON documents "
    "BEGIN SELECT RAISE(ABORT, 'a document in the outbox is never deleted');",
    "audit_stays": "BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows never change');",
    "audit_remains": "BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted');",
}


def open_outbox_file(path: Path, busy_s: float) -> sqlite3.Connection:
    """Open it, made for its owner only where it is missing; DeliveryError where it cannot be."""
    make_private_file(path)
    with plain_errors("the outbox cannot be opened", path):
        connection = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
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
    if _version(connection, path) == 0:
        # Kept in the file. The journal is as safe, and slower.
        mode = "WAL" if write_ahead_log_works(path.parent) else "DELETE"
        connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA synchronous = FULL")
    if _version(connection, path) < VERSION:
        with committed(connection, path, "the outbox cannot be made ready"):
            _migrate(connection, _version(connection, path))


def _version(connection: sqlite3.Connection, path: Path) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise DeliveryError(f"the outbox {path} was written by a newer version ({found}); update this one")
    return found


def write_ahead_log_works(folder: Path) -> bool:
    """Whether SQLite's write-ahead log works there; some file systems accept it and fail at the first write."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".probe-") as place:
        return probe(Path(place) / "probe.db")


def probe(path: Path) -> bool:
    """Write with the log and read it through a second connection."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            if writer.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
                return False
            writer.executescript("CREATE TABLE probe (value INTEGER); INSERT INTO probe VALUES (1)")
            with closing(sqlite3.connect(path)) as reader:
                return bool(reader.execute("SELECT value FROM probe").fetchall() == [(1,)])
    except sqlite3.Error:
        return False


def _migrate(connection: sqlite3.Connection, found: int) -> None:
    """To VERSION from what was found, in the transaction that is open: two that open it at once both find it whole."""
    if found < 1:
        _run(connection, TABLES)
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    if found < 2:
        _run(connection, ADDED_IN_2)
        audit.build_chain(connection)
    for name, what in TRIGGERS.items():
        connection.execute(f"CREATE TRIGGER {name} {what} END")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Statement by statement: ``executescript`` would commit first. None of ours holds a semicolon inside."""
    for statement in filter(str.strip, script.split(";")):
        connection.execute(statement)


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

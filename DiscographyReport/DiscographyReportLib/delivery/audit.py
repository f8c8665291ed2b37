# SPDX-License-Identifier: Apache-2.0
"""The audit rows as a chain: each holds a hash over itself and the row before, so that an edit shows.

It shows edits, it does not stop them: who rewrites the whole file rewrites the chain. Where that matters, note its
head (``outbox audit`` prints it) elsewhere.
"""

import hashlib
import json
import sqlite3

from .records import AuditRow

BEGINNING = ""


def append(connection: sqlite3.Connection, row: tuple[str, ...]) -> AuditRow:
    """Add (at, event, uid, destination, code, sha256, who); inside a transaction."""
    last = connection.execute("SELECT number, chain FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    chain = link(before, number, row)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row, chain))
    at, event, uid, destination, code, sha256, who = row
    return AuditRow(at, event, uid, destination, code, sha256, who, chain)


def link(before: str, number: int, row: tuple[str, ...]) -> str:
    """The hash of a row, in hexadecimal."""
    return hashlib.sha256(f"{before}{json.dumps([number, *row])}".encode()).hexdigest()


def is_intact(connection: sqlite3.Connection) -> bool:
    """Whether no row was changed, taken out or put between. SQLite itself knows how many there have been."""
    before, expected = BEGINNING, 1
    for number, *row, chain in connection.execute("SELECT * FROM audit ORDER BY number"):
        if number != expected or chain != link(before, number, tuple(row)):
            return False
        before, expected = chain, number + 1
    counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    return (counted[0] if counted else 0) == expected - 1


def build_chain(connection: sqlite3.Connection) -> None:
    """Chain the rows of an older outbox, which had none; inside a transaction, and without the triggers."""
    before = BEGINNING
    for number, *row, _ in connection.execute("SELECT * FROM audit ORDER BY number").fetchall():
        before = link(before, number, tuple(row))
        connection.execute("UPDATE audit SET chain = ? WHERE number = ?", (before, number))

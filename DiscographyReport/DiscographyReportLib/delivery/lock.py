# SPDX-License-Identifier: Apache-2.0
"""One worker for each outbox, one writer for each list: a lock that the system drops however its holder dies.

No clock, no process id.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .errors import DeliveryError
from .outbox_tables import make_private_file, plain_errors

_PATIENCE_S = 30.0


@contextmanager
def worker_lock(outbox: Path) -> Iterator[bool]:
    """Whether this process may send; for as long as the ``with`` lasts."""
    with _lock_of(outbox, 0.0) as mine:
        yield mine


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Nobody else changes the file at this path while the ``with`` lasts; DeliveryError after half a minute of it."""
    with _lock_of(path, _PATIENCE_S) as mine:
        if not mine:
            raise DeliveryError(f"another program has been changing {path} for {_PATIENCE_S:.0f} s; try again")
        yield


@contextmanager
def _lock_of(locked: Path, patience_s: float) -> Iterator[bool]:
    path = locked.with_name(f"{locked.name}.lock")
    with plain_errors("the lock cannot be opened", path):
        make_private_file(path)
        opened = sqlite3.connect(path, timeout=patience_s, isolation_level=None)
    with closing(opened) as connection:
        yield _taken(connection, path)


def _taken(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        with plain_errors("the lock cannot be taken", path):
            raise
    return True

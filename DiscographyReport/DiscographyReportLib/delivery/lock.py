# SPDX-License-Identifier: Apache-2.0
"""One worker for each outbox: a lock that the system drops however its holder dies. No clock, no process id."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .outbox_tables import make_private_file, plain_errors


@contextmanager
def worker_lock(outbox: Path) -> Iterator[bool]:
    """Whether this process may send; for as long as the ``with`` lasts."""
    path = outbox.with_name(f"{outbox.name}.lock")
    with plain_errors("the worker's lock cannot be opened", path):
        make_private_file(path)
        opened = sqlite3.connect(path, timeout=0, isolation_level=None)
    with closing(opened) as connection:
        yield _taken(connection, path)


def _taken(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        with plain_errors("the worker's lock cannot be taken", path):
            raise
    return True

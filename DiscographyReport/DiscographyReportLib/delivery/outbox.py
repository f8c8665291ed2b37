# SPDX-License-Identifier: Apache-2.0
"""The outbox: documents, where each is to go and how far it got, in one file that survives a crash at any moment."""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .backoff import FEW_TIMES, is_due, wait_s
from .destination import Destination, destination_from
from .document import Document
from .errors import DeliveryError
from .outbox_tables import committed, open_outbox_file, plain_errors
from .outcome import CONFIRMED, STATE_AFTER, Outcome, State, Verdict

_INTERRUPTED = "Sending was interrupted: the PACS may or may not have this report. It will be sent again."
_COLUMNS = (
    "number, uid, destination, state, code, answer, tries, next_try, doubtful, "
    "address, sop_class, transfer_syntax, sha256"
)


@dataclass(frozen=True)
class Delivery:
    """One document on its way to one destination."""

    number: int
    uid: str
    destination: str
    state: State
    code: str
    answer: str
    tries: int
    next_try: float
    """Seconds since 1970."""
    doubtful: bool
    """The PACS may have it although it never said so."""
    address: str
    """The destination as JSON, as it was when the document was put here."""
    sop_class: str
    transfer_syntax: str
    sha256: str

    @property
    def whereto(self) -> Destination:
        """The destination."""
        return destination_from(json.loads(self.address), "the outbox")


@dataclass(frozen=True)
class AuditRow:
    """Something that happened. No name of a patient, no content."""

    at: str
    event: str
    uid: str
    destination: str
    code: str
    sha256: str


class Outbox:
    """One open outbox file. Every change is one commit; any number of processes may have it open."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time, chance: random.Random | None = None) -> None:
        """Open or make it. ``now`` gives seconds since 1970, ``chance`` the jitter."""
        self.path = path
        self._now = now
        self._chance = chance or random.Random()
        self._file = open_outbox_file(path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> "Outbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, document: Document, destination: Destination) -> bool:
        """Keep a document for a destination; on the disk when this returns. False: it was there already.

        DeliveryError: it could not be kept, or other bytes are here under the same SOP Instance UID.
        """
        with self._commit("the report was not saved"):
            self._keep(document)
            added = self._add_delivery(document, destination)
            if added:
                self._note("saved", document.uid, destination.name, "", document.sha256)
        return added

    def _keep(self, document: Document) -> None:
        held = self._file.execute("SELECT sha256 FROM documents WHERE uid = ?", (document.uid,)).fetchone()
        if held is None:
            of_document = (document.uid, document.sop_class, document.transfer_syntax, document.study_uid)
            row = (*of_document, document.series_uid, document.sha256, document.content)
            self._file.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        elif held[0] != document.sha256:
            raise DeliveryError(
                f"the outbox holds other content under the identifier {document.uid}; "
                "a changed report needs an identifier of its own: export it anew as an amendment"
            )

    def _add_delivery(self, document: Document, destination: Destination) -> bool:
        values = (document.uid, destination.name, _json(destination), State.WAITING, self._now())
        added = self._file.execute(
            "INSERT INTO deliveries (uid, destination, address, state, code, answer, tries, next_try, doubtful) "
            "VALUES (?, ?, ?, ?, '', 'Saved; not sent yet.', 0, ?, 0) ON CONFLICT (uid, destination) DO NOTHING",
            values,
        )
        return added.rowcount == 1

    def deliveries(self, *states: State) -> tuple[Delivery, ...]:
        """All of them in the order they came, or those in the given states."""
        wanted = states or tuple(State)
        marks = ", ".join("?" * len(wanted))
        with plain_errors("the outbox cannot be read", self.path):
            rows = self._file.execute(
                f"SELECT {_COLUMNS} FROM deliveries JOIN documents USING (uid) WHERE state IN ({marks}) "
                "ORDER BY number",
                wanted,
            ).fetchall()
        return tuple(map(_delivery, rows))

    def due(self) -> tuple[Delivery, ...]:
        """What waits and whose time has come."""
        now = self._now()
        return tuple(one for one in self.deliveries(State.WAITING) if is_due(one.next_try, now))

    def document(self, uid: str) -> Document:
        """A document, or DeliveryError where it is missing or its bytes are not those that were put here."""
        with plain_errors("the outbox cannot be read", self.path):
            row = self._file.execute(
                "SELECT uid, sop_class, transfer_syntax, study_uid, series_uid, content, sha256 "
                "FROM documents WHERE uid = ?",
                (uid,),
            ).fetchone()
        if row is None:
            raise DeliveryError(f"the outbox has no document {uid}")
        document = Document(*row[:6])
        if document.sha256 != row[6]:
            raise DeliveryError(f"the outbox is damaged: {uid} is not what was put there; export the report anew")
        return document

    def start(self, deliveries: Iterable[Delivery]) -> None:
        """They are being sent."""
        with self._commit("the outbox cannot be written"):
            for one in deliveries:
                self._file.execute("UPDATE deliveries SET state = ? WHERE number = ?", (State.SENDING, one.number))
                self._note("sending", one.uid, one.destination, "", one.sha256)

    def settle(self, outcomes: Iterable[tuple[Delivery, Outcome]]) -> None:
        """Write down what became of them, in one commit."""
        self.finish(outcomes, ())

    def finish(self, outcomes: Iterable[tuple[Delivery, Outcome]], not_sent: Iterable[Delivery]) -> None:
        """The same, and give back those that ``start`` named and whose turn did not come."""
        with self._commit("the outcome cannot be written"):
            for delivery, outcome in outcomes:
                self._settle(delivery, outcome)
            for one in not_sent:
                self._file.execute("UPDATE deliveries SET state = ? WHERE number = ?", (State.WAITING, one.number))
                self._note("not-sent", one.uid, one.destination, "", one.sha256)

    def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        tries = delivery.tries + 1
        state = STATE_AFTER[outcome.verdict]
        if outcome.verdict is Verdict.LATER_A_FEW_TIMES and tries >= FEW_TIMES:
            state = State.NEEDS_ATTENTION
        next_try = self._now() + wait_s(tries, self._chance)
        doubtful = state not in CONFIRMED and (delivery.doubtful or outcome.doubtful)
        self._file.execute(
            "UPDATE deliveries SET state = ?, code = ?, answer = ?, tries = ?, next_try = ?, doubtful = ? "
            "WHERE number = ?",
            (state, outcome.code, outcome.answer, tries, next_try, doubtful, delivery.number),
        )
        self._note(state, delivery.uid, delivery.destination, outcome.code, delivery.sha256)

    def recover(self) -> int:
        """Take back what a dead worker was sending; only for who holds the worker's lock. How many there were."""
        left = self.deliveries(State.SENDING)
        if left:
            with self._commit("the outbox cannot be written"):
                for one in left:
                    self._file.execute(
                        "UPDATE deliveries SET state = ?, code = 'INTERRUPTED', answer = ?, doubtful = 1, next_try = ? "
                        "WHERE number = ?",
                        (State.WAITING, _INTERRUPTED, self._now(), one.number),
                    )
                    self._note("interrupted", one.uid, one.destination, "INTERRUPTED", one.sha256)
        return len(left)

    def retry(self, delivery: Delivery, destination: Destination) -> None:
        """Try again now, at the address that the destination has today. Only what waits or needs attention."""
        with self._commit("the outbox cannot be written"):
            changed = self._file.execute(
                "UPDATE deliveries SET state = ?, tries = 0, next_try = ?, address = ? WHERE number = ? "
                "AND state IN (?, ?)",
                (
                    *(State.WAITING, self._now(), _json(destination), delivery.number),
                    *(State.WAITING, State.NEEDS_ATTENTION),
                ),
            )
            if changed.rowcount:
                self._note("retry", delivery.uid, delivery.destination, "", delivery.sha256)

    def audit(self) -> Iterator[AuditRow]:
        """Everything that happened, oldest first."""
        with plain_errors("the outbox cannot be read", self.path):
            rows = self._file.execute(
                "SELECT at, event, uid, destination, code, sha256 FROM audit ORDER BY number"
            ).fetchall()
        return (AuditRow(*row) for row in rows)

    def _note(self, event: str, uid: str, destination: str, code: str, sha256: str) -> None:
        at = datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="milliseconds")
        row = (at, event, uid, destination, code, sha256)
        self._file.execute(
            "INSERT INTO audit (at, event, uid, destination, code, sha256) VALUES (?, ?, ?, ?, ?, ?)", row
        )

    def _commit(self, failed: str) -> AbstractContextManager[None]:
        return committed(self._file, self.path, failed)


def _delivery(row: sqlite3.Row) -> Delivery:
    number, uid, destination, state, *rest = row
    code, answer, tries, next_try, doubtful, *kept = rest
    return Delivery(number, uid, destination, State(state), code, answer, tries, next_try, bool(doubtful), *kept)


def _json(destination: Destination) -> str:
    return json.dumps(destination.plain(), sort_keys=True)

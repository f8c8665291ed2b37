# SPDX-License-Identifier: Apache-2.0
"""The outbox: documents, where each is to go and how far it got, in one file that survives a crash at any moment."""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from . import audit
from .backoff import FEW_TIMES, is_due, until_next_s
from .destination import AnyDestination
from .document import Document
from .errors import DeliveryError
from .outbox_tables import committed, open_outbox_file, plain_errors
from .outcome import CONFIRMED, STATE_AFTER, Outcome, State, Verdict
from .records import AuditRow, Delivery, Pause

_INTERRUPTED = "Sending was interrupted: the PACS may or may not have this report. It will be sent again."
_STOPPED = (State.WAITING, State.NEEDS_ATTENTION)
_COLUMNS = (
    "number, uid, destination, state, code, answer, tries, next_try, doubtful, "
    "EXISTS (SELECT 1 FROM pauses WHERE pauses.destination = deliveries.destination), "
    "commitment, commitment_answer, address, sop_class, transfer_syntax, sha256"
)

Listener = Callable[[AuditRow], None]


class Outbox:
    """One open outbox file. Every change is one commit; any number of processes may have it open."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], float] = time.time,
        chance: random.Random | None = None,
        who: str = "",
        listener: Listener | None = None,
        busy_s: float = 30.0,
    ) -> None:
        """Open or make it. ``now`` gives seconds since 1970, ``chance`` the jitter; ``who`` stands in the audit rows.

        ``listener`` hears of every change after it is on the disk. ``busy_s``: how long to wait for another process.
        """
        self.path = path
        self.now = now
        self._chance = chance or random.Random()
        self._who = who
        self._listener = listener
        self._noted: list[AuditRow] = []
        self._busy_s = busy_s
        self._file = open_outbox_file(path, busy_s)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> "Outbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def version(self) -> int:
        """A number that is another one after another connection has changed something."""
        with plain_errors("the outbox cannot be read", self.path):
            return int(self._file.execute("PRAGMA data_version").fetchone()[0])

    def again(self) -> "Outbox":
        """The same file opened once more, for another thread."""
        return Outbox(self.path, self.now, self._chance, self._who, self._listener, self._busy_s)

    def put(self, document: Document, destination: AnyDestination) -> bool:
        """Keep a document for a destination; on the disk when this returns. False: it was there already.

        What a person cancelled waits again. DeliveryError: it could not be kept, or other bytes are here under the
        same SOP Instance UID.
        """
        with self.commit("the report was not saved"):
            self._keep(document)
            added = self._add_delivery(document, destination)
            if added:
                self.note("saved", document.uid, destination.name, "", document.sha256)
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

    def _add_delivery(self, document: Document, destination: AnyDestination) -> bool:
        values = (document.uid, destination.name, _json(destination), State.WAITING, self.now(), State.CANCELLED)
        added = self._file.execute(
            "INSERT INTO deliveries (uid, destination, address, state, code, answer, tries, next_try, doubtful) "
            "VALUES (?, ?, ?, ?, '', 'Saved; not sent yet.', 0, ?, 0) ON CONFLICT (uid, destination) DO UPDATE SET "
            "address = excluded.address, state = excluded.state, code = '', answer = excluded.answer, tries = 0, "
            "next_try = excluded.next_try WHERE state = ?",
            values,
        )
        if added.rowcount:
            self._forget_commitment("(SELECT number FROM deliveries WHERE uid = ? AND destination = ?)", values[:2])
        return added.rowcount == 1

    def _forget_commitment(self, which: str, values: tuple[object, ...]) -> None:
        """What a PACS said of the object that it had says nothing about the one that goes out now."""
        forgotten = "commitment = '', commitment_answer = '', commitment_next = 0"
        self._file.execute(f"UPDATE deliveries SET {forgotten} WHERE number = {which}", values)
        self._file.execute(f"DELETE FROM transactions WHERE delivery = {which}", values)

    def deliveries(self, *states: State) -> tuple[Delivery, ...]:
        """All of them in the order they came, or those in the given states."""
        wanted = states or tuple(State)
        return self.select(f"state IN ({', '.join('?' * len(wanted))})", wanted)

    def select(self, condition: str, values: Iterable[object]) -> tuple[Delivery, ...]:
        """The deliveries for which a condition in SQL holds."""
        with plain_errors("the outbox cannot be read", self.path):
            rows = self._file.execute(
                f"SELECT {_COLUMNS} FROM deliveries JOIN documents USING (uid) WHERE {condition} ORDER BY number",
                tuple(values),
            ).fetchall()
        return tuple(map(_delivery, rows))

    def addresses(self, *states: State) -> tuple[str, ...]:
        """The addresses of the deliveries in these states, each once."""
        with plain_errors("the outbox cannot be read", self.path):
            marks = ", ".join("?" * len(states))
            rows = self._file.execute(f"SELECT DISTINCT address FROM deliveries WHERE state IN ({marks})", states)
            return tuple(address for (address,) in rows.fetchall())

    def due(self) -> tuple[Delivery, ...]:
        """What waits, whose time has come, and whose destination is not paused."""
        now = self.now()
        waiting = self.deliveries(State.WAITING)
        return tuple(one for one in waiting if not one.paused and is_due(one.next_try, now))

    def unfinished(self) -> bool:
        """Whether anything will still be sent without a person."""
        return any(not one.paused for one in self.deliveries(State.WAITING, State.SENDING))

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
        self.advance((), (), deliveries)

    def settle(self, outcomes: Iterable[tuple[Delivery, Outcome]]) -> None:
        """Write down what became of them, in one commit."""
        self.advance(outcomes, (), ())

    def advance(
        self,
        outcomes: Iterable[tuple[Delivery, Outcome]],
        not_sent: Iterable[Delivery],
        following: Iterable[Delivery],
    ) -> None:
        """What became of some, what was started and did not have its turn, and what is sent next: one commit."""
        with self.commit("the outcome cannot be written"):
            settled = [self._settle(delivery, outcome) for delivery, outcome in outcomes]
            for one in not_sent:
                self.change(one, state=State.WAITING)
                self.note_about(one, "not-sent")
            for busy in filter(None, settled):
                left_alone = "UPDATE deliveries SET next_try = ? WHERE destination = ? AND state = 'waiting'"
                self._file.execute(left_alone, busy)
            for one in following:
                self.change(one, state=State.SENDING)
                self.note_about(one, "sending")

    def _settle(self, delivery: Delivery, outcome: Outcome) -> tuple[float, str] | None:
        """Until when a destination wants to be left alone, where it said so."""
        tries = delivery.tries + 1
        state = STATE_AFTER[outcome.verdict]
        if outcome.verdict is Verdict.LATER_A_FEW_TIMES and tries >= FEW_TIMES:
            state = State.NEEDS_ATTENTION
        next_try = self.now() + until_next_s(tries, outcome.retry_after_s, self._chance)
        doubtful = state not in CONFIRMED and (delivery.doubtful or outcome.doubtful)
        self.change(delivery, state=state, code=outcome.code, answer=outcome.answer)
        self.change(delivery, tries=tries, next_try=next_try, doubtful=doubtful)
        self.note_about(delivery, state, outcome.code)
        if outcome.pauses:
            self._pause(delivery.destination, outcome)
        return None if outcome.retry_after_s is None else (next_try, delivery.destination)

    def _pause(self, destination: str, outcome: Outcome) -> None:
        row = (destination, outcome.code, outcome.answer)
        if self._file.execute("INSERT INTO pauses VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row).rowcount:
            self.note("paused", "", destination, outcome.code, "")

    def pauses(self) -> tuple[Pause, ...]:
        """The destinations that refused who we are; nothing is tried there."""
        with plain_errors("the outbox cannot be read", self.path):
            rows = self._file.execute("SELECT * FROM pauses ORDER BY destination").fetchall()
        return tuple(Pause(*row) for row in rows)

    def resume(self, destination: str) -> bool:
        """A person says that the destination may be tried again. False: it was not paused."""
        with self.commit("the outbox cannot be written"):
            gone = self._file.execute("DELETE FROM pauses WHERE destination = ?", (destination,)).rowcount
            if gone:
                self.note("resumed", "", destination, "", "")
        return bool(gone)

    def recover(self) -> int:
        """Take back what a dead worker was sending; only for who holds the worker's lock. How many there were."""
        left = self.deliveries(State.SENDING)
        if left:
            with self.commit("the outbox cannot be written"):
                for one in left:
                    self.change(one, state=State.WAITING, code="INTERRUPTED", answer=_INTERRUPTED)
                    self.change(one, doubtful=True, next_try=self.now())
                    self.note_about(one, "interrupted", "INTERRUPTED")
        return len(left)

    def retry(self, delivery: Delivery, destination: AnyDestination) -> None:
        """Try again now, at the address that the destination has today. Only what waits or needs attention."""
        with self.commit("the outbox cannot be written"):
            changed = self._file.execute(
                "UPDATE deliveries SET state = ?, tries = 0, next_try = ?, address = ? "
                "WHERE number = ? AND state IN (?, ?)",
                (State.WAITING, self.now(), _json(destination), delivery.number, *_STOPPED),
            )
            if changed.rowcount:
                self._forget_commitment("?", (delivery.number,))
                self.note_about(delivery, "retry")

    def cancel(self, delivery: Delivery, reason: str) -> bool:
        """A person does not want it sent any more; it stays here. False: it is being sent, or it has arrived."""
        may_be_there = " The PACS may have it all the same." if delivery.doubtful else ""
        with self.commit("the outbox cannot be written"):
            changed = self._file.execute(
                "UPDATE deliveries SET state = ?, code = 'CANCELLED', answer = ? WHERE number = ? AND state IN (?, ?)",
                (State.CANCELLED, f"Cancelled: {reason}.{may_be_there}", delivery.number, *_STOPPED),
            )
            if changed.rowcount:
                self.note_about(delivery, State.CANCELLED)
        return bool(changed.rowcount)

    def audit(self) -> Iterator[AuditRow]:
        """Everything that happened, oldest first."""
        with plain_errors("the outbox cannot be read", self.path):
            rows = self._file.execute(
                "SELECT at, event, uid, destination, code, sha256, who, chain FROM audit ORDER BY number"
            ).fetchall()
        return (AuditRow(*row) for row in rows)

    def audit_intact(self) -> bool:
        """Whether no audit row was changed, taken out or put between."""
        with plain_errors("the outbox cannot be read", self.path):
            return audit.is_intact(self._file)

    def change(self, delivery: Delivery, **values: object) -> None:
        """Columns of a delivery, inside ``commit``."""
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._file.execute(f"UPDATE deliveries SET {assignments} WHERE number = ?", (*values.values(), delivery.number))

    def note_about(self, delivery: Delivery, event: str, code: str = "") -> None:
        """An audit row about a delivery, inside ``commit``."""
        self.note(event, delivery.uid, delivery.destination, code, delivery.sha256)

    def note(self, event: str, uid: str, destination: str, code: str, sha256: str) -> None:
        """An audit row, inside ``commit``."""
        at = datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds")
        self._noted.append(audit.append(self._file, (at, str(event), uid, destination, code, sha256, self._who)))

    @contextmanager
    def commit(self, failed: str) -> Iterator[sqlite3.Connection]:
        """All that is done inside is on the disk afterwards, or nothing is; then DeliveryError."""
        self._noted = []
        with committed(self._file, self.path, failed):
            yield self._file
        if self._listener:
            for row in self._noted:
                self._listener(row)


def _delivery(row: sqlite3.Row) -> Delivery:
    number, uid, destination, state, *rest = row
    code, answer, tries, next_try, doubtful, paused, *kept = rest
    return Delivery(
        number, uid, destination, State(state), code, answer, tries, next_try, bool(doubtful), bool(paused), *kept
    )


def _json(destination: AnyDestination) -> str:
    return json.dumps(destination.plain(), sort_keys=True)

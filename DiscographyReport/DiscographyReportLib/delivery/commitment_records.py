# SPDX-License-Identifier: Apache-2.0
"""Storage commitment in the outbox: who was asked, what came back, and when to ask again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .outbox import Outbox
from .outcome import State
from .records import Delivery

NEXT_DAY_S = 86400.0
_MAY_BE_ASKED = (State.STORED, State.STORED_WITH_WARNING, State.VERIFIED)


class Commitment(StrEnum):
    """How far it is with one delivery; empty where nobody was asked. The values are persisted."""

    ASKED = "asked"
    REFUSED = "refused"
    """The PACS did not take the request, or could not be reached; it is asked again."""
    NOT_TAKEN = "not-taken"
    """The PACS answered that it does not take responsibility for this report, for a reason that may pass."""
    NOT_OFFERED = "not-offered"
    """The PACS knows no storage commitment, or none for this kind of object; it is not asked again."""
    MISSING = "missing"
    """The PACS does not have the report, or another one under its identifier."""
    COMMITTED = "committed"


_OPEN = (Commitment.ASKED, Commitment.REFUSED, Commitment.NOT_TAKEN)


@dataclass(frozen=True)
class Answer:
    """An N-EVENT-REPORT (PS3.4 J.3.3): what the PACS took responsibility for, and what not, with its reasons."""

    transaction: str
    committed: tuple[str, ...]
    failed: Mapping[str, int]


# Failure reasons of PS3.3 C.14.1.1.
_REASONS = {
    0x0110: (Commitment.NOT_TAKEN, "it failed while processing"),
    0x0112: (Commitment.MISSING, "it has no such object"),
    0x0119: (Commitment.MISSING, "it has an object of another kind under this identifier"),
    0x0122: (Commitment.NOT_OFFERED, "it does not do that for this kind of object"),
    0x0131: (Commitment.NOT_TAKEN, "it has seen the number of the request before"),
    0x0213: (Commitment.NOT_TAKEN, "it is short of resources"),
}
_UNKNOWN = (Commitment.NOT_TAKEN, "it gave a reason that this program does not know")
NOT_YET = "Asked whether it keeps the report, the PACS has not answered yet; it will be asked again in a day."


def to_ask(outbox: Outbox, address: str) -> tuple[Delivery, ...]:
    """What arrived at a destination, and nobody took responsibility for, where it is time to ask (again)."""
    now = outbox.now()
    return outbox.select(
        f"address = ? AND state IN ({_marks(_MAY_BE_ASKED)}) AND (commitment = '' OR commitment IN "
        f"({_marks(_OPEN)}) AND (commitment_next <= ? OR commitment_next > ?))",
        (address, *_MAY_BE_ASKED, *_OPEN, now, now + 2 * NEXT_DAY_S),
    )


def outstanding(outbox: Outbox, transaction: str) -> tuple[Delivery, ...]:
    """The deliveries of a transaction for which no answer has come."""
    return outbox.select(
        "number IN (SELECT delivery FROM transactions WHERE uid = ?) AND commitment = ?",
        (transaction, Commitment.ASKED),
    )


def asked(outbox: Outbox, transaction: str, deliveries: Iterable[Delivery]) -> None:
    """On the disk before the question goes out: the answer may come to the next process."""
    with outbox.commit("the request for storage commitment cannot be written") as file:
        for one in deliveries:
            file.execute("INSERT INTO transactions VALUES (?, ?)", (transaction, one.number))
            _write(outbox, one, Commitment.ASKED, NOT_YET, "commitment-asked", "")


def not_asked(outbox: Outbox, deliveries: Iterable[Delivery], what: Commitment, answer: str, code: str) -> None:
    """The question did not get through, or the PACS does not take such."""
    with outbox.commit("the answer of the PACS cannot be written"):
        for one in deliveries:
            _write(outbox, one, what, answer, f"commitment-{what}", code)


def hear(outbox: Outbox, answer: Answer) -> bool:
    """Write an answer down. False: nobody here asked that question. The same answer twice changes nothing."""
    known = "number IN (SELECT delivery FROM transactions WHERE uid = ?)"
    deliveries = outbox.select(known, (answer.transaction,))
    with outbox.commit("the answer of the PACS cannot be written"):
        for one in deliveries:
            if one.uid in answer.failed:
                _not_taken(outbox, one, answer.failed[one.uid])
            elif one.uid in answer.committed:
                _committed(outbox, one)
    return bool(deliveries)


def _committed(outbox: Outbox, one: Delivery) -> None:
    if one.state in _MAY_BE_ASKED:
        said = "The PACS took responsibility for keeping the report."
        _write(outbox, one, Commitment.COMMITTED, said, "committed", "", State.COMMITTED)


def _not_taken(outbox: Outbox, one: Delivery, reason: int) -> None:
    if one.state not in _MAY_BE_ASKED:
        # A late answer to an earlier question: the delivery has moved on.
        return
    what, why = _REASONS.get(reason, _UNKNOWN)
    said = f"The PACS did not take responsibility for the report: {why} ({reason:04X})."
    state = State.NEEDS_ATTENTION if what is Commitment.MISSING else one.state
    _write(outbox, one, what, said, "not-committed", f"{reason:04X}", state)


def _write(
    outbox: Outbox, one: Delivery, what: Commitment, said: str, event: str, code: str, state: State | None = None
) -> None:
    """Inside ``commit``."""
    outbox.change(one, commitment=what, commitment_answer=said, commitment_next=outbox.now() + NEXT_DAY_S)
    if state and state is not one.state:
        outbox.change(one, state=state, code=code or "0000", answer=said)
    outbox.note_about(one, event, code)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)

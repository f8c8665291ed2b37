# SPDX-License-Identifier: Apache-2.0
"""Storage commitment as SCU (PS3.4 Annex J): ask the PACS whether it keeps what it stored, and hear its answer.

The answer comes on the same association within about a second, or later on a new one to a port of ours; it may come to
the next process. So the transaction is in the outbox before the question goes out, and an answer is before the PACS
is thanked for it.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import generate_uid
from pynetdicom import AE, build_role, evt
from pynetdicom.association import Association
from pynetdicom.presentation import build_context
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StorageCommitmentPushModel,
    StorageCommitmentPushModelInstance,
)

from .commitment_records import Answer, Commitment, asked, hear, not_asked, outstanding, to_ask
from .destination import Destination
from .dimse import associate, why_none
from .errors import DeliveryError
from .exchange import keep_answers
from .outbox import Outbox
from .outcome import LinkError
from .records import Delivery

SAME_ASSOCIATION_S = 1.0
LONGEST_WAIT_S = 10.0
"""For an answer on a new association; a later one is taken whenever a worker runs."""
_MOST_INSTANCES = 500
"""In one question."""
_REQUEST_COMMITMENT = 1
_SUCCESS, _PROCESSING_FAILURE, _NO_SUCH_OBJECT = 0x0000, 0x0110, 0x0112
_POLL_S = 0.05

Hear = Callable[[Answer], bool]


def ask_for_commitment(outbox: Outbox, destination: Destination, address: str) -> None:
    """Ask for everything whose time has come, and wait a little for the answers; all that happens is in the outbox."""
    deliveries = to_ask(outbox, address)
    if not deliveries:
        return

    def note(answer: Answer) -> bool:
        # Called by threads of pynetdicom, and a connection to SQLite belongs to one thread.
        with outbox.again() as own:
            return hear(own, answer)

    try:
        with _listening(destination, note):
            for first in range(0, len(deliveries), _MOST_INSTANCES):
                _ask(outbox, destination, deliveries[first : first + _MOST_INSTANCES], note)
    except OSError as error:
        said = f"Port {destination.commitment_port}, where the PACS would answer, cannot be opened: {error.strerror}."
        not_asked(outbox, deliveries, Commitment.REFUSED, f"{said} The PACS was not asked.", "PORT")


@contextmanager
def _listening(destination: Destination, note: Hear) -> Iterator[None]:
    """Where a PACS answers on an association of its own. It must call us by our title; nothing else is taken."""
    entity = AE(destination.calling_ae)
    entity.require_called_aet = True
    entity.network_timeout = destination.timeout_s
    entity.add_supported_context(StorageCommitmentPushModel, scu_role=False, scp_role=True)
    handlers: list[Any] = [(evt.EVT_N_EVENT_REPORT, _on_report, [note])]
    server = entity.start_server(("", destination.commitment_port or 0), block=False, evt_handlers=handlers)
    try:
        yield
    finally:
        if server:
            server.shutdown()


def _ask(outbox: Outbox, destination: Destination, deliveries: Sequence[Delivery], note: Hear) -> None:
    transaction = generate_uid()
    try:
        association = _connect(destination, note)
    except LinkError as error:
        offered = error.outcome.code != "NO-CONTEXT"
        what = Commitment.REFUSED if offered else Commitment.NOT_OFFERED
        answer = f"The PACS could not be asked whether it keeps the report. {error}" if offered else _NOT_OFFERED
        not_asked(outbox, deliveries, what, answer, error.outcome.code)
        return
    try:
        asked(outbox, transaction, deliveries)
        status, _ = association.send_n_action(
            _question(transaction, deliveries),
            _REQUEST_COMMITMENT,
            StorageCommitmentPushModel,
            StorageCommitmentPushModelInstance,
        )
        if "Status" in status and status.Status != _SUCCESS:
            said = f"The PACS refused to say whether it keeps the report ({status.Status:04X})."
            not_asked(outbox, deliveries, Commitment.REFUSED, said, f"{status.Status:04X}")
            return
        _wait(outbox, transaction, SAME_ASSOCIATION_S)
    finally:
        association.release()
    _wait(outbox, transaction, min(destination.timeout_s, LONGEST_WAIT_S))


_NOT_OFFERED = "The PACS does not offer storage commitment, so its word that it stored the report has to do."


def _connect(destination: Destination, note: Hear) -> Association:
    wanted = [build_context(StorageCommitmentPushModel)]
    association = associate(
        destination,
        wanted,
        [(evt.EVT_N_EVENT_REPORT, _on_report, [note])],
        [build_role(StorageCommitmentPushModel, scu_role=True, scp_role=False)],
    )
    if not association.is_established:
        raise LinkError(why_none(association, destination, wanted))
    keep_answers(association)
    return association


def _question(transaction: str, deliveries: Sequence[Delivery]) -> Dataset:
    question = Dataset()
    question.TransactionUID = transaction
    question.ReferencedSOPSequence = Items([_reference(one) for one in deliveries])
    return question


def _reference(delivery: Delivery) -> Dataset:
    reference = Dataset()
    reference.ReferencedSOPClassUID = delivery.sop_class
    reference.ReferencedSOPInstanceUID = delivery.uid
    return reference


def _wait(outbox: Outbox, transaction: str, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and outstanding(outbox, transaction):
        time.sleep(_POLL_S)


_one_at_a_time = threading.Lock()


def _on_report(event: evt.Event, note: Hear) -> tuple[int, None]:
    """An N-EVENT-REPORT: thank for it only once it is on the disk."""
    try:
        answer = _read(event.event_information)
        with _one_at_a_time:
            return (_SUCCESS if note(answer) else _NO_SUCH_OBJECT), None
    except (DeliveryError, AttributeError, TypeError, ValueError):
        return _PROCESSING_FAILURE, None


def _read(said: Dataset) -> Answer:
    committed = tuple(str(one.ReferencedSOPInstanceUID) for one in said.get("ReferencedSOPSequence") or ())
    failed = {
        str(one.ReferencedSOPInstanceUID): int(one.get("FailureReason") or _PROCESSING_FAILURE)
        for one in said.get("FailedSOPSequence") or ()
    }
    return Answer(str(said.TransactionUID), committed, failed)

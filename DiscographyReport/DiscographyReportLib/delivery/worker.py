# SPDX-License-Identifier: Apache-2.0
"""The worker: sends what waits, writes down what the PACS answered, and takes over from one that died."""

import time
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from .destination import Destination
from .errors import DeliveryError
from .lock import worker_lock
from .outbox import Delivery, Outbox
from .outcome import LinkError, Outcome, State, Verdict

if TYPE_CHECKING:
    from .dimse import Link

BATCH = 50
"""Documents whose outcomes go to the disk in one commit; a kill makes that many doubtful at most."""
_PAUSE_S = 1.0
_FOUND = Outcome(
    Verdict.WARNED,
    "FOUND",
    "The PACS lists this report already (its earlier confirmation was lost). The content was not compared.",
)
_LISTED = "The PACS confirmed that it stored the report, and lists it when asked."


def run_once(outbox: Outbox) -> bool:
    """Send everything that is due. False: another worker is at it, and nothing was done here."""
    with worker_lock(outbox.path) as mine:
        if mine:
            outbox.recover()
            for destination, deliveries in _by_destination(outbox.due()):
                _deliver(outbox, destination, deliveries)
    return mine


def run_until_done(outbox: Outbox) -> None:
    """Send until nothing waits any more; take over whenever another worker stops."""
    while True:
        run_once(outbox)
        if not outbox.deliveries(State.WAITING, State.SENDING):
            return
        time.sleep(_PAUSE_S)


def _by_destination(deliveries: Sequence[Delivery]) -> Iterator[tuple[Destination, list[Delivery]]]:
    for address in dict.fromkeys(one.address for one in deliveries):
        same = [one for one in deliveries if one.address == address]
        yield same[0].whereto, same


def _deliver(outbox: Outbox, destination: Destination, deliveries: list[Delivery]) -> None:
    dimse = _client()
    kinds = sorted({(one.sop_class, one.transfer_syntax) for one in deliveries})[: dimse.MOST_KINDS]
    chosen = [one for one in deliveries if (one.sop_class, one.transfer_syntax) in kinds]
    try:
        link = dimse.connect(destination, kinds)
    except LinkError as error:
        outbox.settle((one, error.outcome) for one in chosen)
        return
    with link:
        for first in range(0, len(chosen), BATCH):
            if not _send_batch(outbox, link, destination, chosen[first : first + BATCH]):
                return


def _client() -> ModuleType:
    try:
        from . import dimse
    except ImportError:
        raise DeliveryError(
            "pynetdicom is not installed, so nothing was sent; pip install 'discography-report[delivery]' installs it"
        ) from None
    return dimse


def _send_batch(outbox: Outbox, link: "Link", destination: Destination, batch: list[Delivery]) -> bool:
    """Whether the next batch may follow over the same association."""
    outbox.start(batch)
    outcomes: list[tuple[Delivery, Outcome]] = []
    for one in batch:
        outcome = _send(outbox, link, destination, one)
        outcomes.append((one, outcome))
        if outcome.verdict is Verdict.LATER or not link.alive:
            break
    outbox.finish(outcomes, batch[len(outcomes) :])
    return len(outcomes) == len(batch) and link.alive and outcomes[-1][1].verdict is not Verdict.LATER


def _send(outbox: Outbox, link: "Link", destination: Destination, delivery: Delivery) -> Outcome:
    try:
        document = outbox.document(delivery.uid)
        if delivery.doubtful and link.lists(document):
            return _FOUND
        outcome = link.store(document)
    except DeliveryError as error:
        return Outcome(Verdict.ATTENTION, "DAMAGED", f"{error}.")
    if outcome.verdict is Verdict.STORED and destination.query and link.lists(document):
        return Outcome(Verdict.VERIFIED, outcome.code, _LISTED)
    return outcome

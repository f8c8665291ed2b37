# SPDX-License-Identifier: Apache-2.0
"""The worker: sends what waits, writes down what the PACS answered, and takes over from one that died."""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .clients import client_for
from .credentials import Secrets
from .destination import AnyDestination, Destination, destination_from
from .document import Document
from .errors import DeliveryError
from .lock import worker_lock
from .outbox import Outbox
from .outcome import CONFIRMED, LinkError, Outcome, Verdict
from .records import Delivery

if TYPE_CHECKING:
    from .dimse import Link

BATCH = 100
"""Documents whose outcomes go to the disk in one commit; a kill makes that many doubtful at most."""
_PAUSE_S = 1.0
NO_SECRETS: Secrets = {}


def run_once(outbox: Outbox, secrets: Secrets = NO_SECRETS) -> bool:
    """Send everything that is due. False: another worker is at it, and nothing was done here."""
    with worker_lock(outbox.path) as mine:
        if mine:
            outbox.recover()
            try:
                for destination, deliveries in _by_destination(outbox.due()):
                    _deliver(outbox, destination, deliveries, secrets)
                _commit(outbox)
            finally:
                # A key pressed, or an outcome that could not be written: nothing is said to be on its way that is not.
                outbox.recover()
    return mine


def run_until_done(outbox: Outbox, secrets: Secrets = NO_SECRETS) -> None:
    """Send until nothing waits any more but for a person; take over whenever another worker stops."""
    while True:
        run_once(outbox, secrets)
        if not outbox.unfinished():
            return
        time.sleep(_PAUSE_S)


def _by_destination(deliveries: Sequence[Delivery]) -> Iterator[tuple[AnyDestination, list[Delivery]]]:
    for address in dict.fromkeys(one.address for one in deliveries):
        same = [one for one in deliveries if one.address == address]
        yield same[0].whereto, same


def _deliver(outbox: Outbox, destination: AnyDestination, deliveries: list[Delivery], secrets: Secrets) -> None:
    try:
        client = client_for(destination)
    except DeliveryError as error:
        missing = Outcome(Verdict.ATTENTION, "NO-CLIENT", f"{error}. Once it is installed, retry.")
        outbox.settle((one, missing) for one in deliveries)
        return
    kinds = sorted({(one.sop_class, one.transfer_syntax) for one in deliveries})[: client.MOST_KINDS]
    chosen = [one for one in deliveries if (one.sop_class, one.transfer_syntax) in kinds]
    try:
        link = client.connect(destination, kinds, secrets.get(destination.name))
    except LinkError as error:
        outbox.settle((one, error.outcome) for one in chosen)
        return
    with link:
        _send_batches(outbox, link, chosen)


def _send_batches(outbox: Outbox, link: "Link", deliveries: list[Delivery]) -> None:
    """Batch by batch over one connection, as long as it holds."""
    batch = deliveries[:BATCH]
    outbox.start(batch)
    for first in range(BATCH, len(deliveries) + BATCH, BATCH):
        outcomes = list(_send_batch(outbox, link, batch))
        goes_on = len(outcomes) == len(batch) and link.alive and not _ends_it(outcomes[-1][1])
        following = deliveries[first : first + BATCH] if goes_on else []
        outbox.advance(outcomes, batch[len(outcomes) :], following)
        if not following:
            return
        batch = following


def _send_batch(outbox: Outbox, link: "Link", batch: list[Delivery]) -> Iterator[tuple[Delivery, Outcome]]:
    """What became of each, until the connection ends or the PACS wants to be left alone."""
    ahead = _Ahead(outbox, batch)
    for one in batch:
        outcome = _send(ahead, link, one)
        yield one, outcome
        if _ends_it(outcome) or not link.alive:
            return


def _ends_it(outcome: Outcome) -> bool:
    """Whether more would be pointless now."""
    return outcome.verdict is Verdict.LATER or outcome.pauses


class _Ahead:
    """Reads each document of a batch once, where it can while the PACS stores the one before."""

    def __init__(self, outbox: Outbox, batch: Sequence[Delivery]) -> None:
        self._outbox = outbox
        self._next = dict(pairwise(batch))
        self._read: dict[str, Document] = {}

    def document(self, delivery: Delivery) -> Document:
        """Raises DeliveryError where it is damaged."""
        read = self._read.pop(delivery.uid, None)
        return read or self._outbox.document(delivery.uid)

    def after(self, delivery: Delivery) -> Document | None:
        """The one after it, where it can be sent at once and is whole."""
        following = self._next.get(delivery)
        if following is None or following.doubtful:
            return None
        try:
            self._read[following.uid] = self._outbox.document(following.uid)
        except DeliveryError:
            # Said when its turn comes.
            return None
        return self._read[following.uid]


def _send(ahead: _Ahead, link: "Link", delivery: Delivery) -> Outcome:
    try:
        document = ahead.document(delivery)
    except DeliveryError as error:
        return Outcome(Verdict.ATTENTION, "DAMAGED", f"{error}.")
    known = link.found(document) if delivery.doubtful else None
    return known or link.store(document, lambda: ahead.after(delivery))


def _commit(outbox: Outbox) -> None:
    """Ask the destinations that are to take responsibility whether they do."""
    paused = {one.destination for one in outbox.pauses()}
    for address in outbox.addresses(*CONFIRMED):
        destination = destination_from(json.loads(address), "the outbox")
        if destination.name in paused or not isinstance(destination, Destination):
            continue
        if destination.commitment_port is not None:
            _ask_for_commitment(outbox, destination, address)


def _ask_for_commitment(outbox: Outbox, destination: Destination, address: str) -> None:
    try:
        from .commitment import ask_for_commitment
    except ImportError:
        # Without pynetdicom nothing is sent either, which is said there; what was sent before is asked about later.
        return
    ask_for_commitment(outbox, destination, address)

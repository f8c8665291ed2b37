# SPDX-License-Identifier: Apache-2.0
"""Send reports: into the outbox, from there to the PACS, and out of it into a folder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..delivery.destination import Destination, Tls
from ..delivery.destinations import find_destination, list_destinations
from ..delivery.document import Document, read_document
from ..delivery.errors import DeliveryError
from ..delivery.files import write_private_file
from ..delivery.outbox import Delivery, Outbox
from ..delivery.outcome import CONFIRMED, State
from ..delivery.places import destinations_file, outbox_file
from ..delivery.worker import run_once, run_until_done
from ..sr.foreign import load
from .errors import JobError

UNCONFIRMED = tuple(state for state in State if state not in CONFIRMED)


@dataclass(frozen=True)
class Saved:
    """A file that is in the outbox, on the disk."""

    path: Path
    uid: str
    new: bool
    """False: the same bytes were there for the same destination already."""


def open_outbox() -> Outbox:
    """The user's outbox."""
    return Outbox(outbox_file())


def make_destination(
    name: str, address: str, aes: tuple[str, str], timeout_s: float, query: bool, tls: Tls | None
) -> Destination:
    """A destination from ``host:port`` and the AE titles (called, calling)."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit():
        raise JobError(f"{address} is no address; write host:port, as in pacs.hospital.org:104")
    return Destination(name, host.strip("[]"), int(port), *aes, timeout_s=timeout_s, query=query, tls=tls)


def save_for(outbox: Outbox, files: Sequence[Path], name: str) -> list[Saved]:
    """Put files into the outbox for a destination. One damaged or cut-off file, and none is put there."""
    destination = find_destination(destinations_file(), name)
    for path in files:
        load(path)
    documents = [(path, read_document(path)) for path in files]
    return [_save(outbox, path, document, destination) for path, document in documents]


def _save(outbox: Outbox, path: Path, document: Document, destination: Destination) -> Saved:
    return Saved(path, document.uid, outbox.put(document, destination))


def send_waiting(outbox: Outbox, *, until_done: bool = False) -> bool:
    """Send what is due; False where another worker is at it. With ``until_done``, until nothing waits any more."""
    if until_done:
        run_until_done(outbox)
        return True
    return run_once(outbox)


def retry(outbox: Outbox, uids: Sequence[str]) -> tuple[Delivery, ...]:
    """Make deliveries due at once, to the address that their destination has today; without UIDs, all that stopped."""
    stopped = outbox.deliveries(State.WAITING, State.NEEDS_ATTENTION)
    unknown = set(uids) - {one.uid for one in stopped}
    if unknown:
        raise JobError(f"{min(unknown)} does not wait in the outbox and needs no attention; see: outbox list")
    chosen = tuple(one for one in stopped if not uids or one.uid in uids)
    today = {one.name: one for one in list_destinations(destinations_file())}
    for one in chosen:
        outbox.retry(one, today.get(one.destination) or one.whereto)
    return chosen


def export_unconfirmed(outbox: Outbox, folder: Path) -> list[Path]:
    """Write every document that no PACS confirmed as a DICOM file named by its UID; it stays in the outbox."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JobError(f"{folder} cannot be made: {error.strerror}") from None
    uids = dict.fromkeys(one.uid for one in outbox.deliveries(*UNCONFIRMED))
    return [_export(outbox.document(uid), folder) for uid in uids]


def _export(document: Document, folder: Path) -> Path:
    path = folder / f"{document.uid}.dcm"
    try:
        if path.exists() and path.read_bytes() != document.content:
            raise JobError(f"{path} is there already with other content; choose another folder")
        write_private_file(path, document.content)
    except OSError as error:
        raise DeliveryError(f"{path} cannot be written: {error.strerror}") from None
    return path


def confirmed(deliveries: Iterable[Delivery]) -> bool:
    """Whether the PACS confirmed every one of them."""
    return all(one.state in CONFIRMED for one in deliveries)

# SPDX-License-Identifier: Apache-2.0
"""Send reports: into the outbox, from there to the PACS, and out of it into a folder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..delivery.credentials import Secrets
from ..delivery.destination import AnyDestination, Destination, Tls
from ..delivery.destinations import find_destination, list_destinations
from ..delivery.document import Document
from ..delivery.document_reading import read_document
from ..delivery.errors import DeliveryError
from ..delivery.files import write_private_file
from ..delivery.outbox import Outbox
from ..delivery.outcome import CONFIRMED, ENDED, State
from ..delivery.places import account, destinations_file, outbox_file
from ..delivery.records import Delivery
from ..delivery.worker import NO_SECRETS, run_once, run_until_done
from ..sr.companions import ENCAPSULATED_PDF, KEY_OBJECT_SELECTION
from ..sr.foreign import load
from ..texts import _
from .errors import JobError

_COMPANIONS = (ENCAPSULATED_PDF, KEY_OBJECT_SELECTION)
UNCONFIRMED = tuple(state for state in State if state not in ENDED)


@dataclass(frozen=True)
class Saved:
    """A file that is in the outbox, on the disk."""

    path: Path
    uid: str
    new: bool
    """False: the same bytes were there for the same destination already."""


def open_outbox() -> Outbox:
    """The user's outbox, in the name of the account that this runs under."""
    return Outbox(outbox_file(), who=account())


def make_destination(
    name: str,
    address: str,
    aes: tuple[str, str],
    timeout_s: float,
    query: bool,
    tls: Tls | None,
    commitment_port: int | None = None,
) -> Destination:
    """A destination from ``host:port`` and the AE titles (called, calling)."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit():
        raise JobError(
            _("{address} is no address; write host:port, as in pacs.hospital.org:104").format(address=address)
        )
    host = host.strip("[]")
    return Destination(name, host, int(port), *aes, timeout_s, query, tls, commitment_port)


def save_for(outbox: Outbox, files: Sequence[Path], name: str) -> list[Saved]:
    """Put files into the outbox for a destination. One damaged or cut-off file, and none is put there.

    Companions come after the reports: a PACS should know a report before what refers to it.
    """
    destination = find_destination(destinations_file(), name)
    for path in files:
        load(path)
    read = [(path, read_document(path)) for path in files]
    documents = sorted(read, key=lambda one: one[1].sop_class in _COMPANIONS)
    for _path, document in documents:
        _refuse_elsewhere(outbox, document, destination)
    return [_save(outbox, path, document, destination) for path, document in documents]


def _refuse_elsewhere(outbox: Outbox, document: Document, today: AnyDestination) -> None:
    """What became of it at the archive that had this name says nothing about the one that has it today."""
    for one in outbox.select("uid = ? AND destination = ?", (document.uid, today.name)):
        if one.state is State.CANCELLED or not one.is_elsewhere(today):
            continue
        if one.state in CONFIRMED:
            told = _("{uid} went to {then}, which was called {name}; to send it to {now} too, give that another name")
        else:
            told = _("{uid} is on its way to {then}, which was called {name}; outbox retry takes it to {now}")
        raise JobError(told.format(uid=one.uid, then=one.whereto.place, name=today.name, now=today.place))


def _save(outbox: Outbox, path: Path, document: Document, destination: AnyDestination) -> Saved:
    return Saved(path, document.uid, outbox.put(document, destination))


def send_waiting(outbox: Outbox, secrets: Secrets = NO_SECRETS, *, until_done: bool = False) -> bool:
    """Send what is due; False where another worker is at it. With ``until_done``, until nothing waits any more."""
    if until_done:
        run_until_done(outbox, secrets)
        return True
    return run_once(outbox, secrets)


def retry(outbox: Outbox, uids: Sequence[str]) -> tuple[Delivery, ...]:
    """Make deliveries due at once, to the address that their destination has today; without UIDs, all that stopped.

    A destination that refused who we are is tried again: this is how a person says so.
    """
    chosen = _stopped(outbox, uids)
    for one in chosen:
        outbox.retry(one, address_today(one))
    for destination in {one.destination for one in chosen}:
        outbox.resume(destination)
    return chosen


def address_today(delivery: Delivery) -> AnyDestination:
    """The destination of a delivery as it is now; as it was where it has been removed."""
    return known_today().get(delivery.destination) or delivery.whereto


def known_today() -> dict[str, AnyDestination]:
    """The destinations of the user by their names."""
    return {one.name: one for one in list_destinations(destinations_file())}


def resume(outbox: Outbox, destination: str) -> bool:
    """Try a destination again that refused who we are: after a new password, say. False: it was not paused."""
    return outbox.resume(destination)


def cancel(outbox: Outbox, uids: Sequence[str], reason: str) -> tuple[Delivery, ...]:
    """A person does not want these sent any more, and says why; they stay in the outbox, and can be saved again."""
    reason = reason.strip().rstrip(".")
    if not reason:
        raise JobError(_("say why it is not to be sent; the reason is kept with the report"))
    chosen = _stopped(outbox, uids)
    sent_meanwhile = [one.uid for one in chosen if not outbox.cancel(one, reason)]
    if sent_meanwhile:
        raise JobError(_("{uid} is being sent just now; see: outbox list").format(uid=min(sent_meanwhile)))
    return chosen


def _stopped(outbox: Outbox, uids: Sequence[str]) -> tuple[Delivery, ...]:
    """Those among them that wait or need attention; all such without UIDs. JobError for another UID."""
    stopped = outbox.deliveries(State.WAITING, State.NEEDS_ATTENTION)
    unknown = set(uids) - {one.uid for one in stopped}
    if unknown:
        raise JobError(
            _("{unknown} does not wait in the outbox and needs no attention; see: outbox list").format(
                unknown=min(unknown)
            )
        )
    return tuple(one for one in stopped if not uids or one.uid in uids)


def export_unconfirmed(outbox: Outbox, folder: Path) -> list[Path]:
    """Write every document that no PACS confirmed as a DICOM file named by its UID; it stays in the outbox."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JobError(_("{folder} cannot be made: {reason}").format(folder=folder, reason=error.strerror)) from None
    uids = dict.fromkeys(one.uid for one in outbox.deliveries(*UNCONFIRMED))
    return [_export(outbox.document(uid), folder) for uid in uids]


def _export(document: Document, folder: Path) -> Path:
    path = folder / f"{document.uid}.dcm"
    try:
        if path.exists() and path.read_bytes() != document.content:
            raise JobError(_("{path} is there already with other content; choose another folder").format(path=path))
        write_private_file(path, document.content)
    except OSError as error:
        raise DeliveryError(_("{path} cannot be written: {reason}").format(path=path, reason=error.strerror)) from None
    return path


def confirmed(deliveries: Iterable[Delivery]) -> bool:
    """Whether the PACS confirmed every one of them."""
    return all(one.state in CONFIRMED for one in deliveries)


def ended(deliveries: Iterable[Delivery]) -> bool:
    """Whether none of them is still to be sent: confirmed, or cancelled by a person."""
    return all(one.state in ENDED for one in deliveries)

# SPDX-License-Identifier: Apache-2.0
"""What the sections share about delivery: destinations, what is in the outbox, the worker, and log-ins of this session.

It reads files and asks processes whether they live, so that it never waits: the network belongs to the worker alone.
"""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..delivery.credentials import Secret
from ..delivery.destination import AnyDestination, Protocol
from ..delivery.destinations import list_destinations
from ..delivery.errors import DeliveryError
from ..delivery.outcome import ENDED, State
from ..delivery.packages import find_package
from ..delivery.places import destinations_file, outbox_file
from ..delivery.records import Delivery
from ..jobs.child import Child, Launch
from .sender import Sender
from .texts import _

if TYPE_CHECKING:
    from ..delivery.document import Document
    from ..delivery.outbox import Outbox

COMPANIONS = "DiscographyReportLib.jobs.companions_process"
_NO_COMPANIONS = _("The report is on its way, but its PDF and key slices could not be made: {reason}")
RECENT = 20
"""So many of the last deliveries stay on the work list when they have arrived."""
_READ_S = 0.05
"""So long the window waits for an outbox that somebody is writing to; it is read again with the next beat."""
_OPEN = tuple(state for state in State if state not in ENDED)


class Post:
    """The state of delivery, and the acts of a user that change it."""

    def __init__(self, launch: Callable[[], Launch]) -> None:
        """``launch`` says how a child process is started."""
        self.launch, self._sender = launch, Sender(launch)
        self.destinations: tuple[AnyDestination, ...] = ()
        self.deliveries: tuple[Delivery, ...] = ()
        self.list_problem = ""
        self._unreadable = self._stopped = ""
        self.secrets: dict[str, Secret] = {}
        self.notes: list[str] = []
        self._outbox: Outbox | None = None
        self._version: int | None = None
        self._companions: list[Child] = []
        self._packages: dict[str, bool] = {}
        self._by_uid: dict[str, tuple[Delivery, ...]] = {}

    # What is there

    def enter(self) -> None:
        """Read the files anew; what an earlier session left goes on with the first beat, when the panel is shown."""
        self._sender.refresh()
        self.reread_destinations()
        self.look()

    def reread_destinations(self) -> None:
        """The list of destinations, which the command line may have changed, and which packages are there."""
        self._packages.clear()
        try:
            self.destinations, self.list_problem = list_destinations(destinations_file()), ""
        except DeliveryError as error:
            self.destinations, self.list_problem = (), str(error)

    def destination(self, name: str) -> AnyDestination | None:
        """A destination by its name."""
        return next((one for one in self.destinations if one.name == name), None)

    def has_package(self, name: str) -> bool:
        """Whether a package is installed; kept, for a panel asks with every keystroke."""
        if name not in self._packages:
            self._packages[name] = find_package(name)
        return self._packages[name]

    def missing_package(self, destination: AnyDestination) -> str:
        """Why a destination cannot be sent to, without importing anything; empty where it can."""
        name = "pynetdicom" if destination.protocol is Protocol.DIMSE else "requests"
        missing = _("{name} is not installed, so nothing can be sent to {whereto}: see Advanced, PACS destinations.")
        return "" if self.has_package(name) else missing.format(name=name, whereto=destination.name)

    def look(self) -> bool:
        """Read the outbox where it has changed; whether it had."""
        before, self._unreadable = self._unreadable, ""
        try:
            changed = self._read()
        except DeliveryError as error:
            changed, self._unreadable = False, str(error)
        return changed or self._unreadable != before

    def _read(self) -> bool:
        outbox = self._opened()
        if outbox is None:
            return False
        version = outbox.version()
        if version == self._version:
            return False
        marks = ", ".join("?" * len(_OPEN))
        last = f"number > (SELECT max(number) - {RECENT} FROM deliveries)"
        self.deliveries = outbox.select(f"(state IN ({marks}) OR {last})", _OPEN)
        self._version = version
        self._by_uid.clear()
        return True

    def _opened(self) -> "Outbox | None":
        """None where nothing was ever put there: looking makes no file."""
        if self._outbox is None and outbox_file().is_file():
            from ..delivery.outbox import Outbox

            self._outbox = Outbox(outbox_file(), busy_s=_READ_S)
        return self._outbox

    @property
    def problem(self) -> str:
        """Why nothing is known of the outbox, or nothing is sent; empty where all is well."""
        return "\n".join(filter(None, (self._unreadable, self._stopped)))

    @property
    def open(self) -> tuple[Delivery, ...]:
        """What no PACS has confirmed and nobody has cancelled."""
        return tuple(one for one in self.deliveries if one.state in _OPEN)

    def of(self, uid: str) -> tuple[Delivery, ...]:
        """Where a document is going, or has arrived; kept, for a panel asks with every keystroke."""
        if uid not in self._by_uid:
            self._by_uid[uid] = self._select(uid)
        return self._by_uid[uid]

    def _select(self, uid: str) -> tuple[Delivery, ...]:
        try:
            outbox = self._opened()
            return () if outbox is None else outbox.select("uid = ?", (uid,))
        except DeliveryError as error:
            self._unreadable = str(error)
            return ()

    # The worker

    def work(self) -> None:
        """Let the worker send where something is due."""
        if any(one.state in (State.WAITING, State.SENDING) and not one.paused for one in self.open):
            self._stopped = self._sender.start(self.secrets) or self._stopped

    def tick(self) -> bool:
        """Called again and again: whether there is anything new to show."""
        changed = self.look()
        stopped = self._sender.look()
        if stopped:
            self._stopped, changed = stopped, True
        for child in [one for one in self._companions if not one.running]:
            self._companions.remove(child)
            self._companions_ended(child)
            changed = True
        self.work()
        return changed

    def make_companions(self, uid: str, destination: str, ct: str, language: str) -> None:
        """Let the PDF and the key slices of a report in the outbox be made; they follow it by themselves."""
        try:
            child = Child(self.launch(), COMPANIONS)
        except OSError as error:
            self.notes.append(_NO_COMPANIONS.format(reason=error.strerror or error))
            return
        child.tell_all(json.dumps({"uid": uid, "destination": destination, "ct": ct, "language": language}) + "\n")
        self._companions.append(child)

    def _companions_ended(self, child: Child) -> None:
        said = " ".join(child.lines()[-3:])
        if child.code:
            self.notes.append(_NO_COMPANIONS.format(reason=said))
        else:
            saved = _("PDF and key slices are saved in the outbox and follow the report. {notices}")
            self.notes.append(saved.format(notices=said).strip())
            self.look()
            self.work()

    # What a user does

    def put(self, document: "Document", destination: AnyDestination) -> bool:
        """Into the outbox, on the disk when this returns, and off; ``DeliveryError`` where it could not be kept.

        False: it was there already.
        """
        return bool(self._change(lambda outbox: outbox.put(document, destination)))

    def retry(self, delivery: Delivery) -> None:
        """Try again at once, at the address that the destination has today; everything that was paused there too."""
        today = self.destination(delivery.destination) or delivery.whereto

        def again(outbox: "Outbox") -> None:
            outbox.resume(delivery.destination)
            outbox.retry(delivery, today)

        self._change(again)

    def cancel(self, delivery: Delivery, reason: str) -> bool:
        """Do not send it any more; False where it is being sent, or has arrived."""
        return bool(self._change(lambda outbox: outbox.cancel(delivery, reason)))

    def offer(self, delivery: Delivery) -> str:
        """A refused report as Comprehensive SR; what a person should know about the new object."""
        from ..jobs.offering import offer_comprehensive

        return str(self._change(lambda outbox: offer_comprehensive(outbox, delivery).notice))

    def export(self, folder: Path) -> list[Path]:
        """Everything that no PACS has confirmed as files."""
        from ..jobs.sending import export_unconfirmed

        return list(self._change(lambda outbox: export_unconfirmed(outbox, folder)))

    def _change(self, action: "Callable[[Outbox], Any]") -> Any:
        from ..jobs.sending import open_outbox

        self._sender.tell(self.secrets)
        try:
            with open_outbox() as outbox:
                return action(outbox)
        finally:
            self._version, self._stopped = None, ""
            self._sender.refresh()
            self.look()
            self.work()

    def document(self, uid: str) -> "Document":
        """The bytes of a document in the outbox; ``DeliveryError`` where they are not there or not whole."""
        outbox = self._opened()
        if outbox is None:
            raise DeliveryError(f"the outbox has no document {uid}")
        return outbox.document(uid)

    def take_secret(self, destination: AnyDestination, typed: str, keep: bool) -> None:
        """A password or a token, for this session; with ``keep`` for the keyring of the system too."""
        secret = _secret(destination, typed)
        self.secrets[destination.name] = secret
        if keep:
            # A keyring may ask the user to unlock it, which takes as long as it takes.
            threading.Thread(target=self._keep, args=(destination.name, secret), daemon=True).start()

    def _keep(self, name: str, secret: Secret) -> None:
        from ..delivery.credentials import keep_secret

        kept = _("The keyring keeps the log-in of {name}.")
        not_kept = _("There is no keyring here: the log-in of {name} is known until Slicer is closed.")
        self.notes.append((kept if keep_secret(name, secret) else not_kept).format(name=name))

    def taken_notes(self) -> list[str]:
        """What happened meanwhile and is to be said once."""
        notes, self.notes = self.notes, []
        return notes

    def close(self) -> None:
        """Let go of the outbox; a worker goes on with what it has."""
        outbox, self._outbox, self._version = self._outbox, None, None
        if outbox is not None:
            outbox.close()


def _secret(destination: AnyDestination, typed: str) -> Secret:
    login = getattr(destination, "login", "")
    if login == "bearer":
        return Secret(token=typed)
    return Secret(user=getattr(destination, "user", None) or "", password=typed)

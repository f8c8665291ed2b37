# SPDX-License-Identifier: Apache-2.0
"""The destinations: a list, a form for one of them, and a test of its connection. No password is ever part of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ..delivery.credentials import secrets_line
from ..delivery.destination import AnyDestination, Destination, Protocol
from ..delivery.destinations import add_destination, remove_destination, replace_destination
from ..delivery.errors import DeliveryError
from ..delivery.layer import Layer
from ..delivery.packages import install_wheel
from ..delivery.places import destinations_file
from ..jobs.child import Child
from ..jobs.connection_process import MODULE, layer_of
from ..jobs.errors import EXPECTED
from .desk import Desk
from .destination_entry import OWN_AE, Entry, entry_of, made_of
from .post import Post
from .settings import Settings
from .slicer_servers import Server, slicer_servers
from .texts import _


class DestinationsState(NamedTuple):
    """The list and the form; a reason for each button says why it is disabled."""

    names: tuple[str, ...]
    chosen: str
    entry: Entry
    servers: tuple[str, ...]
    save_reason: str
    remove_reason: str
    test_reason: str
    layers: tuple[Layer, ...]
    testing: bool
    package: str


class Destinations:
    """The presenter of the destinations."""

    def __init__(
        self, desk: Desk, post: Post, settings: Settings, read_setting: Callable[[str], str],
        install: Callable[[], None],
    ) -> None:  # fmt: skip
        """``read_setting`` reads Slicer's own settings; ``install`` asks the user and installs pynetdicom."""
        self.desk, self.post, self._settings = desk, post, settings
        self._read_setting, self._install = read_setting, install
        self.chosen = ""
        self.entry = self._new_entry()
        self.servers: tuple[Server, ...] = ()
        self._test: Child | None = None
        self._tested: AnyDestination | None = None

    def _new_entry(self) -> Entry:
        return Entry(calling_ae=self._settings.value("CallingAE", OWN_AE))

    def state(self) -> DestinationsState:
        """What is shown."""
        made, reason = self.made()
        held = self.post.destination(self.chosen)
        unchanged = _("There is nothing to save.") if made is not None and made == held else ""
        return DestinationsState(
            names=tuple(one.name for one in self.post.destinations),
            chosen=self.chosen,
            entry=self.entry,
            servers=tuple(one.name for one in self.servers),
            save_reason=reason or unchanged,
            remove_reason="" if held is not None else _("Choose a destination of the list."),
            test_reason=reason or (_("A test is running.") if self.testing else ""),
            layers=self.layers(),
            testing=self.testing,
            package="" if self.post.has_package("pynetdicom") else _package_sentence(),
        )

    @property
    def testing(self) -> bool:
        """Whether a test is running."""
        return self._test is not None and self._test.running

    def layers(self) -> tuple[Layer, ...]:
        """What the last test has found so far; nothing once the form says another destination."""
        if self._test is None or self.made()[0] != self._tested:
            return ()
        said = [(line, layer_of(line)) for line in self._test.lines()]
        found = tuple(layer for _line, layer in said if layer is not None)
        if found or self.testing or not said:
            return found
        return (Layer("", False, said[-1][0]),)

    def made(self) -> tuple[AnyDestination | None, str]:
        """The destination that the form says, or why it says none."""
        if self.entry == self._new_entry():
            return None, _("Fill in the form first.")
        try:
            return made_of(self.entry), ""
        except DeliveryError as error:
            return None, f"{error}."

    # Commands

    def enter(self) -> None:
        """Read Slicer's list anew."""
        self.servers = slicer_servers(self._read_setting)

    def choose(self, name: str) -> None:
        """Put a destination of the list into the form; an empty name begins a new one."""
        held = self.post.destination(name)
        self.chosen = "" if held is None else name
        self.entry = self._new_entry() if held is None else entry_of(held)
        self._forget_test()
        self.desk.changed()

    def take(self, index: int) -> None:
        """Put a server of Slicer's into the form; it is added by Save."""
        server, new = self.servers[index], self._new_entry()
        self.chosen = ""
        self.entry = replace(
            new,
            name=server.name,
            address=server.address,
            called_ae=server.called_ae,
            calling_ae=server.calling_ae or new.calling_ae,
            protocol=(Protocol.DICOMWEB if server.web else Protocol.DIMSE).value,
        )
        self._forget_test()
        self.desk.changed()

    def set(self, **values: Any) -> None:
        """What is typed into the form."""
        before, self.entry = self.entry, replace(self.entry, **values)
        if self.entry.is_web != before.is_web:
            # Reading back costs little there, and is the only proof of the content.
            self.entry = replace(self.entry, query=self.entry.is_web)
        self.desk.changed()

    def save(self) -> None:
        """Add it, or put it in the place of the chosen one. What waits keeps its address until it is retried."""
        made, reason = self.made()
        if made is None:
            self.desk.say(reason, grave=True)
            self.desk.changed()
            return
        if self._do(lambda: self._keep(made), _("The destination {name} is kept.").format(name=made.name)):
            self.chosen = made.name
            if isinstance(made, Destination):
                self._settings.set("CallingAE", made.calling_ae)
        self.desk.changed()

    def _keep(self, made: AnyDestination) -> None:
        path = destinations_file()
        if self.chosen == made.name:
            replace_destination(path, made)
            return
        add_destination(path, made)
        if self.chosen:
            remove_destination(path, self.chosen)

    def remove(self) -> None:
        """Take it off the list; what waits for it goes on with the address that it has."""
        name = self.chosen
        said = _("{name} is off the list; what waits for it in the outbox keeps its address.").format(name=name)
        if self._do(lambda: remove_destination(destinations_file(), name), said):
            self.post.secrets.pop(name, None)
            self.choose("")
        self.desk.changed()

    def _do(self, action: Callable[[], object], said: str) -> bool:
        try:
            action()
        except EXPECTED as error:
            self.desk.say(str(error), grave=True)
            return False
        finally:
            self.post.reread_destinations()
        self.desk.say(said)
        return True

    # The test

    def test(self, typed: str = "") -> None:
        """Test what the form says, layer by layer, in a process of its own."""
        made, reason = self.made()
        if made is None or self.testing:
            self.desk.say(reason, grave=True)
            self.desk.changed()
            return
        if typed:
            self.post.take_secret(made, typed, False)
        self._forget_test()
        self._tested = made
        try:
            self._test = Child(self.post.launch(), MODULE)
        except OSError as error:
            self.desk.say(_("The test cannot be started: {reason}.").format(reason=error.strerror or error), grave=True)
        else:
            known = {name: secret for name, secret in self.post.secrets.items() if name == made.name}
            self._test.tell_all(json.dumps(made.plain()) + "\n" + secrets_line(known))
        self.desk.changed()

    def _forget_test(self) -> None:
        if self._test is not None and self._test.running:
            self._test.stop()
        self._test = None

    # pynetdicom

    def install(self) -> None:
        """The user's own act: Slicer asks, and installs pynetdicom."""
        if self._do(self._install, "") and self.post.has_package("pynetdicom"):
            self.desk.say(_("pynetdicom is installed."))
        self.desk.changed()

    def install_from(self, wheel: str) -> None:
        """From a file, for a computer without a network."""
        self._do(lambda: install_wheel(Path(wheel)), _("pynetdicom is installed."))
        self.desk.changed()


def _package_sentence() -> str:
    missing = _("The package pynetdicom is not installed: only DICOMweb destinations can be sent to.")
    return f"{missing} " + _("Install it over the network, or from its wheel file.")

# SPDX-License-Identifier: Apache-2.0
"""The command destination, and where the commands of delivery are found."""

import sys
from argparse import Namespace
from collections.abc import Callable

from ..delivery.connection_test import check_connection
from ..delivery.credentials import forget_secret, keep_secret, keyring_name, secrets_from_line
from ..delivery.destination import AnyDestination, Destination, Login, Tls, WebDestination
from ..delivery.destinations import add_destination, find_destination, list_destinations, remove_destination
from ..delivery.places import destinations_file
from ..jobs.errors import JobError
from ..jobs.sending import make_destination
from .console import show
from .outbox_commands import outbox, send
from .secrets_asked import ask_secrets, type_secret


def destination(arguments: Namespace) -> int:
    """Add, list, test or remove destinations."""
    return _DESTINATION[arguments.action](arguments)


def _add(arguments: Namespace) -> int:
    added = _web(arguments) if arguments.url else _dimse(arguments)
    add_destination(destinations_file(), added)
    show([f"added    {_destination_line(added)}"])
    return 0


def _dimse(arguments: Namespace) -> Destination:
    if not (arguments.address and arguments.called_ae and arguments.calling_ae):
        raise JobError("a destination is HOST:PORT with --called-ae and --calling-ae, or --url")
    if arguments.login or arguments.user:
        raise JobError("--login and --user belong to --url; DIMSE has no passwords")
    tls = _tls(arguments)
    if tls and not arguments.tls:
        raise JobError("--ca, --certificate and --key belong to --tls; add it, or leave them out")
    aes = (arguments.called_ae, arguments.calling_ae)
    secured = (tls or Tls()) if arguments.tls else None
    manner = (arguments.timeout, bool(arguments.query), secured, arguments.commitment_port)
    return make_destination(arguments.name, arguments.address, aes, *manner)


def _web(arguments: Namespace) -> WebDestination:
    of_dimse = (arguments.address, arguments.called_ae, arguments.calling_ae, arguments.tls, arguments.commitment_port)
    if any(of_dimse):
        raise JobError("HOST:PORT, AE titles, --tls and --commitment-port belong to DIMSE; the URL says it all")
    query = arguments.query is not False
    login = Login(arguments.login or Login.NONE)
    return WebDestination(
        arguments.name, arguments.url, arguments.timeout, query, _tls(arguments), login, arguments.user
    )


def _tls(arguments: Namespace) -> Tls | None:
    given = {"authorities": arguments.ca, "certificate": arguments.certificate, "key": arguments.key}
    named = {name: str(path.resolve()) for name, path in given.items() if path}
    return Tls(**named) if named else None


def _list_destinations(_: Namespace) -> int:
    show(map(_destination_line, list_destinations(destinations_file())))
    return 0


def _destination_line(one: AnyDestination) -> str:
    if isinstance(one, WebDestination):
        login = {Login.NONE: "", Login.BASIC: f", log-in {one.user}", Login.BEARER: ", log-in by token"}[one.login]
        return f"{one.name}: {one.url}{login}{', reads back' if one.query else ''}"
    commitment = f", storage commitment at our port {one.commitment_port}" if one.commitment_port else ""
    extras = "".join([", TLS" if one.tls else "", ", asks by C-FIND" if one.query else "", commitment])
    return f"{one.name}: {one.called_ae} at {one.shown}, from {one.calling_ae}{extras}"


def _test_destination(arguments: Namespace) -> int:
    chosen = find_destination(destinations_file(), arguments.name)
    secret = ask_secrets([chosen], from_stdin=arguments.secrets_stdin).get(chosen.name)
    works = True
    for layer in check_connection(chosen, secret=secret):
        show([f"{layer.name:22}{'works ' if layer.works else 'FAILS '} {layer.said}"])
        works = layer.works
    return 0 if works else 1


def _log_in(arguments: Namespace) -> int:
    chosen = find_destination(destinations_file(), arguments.name)
    if not isinstance(chosen, WebDestination) or not chosen.needs_secret:
        raise JobError(f"{chosen.name} asks for no log-in")
    given = secrets_from_line(sys.stdin.readline()).get(chosen.name) if arguments.secrets_stdin else type_secret(chosen)
    if given is None:
        raise JobError(f"nothing was given for {chosen.name}; call it in a terminal, or with --secrets-stdin")
    if not keep_secret(chosen.name, given):
        raise JobError("this system has no keyring (or the package keyring is missing); you are asked each time")
    show([f"kept     in the {keyring_name()}, for {chosen.name}"])
    return 0


def _remove(arguments: Namespace) -> int:
    remove_destination(destinations_file(), arguments.name)
    forget_secret(arguments.name)
    show([f"removed  {arguments.name}"])
    return 0


_DESTINATION = {
    **{"add": _add, "list": _list_destinations, "test": _test_destination},
    **{"login": _log_in, "remove": _remove},
}
COMMANDS: dict[str, Callable[[Namespace], int]] = {"destination": destination, "send": send, "outbox": outbox}

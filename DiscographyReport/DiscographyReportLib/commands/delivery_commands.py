# SPDX-License-Identifier: Apache-2.0
"""Commands about delivery: destination, send, outbox. They show no patient data."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from ..delivery.destination import Destination, Tls
from ..delivery.destinations import add_destination, find_destination, list_destinations, remove_destination
from ..delivery.outbox import Delivery
from ..delivery.outcome import State
from ..delivery.places import destinations_file
from ..jobs.errors import JobError
from ..jobs.sending import confirmed, export_unconfirmed, make_destination, open_outbox, retry, save_for, send_waiting
from .console import note, show, show_json


def destination(arguments: Namespace) -> int:
    """Add, list, test or remove destinations."""
    return _DESTINATION[arguments.action](arguments)


def _add(arguments: Namespace) -> int:
    tls = _tls(arguments)
    aes = (arguments.called_ae, arguments.calling_ae)
    added = make_destination(arguments.name, arguments.address, aes, arguments.timeout, arguments.query, tls)
    add_destination(destinations_file(), added)
    show([f"added    {_destination_line(added)}"])
    return 0


def _tls(arguments: Namespace) -> Tls | None:
    given = {"authorities": arguments.ca, "certificate": arguments.certificate, "key": arguments.key}
    if not arguments.tls:
        if any(given.values()):
            raise JobError("--ca, --certificate and --key belong to --tls; add it, or leave them out")
        return None
    return Tls(**{name: str(path.resolve()) for name, path in given.items() if path})


def _list_destinations(_: Namespace) -> int:
    show(map(_destination_line, list_destinations(destinations_file())))
    return 0


def _destination_line(one: Destination) -> str:
    extras = "".join([", TLS" if one.tls else "", ", asks by C-FIND" if one.query else ""])
    return f"{one.name}: {one.called_ae} at {one.shown}, from {one.calling_ae}{extras}"


def _test_destination(arguments: Namespace) -> int:
    chosen = find_destination(destinations_file(), arguments.name)
    try:
        from ..delivery.connection_test import check_connection
    except ImportError:
        raise JobError("pynetdicom is not installed; pip install 'discography-report[delivery]' installs it") from None
    works = True
    for layer in check_connection(chosen):
        show([f"{layer.name:22}{'works ' if layer.works else 'FAILS '} {layer.said}"])
        works = layer.works
    return 0 if works else 1


def _remove(arguments: Namespace) -> int:
    remove_destination(destinations_file(), arguments.name)
    show([f"removed  {arguments.name}"])
    return 0


def send(arguments: Namespace) -> int:
    """Save reports in the outbox and send them; 1 where the PACS has not confirmed all of them."""
    with open_outbox() as outbox:
        saved = save_for(outbox, arguments.files, arguments.to)
        show(f"saved    {one.path} ({one.uid}){'' if one.new else ', which was there already'}" for one in saved)
        if arguments.later:
            return 0
        _run(lambda: send_waiting(outbox))
        uids = {one.uid for one in saved}
        sent = [one for one in outbox.deliveries() if one.uid in uids and one.destination == arguments.to]
    show(map(_delivery_line, sent))
    return 0 if confirmed(sent) else 1


def _run(worker: Callable[[], bool]) -> None:
    if not worker():
        note("note: another worker is sending from this outbox; it will take these too")


def outbox(arguments: Namespace) -> int:
    """List, send, retry or export what is in the outbox."""
    return _OUTBOX[arguments.action](arguments)


def _list_outbox(arguments: Namespace) -> int:
    with open_outbox() as opened:
        there = opened.deliveries()
    chosen = there if arguments.all else tuple(one for one in there if not confirmed([one]))
    if arguments.json:
        show_json(list(map(_delivery_json, chosen)))
    else:
        show([*map(_delivery_line, chosen), _count(there)])
    return 0 if confirmed(there) else 1


def _delivery_line(one: Delivery) -> str:
    later = f" Next try {_time(one.next_try)}." if one.state is State.WAITING and one.tries else ""
    return f"{one.uid} to {one.destination}: {one.state.shown}. {one.answer}{later}"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(" ", "seconds")


def _delivery_json(one: Delivery) -> dict[str, object]:
    shown = ("uid", "destination", "state", "code", "answer", "tries", "next_try", "doubtful", "sha256")
    return {name: getattr(one, name) for name in shown}


def _count(deliveries: Sequence[Delivery]) -> str:
    unconfirmed = sum(not confirmed([one]) for one in deliveries)
    return f"{unconfirmed} of {len(deliveries)} not confirmed by their PACS" if deliveries else "the outbox is empty"


def _run_outbox(arguments: Namespace) -> int:
    with open_outbox() as opened:
        _run(lambda: send_waiting(opened, until_done=arguments.wait))
        there = opened.deliveries()
    show([*(_delivery_line(one) for one in there if not confirmed([one])), _count(there)])
    return 0 if confirmed(there) else 1


def _retry(arguments: Namespace) -> int:
    with open_outbox() as opened:
        due = retry(opened, arguments.uids)
    show([f"{len(due)} to be sent at the next run: discography-report outbox run"])
    return 0


def _export(arguments: Namespace) -> int:
    with open_outbox() as opened:
        written: list[Path] = export_unconfirmed(opened, arguments.folder)
    show([*map(str, written), f"{len(written)} written; they stay in the outbox"])
    return 0


_DESTINATION = {"add": _add, "list": _list_destinations, "test": _test_destination, "remove": _remove}
_OUTBOX = {"list": _list_outbox, "run": _run_outbox, "retry": _retry, "export": _export}
COMMANDS: dict[str, Callable[[Namespace], int]] = {"destination": destination, "send": send, "outbox": outbox}

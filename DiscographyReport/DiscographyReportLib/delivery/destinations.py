# SPDX-License-Identifier: Apache-2.0
"""The user's list of destinations: one JSON file, mode 0600, without credentials."""

import json
from pathlib import Path
from typing import Any

from ..texts import _
from .destination import AnyDestination, destination_from
from .errors import DeliveryError
from .files import write_private_file
from .lock import exclusive
from .places import make_private_folder

VERSION = 1


def list_destinations(path: Path) -> tuple[AnyDestination, ...]:
    """Every destination, in the order of their names; none where there is no file yet. DeliveryError: unreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise DeliveryError(
            _("{path} cannot be read as a list of destinations: {error}").format(path=path, error=error)
        ) from None
    return tuple(sorted(map(_entry_reader(path), _entries(content, path)), key=lambda one: one.name))


def find_destination(path: Path, name: str) -> AnyDestination:
    """The destination of that name, or DeliveryError that names those there are."""
    known = {one.name: one for one in list_destinations(path)}
    if name not in known:
        there = (
            _("there are {names}").format(names=", ".join(known))
            if known
            else _("there is none yet; add one with: destination add")
        )
        raise DeliveryError(_("there is no destination {name}; {there}").format(name=name, there=there))
    return known[name]


def add_destination(path: Path, destination: AnyDestination) -> None:
    """Add one. A name that is taken is refused, so that no waiting report changes its way unseen."""
    with exclusive(path):
        known = list_destinations(path)
        if destination.name in {one.name for one in known}:
            taken = _("there is a destination {name} already").format(name=destination.name)
            raise DeliveryError(_("{taken}; remove it first or take another name").format(taken=taken))
        _write(path, (*known, destination))


def replace_destination(path: Path, destination: AnyDestination) -> None:
    """Give the destination of that name other settings. What waits in the outbox takes them when it is retried."""
    with exclusive(path):
        old = find_destination(path, destination.name)
        _write(path, (*(one for one in list_destinations(path) if one != old), destination))


def remove_destination(path: Path, name: str) -> None:
    """Remove one. What waits for it in the outbox stays there and keeps its address."""
    with exclusive(path):
        gone = find_destination(path, name)
        _write(path, tuple(one for one in list_destinations(path) if one != gone))


def _entries(content: Any, path: Path) -> list[Any]:
    if not isinstance(content, dict) or not isinstance(content.get("destinations"), list):
        raise DeliveryError(_("{path} is no list of destinations; move it away and add them anew").format(path=path))
    if content.get("version") != VERSION:
        raise DeliveryError(
            _("{path} was written by another version ({found}); this one reads {version}").format(
                path=path, found=content.get("version"), version=VERSION
            )
        )
    entries: list[Any] = content["destinations"]
    return entries


def _entry_reader(path: Path) -> Any:
    return lambda entry: destination_from(entry, str(path))


def _write(path: Path, destinations: tuple[AnyDestination, ...]) -> None:
    content = {"version": VERSION, "destinations": [one.plain() for one in destinations]}
    try:
        make_private_folder(path.parent)
        write_private_file(path, json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        raise DeliveryError(_("{path} cannot be written: {reason}").format(path=path, reason=error.strerror)) from None

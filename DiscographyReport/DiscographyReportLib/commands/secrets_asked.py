# SPDX-License-Identifier: Apache-2.0
"""Passwords and tokens for a command: from the keyring, from stdin, or typed. Never from an argument."""

import getpass
import sys
from collections.abc import Iterable

from ..delivery.credentials import Secret, find_secret, secrets_from_line
from ..delivery.destination import AnyDestination, Login, WebDestination


def ask_secrets(destinations: Iterable[AnyDestination], *, from_stdin: bool) -> dict[str, Secret]:
    """By name, for those that need one and where one is to be had: stdin, else the keyring, else the terminal."""
    given = secrets_from_line(sys.stdin.readline()) if from_stdin else {}
    needing = {one.name: one for one in destinations if isinstance(one, WebDestination) and one.needs_secret}
    found = {name: given.get(name) or find_secret(name) or type_secret(one) for name, one in needing.items()}
    return {name: secret for name, secret in found.items() if secret}


def type_secret(destination: WebDestination) -> Secret | None:
    """What the user types, unseen; None where nobody sits at the terminal."""
    if not sys.stdin.isatty():
        return None
    if destination.login is Login.BASIC:
        return Secret(password=getpass.getpass(f"Password of {destination.user} for {destination.name}: "))
    return Secret(token=getpass.getpass(f"Token for {destination.name}: ").strip())

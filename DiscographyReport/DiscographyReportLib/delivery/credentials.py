# SPDX-License-Identifier: Apache-2.0
"""Secrets of destinations: in the keyring of the system where there is one, else in memory for as long as we run.

They reach a worker as one line of JSON on its stdin, and nothing else ever: no argument, no environment, no file of
ours, no log. ``keyring`` is an optional package; without it, or without a keyring on this machine, the user is asked
once in each session.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..texts import _
from .errors import DeliveryError

SERVICE = "DiscographyReport"
"""Under which our entries stand in the keyring."""


@dataclass(frozen=True)
class Secret:
    """What a destination asks for: user and password, or a bearer token. Its ``repr`` shows nothing."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


Secrets = Mapping[str, Secret]
"""By the names of destinations."""


def secrets_line(secrets: Secrets) -> str:
    """All of them as one line of JSON, for the stdin of a worker."""
    return json.dumps({name: asdict(secret) for name, secret in secrets.items()}) + "\n"


def secrets_from_line(line: str) -> dict[str, Secret]:
    """The reverse; an empty line holds none. DeliveryError does not repeat what it could not read."""
    if not line.strip():
        return {}
    try:
        return {str(name): _secret(content) for name, content in json.loads(line).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise DeliveryError(
            'the line with secrets is none: {"destination": {"user": "...", "password": "..."}} or {"token": "..."}'
        ) from None


def _secret(content: dict[str, Any]) -> Secret:
    secret = Secret(**content)
    if not all(isinstance(value, str) for value in asdict(secret).values()):
        raise TypeError
    return secret


def keyring_name() -> str | None:
    """What the keyring of this system is called; None where there is none that keeps secrets."""
    keyring = _keyring()
    return None if keyring is None else str(keyring.get_keyring().name)


def find_secret(destination: str) -> Secret | None:
    """What the keyring has for a destination; None where it has nothing, is locked, or is not there."""
    keyring = _keyring()
    if keyring is None:
        return None
    from keyring.errors import KeyringError

    try:
        line = keyring.get_password(SERVICE, destination)
    except KeyringError:
        return None
    try:
        return secrets_from_line(line or "").get(destination)
    except DeliveryError:
        # Not ours, or of another version: the user is asked.
        return None


def keep_secret(destination: str, secret: Secret) -> bool:
    """Whether the keyring took it; if not, the caller keeps it in memory and asks again in the next session."""
    keyring = _keyring()
    if keyring is None:
        return False
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, destination, secrets_line({destination: secret}))
    except KeyringError:
        return False
    return True


def forget_secret(destination: str) -> None:
    """Take it out of the keyring, where it is."""
    keyring = _keyring()
    if keyring is None:
        return
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, destination)
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise DeliveryError(
            _("the keyring did not forget {destination}: {kind}").format(
                destination=destination, kind=type(error).__name__
            )
        ) from None


def _keyring() -> Any:
    """The package, where it is installed and has a place to keep things; without one it fails or forgets."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError:
        return None
    return None if isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring) else keyring

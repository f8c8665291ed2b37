# SPDX-License-Identifier: Apache-2.0
"""What is remembered on this computer: names, units, folders. Never patients, never credentials."""

from typing import Protocol

PREFIX = "DiscographyReport/"


class Settings(Protocol):
    """Where texts are kept by a key."""

    def value(self, key: str, default: str, /) -> str:
        """What is kept, or the default."""
        ...

    def set(self, key: str, value: str, /) -> None:
        """Keep a text."""
        ...


class Kept:
    """Settings that live as long as the program; for scripts and tests."""

    def __init__(self, **known: str) -> None:
        self.known = dict(known)

    def value(self, key: str, default: str, /) -> str:
        """What is kept, or the default."""
        return self.known.get(key, default)

    def set(self, key: str, value: str, /) -> None:
        """Keep a text."""
        self.known[key] = value

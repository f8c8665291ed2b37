# SPDX-License-Identifier: Apache-2.0
"""Closed lists as the panel offers them: the value, its key, and its word in the user's language."""

from enum import Enum
from functools import cache
from typing import NamedTuple

from ..model.words import word
from .choices_disc import DISC_KEYS
from .choices_procedure import PROCEDURE_KEYS

_FREE_KEYS = "abcdefghijklmnopqrstuvwxyz"


class Choice(NamedTuple):
    """One entry of a closed list."""

    value: Enum
    key: str

    @property
    def word(self) -> str:
        """The value in the user's language."""
        return word(self.value)


@cache
def choices(kind: type[Enum]) -> tuple[Choice, ...]:
    """The entries of a closed list in its own order; every key is one character, and stands for one entry."""
    keys = {**DISC_KEYS, **PROCEDURE_KEYS}[kind]
    taken = {key for key in keys.values() if key}
    found = []
    for member in kind:
        key = keys[member] or _free_key(str(member.value), taken)
        taken.add(key)
        found.append(Choice(member, key))
    return tuple(found)


def _free_key(name: str, taken: set[str]) -> str:
    wanted = [letter for letter in name.lower() if letter.isalnum()]
    return next(letter for letter in (*wanted, *_FREE_KEYS) if letter not in taken)

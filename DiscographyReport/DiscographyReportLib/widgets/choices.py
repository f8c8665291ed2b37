# SPDX-License-Identifier: Apache-2.0
"""Closed lists as the panel offers them: the value, its key, and its word in the user's language."""

from enum import Enum
from functools import cache
from typing import NamedTuple

from .choices_disc import DISC_WORDS
from .choices_procedure import PROCEDURE_WORDS

_FREE_KEYS = "abcdefghijklmnopqrstuvwxyz"


class Choice(NamedTuple):
    """One entry of a closed list."""

    value: Enum
    key: str
    word: str


@cache
def choices(kind: type[Enum]) -> tuple[Choice, ...]:
    """The entries of a closed list in its own order; every key is one character, and stands for one entry."""
    words = {**DISC_WORDS, **PROCEDURE_WORDS}[kind]
    taken = {key for key, _word in words.values() if key}
    found = []
    for member in kind:
        key, word = words[member]
        key = key or _free_key(str(member.value), taken)
        taken.add(key)
        found.append(Choice(member, key, word))
    return tuple(found)


def word_of(value: Enum) -> str:
    """A value in the user's language."""
    return next(choice.word for choice in choices(type(value)) if choice.value is value)


def _free_key(name: str, taken: set[str]) -> str:
    wanted = [letter for letter in name.lower() if letter.isalnum()]
    return next(letter for letter in (*wanted, *_FREE_KEYS) if letter not in taken)

# SPDX-License-Identifier: Apache-2.0
"""Whether a text is German: none of the words is one that our English texts use and our German ones never do."""

import re
from collections.abc import Iterable
from functools import cache

from texts import catalog_file, read

FIGURE = re.compile(r"[CTLS]\d+-[CTLS]\d+|\d+(?:\.\d+)?|[<>≤≥=]|\b(?:psi|kPa|bar|mmHg|mL|NRS)\b|(?<=\d )s\b")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Names of rule sets, units and abbreviations are the same in both.
NAMES = {"derby", "walsh", "iasp", "asipp", "sis", "dallas", "hebelka", "psi", "kpa", "bar", "mmhg", "nrs", "ml", "ct"}


def words(text: str) -> set[str]:
    """The words of a text in small letters."""
    return {word.lower() for word in _WORD.findall(text)}


def _words_of_all(texts: Iterable[object]) -> set[str]:
    return set().union(*[words(_PLACEHOLDER.sub(" ", str(text))) for text in texts])


@cache
def lexicon() -> tuple[frozenset[str], frozenset[str]]:
    """Words that only our English texts use, and those of the German ones."""
    messages = [message for message in read(catalog_file("de")) if message.id]
    english = _words_of_all(message.id for message in messages)
    german = _words_of_all(message.string for message in messages)
    return frozenset(english - german - NAMES), frozenset(german | NAMES)


def english_left(text: str, typed: str = "") -> set[str]:
    """The English words of a text; ``typed`` is what a user wrote, in any language."""
    return (words(text) & lexicon()[0]) - words(typed)


def is_german(text: str) -> bool:
    """Whether every word is one of our German texts."""
    return words(text) <= lexicon()[1]


def figures(text: str) -> list[str]:
    """Numbers, levels, units and signs, in their order."""
    return FIGURE.findall(text)

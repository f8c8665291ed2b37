# SPDX-License-Identifier: Apache-2.0
"""Facts put together from several fields: what is known by name, then the names of what is not recorded."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from ..texts import _
from .numbers import with_unit
from .page import Cell, Fact
from .said import unknown
from .tones import Tone

T = TypeVar("T")
Part = tuple[str, str | None]


def fact(label: str, text: str | None) -> Fact:
    """One field; without a value it is *not recorded*."""
    return Fact(label, text) if text else Fact(label, unknown(), Tone.UNKNOWN)


def fact_of(label: str, *parts: Part) -> Fact:
    """Several fields under one label: ``technique: double needle; length: 150 mm (not recorded: curved tip)``."""
    told = "; ".join(f"{name}: {text}" for name, text in parts if text)
    missing = ", ".join(name for name, text in parts if not text)
    if not told:
        return fact(label, None)
    return Fact(label, f"{told} ({unknown()}: {missing})" if missing else told)


def measured(number: Decimal | int | None, unit: str) -> str | None:
    """A number with its unit, or ``None``."""
    return None if number is None else with_unit(number, unit)


def shown(value: T | None, how: Callable[[T], str]) -> str | None:
    """A value as ``how`` says it, or ``None``."""
    return None if value is None else how(value)


def joined(texts: Iterable[str] | None, separator: str = "; ") -> str | None:
    """Texts in one, or ``None``."""
    return None if texts is None else separator.join(texts) or None


def cell(text: str | None, tone: Tone = Tone.PLAIN, strong: bool = False) -> Cell:
    """A cell; without a text it says *not recorded*."""
    return Cell(text, tone, strong) if text else Cell(unknown(), Tone.UNKNOWN)


def gathered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that are known, then in one the names of all that are not."""
    told = tuple(facts)
    missing = [one.label for one in told if one.value == unknown()]
    rest = (Fact(_("Not recorded"), ", ".join(missing), Tone.UNKNOWN),) if missing else ()
    return (*known(told), *rest)


def known(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those of which anything is recorded."""
    return tuple(one for one in facts if one.value != unknown())

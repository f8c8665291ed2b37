# SPDX-License-Identifier: Apache-2.0
"""Typed text to a value of the model and back: forgiving in form, strict in meaning."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..model import values
from ..model.findings import pressure_text
from ..model.levels import Level, Region
from ..model.quantities import Pressure, PressureUnit
from ..model.record import Shape
from ..model.words import word
from .choices import choices
from .entry_errors import EntryError
from .entry_lists import parsed_item, shown_item
from .entry_time import parsed_time, shown_time
from .texts import _

UNKNOWN = ("", "?")
"""What says *not recorded*."""
NONE_OF_A_LIST = "0"
_NUMBER = re.compile(r"([+-]?\d*[.,]?\d+|[+-]?\d+[.,])\s*(.*)")
_UNIT_KEYS = {"p": PressureUnit.PSI, "k": PressureUnit.KPA, "b": PressureUnit.BAR, "m": PressureUnit.MMHG}


@dataclass(frozen=True)
class Context:
    """What a short entry leaves out: the unit of pressures, the day of times, the region, and the field's own unit."""

    pressure_unit: PressureUnit = PressureUnit.PSI
    day: date | None = None
    region: Region = Region.LUMBAR
    unit: str = ""


def parsed(text: str, form: Shape, context: Context, present: Any = None) -> Any:
    """The value that was typed; ``None`` for *not recorded*. ``EntryError`` says what could be typed instead."""
    typed = " ".join(text.split())
    if typed in UNKNOWN:
        return None
    if form.many:
        return _list(typed, form.kind, present)
    return _one(typed, form.kind, context)


def shown(value: Any, context: Context) -> str:
    """A value as it stands in its field; empty where nothing is recorded."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(shown_item, value)) if value else _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return shown_time(value, context.day)
    return _shown_quantity(value, context)


def _shown_quantity(value: Any, context: Context) -> str:
    if isinstance(value, Pressure):
        plain = values.decimal_text(value.value)
        return plain if value.unit is context.pressure_unit else pressure_text(value)
    if isinstance(value, Decimal):
        return values.decimal_text(value)
    if isinstance(value, Level):
        return value.value
    return str(value) if isinstance(value, int) or type(value) is str else word(value)


def _one(typed: str, kind: Any, context: Context) -> Any:
    parser = _PARSERS.get(kind)
    if parser is not None:
        return parser(typed, context)
    return parsed_choice(typed, kind)


def parsed_choice(typed: str, kind: Any) -> Any:
    """An entry of a closed list by its key, or by the beginning of its word or its name."""
    known = choices(kind)
    folded = typed.casefold()
    by_key = [one for one in known if one.key == folded]
    by_word = [one for one in known if folded in (one.word.casefold(), one.value.value.casefold())]
    begins = [one for one in known if one.word.casefold().startswith(folded) or one.value.value.startswith(folded)]
    for found in (by_word, by_key, begins):
        if len(found) == 1:
            return found[0].value
    offered = ", ".join(f"{one.key} = {one.word}" for one in known)
    raise EntryError(_("{typed} is not in the list: {choices}.").format(typed=repr(typed), choices=offered))


def _list(typed: str, kind: Any, present: Any) -> tuple[Any, ...]:
    if typed.casefold() in (NONE_OF_A_LIST, "none", "-", _("none").casefold()):
        return ()
    parts = [part.strip() for part in re.split(r"[;,+]", typed) if part.strip()]
    return tuple(parsed_item(part, kind, present or (), parsed_choice) for part in parts)


def parsed_number(typed: str, unit: str) -> Decimal:
    """A number with a point or a comma, and with or without its unit."""
    found = _NUMBER.fullmatch(typed)
    rest = found[2].casefold() if found else ""
    allowed = {"", unit.casefold(), "°" if unit == "deg" else "", "/10" if not unit else ""}
    if found is None or rest not in allowed:
        what = _("{typed} is not a number in {unit}.") if unit else _("{typed} is not a number.")
        raise EntryError(what.format(typed=repr(typed), unit=unit))
    return Decimal(found[1].replace(",", "."))


def _number(typed: str, context: Context) -> Decimal:
    return parsed_number(typed, context.unit)


def _whole(typed: str, context: Context) -> int:
    number = parsed_number(typed, context.unit)
    if number != number.to_integral_value():
        raise EntryError(_("{typed} is not a whole number.").format(typed=repr(typed)))
    return int(number)


def _pressure(typed: str, context: Context) -> Pressure:
    found = _NUMBER.fullmatch(typed)
    letters = re.sub(r"\s*\(.*\)$", "", found[2]).casefold() if found else ""
    unit = _UNIT_KEYS.get(letters[:1]) if letters else context.pressure_unit
    if found is None or unit is None or not (unit.value.casefold().startswith(letters)):
        raise EntryError(
            _("{typed} is not a pressure: type a number, and p, k, b or m for psi, kPa, bar or mmHg.").format(
                typed=repr(typed)
            )
        )
    return Pressure(Decimal(found[1].replace(",", ".")), unit)


def _yes_or_no(typed: str, _context: Context) -> bool:
    folded = typed.casefold()
    for answer, words in ((True, ("y", "1", "+", _("yes"))), (False, ("n", "0", "-", _("no")))):
        if folded in words or any(word.casefold().startswith(folded) for word in words[3:]):
            return answer
    raise EntryError(_("{typed} is neither yes nor no: type y or n.").format(typed=repr(typed)))


def _level(typed: str, context: Context) -> Level:
    wanted = "".join(letter for letter in typed.upper() if letter.isalnum())
    first = {Region.CERVICAL: "C", Region.THORACIC: "T", Region.LUMBAR: "L"}[context.region]
    for short in (wanted, first + wanted):
        found = [level for level in Level if short in _short_names(level)]
        if found:
            return found[0]
    raise EntryError(_("{typed} is not a level: type for example L4-L5, or 45.").format(typed=repr(typed)))


def _short_names(level: Level) -> tuple[str, ...]:
    upper, lower = level.value.split("-")
    return upper + lower, upper + lower[1:], upper


def _text(typed: str, _context: Context) -> str:
    return typed


def _name(typed: str, _context: Context) -> str:
    family, comma, given = typed.partition(",")
    return f"{family.strip()}^{given.strip()}" if comma and given.strip() else typed


def _time(typed: str, context: Context) -> datetime:
    return parsed_time(typed, context.day)


_PARSERS: dict[Any, Callable[[str, Context], Any]] = {
    Decimal: _number,
    int: _whole,
    Pressure: _pressure,
    bool: _yes_or_no,
    datetime: _time,
    Level: _level,
    str: _text,
    values.Uid: _text,
    values.PersonName: _name,
}

# SPDX-License-Identifier: Apache-2.0
"""Which plain values a report may hold: exactly those that its DICOM encoding can carry and give back.

Value representations: PS3.5 section 6.2 (DS at most 16 characters, PN groups of at most 64, UI at most 64).
"""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from .errors import ModelError

Uid = Annotated[str, "uid"]
PersonName = Annotated[str, "person name"]
Coordinate = Annotated[float, "coordinate"]
"""Millimeters, held at the precision of a float32 (VR FL)."""

_UID = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+")
_DS_LENGTH = 16
_MOST_BITS = 256
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED = {
    "Cc": ("control character", "write one line of plain text"),
    "Cs": ("lone surrogate", "it is half of a character; write the whole character or remove it"),
    "Zl": ("line separator", "write one line of plain text"),
    "Zp": ("paragraph separator", "write one line of plain text"),
}
"""Unicode general categories that no text holds, what they are called, and what to do."""


def text(value: object) -> str:
    """Check free text: no control characters, lone surrogates, line breaks or blanks outside; not empty."""
    if not isinstance(value, str):
        raise ModelError("", f"expected text, got {shown(value)}")
    if not value:
        raise ModelError("", "is empty; leave it out when it is not recorded")
    for character in value:
        _check_character(character)
    if value != value.strip():
        raise ModelError("", f"{value!r} begins or ends with a blank; remove it")
    return value


def _check_character(character: str) -> None:
    if character in _BIDIRECTIONAL:
        kind, remedy = "bidirectional control character", "remove it, it can show the text in a false order"
    elif unicodedata.category(character) in _REFUSED:
        kind, remedy = _REFUSED[unicodedata.category(character)]
    else:
        return
    raise ModelError("", f"holds the {kind} U+{ord(character):04X}; {remedy}")


def shown(value: object) -> str:
    """A value that is refused, for the message: numbers as they were typed, all else as Python writes it."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a very long whole number"
    return str(value) if isinstance(value, Decimal) else repr(value)


def person_name(value: object) -> str:
    r"""Check a name in DICOM's form ``Family^Given^Middle^Prefix^Suffix``, up to three groups joined by ``=``."""
    name = text(value)
    groups = name.split("=")
    if "\\" in name:
        raise ModelError("", f"{name!r} holds a backslash, which a DICOM name cannot")
    if len(groups) > 3 or any(len(group) > 64 or group.count("^") > 4 for group in groups):
        raise ModelError("", f"{name!r} is not Family^Given^Middle^Prefix^Suffix of at most 64 characters")
    parts = [part for group in groups for part in group.split("^")]
    if any(part != part.strip() for part in parts) or any(group.endswith("^") for group in groups) or not groups[-1]:
        raise ModelError("", f"{name!r} has a blank or empty part at its end; remove it")
    if not any(parts):
        raise ModelError("", f"{name!r} holds no name")
    return name


def uid(value: object) -> str:
    """Check a DICOM UID (PS3.5 section 9.1)."""
    if not isinstance(value, str) or len(value) > 64 or not _UID.fullmatch(value):
        raise ModelError("", f"{shown(value)} is not a DICOM UID (digits and dots, at most 64 characters)")
    return value


def decimal(value: object) -> Decimal:
    """Bring a number to its shortest exact decimal form; at most 16 characters, as a DICOM decimal string."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ModelError("", f"expected a number, got {shown(value)}")
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except ArithmeticError:
        raise ModelError("", f"{value!r} is not a number") from None
    if not number.is_finite():
        raise ModelError("", f"{value!r} is not a finite number")
    if abs(number.adjusted()) > _DS_LENGTH or len(decimal_text(number)) > _DS_LENGTH:
        raise ModelError("", f"{_brief(value)} has more than {_DS_LENGTH} characters; round it")
    return Decimal(decimal_text(number))


def _brief(value: float | str | Decimal) -> str:
    return shown(value) if isinstance(value, int) else str(value)


def decimal_text(number: Decimal) -> str:
    """The shortest plain notation: no exponent, no trailing zeros, no negative zero."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def integer(value: object) -> int:
    """Check a whole number; ``True`` and ``3.0`` are not."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ModelError("", f"expected a whole number, got {shown(value)}")
    if not -(10 ** (_DS_LENGTH - 1)) < value < 10**_DS_LENGTH:
        raise ModelError("", f"{shown(value)} has more than {_DS_LENGTH} characters; enter a shorter one")
    return value


def coordinate(value: object) -> float:
    """Round to float32, which is what SCOORD3D can hold (PS3.3 C.18.9)."""
    import struct

    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ModelError("", f"expected a number of millimeters, got {shown(value)}")
    try:
        rounded: float = struct.unpack("<f", struct.pack("<f", float(value)))[0]
    except OverflowError:
        rounded = float("inf")
    if not abs(rounded) < 1e6:
        raise ModelError("", f"{shown(value)} is no position in millimeters")
    return rounded + 0.0 if rounded else 0.0


def moment(value: object) -> datetime:
    """Check a local date and time at the place of the procedure: no offset, whole seconds, 1900 to 9999."""
    if not isinstance(value, datetime):
        raise ModelError("", f"expected a date and time such as 2026-10-14T10:12:04, got {shown(value)}")
    if value.tzinfo is not None or value.microsecond or value.year < 1900:
        raise ModelError("", f"{value.isoformat()} must be local time in whole seconds, without an offset")
    return value.replace(fold=0)

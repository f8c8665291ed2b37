# SPDX-License-Identifier: Apache-2.0
"""Which plain values a report may hold: exactly those that its DICOM encoding can carry and give back.

Value representations: PS3.5 section 6.2 (DS at most 16 characters, PN groups of at most 64, UI at most 64).
"""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from ..texts import N_, _
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
    "Cc": (N_("control character"), N_("write one line of plain text")),
    "Cs": (N_("lone surrogate"), N_("it is half of a character; write the whole character or remove it")),
    "Zl": (N_("line separator"), N_("write one line of plain text")),
    "Zp": (N_("paragraph separator"), N_("write one line of plain text")),
}
"""Unicode general categories that no text holds, what they are called, and what to do."""


def text(value: object) -> str:
    """Check free text: no control characters, lone surrogates, line breaks or blanks outside; not empty."""
    if not isinstance(value, str):
        raise ModelError("", _("expected text, got {value}").format(value=shown(value)))
    if not value:
        raise ModelError("", _("is empty; leave it out when it is not recorded"))
    for character in value:
        _check_character(character)
    if value != value.strip():
        raise ModelError("", _("{value!r} begins or ends with a blank; remove it").format(value=value))
    return value


def _check_character(character: str) -> None:
    if character in _BIDIRECTIONAL:
        kind, remedy = _("bidirectional control character"), _("remove it, it can show the text in a false order")
    elif unicodedata.category(character) in _REFUSED:
        kind, remedy = map(_, _REFUSED[unicodedata.category(character)])
    else:
        return
    raise ModelError(
        "", _("holds the {kind} U+{code:04X}; {remedy}").format(kind=kind, code=ord(character), remedy=remedy)
    )


def shown(value: object) -> str:
    """A value that is refused, for the message: numbers as they were typed, all else as Python writes it."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return _("a very long whole number")
    return str(value) if isinstance(value, Decimal) else repr(value)


def person_name(value: object) -> str:
    r"""Check a name in DICOM's form ``Family^Given^Middle^Prefix^Suffix``, up to three groups joined by ``=``."""
    name = text(value)
    groups = name.split("=")
    if "\\" in name:
        raise ModelError("", _("{name!r} holds a backslash, which a DICOM name cannot").format(name=name))
    if len(groups) > 3 or any(len(group) > 64 or group.count("^") > 4 for group in groups):
        raise ModelError(
            "", _("{name!r} is not Family^Given^Middle^Prefix^Suffix of at most 64 characters").format(name=name)
        )
    parts = [part for group in groups for part in group.split("^")]
    if any(part != part.strip() for part in parts) or any(group.endswith("^") for group in groups) or not groups[-1]:
        raise ModelError("", _("{name!r} has a blank or empty part at its end; remove it").format(name=name))
    if not any(parts):
        raise ModelError("", _("{name!r} holds no name").format(name=name))
    return name


def uid(value: object) -> str:
    """Check a DICOM UID (PS3.5 section 9.1)."""
    if not isinstance(value, str) or len(value) > 64 or not _UID.fullmatch(value):
        raise ModelError(
            "", _("{value} is not a DICOM UID (digits and dots, at most 64 characters)").format(value=shown(value))
        )
    return value


def decimal(value: object) -> Decimal:
    """Bring a number to its shortest exact decimal form; at most 16 characters, as a DICOM decimal string."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ModelError("", _("expected a number, got {value}").format(value=shown(value)))
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except ArithmeticError:
        raise ModelError("", _("{value!r} is not a number").format(value=value)) from None
    if not number.is_finite():
        raise ModelError("", _("{value!r} is not a finite number").format(value=value))
    if abs(number.adjusted()) > _DS_LENGTH or len(decimal_text(number)) > _DS_LENGTH:
        raise ModelError(
            "",
            _("{value} has more than {most} characters; round it").format(value=_brief(value), most=_DS_LENGTH),
        )
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
        raise ModelError("", _("expected a whole number, got {value}").format(value=shown(value)))
    if not -(10 ** (_DS_LENGTH - 1)) < value < 10**_DS_LENGTH:
        raise ModelError(
            "",
            _("{value} has more than {most} characters; enter a shorter one").format(
                value=shown(value), most=_DS_LENGTH
            ),
        )
    return value


def coordinate(value: object) -> float:
    """Round to float32, which is what SCOORD3D can hold (PS3.3 C.18.9)."""
    import struct

    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ModelError("", _("expected a number of millimeters, got {value}").format(value=shown(value)))
    try:
        rounded: float = struct.unpack("<f", struct.pack("<f", float(value)))[0]
    except OverflowError:
        rounded = float("inf")
    if not abs(rounded) < 1e6:
        raise ModelError("", _("{value} is no position in millimeters").format(value=shown(value)))
    return rounded + 0.0 if rounded else 0.0


def moment(value: object) -> datetime:
    """Check a local date and time at the place of the procedure: no offset, whole seconds, 1900 to 9999."""
    if not isinstance(value, datetime):
        raise ModelError(
            "", _("expected a date and time such as 2026-10-14T10:12:04, got {value}").format(value=shown(value))
        )
    if value.tzinfo is not None or value.microsecond or value.year < 1900:
        raise ModelError(
            "", _("{value} must be local time in whole seconds, without an offset").format(value=value.isoformat())
        )
    return value.replace(fold=0)

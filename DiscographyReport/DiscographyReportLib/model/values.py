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


def text(value: object) -> str:
    """Check free text: no control characters, no blanks outside, not empty."""
    if not isinstance(value, str):
        raise ModelError("", f"expected text, got {value!r}")
    if not value:
        raise ModelError("", "is empty; leave it out when it is not recorded")
    if value != value.strip():
        raise ModelError("", f"{value!r} begins or ends with a blank; remove it")
    bad = next((c for c in value if unicodedata.category(c) in ("Cc", "Cs")), None)
    if bad is not None:
        raise ModelError("", f"holds the control character U+{ord(bad):04X}; write one line of plain text")
    return value


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
        raise ModelError("", f"{value!r} is not a DICOM UID (digits and dots, at most 64 characters)")
    return value


def decimal(value: object) -> Decimal:
    """Bring a number to its shortest exact decimal form; at most 16 characters, as a DICOM decimal string."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ModelError("", f"expected a number, got {value!r}")
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except ArithmeticError:
        raise ModelError("", f"{value!r} is not a number") from None
    if not number.is_finite():
        raise ModelError("", f"{value!r} is not a finite number")
    if abs(number.adjusted()) > _DS_LENGTH or len(decimal_text(number)) > _DS_LENGTH:
        raise ModelError("", f"{value} has more than {_DS_LENGTH} characters; round it")
    return Decimal(decimal_text(number))


def decimal_text(number: Decimal) -> str:
    """The shortest plain notation: no exponent, no trailing zeros, no negative zero."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def integer(value: object) -> int:
    """Check a whole number; ``True`` and ``3.0`` are not."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ModelError("", f"expected a whole number, got {value!r}")
    if len(str(value)) > _DS_LENGTH:
        raise ModelError("", f"{value} has more than {_DS_LENGTH} digits")
    return value


def coordinate(value: object) -> float:
    """Round to float32, which is what SCOORD3D can hold (PS3.3 C.18.9)."""
    import struct

    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ModelError("", f"expected a number of millimeters, got {value!r}")
    try:
        rounded: float = struct.unpack("<f", struct.pack("<f", float(value)))[0]
    except OverflowError:
        rounded = float("inf")
    if not abs(rounded) < 1e6:
        raise ModelError("", f"{value!r} is no position in millimeters")
    return rounded + 0.0 if rounded else 0.0


def moment(value: object) -> datetime:
    """Check a local date and time at the place of the procedure: no offset, whole seconds, 1900 to 9999."""
    if not isinstance(value, datetime):
        raise ModelError("", f"expected a date and time such as 2026-10-14T10:12:04, got {value!r}")
    if value.tzinfo is not None or value.microsecond or value.year < 1900:
        raise ModelError("", f"{value.isoformat()} must be local time in whole seconds, without an offset")
    return value.replace(fold=0)

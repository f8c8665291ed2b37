# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema (draft 2020-12) of the document, drawn from the records and their limits.

It describes documents as they are written. Limits that depend on the region stand at their widest. What only a program
can check (a date that exists, the length of a number, agreement between fields) is left to the reader and ``checks``.
"""

from dataclasses import MISSING, Field, fields
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from enum import Enum
from fractions import Fraction
from inspect import getdoc
from typing import Any

from . import values
from .document import FORMAT, VERSION, plain
from .limits import LIMITS, widest
from .quantities import PSI_PER_UNIT, Pressure, PressureUnit
from .record import Shape, shapes
from .report import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:discographyreport:schema:report:{VERSION}"
_REFUSED = "\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069"
_PLAIN_CHARACTER = f"[^{_REFUSED}]"
_NO_BLANK = f"[^\\s{_REFUSED}]"
# Some engines let $ stand before a last line break.
_END = "$(?!\\n)"
_TEXT = f"^{_NO_BLANK}({_PLAIN_CHARACTER}*{_NO_BLANK})?{_END}"
_PARTS: dict[object, dict[str, Any]] = {
    str: {"type": "string", "pattern": _TEXT},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    datetime: {
        "type": "string",
        "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}{_END}",
        "description": "Local date and time at the place of the procedure, in whole seconds.",
    },
    values.Uid: {
        "type": "string",
        "maxLength": 64,
        "pattern": f"^(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))+{_END}",
        "description": "A DICOM UID.",
    },
    values.PersonName: {
        "type": "string",
        "allOf": [{"pattern": _TEXT}, {"pattern": f"^[^\\\\=]*(=[^\\\\=]*){{0,2}}{_END}"}],
        "description": "A DICOM name, Family^Given^Middle^Prefix^Suffix, up to three groups joined by =.",
    },
    values.Coordinate: {"type": "number", "exclusiveMinimum": -1_000_000, "exclusiveMaximum": 1_000_000},
}
_UNIQUE = ("Disc.leaks", "Disc.pain_behaviors")


def schema() -> dict[str, Any]:
    """The schema as plain data; always the same, in the same order."""
    definitions: dict[str, Any] = {}
    _define(Report, definitions)
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": "Discography report",
        "description": "The JSON document of a discography report. null and a missing key both mean: not recorded.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "report": {"$ref": "#/$defs/Report"},
        },
        "required": ["format", "version", "report"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Enter a record or closed list under ``$defs`` and give the reference to it."""
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        made = _closed_list(kind) if issubclass(kind, Enum) else _record(kind, definitions)
        definitions[kind.__name__] = made
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _closed_list(kind: type[Enum]) -> dict[str, Any]:
    return {"title": kind.__name__, "description": getdoc(kind) or "", "enum": [member.value for member in kind]}


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    known = shapes(kind)
    described = {field.name: _field(kind, field, known[field.name], definitions) for field in fields(kind)}
    required = [field.name for field in fields(kind) if _is_required(field)]
    made = {
        "title": kind.__name__,
        "description": getdoc(kind) or "",
        "type": "object",
        "properties": described,
        "required": required,
        "additionalProperties": False,
    }
    return {**made, "oneOf": _pressure_ranges()} if kind is Pressure else made


def _field(record: type, field: "Field[Any]", form: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    key = f"{record.__name__}.{field.name}"
    item = _item(key, form, definitions)
    if form.many:
        item = {"type": "array", "items": item, **({"uniqueItems": True} if key in _UNIQUE else {})}
    if _is_required(field):
        return item
    default = {} if field.default in (MISSING, None) else {"default": plain(field.default)}
    return {"anyOf": [item, {"type": "null"}], **default}


def _item(key: str, form: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    if form.is_record or form.is_enum:
        return _define(form.kind, definitions)
    return {**_PARTS[form.kind], **(_bounds(key) if key in LIMITS else {})}


def _bounds(key: str) -> dict[str, Any]:
    low, high = widest(key)
    bounds = {"minimum": low, "maximum": high}
    return {name: plain(bound) for name, bound in bounds.items() if bound is not None}


def _pressure_ranges() -> list[dict[str, Any]]:
    """Every unit with its range; a bound that does not terminate in the unit is rounded outward."""
    low, high = widest("StimulationEvent.pressure")
    return [
        {
            "properties": {
                "unit": {"const": unit.value},
                "value": {"minimum": plain(low), "maximum": plain(_outward(Fraction(high or 0), unit))},
            }
        }
        for unit in PressureUnit
    ]


def _outward(amount_psi: Fraction, unit: PressureUnit) -> Decimal:
    exact = amount_psi / PSI_PER_UNIT[unit]
    digits = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("1e-10"), ROUND_CEILING)
    return digits.normalize()


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING

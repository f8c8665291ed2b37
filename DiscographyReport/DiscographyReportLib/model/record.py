# SPDX-License-Identifier: Apache-2.0
"""The base of every value type: a frozen dataclass whose fields are checked against their annotations.

The annotations are the one description of a report's form; the JSON document, its schema and the DICOM codec
read them through ``shape``.
"""

import types
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from ..texts import _
from . import values
from .errors import ModelError

_PLAIN: dict[object, Callable[[object], object]] = {
    str: values.text,
    int: values.integer,
    Decimal: values.decimal,
    datetime: values.moment,
    values.Uid: values.uid,
    values.PersonName: values.person_name,
    values.Coordinate: values.coordinate,
}


@dataclass(frozen=True)
class Shape:
    """What one field holds: ``kind`` is a plain type, an enum, or a ``Record``."""

    kind: Any
    many: bool = False
    optional: bool = False

    @property
    def is_record(self) -> bool:
        """Whether the items are themselves records."""
        return isinstance(self.kind, type) and issubclass(self.kind, Record)

    @property
    def is_enum(self) -> bool:
        """Whether the items come from a closed list."""
        return isinstance(self.kind, type) and issubclass(self.kind, Enum)


@dataclass(frozen=True)
class Record:
    """A frozen value with checked fields; a wrong one raises ``ModelError`` with the path of the field."""

    def __post_init__(self) -> None:
        """Check every field and bring it to its canonical form."""
        for name, form in shapes(type(self)).items():
            try:
                object.__setattr__(self, name, _accept(getattr(self, name), form))
            except ModelError as error:
                raise error.below(name) from None


def shapes(record: type) -> dict[str, Shape]:
    """The fields of a record class in order, each with its shape."""
    return _shapes(record)


@cache
def _shapes(record: type) -> dict[str, Shape]:
    hints = get_type_hints(record, include_extras=True)
    return {field.name: _shape(hints[field.name]) for field in fields(record)}


def _shape(hint: Any) -> Shape:
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        inner = _shape(kinds[0])
        return Shape(inner.kind, inner.many, optional=True)
    if get_origin(hint) is tuple:
        return Shape(get_args(hint)[0], many=True)
    return Shape(hint)


def _accept(value: object, form: Shape) -> object:
    if value is None and form.optional:
        return None
    if not form.many:
        return _accept_one(value, form.kind)
    if not isinstance(value, tuple | list):
        raise ModelError("", _("expected a list, got {shown}").format(shown=values.shown(value)))
    return tuple(_accept_item(item, form.kind, position) for position, item in enumerate(value))


def _accept_item(value: object, kind: Any, position: int) -> object:
    try:
        return _accept_one(value, kind)
    except ModelError as error:
        raise error.below(f"[{position}]") from None


def _accept_one(value: object, kind: Any) -> object:
    if kind in _PLAIN:
        return _PLAIN[kind](value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(value, kind)
    expected = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if not isinstance(value, expected):
        raise ModelError(
            "", _("expected {kind}, got {shown}").format(kind=expected.__name__, shown=values.shown(value))
        )
    return value


def _member(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        raise ModelError(
            "", _("{shown} is not one of: {known}").format(shown=values.shown(value), known=known)
        ) from None

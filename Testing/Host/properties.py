# SPDX-License-Identifier: Apache-2.0
"""Qt properties as Python attributes, with PythonQt's loose conversions on writing."""

import inspect
import itertools
import math
import operator
from collections.abc import Callable
from typing import Any

from PySide6 import QtCore

Coerce = Callable[[Any], Any]
Getter = Callable[[Any], Any]
Setter = Callable[[Any, Any], object]


def _same(value: Any) -> Any:
    return value


def _integer(value: Any) -> int:
    if type(value) is float:
        return math.floor(value)
    return int(value) if isinstance(value, int) else operator.index(value)


def _real(value: Any) -> float:
    if isinstance(value, (str, bytes)):
        raise TypeError(value)
    return float(value)


# What PythonQt does on writing a property; `text = None` really shows "None".
COERCE: dict[object, Coerce] = {
    "bool": bool,
    "int": _integer,
    "uint": _integer,
    "double": _real,
    "float": _real,
    "QString": str,
    bool: bool,
    int: _integer,
    float: _real,
    str: str,
}
# The stand-ins' properties and how they are written: PySide6's Property is no Python descriptor.
SETTERS: dict[QtCore.Property, tuple[Coerce, Setter | None]] = {}
_numbers = itertools.count()


def coerced(value: Any, coerce: Coerce, what: str) -> Any:
    """The converted value; AttributeError that names the property when PythonQt would refuse it."""
    try:
        return coerce(value)
    except (TypeError, ValueError):
        raise AttributeError(f"Property {what} does not accept {value!r}") from None


def _method(cls: type, name: str) -> Any:
    found = getattr(cls, name, None)
    if isinstance(inspect.getattr_static(cls, name, None), staticmethod):
        return lambda _self, *arguments: found(*arguments)
    return found if callable(found) else None


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def attribute(cls: type, meta: QtCore.QMetaProperty) -> property:
    """A Python property for one Q_PROPERTY of a Qt class."""
    name, coerce = str(meta.name()), COERCE.get(meta.typeName(), _same)
    getter = _method(cls, name) or _method(cls, "is" + _capital(name))
    setter = _method(cls, "set" + _capital(name))

    def read(self: Any) -> Any:
        return getter(self) if getter else self.property(name)

    def write(self: Any, value: Any) -> None:
        value = coerced(value, coerce, f"'{name}' of type '{meta.typeName()}'")
        if setter:
            setter(self, value)
        elif not self.setProperty(name, value):
            raise AttributeError(f"Property '{name}' does not accept {value!r}")

    return property(read, write if meta.isWritable() else None)


def Property(kind: Any, getter: Getter, setter: Setter | None = None) -> QtCore.Property:
    """A Qt property of a stand-in."""
    made = QtCore.Property(kind, getter, setter)
    SETTERS[made] = COERCE.get(kind, _same), setter
    return made


def stored(kind: Any, default: Any, changed: Setter | None = None) -> QtCore.Property:
    """A property that only keeps its value; `changed(self, value)` runs after a change."""
    key = f"_stored_{next(_numbers)}"
    as_read = tuple if kind == "QStringList" else _same  # PythonQt gives a tuple

    def write(self: Any, value: Any) -> None:
        if self.__dict__.get(key, default) != value:
            self.__dict__[key] = value
            if changed:
                changed(self, value)

    return Property(kind, lambda self: as_read(self.__dict__.get(key, default)), write)


def forwarded(kind: Any, child: str, name: str) -> QtCore.Property:
    """A property that lives in a child widget."""

    def write(self: Any, value: Any) -> None:
        setattr(getattr(self, child), name, value)

    return Property(kind, lambda self: getattr(getattr(self, child), name), write)

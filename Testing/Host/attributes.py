# SPDX-License-Identifier: Apache-2.0
"""What a Qt object lets Python see and set: PythonQt's lookup order, and no new attributes on C++ objects."""

import functools
import sys
from collections.abc import Callable
from typing import Any

from PySide6 import QtCore

from Host import properties, signals

PURE = ("PySide6.",)
# Class name -> stand-in, and class name -> its properties; for .ui files.
STAND_INS: dict[str, type] = {}
PROPERTY_NAMES: dict[str, frozenset[str]] = {}


def adapt(cls: Any) -> Any:
    """Give one QObject class properties as attributes, and PythonQt's rules for the others."""
    PROPERTY_NAMES[cls.__name__] = _property_names(cls)
    meta = cls.staticMetaObject
    for position in range(meta.propertyCount()):
        found = meta.property(position)
        have = cls.__dict__.get(found.name())
        own = position >= meta.propertyOffset()
        if isinstance(have, (QtCore.Property, property)) or not (own or have is not None):
            continue
        if found.name() != "singleShot":  # the static method is what everybody means
            setattr(cls, found.name(), properties.attribute(cls, found))
    _rules(cls)
    return cls


def _rules(cls: Any) -> None:
    if "__setattr__" in cls.__dict__ or cls is QtCore.QObject:
        cls.__setattr__ = _set
        cls.__init__ = _without_keywords(cls.__init__)
    if "__getattribute__" in cls.__dict__:
        cls.__getattribute__ = _lookup(cls.__getattribute__)


def stand_in(*vtk_signals: str, real_base: type | None = None, hide: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Class decorator: this class plays one of CTK's or Slicer's widgets.

    vtk_signals: true signatures of signals that carry VTK pointers. real_base, hide: what module code must not see,
    because the real class lacks it.
    """

    def mark(cls: Any) -> Any:
        adapt(cls)
        base = next(kind for kind in cls.__mro__ if kind.__module__.startswith(PURE))
        more = set(dir(base)) - set(dir(real_base)) - set(vars(cls)) if real_base else set()
        cls._vtk_signals = tuple(signals.normalized(text) for text in vtk_signals)
        cls._hidden = frozenset(hide) | more
        cls._stand_in = True
        STAND_INS[cls.__name__] = cls
        return cls

    return mark


def _property_names(cls: Any) -> frozenset[str]:
    """Asked for once: PySide6 may delete a class's meta object together with one of its instances."""
    meta = cls.staticMetaObject
    return frozenset(str(meta.property(position).name()) for position in range(meta.propertyCount()))


def real_name(cls: type) -> str:
    """The C++ class that an object of this Python class is."""
    return next(k.__name__ for k in cls.__mro__ if k.__dict__.get("_stand_in") or k.__module__.startswith(PURE))


def _of_the_class(cls: type, name: str) -> Any:
    return next((kind.__dict__[name] for kind in cls.__mro__ if name in kind.__dict__), None)


def _dynamic_names(self: Any) -> list[str]:
    return [bytes(name.data()).decode() for name in signals.LOOK_UP(self, "dynamicPropertyNames")()]


def _closed(cls: Any, name: str) -> bool:
    """Whether objects of this class take no new attribute: C++ objects do not, Python subclasses do."""
    return cls.__module__.startswith(PURE) or bool(cls.__dict__.get("_stand_in") and not name.startswith("_"))


def _set(self: Any, name: str, value: Any) -> None:
    cls = type(self)
    found = _of_the_class(cls, name)
    if isinstance(value, QtCore.SignalInstance):  # PySide6 itself keeps bound signals
        self.__dict__[name] = value
    elif isinstance(found, QtCore.Property):
        _set_property(self, name, found, value)
    elif hasattr(found, "__set__"):
        found.__set__(self, value)
    elif name in _dynamic_names(self):
        self.setProperty(name, value)
    elif _closed(cls, name):
        why = "can not be overwritten" if found is not None else "no new attributes on C++ objects"
        raise AttributeError(f"'{name}' on {cls.__name__}: {why}")
    else:
        self.__dict__[name] = value


def _set_property(self: Any, name: str, found: QtCore.Property, value: Any) -> None:
    coerce, setter = properties.SETTERS[found]
    what = f"'{name}' of {type(self).__name__}"
    if setter is None:
        raise AttributeError(f"Property {what} is not writable")
    setter(self, properties.coerced(value, coerce, what))


def _without_keywords(original: Callable[..., None]) -> Callable[..., None]:
    def init(self: Any, *arguments: Any, **keywords: Any) -> None:
        if keywords:
            raise TypeError(f"PythonQt constructors take no keyword arguments: {sorted(keywords)}")
        original(self, *arguments)

    return init


def _seen_from_outside() -> bool:
    """Whether the attribute is asked for by code outside the host (two frames up)."""
    return not sys._getframe(2).f_globals["__name__"].startswith("Host.")


def _lookup(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def lookup(self: Any, name: str) -> Any:
        if name in ("connect", "disconnect"):
            return functools.partial(getattr(signals, name), self)
        if name in getattr(type(self), "_hidden", ()) and _seen_from_outside():
            raise AttributeError(f"{type(self).__name__} has no attribute named '{name}' in Slicer")
        try:
            value = original(self, name)
        except AttributeError:
            return _found_later(self, name, original, lookup)
        return signals.BoundSignal(self, name) if type(value) is QtCore.SignalInstance else value

    return lookup


def _found_later(self: Any, name: str, original: Callable[[Any, str], Any], lookup: Callable[[Any, str], Any]) -> Any:
    """After properties, methods and enums PythonQt tries: exec_ as exec, dynamic properties, children by name."""
    if name.startswith("_"):
        raise AttributeError(name)
    if name.endswith("_") and hasattr(type(self), name[:-1]):
        return lookup(self, name[:-1])
    value = original(self, "property")(name)
    if value is not None:
        return value
    child = next((c for c in original(self, "children")() if c.objectName == name), None)
    if child is None:
        raise AttributeError(f"{type(self).__name__} has no attribute named '{name}'") from None
    return child

# SPDX-License-Identifier: Apache-2.0
"""The module `qt`: PySide6's classes changed in place to PythonQt's calling conventions.

Written from PythonQt's behavior: properties as attributes, `name` for objectName, connect with signatures, enums that
are numbers, a trailing underscore for Python words (exec_).
"""

import enum
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from Host import attributes, names, signals
from Host.ui_files import QUiLoader

KITS = ((QtCore, names.CORE), (QtGui, names.GUI), (QtWidgets, names.WIDGETS))


def _public(kit: types.ModuleType) -> Iterator[Any]:
    """Every class of a PySide6 module; a name that is no identifier is none of ours."""
    for name in dir(kit):
        if name.startswith("Q") and name.isidentifier() and isinstance(getattr(kit, name), type):
            yield getattr(kit, name)


def _change_objects() -> None:
    """Patch every QObject class, bases first: also those that are not exposed come back from calls."""
    kinds = [cls for kit, _ in KITS for cls in _public(kit) if issubclass(cls, QtCore.QObject)]
    for cls in sorted(kinds, key=lambda kind: len(kind.__mro__)):
        attributes.adapt(cls)
    base = QtCore.QObject
    base.connect, base.disconnect = signals.connect, signals.disconnect
    base.name = property(lambda self: self.objectName, lambda self, text: self.setObjectName(text))
    base.className = lambda self: attributes.real_name(type(self))


def _change_single_shot() -> None:
    original = QtCore.QTimer.singleShot

    def single_shot(milliseconds: int, slot: Callable[..., object]) -> None:
        original(milliseconds, signals.guarded(slot))

    QtCore.QTimer.singleShot = staticmethod(single_shot)


def _number(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value


def _change_enum(kind: Any) -> None:
    """Make an enum compare and convert as PythonQt's numbers do."""
    kind.__int__ = kind.__index__ = lambda self: self.value
    kind.__eq__ = lambda self, other: self.value == _number(other)
    kind.__ne__ = lambda self, other: self.value != _number(other)
    kind.__hash__ = lambda self: hash(self.value)


def _change_enums() -> None:
    holders = [QtCore.Qt, *(cls for kit, _ in KITS for cls in _public(kit))]
    for holder in holders:
        for kind in list(vars(holder).values()):
            if isinstance(kind, type) and issubclass(kind, enum.Enum) and not issubclass(kind, int):
                _change_enum(kind)


def _unknown(name: str) -> Any:
    raise AttributeError(f"qt.{name} is not in the test host: see Testing/Host/names.py before adding it")


def install() -> types.ModuleType:
    """Change PySide6's classes and put the module `qt` in place."""
    _change_objects()
    _change_single_shot()
    _change_enums()
    module = types.ModuleType("qt", "Qt with PythonQt's conventions, for tests")
    for kit, wanted in KITS:
        for name in wanted:
            setattr(module, name, getattr(kit, name))
    module.Qt, module.QUiLoader = QtCore.Qt, QUiLoader
    module.__getattr__ = _unknown
    sys.modules["qt"] = module
    return module

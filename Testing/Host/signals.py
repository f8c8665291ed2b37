# SPDX-License-Identifier: Apache-2.0
"""Signals as PythonQt has them: connect("sig(type)", f), trimmed arguments, strong references, swallowed exceptions.

Stricter on purpose: an unknown signal raises (PythonQt prints and returns False).
"""

import traceback
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6 import QtCore
from shiboken6 import isValid

from Host.faults import FAULTS

Slot = Callable[..., object]
# PySide6's own, before the classes are changed.
CONNECT, DISCONNECT = QtCore.QObject.connect, QtCore.QObject.disconnect
LOOK_UP = QtCore.QObject.__getattribute__
SIGNAL_CODE = "2"
HAS_STAR_ARGUMENTS = 0x04


@dataclass(frozen=True, eq=False)
class Link:
    """One connection. It holds its slot, as PythonQt does."""

    sender: QtCore.QObject
    signature: str
    slot: Slot
    called: Slot


LINKS: list[Link] = []


def _arguments_taken(slot: Slot) -> int | None:
    """How many positional arguments PythonQt passes to a slot; None: all of them."""
    function = getattr(slot, "__func__", slot)
    if not isinstance(function, types.FunctionType) or function.__code__.co_flags & HAS_STAR_ARGUMENTS:
        return None
    return function.__code__.co_argcount - (function is not slot)


def guarded(slot: Slot) -> Slot:
    """A slot as Qt calls it: with no more arguments than it takes, its exception noted and not raised."""
    count = _arguments_taken(slot)

    def call(*arguments: object) -> object:
        try:
            return slot(*arguments[:count])
        except Exception as error:  # Qt would print it and carry on
            FAULTS.slot_errors.append((slot, error))
            traceback.print_exc()
            return None

    return call


def normalized(signature: str) -> str:
    """A signature as Qt writes it."""
    return bytes(QtCore.QMetaObject.normalizedSignature(signature).data()).decode()


def _known_signature(sender: QtCore.QObject, signature: str) -> str:
    signature = normalized(signature)
    if any(signature in getattr(kind, "_vtk_signals", ()) for kind in type(sender).__mro__):
        return normalized(signature.split("(")[0] + "(PyObject)") if "*" in signature else signature
    if "PyObject" in signature or LOOK_UP(sender, "metaObject")().indexOfSignal(signature) < 0:
        raise AttributeError(f"signal '{signature}' does not exist on {type(sender).__name__}")
    return signature


def _link(sender: QtCore.QObject, signature: str, slot: Slot) -> bool:
    if not callable(slot):
        raise TypeError(f"connect({signature!r}): not callable: {slot!r}")
    link = Link(sender, signature, slot, guarded(slot))
    LINKS.append(link)
    return bool(CONNECT(sender, SIGNAL_CODE + signature, link.called))


def _unlink(sender: QtCore.QObject, signature: str | None, slot: Slot | None) -> bool:
    found = [
        link
        for link in LINKS
        if link.sender is sender and signature in (None, link.signature) and slot in (None, link.slot)
    ]
    for link in found:
        DISCONNECT(sender, SIGNAL_CODE + link.signature, link.called)
        LINKS.remove(link)
    return bool(found)


def _receiver(slot: Any, name: str | None) -> Any:
    return slot if name is None else getattr(slot, name.split("(")[0])


def connect(sender: QtCore.QObject, signal: Any, slot: Any = None, name: str | None = None, *_: object) -> bool:
    """widget.connect(signature, slot), or (signature, receiver, "slot(type)"). Raises AttributeError, TypeError."""
    if isinstance(signal, QtCore.QObject):  # PySide6's own call inside QTimer.singleShot
        return bool(CONNECT(signal, slot, name))
    return _link(sender, _known_signature(sender, signal), _receiver(slot, name))


def disconnect(sender: QtCore.QObject, signal: str | None = None, slot: Any = None, name: str | None = None) -> bool:
    """widget.disconnect(signature, slot); without them, everything that was connected through the host."""
    return _unlink(sender, _known_signature(sender, signal) if signal else None, _receiver(slot, name))


class BoundSignal:
    """What `widget.clicked` gives. PythonQt takes the first overload of the meta object: clicked(bool)."""

    def __init__(self, sender: QtCore.QObject, name: str) -> None:
        self._sender, self._name = sender, name
        meta = LOOK_UP(sender, "metaObject")()
        methods = map(meta.method, range(meta.methodCount()))
        signals = (m for m in methods if m.methodType() == QtCore.QMetaMethod.MethodType.Signal)
        first = next(m for m in signals if bytes(m.name().data()).decode() == name)
        self._signature = bytes(first.methodSignature().data()).decode()

    def connect(self, slot: Slot) -> bool:
        """Connect a slot."""
        return _link(self._sender, self._signature, slot)

    def disconnect(self, slot: Slot | None = None) -> bool:
        """Take a slot off, or all of them."""
        return _unlink(self._sender, self._signature, slot)

    def emit(self, *arguments: object) -> None:
        """Send the signal."""
        LOOK_UP(self._sender, self._name).emit(*arguments)

    __call__ = emit


def forget_deleted() -> None:
    """Drop the connections of objects that Qt has deleted."""
    LINKS[:] = [link for link in LINKS if isValid(link.sender)]

# SPDX-License-Identifier: Apache-2.0
"""Loading .ui files: an unknown widget, property, slot or signal raises instead of being left out."""

import xml.etree.ElementTree as ET
from typing import Any

from PySide6 import QtCore, QtUiTools

from Host import names, signals
from Host.attributes import PROPERTY_NAMES, STAND_INS

LINES = ("Line",)  # Designer's separator: a QFrame


def _known_to_qt(name: str) -> bool:
    return name in names.WIDGETS or name in LINES


def _check_classes(root: ET.Element) -> None:
    used = {str(element.get("class")) for element in root.iter("widget")}
    unknown = sorted(name for name in used if name not in STAND_INS and not _known_to_qt(name))
    if unknown:
        raise NotImplementedError(f"the test host has no {', '.join(unknown)}")


def _stand_in_widgets(root: ET.Element) -> list[ET.Element]:
    return [element for element in root.iter("widget") if element.get("class") in STAND_INS]


def _check_properties(element: ET.Element) -> None:
    known = PROPERTY_NAMES["QFrame" if element.get("class") in LINES else str(element.get("class"))]
    for entry in element.findall("property"):
        name = str(entry.get("name"))
        if entry.get("stdset") != "0" and name not in known:
            raise AttributeError(f"{element.get('class')} '{element.get('name')}' has no property '{name}'")


def _taken_enums(element: ET.Element) -> list[tuple[str, str, str]]:
    """Take out enum properties of a stand-in, which Qt's loader cannot resolve: (widget, property, text)."""
    taken = []
    for entry in element.findall("property"):
        text = entry[0].text or ""
        if entry[0].tag in ("enum", "set") and text.startswith(f"{element.get('class')}::"):
            taken.append((str(element.get("name")), str(entry.get("name")), text))
            element.remove(entry)
    return taken


def _set_enum(widget: Any, name: str, text: str) -> None:
    value = 0
    for part in text.split("|"):
        value |= int(getattr(type(widget), part.split("::")[-1]))
    setattr(widget, name, value)


def _taken_connections(root: ET.Element) -> list[dict[str, str]]:
    """Take out the file's connections: Qt's loader cannot match signatures that carry VTK pointers."""
    found = root.findall("connections/connection")
    for element in root.findall("connections"):
        root.remove(element)
    parts = ("sender", "signal", "receiver", "slot")
    return [{part: str(entry.findtext(part)) for part in parts} for entry in found]


class QUiLoader(QtUiTools.QUiLoader):
    """qt.QUiLoader with our stand-ins and without its leniency. Raises AttributeError, NotImplementedError."""

    def createWidget(self, kind: str, parent: Any = None, name: str = "") -> Any:
        """A widget of a .ui file, made by class name."""
        if kind not in STAND_INS:
            return super().createWidget(kind, parent, name)
        widget = STAND_INS[kind](parent)
        widget.setObjectName(name)
        return widget

    def load(self, device: Any, parent: Any = None) -> Any:
        """The widget that a .ui file describes."""
        root = ET.fromstring(bytes(device.readAll().data()))
        _check_classes(root)
        for element in root.iter("widget"):
            _check_properties(element)
        later = [entry for element in _stand_in_widgets(root) for entry in _taken_enums(element)]
        connections = _taken_connections(root)
        widget = self._built(root, parent)
        for name, prop, text in later:
            _set_enum(_named(widget, name), prop, text)
        for entry in connections:
            _make_connection(widget, entry)
        return widget

    def _built(self, root: ET.Element, parent: Any) -> Any:
        buffer = QtCore.QBuffer()
        buffer.setData(ET.tostring(root))
        buffer.open(QtCore.QIODevice.ReadOnly)
        return super().load(buffer, parent)


def _named(widget: Any, name: str) -> Any:
    return widget if widget.objectName == name else widget.findChild(QtCore.QObject, name)


def _make_connection(widget: Any, entry: dict[str, str]) -> None:
    receiver = _named(widget, entry["receiver"])
    if not hasattr(receiver, entry["slot"].split("(")[0]):
        raise AttributeError(f"no slot {entry['slot']} on {entry['receiver']}")
    signals.connect(_named(widget, entry["sender"]), entry["signal"], receiver, entry["slot"])

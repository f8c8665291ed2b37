# SPDX-License-Identifier: Apache-2.0
"""Qt Designer's .ui files from Python: the few elements that the forms of fields need."""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

Element = ET.Element
FLAGS = ("alignment", "editTriggers", "filters", "textInteractionFlags")
CUSTOM = {
    "qMRMLWidget": ("QWidget", "qMRMLWidget.h", True),
    "qMRMLNodeComboBox": ("QWidget", "qMRMLNodeComboBox.h", False),
    "ctkCollapsibleButton": ("QWidget", "ctkCollapsibleButton.h", True),
    "ctkPathLineEdit": ("QWidget", "ctkPathLineEdit.h", False),
}
"""Class, what it extends, its header, and whether it holds others."""


def prop(name: str, value: Any) -> Element:
    """A property: a bool, a number, ``Qt::...`` for an enum, a list of class names, or a text to translate."""
    made = ET.Element("property", name=name)
    if isinstance(value, bool):
        ET.SubElement(made, "bool").text = str(value).lower()
    elif isinstance(value, int):
        ET.SubElement(made, "number").text = str(value)
    elif isinstance(value, list):
        items = ET.SubElement(made, "stringlist", notr="true")
        for item in value:
            ET.SubElement(items, "string").text = item
    else:
        ET.SubElement(made, _kind(name, value)).text = value
    return made


def _kind(name: str, value: str) -> str:
    if "::" not in value:
        return "string"
    return "set" if name in FLAGS else "enum"


def widget(kind: str, name: str, inside: Element | None = None, **properties: Any) -> Element:
    """A widget with its properties and its layout."""
    made = ET.Element("widget", {"class": kind, "name": name})
    made.extend(prop(key, value) for key, value in properties.items())
    if kind == "ctkCollapsibleButton":
        made.append(_shrinking())
    if inside is not None:
        made.append(inside)
    return made


def _shrinking() -> Element:
    """A section may be as narrow as its contents allow, whatever its buttons would like."""
    made = ET.Element("property", name="sizePolicy")
    policy = ET.SubElement(made, "sizepolicy", hsizetype="Preferred", vsizetype="Preferred")
    ET.SubElement(policy, "horstretch").text, ET.SubElement(policy, "verstretch").text = "0", "0"
    return made


def label(name: str, text: str = "", **properties: Any) -> Element:
    """A label that shows plain text, whatever it is. Its buddy is set by the view."""
    return widget("QLabel", name, text=text, textFormat="Qt::PlainText", **properties)


def box(kind: str, name: str, items: Iterable[Element], stretch: str = "", **properties: Any) -> Element:
    """A ``QVBoxLayout`` or ``QHBoxLayout``."""
    made = _layout(kind, name, properties)
    if stretch:
        made.set("stretch", stretch)
    for item in items:
        ET.SubElement(made, "item").append(item)
    return made


def grid(name: str, rows: Sequence[Sequence[tuple[Element, int]]], stretch: str = "", **properties: Any) -> Element:
    """A ``QGridLayout`` of rows of widgets and how many columns each takes."""
    made = _layout("QGridLayout", name, properties)
    if stretch:
        made.set("columnstretch", stretch)
    for number, row in enumerate(rows):
        column = 0
        for item, span in row:
            ET.SubElement(made, "item", row=str(number), column=str(column), colspan=str(span)).append(item)
            column += span
    return made


def spacer(name: str, vertical: bool = False) -> Element:
    """Empty space that grows."""
    made = ET.Element("spacer", name=name)
    made.append(prop("orientation", "Qt::Vertical" if vertical else "Qt::Horizontal"))
    size = ET.SubElement(ET.SubElement(made, "property", name="sizeHint", stdset="0"), "size")
    ET.SubElement(size, "width").text, ET.SubElement(size, "height").text = "0", "0"
    return made


def ui(name: str, root: Element, scene_users: Sequence[str] = ()) -> str:
    """The whole file; ``scene_users`` are the widgets that get the scene of the root."""
    made = ET.Element("ui", version="4.0")
    ET.SubElement(made, "class").text = name
    made.append(root)
    used = {str(one.get("class")) for one in root.iter("widget")} & CUSTOM.keys()
    customs = ET.SubElement(made, "customwidgets")
    for kind in sorted(used):
        extends, header, container = CUSTOM[kind]
        entry = ET.SubElement(customs, "customwidget")
        ET.SubElement(entry, "class").text, ET.SubElement(entry, "extends").text = kind, extends
        ET.SubElement(entry, "header").text = header
        if container:
            ET.SubElement(entry, "container").text = "1"
    ET.SubElement(made, "resources")
    connections = ET.SubElement(made, "connections")
    for user in scene_users:
        _connect(connections, str(root.get("name")), user)
    ET.indent(made, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(made, encoding="unicode") + "\n"


def _layout(kind: str, name: str, properties: dict[str, Any]) -> Element:
    made = ET.Element("layout", {"class": kind, "name": name})
    made.extend(prop(key, value) for key, value in properties.items())
    return made


def _connect(connections: Element, sender: str, receiver: str) -> None:
    entry = ET.SubElement(connections, "connection")
    parts = ("sender", sender), ("signal", "mrmlSceneChanged(vtkMRMLScene*)")
    for key, value in (*parts, ("receiver", receiver), ("slot", "setMRMLScene(vtkMRMLScene*)")):
        ET.SubElement(entry, key).text = value

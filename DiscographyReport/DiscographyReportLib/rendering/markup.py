# SPDX-License-Identifier: Apache-2.0
"""Elements whose text does no harm: escaped when written, hidden characters shown, right-to-left isolated."""

import re
from xml.etree.ElementTree import Element, SubElement

from .visible import visible

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
RIGHT_TO_LEFT = re.compile(f"([{_RTL}](?:[^\\w|·;:()\\[\\]]*[{_RTL}])*)")
"""A run that is written from the right: its letters, and what is between two of them but other letters and digits."""


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """An element with a text; ``class_`` and ``for_`` lose their underscore, others get hyphens."""
    made = SubElement(parent, tag, {_name(name): visible(value) for name, value in attributes.items()})
    if text:
        add_text(made, text)
    return made


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def add_text(parent: Element, text: str) -> None:
    """Append a text. What is written from the right is isolated, or it would reorder the numbers beside it."""
    for number, piece in enumerate(RIGHT_TO_LEFT.split(visible(text))):
        if number % 2:
            SubElement(parent, "bdi").text = piece
        elif piece:
            _append(parent, piece)


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text

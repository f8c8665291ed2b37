# SPDX-License-Identifier: Apache-2.0
"""slicer.i18n. With `marking(True)` every translated text is set in brackets: what shows without them was forgotten."""

import sys
import types

import slicer

OPENING, CLOSING = "\N{LEFT DOUBLE ANGLE BRACKET}", "\N{RIGHT DOUBLE ANGLE BRACKET}"
_state = {"marking": False, "locale": "en_US"}


def marking(on: bool) -> None:
    """Mark texts that are translated from now on."""
    _state["marking"] = on


def locale() -> str:
    """The language that the user chose for Slicer, as ``en_US`` or ``de_DE``."""
    return str(_state["locale"])


def choose(locale_name: str) -> None:
    """Start Slicer in another language, for what is made from now on."""
    _state["locale"] = locale_name


def tr(text: str) -> str:
    """The translated text: here the same, or the same in brackets."""
    return f"{OPENING}{text}{CLOSING}" if _state["marking"] and text else text


def translate(_context: str, text: str) -> str:
    """The translated text of a context."""
    return tr(text)


def install() -> None:
    """Put slicer.i18n in place."""
    module = types.ModuleType("slicer.i18n")
    module.tr, module.translate = tr, translate
    sys.modules["slicer.i18n"] = slicer.i18n = module

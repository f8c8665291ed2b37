# SPDX-License-Identifier: Apache-2.0
"""Characters that show nothing but change how others are shown, made visible."""

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: Persian and Indic names are spelled with them."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with every control, bidirectional and unassigned character as ``[U+202E]``; one line stays one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"[U+{ord(one):04X}]" if _is_hidden(one) else one for one in text)


def _is_hidden(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) in _HIDDEN

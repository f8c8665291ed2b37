# SPDX-License-Identifier: Apache-2.0
"""A page as PDF: selectable text, embedded fonts, bookmarks, tags (PDF/UA-1, ISO 14289-1), and the same bytes again.

Typst sets it. The page goes in as JSON and is only ever shown, so no text of it can be taken for markup. PDF/UA forbids
a glyph that no font has; typst names it, and it is written by its number: never a silent box.
"""

import ast
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ..texts import _
from .page import Page
from .pdf_data import ISOLATES, page_data

TEMPLATE = Path(__file__).with_name("page.typ")
MOST_ATTEMPTS = 5
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_SHOWN = 12


class PdfError(ValueError):
    """A PDF that cannot be made here; the message is one sentence for people."""


class Paper(StrEnum):
    """The sheet."""

    A4 = "a4"
    LETTER = "letter"


_SHEETS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
"""As typst calls them."""


class Pdf(NamedTuple):
    """The file, and sentences for the user: which characters no font of this computer has."""

    content: bytes
    notices: tuple[str, ...]


def render_pdf(page: Page, *, changed_at: datetime, paper: Paper = Paper.A4, reference: str = "") -> Pdf:
    """A page as PDF.

    ``changed_at``, the report's last change, is the only date in it. ``reference`` stands in the foot of every page,
    for the UID of the document that the page was made from. ``PdfError`` where typst is not installed.
    """
    date = {name: getattr(changed_at, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    told = {"changed_at": date, "paper": _SHEETS[paper], "reference": reference, "page_word": _("Page")}
    data = json.dumps({**page_data(page), **told}, ensure_ascii=False)
    named: list[str] = []
    for _attempt in range(MOST_ATTEMPTS):
        content, missing = _set(data)
        if content is not None:
            return Pdf(content, _notices(named))
        named += missing
        for cluster in missing:
            data = data.replace(cluster, _numbered(cluster))
    raise PdfError(_("No font of this computer can show the report: install one, such as Noto Sans."))


def _set(data: str) -> tuple[bytes | None, list[str]]:
    """The PDF, or the texts that no font can show."""
    try:
        import typst
    except ImportError:
        raise PdfError(
            _("A PDF needs typst, which is not installed: pip install typst (HTML needs nothing).")
        ) from None
    try:
        made = typst.compile(
            TEMPLATE.read_bytes(), format="pdf", sys_inputs={"page": data}, pdf_standards=["1.7", "ua-1"], timestamp=0
        )
    except typst.TypstError as error:
        missing = [text for found in _MISSING.findall(error.diagnostic) if (text := _unescaped(found)) not in ISOLATES]
        if not missing:
            raise PdfError(_("The PDF cannot be set: {reason}").format(reason=error.message)) from None
        return None, list(dict.fromkeys(missing))
    return made, []


def _unescaped(debug: str) -> str:
    """The text of a Rust debug string."""
    return str(ast.literal_eval('"' + _RUST_ESCAPE.sub(lambda found: f"\\U{int(found[1], 16):08x}", debug) + '"'))


def _numbered(cluster: str) -> str:
    return "".join(one if one.isascii() else f"[U+{ord(one):04X}]" for one in cluster)


def _notices(clusters: Iterable[str]) -> tuple[str, ...]:
    characters = list(dict.fromkeys(one for cluster in clusters for one in cluster if not one.isascii()))
    if not characters:
        return ()
    names = ", ".join(f"U+{ord(one):04X} ({unicodedata.name(one, 'without a name')})" for one in characters[:_SHOWN])
    more = _(" and {count} more").format(count=len(characters) - _SHOWN) if len(characters) > _SHOWN else ""
    sentence = _("No font of this computer shows {names}{more}: the PDF gives their numbers; install a font with them.")
    return (sentence.format(names=names, more=more),)

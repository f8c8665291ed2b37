# SPDX-License-Identifier: Apache-2.0
"""What a reader that follows the tags of a PDF finds in it (ISO 32000-1 14.7, 14.8): headings, tables, figures."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

Row = dict[str, str]
_HIDDEN = re.compile("[\u200b\u2066-\u2069\u202a-\u202e]")
"""Where a word may break and where a direction ends; nobody sees them."""
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Tag:
    """One structure element: its kind, its own text, its alternative, and the elements in it."""

    kind: str
    said: str = ""
    alternative: str = ""
    inside: list["Tag"] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator["Tag"]:
        """Every element of these kinds at any depth, in order."""
        for tag in self.inside:
            if tag.kind in kinds:
                yield tag
            yield from tag.all(*kinds)

    def text(self) -> str:
        """All that is read in it, blanks as one."""
        told = "".join([self.said, *(tag.text() for tag in self.inside)])
        return " ".join(_HIDDEN.sub("", told).replace("\u00a0", " ").split())


def read_tags(pdf: bytes) -> Tag:
    """The structure tree of a PDF."""
    reader = PdfReader(io.BytesIO(pdf))
    marked = {_key(page): marked_texts(page) for page in reader.pages}
    return _tag(reader.root_object["/StructTreeRoot"], None, marked)


def _key(page: Any) -> int:
    return int(page.indirect_reference.idnum)


def _tag(node: DictionaryObject, page: int | None, marked: dict[int, dict[int, str]]) -> Tag:
    tag = Tag(str(node.get("/S", "")).removeprefix("/"), alternative=str(node.get("/Alt", "")))
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            tag.inside.append(Tag("text", marked[page or 0].get(kid, "")))
        elif kid.get("/Type") == "/MCR":
            there = kid.raw_get("/Pg").idnum if "/Pg" in kid else page
            tag.inside.append(Tag("text", marked[there].get(kid["/MCID"], "")))
        elif "/S" in kid:
            tag.inside.append(_tag(kid, page, marked))
    return tag


def marked_texts(page: PageObject) -> dict[int, str]:
    """The text of every marked content of a page, by its number; a glyph that no font had fails."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    texts: dict[int, str] = {}
    open_marks: list[tuple[int | None, bool]] = []
    font: dict[bytes, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            told = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            number = told.get("/MCID", open_marks[-1][0] if open_marks else None)
            replaced = "/ActualText" in told
            open_marks.append((number, replaced or bool(open_marks and open_marks[-1][1])))
            if replaced and number is not None:
                texts[number] = texts.get(number, "") + _unicode(told["/ActualText"])
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and open_marks and open_marks[-1][0] is not None:
            shown = _shown(operands[0], font)
            if not open_marks[-1][1]:
                number = open_marks[-1][0]
                texts[number] = texts.get(number, "") + shown
    return texts


def _shown(operand: Any, font: dict[bytes, str]) -> str:
    pieces = [one for one in (operand if isinstance(operand, list) else [operand]) if not isinstance(one, float | int)]
    content = b"".join(one if isinstance(one, bytes) else one.original_bytes for one in pieces)
    glyphs = [content[at : at + 2] for at in range(0, len(content), 2)]
    assert b"\0\0" not in glyphs, "a glyph that no font has (.notdef) is shown"
    return "".join(font.get(glyph, "") for glyph in glyphs)


def _unicode(text: Any) -> str:
    return text.decode("utf-16") if isinstance(text, bytes) else str(text)


def _letters(font: DictionaryObject) -> dict[bytes, str]:
    """What each glyph of a font stands for (ToUnicode)."""
    assert font["/Encoding"] == "/Identity-H"
    cmap = font["/ToUnicode"].get_object().get_data()
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, letters in _PAIR.findall(block):
            found[bytes.fromhex(glyph.decode())] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    assert b"beginbfrange" not in cmap, "ranges are not read here"
    return found


def pdf_tables(root: Tag, turned: tuple[str, ...]) -> dict[str, list[Row]]:
    """Every table with headings by its caption, the paragraph before it; those that were turned are turned back."""
    found: dict[str, list[Row]] = {}
    caption = ""
    for tag in root.all("P", "Table"):
        if tag.kind == "P":
            caption = tag.text()
        elif any(True for _ in tag.all("THead")):
            rows = _rows(tag)
            found.setdefault(caption, []).extend(_turned_back(rows) if caption in turned else rows)
    return found


def _rows(table: Tag) -> list[Row]:
    headings = [cell.text() for cell in table.all("TH")]
    bodies = [row for body in table.all("TBody") for row in body.all("TR")]
    return [dict(zip(headings, (cell.text() for cell in row.all("TD")), strict=True)) for row in bodies]


def _turned_back(rows: list[Row]) -> list[Row]:
    first, *names = rows[0]
    return [{first: name, **{row[first]: row[name] for row in rows}} for name in names]

# SPDX-License-Identifier: Apache-2.0
"""A page as one HTML file that stands alone: no script, nothing fetched, everything escaped.

Its policy (Content-Security-Policy, W3C CSP 3) allows the one style sheet by its hash and pictures inside the file.
"""

import base64
import hashlib
import re
from xml.etree.ElementTree import Element, SubElement, tostring

from .drawing import Drawing
from .html_style import DEEPEST, style
from .markup import child
from .page import Block, Cell, Fact, Facts, Figure, Figures, Line, Lines, Page, Section, Table
from .svg import svg, tone_class
from .tones import Tone

_WIDE_COLUMNS, _SHORT, _FEW = 10, 8, 3
_LONG_WORD = re.compile(r"\S{25}")
_NUMBER_BEFORE_UNIT, _NO_BREAK = re.compile(r"(?<=[0-9]) (?=[^\W\d_])"), "\u00a0"


def render_html(page: Page) -> bytes:
    """The file, in UTF-8."""
    root = Element("html", {"lang": page.language})
    _head(root, page)
    body = child(root, "body")
    if page.watermark:
        child(child(body, "div", class_="watermark", aria_hidden="true"), "span", page.watermark)
    _header(body, page)
    main = child(body, "main")
    for section in page.sections:
        _section(main, section)
    footer = child(body, "footer")
    for line in page.colophon:
        child(footer, "p", line)
    return b"<!DOCTYPE html>\n" + tostring(root, encoding="utf-8", method="html") + b"\n"


def _head(root: Element, page: Page) -> None:
    head, sheet = child(root, "head"), style(page.running)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    allowed = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    child(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": allowed})
    child(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    child(head, "meta", name="referrer", content="no-referrer")
    child(head, "meta", name="color-scheme", content="light dark")
    child(head, "title", " · ".join((page.title, *page.running)))
    SubElement(head, "style").text = sheet


def _header(body: Element, page: Page) -> None:
    header = child(body, "header")
    child(header, "h1", page.title)
    cover = child(header, "div", class_="cover")
    for line in page.cover:
        _line(child(cover, "p"), line)


def _section(main: Element, section: Section) -> None:
    made = child(main, "section", id=section.id, aria_labelledby=f"{section.id}-heading")
    child(made, "h2" if section.depth == 1 else "h3", section.heading, id=f"{section.id}-heading")
    for block in section.blocks:
        _block(made, block, section.depth + 2)


def _block(parent: Element, block: Block, heading: int) -> None:
    """``heading``: the level of the heading of a block, one below that of its section."""
    if isinstance(block, Lines):
        _lines(parent, block)
    elif isinstance(block, Facts):
        _heading(parent, block.heading, heading)
        _facts(parent, block)
    elif isinstance(block, Table):
        _table(parent, block)
    elif isinstance(block, Figures):
        _heading(parent, block.heading, heading)
        _figures(parent, block)
    else:
        child(parent, "p", block.text, class_=f"notice {tone_class(block.tone)}", role="note")


def _line(element: Element, line: Line) -> None:
    if line.badge:
        child(child(element, "span", class_=f"badge {tone_class(line.tone)}"), "span", line.badge)
    classes = ["strong"] if line.strong else []
    classes += [tone_class(line.tone)] if line.tone is not Tone.PLAIN and not line.badge else []
    child(element, "span", line.text, **({"class_": " ".join(classes)} if classes else {}))


def _lines(parent: Element, block: Lines) -> None:
    if not block.listed:
        for line in block.lines:
            _line(child(parent, "p"), line)
        return
    badged = any(line.badge for line in block.lines)
    items = child(parent, "ul", class_="lines badged" if badged else "lines")
    for line in block.lines:
        item = child(items, "li", **({"class_": f"depth-{min(line.depth, DEEPEST)}"} if line.depth else {}))
        if badged and not line.badge:
            child(item, "span")
        _line(item, line)


def _facts(parent: Element, block: Facts) -> None:
    pairs = child(parent, "dl", **({"class_": "few"} if len(block.facts) <= _FEW else {}))
    for fact in block.facts:
        _fact(pairs, fact)


def _fact(pairs: Element, fact: Fact) -> None:
    pair = child(pairs, "div")
    child(pair, "dt", fact.label)
    child(pair, "dd", fact.value, **_tone(fact.tone))


def _heading(parent: Element, text: str, level: int) -> None:
    if text:
        child(parent, f"h{level}", text, class_="minor")


def _tone(tone: Tone) -> dict[str, str]:
    return {} if tone is Tone.PLAIN else {"class_": tone_class(tone)}


def _table(parent: Element, block: Table) -> None:
    wide = len(block.columns) >= _WIDE_COLUMNS
    made = child(child(parent, "div", class_="scroll wide-table" if wide else "scroll"), "table")
    if len(block.rows) <= _SHORT:
        made.set("class", "short")
    child(made, "caption", block.caption)
    headings = child(child(made, "thead"), "tr")
    for column in block.columns:
        number = {"class_": "number"} if column.numeric else {}
        child(headings, "th", column.heading, scope="col", **number)
    body = child(made, "tbody")
    for row in block.rows:
        _row(child(body, "tr"), block, row)
    if block.notes:
        notes = child(parent, "ul", class_="notes")
        for note in block.notes:
            child(notes, "li", note)


def _row(made: Element, table: Table, row: tuple[Cell, ...]) -> None:
    for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        classes = ["number"] if column.numeric else []
        classes += [tone_class(cell.tone)] if cell.tone is not Tone.PLAIN else []
        classes += ["strong"] if cell.strong else []
        classes += ["long"] if _LONG_WORD.search(cell.text) else []
        named = {"class_": " ".join(classes)} if classes else {}
        text = _NUMBER_BEFORE_UNIT.sub(_NO_BREAK, cell.text) if column.numeric else cell.text
        if number:
            child(made, "td", text, **named)
        else:
            child(made, "th", text, scope="row", **named)


def _figures(parent: Element, block: Figures) -> None:
    row = child(parent, "div", class_="figures wide" if block.wide else "figures")
    for figure in block.figures:
        _figure(row, figure)


def _figure(row: Element, figure: Figure) -> None:
    made = child(row, "figure")
    if isinstance(figure.picture, Drawing):
        made.append(svg(figure.picture, figure.alternative))
    else:
        picture = figure.picture
        source = f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"
        size = {"width": str(picture.width), "height": str(picture.height)}
        child(made, "img", src=source, alt=figure.alternative, **size)
    child(made, "figcaption", figure.caption)

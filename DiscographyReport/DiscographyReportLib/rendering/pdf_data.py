# SPDX-License-Identifier: Apache-2.0
"""A page as plain data for ``page.typ``: how large and how wide is decided here, what is said stands in ``Page``."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from .drawing import Area, Drawing, Pattern, Words
from .drawing import Path as Stroke
from .hatch import hatch
from .markup import RIGHT_TO_LEFT
from .page import Block, Cell, Facts, Figure, Figures, Line, Lines, Notice, Page, Picture, Section, Table
from .palette import COLORS
from .tones import Tone
from .visible import visible

Json: TypeAlias = Any
PIXEL_PT, MM_PER_PT = 0.72, 25.4 / 72
"""Size of a drawing's pixel: its words become 8 pt."""
WIDEST_MM, GUTTER_MM, PICTURE_MM = 176.0, 5.0, 58.0
"""Width of the text on A4 (Letter is wider), space between figures, width of a picture of the CT."""
SHRUNK = 0.82
"""Figures may be made so much smaller to stand side by side."""
MOST_COLUMNS, MOST_TURNED = 10, 6
"""A table with more columns is turned, its rows side by side, so many at a time."""
ISOLATES = ("\u2068", "\u2069")
"""Around what is written from the right, or it would reorder the numbers beside it (UAX 9)."""
_MAY_BREAK = "\u200b"
_TOO_LONG = {"line": re.compile(r"(?<!\S)(?![\d.]{1,64}(?!\S))\S{41,}"), "cell": re.compile(r"\S{17,}")}
"""What may be wider than its place, which no UID is. Nothing else is broken, so that a search finds it."""
_PIECE = {"line": re.compile(r"(\S{30})(?=\S)"), "cell": re.compile(r"(\S{3,13}[_/]|\S{14})(?=\S{3})")}


def page_data(page: Page) -> dict[str, Json]:
    """Everything of a page but paper, date and reference."""
    language, _, region = page.language.partition("-")
    return {
        "title": said(page.title),
        "language": language,
        "region": region or None,
        "cover": [_line(line) for line in page.cover],
        "sections": [_section(section) for section in page.sections],
        "watermark": said(page.watermark),
        "watermark_size": min(80, 1250 // max(len(page.watermark), 1)),
        "running": " · ".join(map(said, page.running)),
        "colophon": [said(words) for words in page.colophon],
        "colors": {tone.value: color.light for tone, color in COLORS.items()},
        "pixel_pt": PIXEL_PT,
    }


def said(text: str, where: str = "line") -> str:
    """A text with its hidden characters shown, what is written from the right isolated, and long words breakable."""
    broken = _TOO_LONG[where].sub(lambda word: _PIECE[where].sub(rf"\1{_MAY_BREAK}", word[0]), visible(text))
    return RIGHT_TO_LEFT.sub(rf"{ISOLATES[0]}\1{ISOLATES[1]}", broken)


def _line(line: Line) -> Json:
    tone = {"tone": line.tone.value, "strong": line.strong, "depth": line.depth}
    return {"text": said(line.text), "badge": said(line.badge), **tone}


def _section(section: Section) -> Json:
    blocks = [{**_BLOCKS[type(block)](block), "depth": section.depth + 1} for block in section.blocks]
    return {"heading": said(section.heading), "depth": section.depth, "blocks": blocks}


def _lines(block: Lines) -> Json:
    return {"kind": "lines", "listed": block.listed, "lines": [_line(line) for line in block.lines]}


def _facts(block: Facts) -> Json:
    facts = [{"label": said(fact.label), "value": said(fact.value), "tone": fact.tone.value} for fact in block.facts]
    return {"kind": "facts", "heading": said(block.heading), "facts": facts}


def _notice(block: Notice) -> Json:
    return {"kind": "notice", "text": said(block.text), "tone": block.tone.value}


def _table(block: Table) -> Json:
    turned = len(block.columns) > MOST_COLUMNS
    parts = [_turned(block, rows) for rows in _portions(block.rows)] if turned else [_upright(block)]
    return {"kind": "table", "parts": parts, "notes": [said(note) for note in block.notes]}


def _portions(rows: Sequence[tuple[Cell, ...]]) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """Rows in portions of nearly the same number."""
    count = -(-len(rows) // MOST_TURNED) or 1
    size = -(-len(rows) // count)
    for start in range(0, len(rows), size or 1):
        yield rows[start : start + size]


def _upright(block: Table) -> Json:
    return {
        "caption": said(block.caption),
        "headings": [said(column.heading, "cell") for column in block.columns],
        "numeric": [column.numeric for column in block.columns],
        "widths": [0] * len(block.columns),
        "rows": [[_cell(cell, heading=number == 0) for number, cell in enumerate(row)] for row in block.rows],
        "size": 8.5,
    }


def _turned(block: Table, rows: Sequence[tuple[Cell, ...]]) -> Json:
    columns = list(enumerate(block.columns))[1:]
    return {
        "caption": said(block.caption),
        "headings": [said(block.columns[0].heading), *(said(row[0].text, "cell") for row in rows)],
        "numeric": [False] * (len(rows) + 1),
        "widths": [0, *[1] * len(rows)],
        "rows": [
            [_cell(Cell(column.heading, Tone.QUIET)), *(_cell(row[number]) for row in rows)]
            for number, column in columns
        ],
        "size": 8.5,
    }


def _cell(cell: Cell, heading: bool = False) -> Json:
    return {"text": said(cell.text, "cell"), "tone": cell.tone.value, "strong": cell.strong or heading}


def _figures(block: Figures) -> Json:
    rows = [[_figure(figure, width) for figure, width in row] for row in _rows(block)]
    return {"kind": "figures", "heading": said(block.heading), "rows": rows}


def _rows(block: Figures) -> Iterator[list[tuple[Figure, float]]]:
    """Figures with their widths in mm, side by side as long as there is room."""
    row: list[Figure] = []
    for figure in block.figures:
        if row and (block.wide or _shrinking([*row, figure]) < SHRUNK):
            yield [(one, _width_mm(one) * min(_shrinking(row), 1)) for one in row]
            row = []
        row.append(figure)
    if row:
        yield [(one, _width_mm(one) * min(_shrinking(row), 1)) for one in row]


def _shrinking(row: Sequence[Figure]) -> float:
    """By how much figures must be made smaller to fit; above 1 where they need not."""
    return (WIDEST_MM - GUTTER_MM * (len(row) - 1)) / sum(map(_width_mm, row))


def _width_mm(figure: Figure) -> float:
    if isinstance(figure.picture, Picture):
        return PICTURE_MM
    return min(figure.picture.width * PIXEL_PT * MM_PER_PT, WIDEST_MM)


def _figure(figure: Figure, width_mm: float) -> Json:
    told = {"caption": said(figure.caption), "alternative": said(figure.alternative), "share": width_mm}
    picture = figure.picture
    if isinstance(picture, Picture):
        return {**told, "png": list(picture.png)}
    return {**told, "png": None, "width": picture.width, "height": picture.height, "shapes": list(_shapes(picture))}


def _shapes(drawing: Drawing) -> Iterator[Json]:
    for path in drawing.paths:
        yield _stroke(path)
    for area in drawing.areas:
        yield from _area(area)
    for words in drawing.words:
        if words.text:
            yield _words(words)


def _stroke(path: Stroke) -> Json:
    width = 1 if path.tone is Tone.QUIET else 1.6
    return {"kind": "line", "points": path.points, "tone": path.tone.value, "dashed": path.dashed, "width": width}


def _area(area: Area) -> Iterator[Json]:
    tone, found = area.tone.value, hatch(area)
    frame = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    yield {"kind": "box", **frame, "tone": tone, "strong": area.strong, "solid": area.pattern is Pattern.SOLID}
    for line in found.lines:
        yield {"kind": "line", "points": line, "tone": tone, "dashed": False, "width": 1.2}
    for x, y in found.dots:
        yield {"kind": "dot", "x": x, "y": y, "tone": tone}


def _words(words: Words) -> Json:
    place = {"x": words.x, "y": words.y, "width": words.width, "height": words.height}
    look = {"tone": words.tone.value, "align": words.align, "bold": words.bold}
    return {"kind": "words", **place, **look, "text": said(words.text)}


_BLOCKS: dict[type[Block], Callable[[Any], Json]] = {
    Lines: _lines,
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Figures: _figures,
}

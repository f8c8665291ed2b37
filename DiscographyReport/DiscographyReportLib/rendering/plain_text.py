# SPDX-License-Identifier: Apache-2.0
"""A page as plain text, for a paste into a report system: no line is wrapped, tables stand in columns.

A narrow window may ask for prose folded to its width; a row of a table is never folded.
"""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from .drawing import Drawing
from .page import Block, Facts, Figure, Figures, Line, Lines, Notice, Page, Section, Table
from .visible import visible

_NOT_A_LETTER = ("Mn", "Me", "Cf")


def render_text(page: Page) -> str:
    """The whole page; every line ends with a line feed."""
    return "".join(f"{visible(line)}\n" for line in text_lines(page))


def text_lines(page: Page) -> Iterator[str]:
    """The lines of a page."""
    if page.watermark:
        yield from (f"*** {page.watermark} ***", "")
    yield page.title.upper()
    yield from map(_line, page.cover)
    for section in page.sections:
        yield from section_lines(section)
    yield ""
    yield from page.colophon
    if page.watermark:
        yield f"*** {page.watermark} ***"


def section_lines(section: Section, columns: int | None = None) -> Iterator[str]:
    """A heading and what is below it, prose folded to so many columns."""
    yield ""
    yield section.heading.upper() if section.depth == 1 else section.heading
    yield ("=" if section.depth == 1 else "-") * _width(section.heading)
    for block in section.blocks:
        rows = range(1, len(block.rows) + 2) if isinstance(block, Table) else range(0)
        for number, line in enumerate(_block_lines(block)):
            yield from [line] if number in rows else folded(line, columns)


def folded(line: str, columns: int | None) -> list[str]:
    """A line of prose as lines of at most so many columns, under its own indent; no word and no level is broken."""
    if columns is None or _width(line) <= columns:
        return [line]
    own = line[: len(line) - len(line.lstrip(" "))]
    fold = textwrap.TextWrapper(columns, own, f"{own}  ", break_long_words=False, break_on_hyphens=False)
    return fold.wrap(line.lstrip(" ")) or [line]


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from map(_line, block.lines)
    elif isinstance(block, Facts):
        yield from [f"{block.heading}:"] if block.heading else []
        yield from (f"{fact.label}: {fact.value}" for fact in block.facts)
    elif isinstance(block, Table):
        yield from table_lines(block)
    elif isinstance(block, Figures):
        yield from map(_figure, block.figures)
    elif isinstance(block, Notice):
        yield f"! {block.text}"


def _figure(figure: Figure) -> str:
    """A drawing in words; of a picture only what it would show."""
    told = isinstance(figure.picture, Drawing) and figure.alternative not in figure.caption
    return f"[{figure.caption} {figure.alternative}]" if told else f"[{figure.caption}]"


def _line(line: Line) -> str:
    badge = f"[{line.badge}] " if line.badge else ""
    return f"{'  ' * line.depth}{badge}{line.text}"


def table_lines(table: Table) -> Iterator[str]:
    """A table in columns, headings first, notes behind."""
    yield f"{table.caption}:"
    rows = [[column.heading for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    shown = [[visible(text) for text in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    numeric = [column.numeric for column in table.columns]
    yield from (_in_columns(row, widths, numeric) for row in shown)
    yield from table.notes


def _in_columns(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    cells = []
    for text, width, right in zip(row, widths, numeric, strict=True):
        blank = " " * (width - _width(text))
        cells.append(f"{blank}{text}" if right else f"{text}{blank}")
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: two for a wide character, none for a mark above another."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in _NOT_A_LETTER:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

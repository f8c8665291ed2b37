# SPDX-License-Identifier: Apache-2.0
"""A page as a value: what is said, in which order and under which heading. Every form is laid out from the same one.

All texts are plain: no markup, no escapes. A form escapes and breaks lines as it needs.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from .drawing import Drawing
from .tones import Tone


class Line(NamedTuple):
    """One line. ``badge`` is a short answer in front of it, colored by ``tone``; ``depth`` steps of indentation."""

    text: str
    badge: str = ""
    tone: Tone = Tone.PLAIN
    strong: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Lines:
    """Paragraphs, or a list of equal things (``listed``)."""

    lines: tuple[Line, ...]
    listed: bool = False


class Fact(NamedTuple):
    """A label and what is recorded under it; a value never is empty."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Facts:
    """Label and value pairs, under a heading of their own or none."""

    facts: tuple[Fact, ...]
    heading: str = ""


class Column(NamedTuple):
    """A column; ``numeric`` ones are aligned to the right."""

    heading: str
    numeric: bool = False


class Cell(NamedTuple):
    """A cell of a table; its text never is empty."""

    text: str
    tone: Tone = Tone.PLAIN
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table. The first cell of a row is the row's heading; every row has as many cells as there are columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Picture(NamedTuple):
    """A picture in pixels: the bytes of a PNG file, and its size."""

    png: bytes
    width: int
    height: int


class Figure(NamedTuple):
    """A drawing or a picture, its caption, and the same in words for those who do not see it."""

    picture: Drawing | Picture
    caption: str
    alternative: str


@dataclass(frozen=True)
class Figures:
    """Figures side by side where there is room, under a heading of their own or none. ``wide``: one under the other."""

    figures: tuple[Figure, ...]
    heading: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Notice:
    """A sentence that must not be missed."""

    text: str
    tone: Tone = Tone.WARNING


Block: TypeAlias = Lines | Facts | Table | Figures | Notice


@dataclass(frozen=True)
class Section:
    """A heading with its blocks; ``id`` is unique in the page, of a to z, 0 to 9 and ``-``.

    A section of ``depth`` 2 belongs to the one of depth 1 before it.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    depth: int = 1


@dataclass(frozen=True)
class Page:
    """A whole report.

    ``language`` is a tag such as ``en``; ``cover`` stands below the title, patient first. ``watermark`` is written
    across every page, the parts of ``running`` at the foot of every printed one, ``colophon`` at the end.
    """

    title: str
    language: str
    cover: tuple[Line, ...]
    sections: tuple[Section, ...]
    watermark: str = ""
    running: tuple[str, ...] = ()
    colophon: tuple[str, ...] = ()

# SPDX-License-Identifier: Apache-2.0
"""Pictures as values: what is drawn where, in pixels, and what it means. A view paints them in the theme's colors."""

from enum import Enum
from typing import NamedTuple

from .tones import Tone


class Pattern(Enum):
    """How an area is filled, so that it can be told without color."""

    EMPTY = "empty"
    SOLID = "solid"
    DOTS = "dots"
    STRIPES = "stripes"
    CROSSED = "crossed"


class Area(NamedTuple):
    """A rounded rectangle; ``strong`` for a thick frame; ``uid`` where a click on it means a disc."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    pattern: Pattern = Pattern.SOLID
    strong: bool = False
    uid: str = ""


class Path(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    tone: Tone
    dashed: bool = False


class Words(NamedTuple):
    """A text in a box: ``-1`` left, ``0`` centered, ``1`` right."""

    x: float
    y: float
    width: float
    height: float
    text: str
    tone: Tone
    align: int = 0
    bold: bool = False


class Drawing(NamedTuple):
    """A picture, and the same in words for those who do not see it."""

    width: int
    height: int
    areas: tuple[Area, ...]
    paths: tuple[Path, ...]
    words: tuple[Words, ...]
    description: str

    def disc_at(self, x: float, y: float) -> str:
        """The tracking UID of the disc at a point; empty where there is none."""
        hits = (one for one in self.areas if one.uid and one.y <= y <= one.y + one.height and x >= 0)
        return next((one.uid for one in hits), "")

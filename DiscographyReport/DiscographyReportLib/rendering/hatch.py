# SPDX-License-Identifier: Apache-2.0
"""The strokes of a pattern inside an area, so that every form hatches alike and in gray as in color."""

from typing import NamedTuple

from .drawing import Area, Pattern

_STRIDE, _INSET = 7.0, 1.0

Point = tuple[float, float]


class Hatch(NamedTuple):
    """Lines and dots inside an area, in its pixels."""

    lines: tuple[tuple[Point, Point], ...]
    dots: tuple[Point, ...]


def hatch(area: Area) -> Hatch:
    """What is drawn inside the frame of an area; nothing for an empty or a solid one."""
    left, top = area.x + _INSET, area.y + _INSET
    right, bottom = area.x + area.width - _INSET, area.y + area.height - _INSET
    if area.pattern is Pattern.DOTS:
        return Hatch((), tuple(_dots(left, top, right, bottom)))
    rising = _rising(left, top, right, bottom) if area.pattern in (Pattern.STRIPES, Pattern.CROSSED) else []
    mirrored = [((left + right - x0, y0), (left + right - x1, y1)) for (x0, y0), (x1, y1) in rising]
    return Hatch((*rising, *(mirrored if area.pattern is Pattern.CROSSED else [])), ())


def _rising(left: float, top: float, right: float, bottom: float) -> list[tuple[Point, Point]]:
    """Lines at 45 degrees, cut at the frame."""
    lines, foot, height = [], left + _STRIDE / 2, bottom - top
    while foot < right + height:
        start = (foot, bottom) if foot <= right else (right, bottom - (foot - right))
        end = (foot - height, top) if foot - height >= left else (left, bottom - (foot - left))
        lines.append((start, end))
        foot += _STRIDE
    return lines


def _dots(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Staggered rows."""
    found, y, odd = [], top + _STRIDE / 3, False
    while y < bottom - 1:
        x = left + (_STRIDE / 2 if odd else _STRIDE / 4) + 1
        while x < right - 1:
            found.append((x, y))
            x += _STRIDE
        y, odd = y + _STRIDE / 2, not odd
    return found

# SPDX-License-Identifier: Apache-2.0
"""A gray picture of the CT with what is drawn on it: marker, directions of the patient, level and a scale."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from .page import Picture
from .views import View

FREE_MM, TICK_MM = 3.0, 4.0
"""The marker is four ticks around a gap: what it points at stays visible."""
SCALE_MM = 20.0
_BLACK, _WHITE = 0, 255
_MARGIN, _SIZE, _SMALL = 8, 24, 18
Point = tuple[float, float]


def ct_picture(shades: NDArray[np.uint8], view: View, title: str) -> Picture:
    """A square picture (pixels, pixels) as PNG; white with a black rim, so that it is seen on bone and on air."""
    image = Image.fromarray(shades)
    pen = ImageDraw.Draw(image)
    side = image.width
    per_mm = side / view.side_mm
    _stroke(pen, [*_marker(side / 2, per_mm), *_scale(side, per_mm)])
    _label_edges(pen, side, view.edges())
    _write(pen, (_MARGIN, _MARGIN), title, "la", _SIZE)
    _write(pen, (side - _MARGIN, side - _MARGIN - 12), f"{SCALE_MM / 10:g} cm", "rs", _SMALL)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return Picture(buffer.getvalue(), image.width, image.height)


def _marker(middle: float, per_mm: float) -> list[Sequence[Point]]:
    near, far = FREE_MM * per_mm, (FREE_MM + TICK_MM) * per_mm
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
    return [[(middle + x * near, middle + y * near), (middle + x * far, middle + y * far)] for x, y in ways]


def _scale(side: int, per_mm: float) -> list[Sequence[Point]]:
    right, y = side - _MARGIN - 1.0, side - _MARGIN - 4.0
    left = right - SCALE_MM * per_mm
    ends = [[(x, y - 4), (x, y + 4)] for x in (left, right)]
    return [[(left, y), (right, y)], *ends]


def _stroke(pen: ImageDraw.ImageDraw, lines: Sequence[Sequence[Point]]) -> None:
    """All rims first, so that none cuts a line that it touches."""
    for rim, shade in ((2, _BLACK), (1, _WHITE)):
        for (x1, y1), (x2, y2) in lines:
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            pen.rectangle((left - rim, top - rim, right + rim - 1, bottom + rim - 1), fill=shade)


def _label_edges(pen: ImageDraw.ImageDraw, side: int, edges: tuple[str, str, str, str]) -> None:
    left, right, top, bottom = edges
    middle, end = side / 2, side - _MARGIN
    places = ((_MARGIN, middle, left, "lm"), (end, middle, right, "rm"), (middle, _MARGIN, top, "ma"))
    for x, y, letters, anchor in (*places, (middle, end, bottom, "ms")):
        _write(pen, (x, y), letters, anchor, _SIZE)


def _write(pen: ImageDraw.ImageDraw, place: Point, text: str, anchor: str, size: int) -> None:
    font = ImageFont.load_default(size)
    pen.text(place, text, fill=_WHITE, font=font, anchor=anchor, stroke_width=2, stroke_fill=_BLACK)

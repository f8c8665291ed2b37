# SPDX-License-Identifier: Apache-2.0
"""A drawing as inline SVG. Colors come from the classes of the page's style, so that a dark page is drawn dark."""

from xml.etree.ElementTree import Element, SubElement

from .drawing import Area, Drawing, Path, Pattern, Words
from .hatch import hatch
from .tones import Tone
from .visible import visible

FONT_PX = 11
_ANCHORS = {-1: "start", 0: "middle", 1: "end"}
_ROUND = "3"


def svg(drawing: Drawing, label: str) -> Element:
    """The drawing; ``label`` says the same in words for those who do not see it."""
    size = {"viewBox": f"0 0 {drawing.width} {drawing.height}", "width": str(drawing.width)}
    root = Element("svg", {**size, "height": str(drawing.height), "role": "img", "aria-label": visible(label)})
    for path in drawing.paths:
        _path(root, path)
    for area in drawing.areas:
        _area(root, area)
    for words in drawing.words:
        _words(root, words)
    return root


def tone_class(tone: Tone) -> str:
    """The class that colors a tone: ``tone-no-pain``."""
    return f"tone-{tone.value.replace(' ', '-')}"


def _path(root: Element, path: Path) -> None:
    dashes = {"stroke-dasharray": "4 3"} if path.dashed else {}
    points = " ".join(f"{_px(x)},{_px(y)}" for x, y in path.points)
    width = "1" if path.tone is Tone.QUIET else "1.6"
    stroke = {"class": tone_class(path.tone), "fill": "none", "stroke": "currentColor", "stroke-width": width}
    SubElement(root, "polyline", {"points": points, **stroke, **dashes})


def _area(root: Element, area: Area) -> None:
    solid = area.pattern is Pattern.SOLID
    look = {"stroke": "currentColor", "stroke-width": "2" if area.strong else "1.2"}
    box = {"x": _px(area.x), "y": _px(area.y), "width": _px(area.width), "height": _px(area.height), "rx": _ROUND}
    shown = {"class": tone_class(area.tone), "fill": "currentColor"} if solid else {"class": _hollow(area.tone)}
    SubElement(root, "rect", {**box, **look, **shown})
    found = hatch(area)
    strokes = [f"M{_px(x0)} {_px(y0)}L{_px(x1)} {_px(y1)}" for (x0, y0), (x1, y1) in found.lines]
    dots = [f"M{_px(x)} {_px(y)}h0" for x, y in found.dots]
    for marks, width in ((strokes, "1.2"), (dots, "2.2")):
        if marks:
            stroke = {**look, "stroke-width": width, "stroke-linecap": "round", "class": tone_class(area.tone)}
            SubElement(root, "path", {"d": "".join(marks), **stroke})


def _hollow(tone: Tone) -> str:
    """Filled with the ground that the page has in this light, so that no line shows through."""
    return f"{tone_class(tone)} hollow"


def _words(root: Element, words: Words) -> None:
    if not words.text:
        return
    x = words.x + words.width * (words.align + 1) / 2
    weight = {"font-weight": "bold"} if words.bold else {}
    place = {"x": _px(x), "y": _px(words.y + words.height / 2), "dy": "0.36em", "text-anchor": _ANCHORS[words.align]}
    look = {"class": tone_class(words.tone), "fill": "currentColor", "font-size": str(FONT_PX)}
    SubElement(root, "text", {**place, **look, **weight}).text = visible(words.text)


def _px(value: float) -> str:
    """Pixels to a hundredth, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")

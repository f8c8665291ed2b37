# SPDX-License-Identifier: Apache-2.0
"""A drawing painted into a label, in the colors of the theme and the pixels of the screen."""

from collections.abc import Callable
from typing import Any

import qt

from ..rendering.drawing import Area, Drawing, Path, Pattern, Words
from ..rendering.tones import Tone
from .qt_tools import EventFilter, color_of, place_of

_PATTERNS = {
    Pattern.EMPTY: qt.Qt.NoBrush,
    Pattern.SOLID: qt.Qt.SolidPattern,
    Pattern.DOTS: qt.Qt.Dense6Pattern,
    Pattern.STRIPES: qt.Qt.BDiagPattern,
    Pattern.CROSSED: qt.Qt.DiagCrossPattern,
}
_ALIGN = {-1: qt.Qt.AlignLeft, 0: qt.Qt.AlignHCenter, 1: qt.Qt.AlignRight}
_SMALL, _FAINT, _STRONG = 0.85, 90, 2


class DrawingView:
    """Shows a drawing in a QLabel and says which disc was clicked."""

    def __init__(
        self, label: Any, on_disc: Callable[[str], None] | None = None, on_resize: Callable[[], None] | None = None
    ) -> None:
        """``on_resize``: for a drawing that takes the width there is, instead of asking for one."""
        self.label, self._on_disc, self._on_resize = label, on_disc, on_resize
        if on_resize is not None:
            label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self._drawing: Drawing | None = None
        self._painted: Any = None
        self._filter = EventFilter(label, self._on_event)
        label.installEventFilter(self._filter)

    def show(self, drawing: Drawing | None, again: bool = False) -> None:
        """Paint it where it is another; ``again`` where the colors or the screen are."""
        self.label.visible = drawing is not None
        if drawing is None or (drawing == self._drawing and not again):
            self._drawing = drawing
            return
        self._drawing = drawing
        self.label.toolTip = drawing.description
        self.label.accessibleDescription = drawing.description
        if self._on_resize is None:
            self.label.minimumWidth = drawing.width
        self.label.minimumHeight = drawing.height
        self.label.setPixmap(self._paint(drawing))

    def repaint(self) -> None:
        """The colors of the theme are others now."""
        self.show(self._drawing, True)

    def _paint(self, drawing: Drawing) -> Any:
        ratio = float(self.label.devicePixelRatio())
        pixmap = qt.QPixmap(int(drawing.width * ratio), int(drawing.height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self.label.palette.color(qt.QPalette.Window))
        painter = qt.QPainter()
        painter.begin(pixmap)
        try:
            self._paint_all(painter, drawing)
        finally:
            # A painter that outlives its pixmap ends the application.
            painter.end()
        self._painted = ratio
        return pixmap

    def _paint_all(self, painter: Any, drawing: Drawing) -> None:
        painter.setRenderHint(qt.QPainter.Antialiasing, True)
        for path in drawing.paths:
            self._paint_path(painter, path)
        for area in drawing.areas:
            self._paint_area(painter, area)
        for words in drawing.words:
            self._paint_words(painter, words)

    def _color(self, tone: Tone) -> Any:
        return color_of(tone, self.label.palette)

    def _paint_area(self, painter: Any, area: Area) -> None:
        color = self._color(area.tone)
        pen = qt.QPen(self._color(Tone.PLAIN) if area.strong else color)
        pen.setWidth(_STRONG if area.strong else 1)
        painter.setPen(pen)
        fill = qt.QColor(color)
        if area.pattern is Pattern.SOLID and area.tone is Tone.QUIET:
            fill.setAlpha(_FAINT)
        painter.setBrush(qt.QBrush(fill, _PATTERNS[area.pattern]))
        painter.drawRoundedRect(qt.QRectF(area.x, area.y, area.width, area.height), 3, 3)

    def _paint_path(self, painter: Any, path: Path) -> None:
        pen = qt.QPen(self._color(path.tone))
        if path.dashed:
            pen.setStyle(qt.Qt.DashLine)
        painter.setPen(pen)
        for (x0, y0), (x1, y1) in zip(path.points, path.points[1:], strict=False):
            painter.drawLine(qt.QLineF(x0, y0, x1, y1))

    def _paint_words(self, painter: Any, words: Words) -> None:
        font = self.label.font
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _SMALL)
        font.setBold(words.bold)
        painter.setFont(font)
        painter.setPen(qt.QPen(self._color(words.tone)))
        box = qt.QRect(int(words.x), int(words.y), int(words.width), int(words.height))
        painter.drawText(box, int(_ALIGN[words.align]) | int(qt.Qt.AlignVCenter), words.text)

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.MouseButtonPress and self._drawing is not None and self._on_disc is not None:
            place = place_of(event)
            uid = self._drawing.disc_at(place.x(), place.y())
            if uid:
                self._on_disc(uid)
                return True
        if event.type() == qt.QEvent.Resize and self._on_resize is not None:
            self._on_resize()
        if event.type() == qt.QEvent.PaletteChange:
            self.repaint()
        if event.type() == qt.QEvent.Show and self._painted not in (None, float(self.label.devicePixelRatio())):
            self.repaint()
        return False

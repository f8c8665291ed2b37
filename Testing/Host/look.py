# SPDX-License-Identifier: Apache-2.0
"""How it looks: light and dark, 1x and 2x pixels, narrow and wide; and pictures of it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter

from Host.hands import settle

STYLE = "Fusion"
NARROW, WIDE = 480, 900
PANEL_SHARE, VIEWS_SHARE, HEIGHT = NARROW, 720, 760
# Window, Base, AlternateBase, Button, Text, disabled text, Highlight
LIGHT = ("#efefef", "#ffffff", "#f5f5f5", "#efefef", "#000000", "#787878", "#308cc6")
DARK = ("#353535", "#232323", "#2b2b2b", "#404040", "#ffffff", "#8c8c8c", "#2a82da")
THEMES = {"light": LIGHT, "dark": DARK}
TEXT_ROLES = (QPalette.WindowText, QPalette.Text, QPalette.ButtonText, QPalette.ToolTipText, QPalette.HighlightedText)


def palette(theme: str) -> QPalette:
    """The colors of a theme, "light" or "dark"."""
    window, base, alternate, button, text, disabled, highlight = map(QColor, THEMES[theme])
    made = QPalette(button, window)
    for role, color in (
        (QPalette.Base, base),
        (QPalette.AlternateBase, alternate),
        (QPalette.ToolTipBase, window),
        (QPalette.Highlight, highlight),
        *((role, text) for role in TEXT_ROLES),
    ):
        made.setColor(role, color)
    made.setColor(QPalette.PlaceholderText, disabled)
    made.setColor(QPalette.HighlightedText, QColor("#ffffff"))
    for role in TEXT_ROLES[:3]:
        made.setColor(QPalette.Disabled, role, disabled)
    return made


def set_theme(theme: str) -> None:
    """Change the application's colors; every widget hears of it (QEvent.PaletteChange)."""
    QApplication.setStyle(STYLE)
    QApplication.setPalette(palette(theme))
    settle()


def set_ratio(window: Any, ratio: int) -> None:
    """Show a window on the screen with this many device pixels per pixel: 1 or 2 (off screen only)."""
    screen = next(s for s in QApplication.screens() if round(s.devicePixelRatio) == ratio)
    size = window.size
    window.hide()
    window.setScreen(screen)
    window.move(screen.geometry.topLeft() + QPoint(10, 10))
    show(window)
    window.resize(size)  # Qt had kept the device pixels
    settle()


def show(window: Any) -> None:
    """Show a window and give it the keyboard."""
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    settle()


def picture(widget: Any, path: Path) -> Path:
    """Save what a widget looks like now, in its screen's device pixels."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise OSError(f"{path} cannot be written")
    return path


class Workbench:
    """A module's panel beside the slice views, in one window: the panel in a scroll area as in Slicer."""

    def __init__(self, frame: Any, views: Any) -> None:
        self._views = views
        self.window, self.area = QSplitter(), QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(frame)
        self.window.addWidget(self.area)
        self.window.addWidget(views)
        self.set_panel_width(PANEL_SHARE)

    def set_panel_width(self, width: int, height: int = HEIGHT) -> None:
        """Make the panel this wide and show it."""
        self.window.resize(width + VIEWS_SHARE, height)
        self.window.setSizes([width, VIEWS_SHARE])
        show(self.window)

    def _areas(self) -> list[Any]:
        """The panel's scroll area, and those inside the panel."""
        return [self.area, *(one for one in self.area.widget().findChildren(QScrollArea) if one.isVisible())]

    def fits(self) -> bool:
        """Whether the panel needs no horizontal scroll bar."""
        return all(one.horizontalScrollBar().maximum == 0 for one in self._areas())

    def panel_picture(self, path: Path) -> Path:
        """Save the whole panel, also what is scrolled out of sight."""
        size = self.window.size
        hidden = sum(one.verticalScrollBar().maximum for one in self._areas())
        self.window.resize(size.width(), size.height() + hidden)
        settle()
        saved = picture(self.area.widget(), path)
        self.window.resize(size)
        settle()
        return saved

    def close(self) -> None:
        """Give the panel and the views back."""
        self.area.takeWidget()
        self._views.setParent(None)
        self.window.close()
        settle()

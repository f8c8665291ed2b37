# SPDX-License-Identifier: Apache-2.0
"""The few things about Qt that every view needs: a filter for keys, colors from the palette, plain writing."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

import qt

from ..rendering.tones import Tone
from . import grid

KEY_NAMES = {
    qt.Qt.Key_Return: grid.ENTER,
    qt.Qt.Key_Enter: grid.ENTER,
    qt.Qt.Key_Tab: grid.TAB,
    qt.Qt.Key_Backtab: grid.BACKTAB,
    qt.Qt.Key_Up: grid.UP,
    qt.Qt.Key_Down: grid.DOWN,
    qt.Qt.Key_Left: grid.LEFT,
    qt.Qt.Key_Right: grid.RIGHT,
    qt.Qt.Key_Escape: grid.ESCAPE,
    qt.Qt.Key_Delete: grid.DELETE,
    qt.Qt.Key_Backspace: grid.BACKSPACE,
    qt.Qt.Key_F2: grid.EDIT,
}
UNDO, REDO = "undo", "redo"
_LEFT_TO_US = (qt.Qt.Key_D, qt.Qt.Key_E, qt.Qt.Key_M, qt.Qt.Key_T)
TONE = "discographyTone"
"""The dynamic property of a label in which its tone is kept."""
FOCUS = "discographyFocus"
"""The dynamic property of a table in which its highlight is kept."""
_FAINT = 0.25
_HUES = {
    Tone.WARNING: 35,
    Tone.GRAVE: 5,
    Tone.DONE: 140,
    Tone.NO_PAIN: 205,
    Tone.PRESSURE: 205,
    Tone.DISSIMILAR: 275,
    Tone.SIMILAR: 30,
    Tone.EXACT: 0,
}
_TURNED_BY_WHEEL = ("QComboBox", "QAbstractSpinBox", "QSlider")
_FADED = (Tone.QUIET, Tone.OFFERED, Tone.UNKNOWN)
_LONG_WORD = re.compile(r"[^\s/-]{24}(?=[^\s/-])")
"""Letters between two places where Qt breaks a line by itself."""
_MIDDLE, _SATURATION, _LIGHT_TEXT, _DARK_TEXT = 128, 200, 175, 90


class EventFilter(qt.QObject):
    """Hands the events of the widgets it is installed on to a function; its answer says whether they are used up."""

    def __init__(self, parent: Any, handle: Callable[[Any, Any], bool]) -> None:
        qt.QObject.__init__(self, parent)
        self._handle = handle

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Called by Qt for every event."""
        return bool(self._handle(watched, event))


def pass_wheel_on(root: Any) -> EventFilter:
    """Let the wheel scroll the panel and nothing else: over a list or a number it must never change a medical value.

    For every list, number and slider below ``root``, those inside of composed widgets too. Keep what is returned.
    """
    guard = EventFilter(root, _ignore_wheel)
    for widget in _below(root):
        if any(widget.inherits(kind) for kind in _TURNED_BY_WHEEL):
            widget.installEventFilter(guard)
    return guard


def _ignore_wheel(_watched: Any, event: Any) -> bool:
    if event.type() != qt.QEvent.Wheel:
        return False
    # Used up by nobody, it goes on to the parent and so to the scroll area.
    event.ignore()
    return True


def _below(root: Any) -> Iterator[Any]:
    for child in root.children():
        yield child
        yield from _below(child)


def is_key(event: Any) -> bool:
    """Whether a key was pressed."""
    return bool(event.type() == qt.QEvent.KeyPress)


def place_of(event: Any) -> Any:
    """Where the mouse was, in whole pixels of its widget: Qt 6 counts the old way among what is deprecated."""
    return event.pos() if hasattr(event, "pos") else event.position().toPoint()


def character_of(event: Any) -> str:
    """The character of a key; empty for keys without one and for those held with Ctrl."""
    text = event.text()
    return text if text and text.isprintable() and not _with_control(event) else ""


def is_our_shortcut(event: Any) -> bool:
    """Whether a widget is asked to leave a key to the panel that it would use itself: Ctrl with D, E, M or T."""
    return bool(event.type() == qt.QEvent.ShortcutOverride and _with_control(event) and event.key() in _LEFT_TO_US)


def step_back_of(event: Any) -> str:
    """``UNDO`` or ``REDO`` for Ctrl+Z and Ctrl+Y, which line edits keep for themselves; empty for other keys."""
    if not _with_control(event):
        return ""
    return {qt.Qt.Key_Z: UNDO, qt.Qt.Key_Y: REDO}.get(event.key(), "")


def _with_control(event: Any) -> bool:
    """Ctrl is held, and not as a part of AltGr, which writes characters."""
    held = event.modifiers()
    return bool(held & qt.Qt.ControlModifier) and not held & qt.Qt.AltModifier


def key_name(event: Any) -> str:
    """The name of a key as the tables know it; empty for others."""
    return next((name for key, name in KEY_NAMES.items() if event.key() == key), "")


def is_dark(palette: Any) -> bool:
    """Whether the theme is dark."""
    return bool(palette.color(qt.QPalette.Window).lightness() < _MIDDLE)


def color_of(tone: Tone, palette: Any) -> Any:
    """The color of a tone in a theme: the theme's own, or a hue at a lightness that can be read on its ground."""
    if tone in _FADED:
        return palette.color(qt.QPalette.Disabled, qt.QPalette.Text)
    if tone not in _HUES:
        return palette.color(qt.QPalette.Text)
    lightness = _LIGHT_TEXT if is_dark(palette) else _DARK_TEXT
    return qt.QColor.fromHsl(_HUES[tone], _SATURATION, lightness)


def color_text(label: Any, tone: Tone) -> None:
    """Color the text of a label; a plain one has the theme's own color, also after the theme has changed."""
    palette = qt.QPalette()
    if tone is not Tone.PLAIN:
        # In a section that folds, which is a button to Qt, labels are written as buttons are.
        for role in (qt.QPalette.WindowText, qt.QPalette.ButtonText):
            palette.setColor(role, color_of(tone, label.palette))
    kept = f"{tone.value} {is_dark(label.palette)}"
    if label.property(TONE) != kept:
        label.setProperty(TONE, kept)
        label.setPalette(palette)


def show_focus(table: Any, focused: bool) -> None:
    """Let the current cell stand out only in the table that gets the keys; elsewhere it is only marked."""
    palette, kept = qt.QPalette(), "focused"
    if not focused:
        ground, text = _quiet_highlight(table.parent().palette)
        palette.setColor(qt.QPalette.Highlight, ground)
        palette.setColor(qt.QPalette.HighlightedText, text)
        kept = f"{ground.name()} {text.name()}"
    if table.property(FOCUS) != kept:
        table.setProperty(FOCUS, kept)
        table.setPalette(palette)


def _quiet_highlight(theme: Any) -> tuple[Any, Any]:
    """The theme's highlight of what is inactive and its text, or a faint one where the theme makes no difference."""
    strong = theme.color(qt.QPalette.Active, qt.QPalette.Highlight)
    quiet = theme.color(qt.QPalette.Inactive, qt.QPalette.Highlight)
    if quiet.name() != strong.name():
        return quiet, theme.color(qt.QPalette.Inactive, qt.QPalette.HighlightedText)
    return _mixed(theme.color(qt.QPalette.Base), strong), theme.color(qt.QPalette.Text)


def _mixed(ground: Any, color: Any) -> Any:
    pairs = ((ground.red(), color.red()), (ground.green(), color.green()), (ground.blue(), color.blue()))
    return qt.QColor(*(round(below + (above - below) * _FAINT) for below, above in pairs))


def breakable(text: str) -> str:
    """A text that a narrow label can break anywhere in a long word, as in the UID of a file's name.

    A label is never narrower than its longest word, and with it the whole panel.
    """
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def write(widget: Any, text: str) -> None:
    """Set a text only where it is another: what does not change does not flicker or lose its selection."""
    if widget.text != text:
        widget.text = text


def tip_of(text: str) -> str:
    """A text as a tooltip shows it word for word: Qt would take one with a ``<`` on its first line for HTML."""
    return f"<qt>{escape(text, False).replace(chr(10), '<br>')}</qt>" if "<" in text.partition("\n")[0] else text


def write_tip(widget: Any, text: str) -> None:
    """Set a tooltip only where it is another."""
    tip = tip_of(text)
    if widget.toolTip != tip:
        widget.toolTip = tip


def enable(button: Any, reason: str, does: str) -> None:
    """Enable a button, or disable it and say every reason in its tooltip."""
    button.enabled = not reason
    write_tip(button, f"{does}\n\n{reason}" if reason else does)


def fixed_width(widget: Any) -> None:
    """Letters of one width, so that columns of text stand under each other."""
    font = widget.font
    font.setStyleHint(qt.QFont.Monospace)
    font.setFamily("monospace")
    widget.setFont(font)


def embolden(label: Any) -> None:
    """Bold letters."""
    font = label.font
    font.setBold(True)
    label.setFont(font)


def choose_data(combo: Any, data: str) -> None:
    """Show the entry with this data without telling anybody."""
    index = combo.findData(data)
    if combo.currentIndex != index:
        was = combo.blockSignals(True)
        combo.setCurrentIndex(index)
        combo.blockSignals(was)


def show_list(combo: Any, names: Sequence[str], chosen: str) -> None:
    """Fill a list with names, where they are others now, and show the chosen one, without telling anybody."""
    was = combo.blockSignals(True)
    if [combo.itemData(index) for index in range(combo.count)] != list(names):
        combo.clear()
        for name in names:
            combo.addItem(name, name)
    combo.blockSignals(was)
    choose_data(combo, chosen)


def check(button: Any, on: bool) -> None:
    """Show a checked or unchecked button without telling anybody."""
    if button.checked != on:
        was = button.blockSignals(True)
        button.checked = on
        button.blockSignals(was)


def reveal(widget: Any) -> None:
    """Unfold what a widget is in, scroll to it (in the panel, and in Slicer's frame), give it the keyboard."""
    parent = widget.parent()
    while parent is not None:
        if parent.inherits("ctkCollapsibleButton") and parent.collapsed:
            parent.collapsed = False
        if parent.inherits("QScrollArea"):
            parent.ensureWidgetVisible(widget)
        parent = parent.parent()
    widget.setFocus()

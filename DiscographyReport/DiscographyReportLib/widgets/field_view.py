# SPDX-License-Identifier: Apache-2.0
"""One field of a form: a line edit or a combo box, bound to its place in the report by its object name."""

from typing import Any

from ..rendering.tones import Tone
from . import grid
from .fields import FieldState, Kind, options_of
from .forms import Form
from .qt_tools import (
    EventFilter,
    character_of,
    choose_data,
    color_text,
    is_key,
    is_our_shortcut,
    key_name,
    step_back_of,
    write,
    write_tip,
)

UNKNOWN_ITEM = "–"  # noqa: RUF001


class FieldView:
    """Writes a field's state into its widget, and tells the form what the user does with it."""

    def __init__(self, path: str, widget: Any, label: Any, form: Form, commands: Any) -> None:
        """``commands``: function of a character that is a command of the panel while a line is empty."""
        self.path, self.widget, self.label, self.form = path, widget, label, form
        self.commands = commands
        label.setBuddy(widget)
        self.is_choice = form.fields[path].kind is Kind.CHOICE
        self._shown: FieldState | None = None
        self._begun: object = None
        self._filter = EventFilter(widget, self._on_event)
        widget.installEventFilter(self._filter)
        self._set_up_choice() if self.is_choice else self._set_up_line()

    def _set_up_choice(self) -> None:
        if self.form.fields[self.path].form.optional:
            self.widget.addItem(UNKNOWN_ITEM, "")
        for key, word in options_of(self.form.fields[self.path]):
            self.widget.addItem(word, key)
        self.widget.connect("activated(int)", self._on_activated)

    def _set_up_line(self) -> None:
        self.widget.connect("textEdited(QString)", self._on_edited)
        self.widget.connect("returnPressed()", self._on_return)
        self.widget.connect("editingFinished()", self._on_finished)

    # What the presenter says

    def show(self, state: FieldState) -> None:
        """Write the state; a line that is being typed into is left alone."""
        write(self.label, self.form.label(self.path))
        if state == self._shown and self._is_as_shown(state):
            return
        self._shown = state
        self.widget.enabled = state.enabled
        write_tip(self.widget, self.form.tooltip(self.path))
        if self.is_choice:
            self._show_choice(state)
        elif not self._being_typed():
            if self.widget.text != state.text:
                self.widget.text = state.text
            self._begun = None
            self.widget.placeholderText = state.suggestion
        self._show_trouble(state)

    def _is_as_shown(self, state: FieldState) -> bool:
        return self.is_choice or self._being_typed() or self.widget.text == state.text

    def _show_choice(self, state: FieldState) -> None:
        offered = f"{UNKNOWN_ITEM} {state.suggestion}?" if state.suggestion else UNKNOWN_ITEM
        if self.widget.findData("") == 0 and self.widget.itemText(0) != offered:
            self.widget.setItemText(0, offered)
        words = [word for _key, word in options_of(self.form.fields[self.path])]
        keys = [key for key, _word in options_of(self.form.fields[self.path])]
        choose_data(self.widget, keys[words.index(state.text)] if state.text in words else "")

    def _show_trouble(self, state: FieldState) -> None:
        tone = Tone.GRAVE if state.grave else Tone.WARNING if state.trouble else Tone.PLAIN
        color_text(self.label, tone)
        if state.trouble:
            mark = "▲ " if state.grave else "○ "
            write(self.label, mark + self.form.label(self.path))

    def _being_typed(self) -> bool:
        return not self.is_choice and bool(self.widget.hasFocus()) and bool(self.widget.modified)

    # What the user does

    def take(self) -> None:
        """Take what is being typed."""
        if not self.is_choice:
            self._on_finished()

    def drop(self) -> None:
        """Give up what is being typed, and say so."""
        if not self.is_choice and self.widget.modified:
            text = self._settled()
            self.widget.text = "" if self._shown is None else self._shown.text
            self._shown = None
            self.form.desk.lose(text)

    def _here(self) -> object:
        """Which field of which report this is now."""
        return self.form.desk.node, self.form.place(self.path)

    def _is_displaced(self) -> bool:
        """Whether the text was begun for another disc or report; then it is given up, and that is said."""
        if not self.widget.modified or self._begun in (None, self._here()):
            return False
        self.drop()
        self.form.desk.changed()
        return True

    def _settled(self) -> str:
        """The text; the line counts as not touched from now on."""
        text = self.widget.text
        self.widget.modified = False
        self._begun = None
        return str(text)

    def _on_edited(self, text: str) -> None:
        if self._is_displaced():
            return
        self._begun = self._here()
        if self.form.would_complete(self.path, text):
            self.form.typed(self.path, self._settled())

    def _on_return(self) -> None:
        if not self._is_displaced():
            self.form.enter(self.path, self._settled())

    def _on_finished(self) -> None:
        if self.widget.modified and not self._is_displaced():
            self.form.commit(self.path, self._settled())

    def _on_activated(self, index: int) -> None:
        self.form.choose(self.path, str(self.widget.itemData(index)))

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if is_our_shortcut(event):
            # A line would keep Ctrl+E for itself on some systems; left alone, the key reaches the panel.
            event.ignore()
            return True
        if not is_key(event):
            return False
        return self._choice_key(event) if self.is_choice else self._line_key(event)

    def _choice_key(self, event: Any) -> bool:
        character, name = character_of(event), key_name(event)
        if name == grid.ENTER:
            self.form.enter_choice(self.path)
        elif name in (grid.DELETE, grid.BACKSPACE):
            self.form.clear(self.path)
        elif character:
            return bool(self.commands(character)) or self.form.key(self.path, character)
        else:
            return False
        return True

    def _line_key(self, event: Any) -> bool:
        if step_back_of(event) and not self.widget.modified:
            self.commands(step_back_of(event))
            return True
        if key_name(event) == grid.ESCAPE and self.widget.modified:
            self.widget.text = "" if self._shown is None else self._shown.text
            self._begun = None
            return True
        character = character_of(event)
        if character and not self.widget.text:
            return bool(self.commands(character)) or self.form.key(self.path, character)
        return False

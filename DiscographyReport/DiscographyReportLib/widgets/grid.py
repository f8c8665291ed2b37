# SPDX-License-Identifier: Apache-2.0
"""A table that is filled by keys: a cursor, the text that is being typed, and what keys do. Without a widget.

Only one cell is typed into at a time, and whatever moves the cursor takes the text along: nothing typed is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..rendering.tones import Tone
from .desk import Desk
from .texts import _

ENTER, TAB, BACKTAB, UP, DOWN, LEFT, RIGHT = "enter", "tab", "backtab", "up", "down", "left", "right"
ESCAPE, DELETE, BACKSPACE, EDIT = "escape", "delete", "backspace", "edit"
CARET = "▏"


class Column(NamedTuple):
    """A column: its heading, what it is for, and its width in characters."""

    title: str
    tooltip: str
    width: int


def with_unit(columns: tuple[Column, ...], index: int, unit: str) -> tuple[Column, ...]:
    """Columns of which one says, on a second line, the unit that its bare numbers have."""
    named = columns[index]._replace(title=f"{columns[index].title}\n{unit}")
    return (*columns[:index], named, *columns[index + 1 :])


class Cell(NamedTuple):
    """A cell as it is shown."""

    text: str
    tone: Tone = Tone.PLAIN
    tooltip: str = ""


@dataclass(frozen=True)
class GridState:
    """A table as it is shown; ``current`` is the cursor (row, column), ``None`` without rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    current: tuple[int, int] | None
    name: str = ""


class Grid:
    """The presenter of a table; what the cells are is said by a subclass."""

    columns: tuple[Column, ...] = ()
    name = ""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.row, self.column = 0, 0
        self.buffer: str | None = None
        self._begun: tuple[object, int, object] | None = None
        desk.takers.append(self.take)
        desk.droppers.append(self.drop)
        self.goes_on_by_itself = True

    # What a subclass says

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def mark(self, row: int, column: int) -> object:
        """By what a cell is known again when the rows have changed: never by its position."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Cell:
        """A cell, without regard to what is being typed."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """The text that editing a cell begins with."""
        return self.cell(row, column).text

    def why_not(self, row: int, column: int) -> str:
        """Why nothing can be typed into a cell; empty where it can."""
        raise NotImplementedError

    def enter(self, row: int, column: int, text: str) -> bool:
        """Take the text of a cell; False where it is no value."""
        raise NotImplementedError

    def complete(self, row: int, column: int, text: str) -> bool:
        """Whether a text counts without Enter."""
        raise NotImplementedError

    def after(self, row: int, column: int) -> None:
        """Move the cursor after an entry that Enter, or its last character, made whole."""
        raise NotImplementedError

    def options(self, row: int, column: int) -> Sequence[tuple[str, str]]:
        """Key and word of what can be chosen in a cell."""
        raise NotImplementedError

    def command(self, character: str) -> bool:
        """A character that is a command and not text, where nothing is being typed; True where it was."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor stands elsewhere now."""

    def headings(self) -> tuple[Column, ...]:
        """The columns, with whatever follows from what was chosen."""
        return self.columns

    # The cursor and the keys

    def state(self) -> GridState:
        """The table as it is to be shown."""
        count = self.row_count()
        if not count:
            return GridState(self.headings(), (), None, self.name)
        self.row = min(self.row, count - 1)
        rows = tuple(
            tuple(self._shown(row, column) for column in range(len(self.columns))) for row in range(count)
        )
        return GridState(self.headings(), rows, (self.row, self.column), self.name)

    def _shown(self, row: int, column: int) -> Cell:
        if self.buffer is None or (row, column) != self._typed_at():
            return self.cell(row, column)
        return Cell(self.buffer + CARET, Tone.TYPED, _("Enter or Tab takes it, Esc leaves it as it was."))

    def key(self, character: str) -> bool:
        """A printable character; True where it was used."""
        self._take_displaced()
        if self.buffer is None and self.command(character):
            self.desk.changed()
            return True
        if not self.row_count() or (self.buffer is None and character == " "):
            return False
        reason = self.desk.lock_reason or self.why_not(self.row, self.column)
        if reason:
            self.desk.say(reason, grave=True)
        else:
            text = (self.buffer or "") + character
            self._type(text)
            if self.goes_on_by_itself and self.complete(self.row, self.column, text):
                self._confirm()
        self.desk.changed()
        return True

    def press(self, key: str) -> bool:
        """A key without a character; True where it was used."""
        if not self.row_count():
            return False
        action = _ACTIONS.get(key)
        if action is None or (key == ESCAPE and self.buffer is None):
            return False
        used = self._take_displaced() or action(self)
        self.desk.changed()
        return used is not False

    def click(self, row: int, column: int) -> None:
        """The cursor was put somewhere by the mouse."""
        if (row, column) == (self.row, self.column):
            return
        self.take()
        self._move_to(row, column)
        self.desk.changed()

    def choose(self, row: int, column: int, key: str) -> None:
        """An entry of a list was picked with the mouse."""
        self.buffer = None
        self._move_to(row, column)
        self.enter(row, column, key)
        self.desk.changed()

    def leave(self) -> None:
        """The keyboard goes elsewhere: what was typed counts."""
        if self.buffer is not None:
            self.take()
            self.desk.changed()

    def take(self) -> bool:
        """Take what was typed, if anything; False where it is no value."""
        if self.buffer is None:
            return True
        text, where = self.buffer, self._typed_at()
        self.buffer = None
        if where is None:
            self.desk.lose(text)
            return False
        return self.enter(*where, text)

    def drop(self) -> None:
        """Give up what is being typed, and say so."""
        if self.buffer is not None:
            text, self.buffer = self.buffer, None
            self.desk.lose(text)

    def _type(self, text: str) -> None:
        """The text grows; the cell that it was begun in, of this report and disc, is the only one it can get into."""
        if self.buffer is None:
            self._begun = (self.desk.node, self.column, self.mark(self.row, self.column))
        self.buffer = text

    def _typed_at(self) -> tuple[int, int] | None:
        """Where the cell is now that the text was begun in; ``None`` where it is gone."""
        if self._begun is None or self._begun[0] is not self.desk.node:
            return None
        _node, column, mark = self._begun
        found = (row for row in range(self.row_count()) if self.mark(row, column) == mark)
        row = next(found, None)
        return None if row is None else (row, column)

    def _take_displaced(self) -> bool:
        """Take a text whose cell is not under the cursor any more; True where there was one."""
        if self.buffer is None or self._typed_at() == (self.row, self.column):
            return False
        self.take()
        return True

    def _confirm(self) -> None:
        row, column = self.row, self.column
        self.take()
        self.after(row, column)

    def _step(self, rows: int, columns: int) -> None:
        self.take()
        self._move_to(self.row + rows, self.column + columns)

    def _along(self, by: int) -> bool:
        """To the next cell that can be typed into, on to the next row at its end; False where the table ends."""
        self.take()
        width, count = len(self.columns), self.row_count()
        place = self.row * width + self.column + by
        while 0 <= place < width * count and self.why_not(*divmod(place, width)):
            place += by
        if not 0 <= place < width * count:
            return False
        self._move_to(*divmod(place, width))
        return True

    def _move_to(self, row: int, column: int) -> None:
        self.row = max(0, min(row, self.row_count() - 1))
        self.column = max(0, min(column, len(self.columns) - 1))
        self.moved()

    def _cancel(self) -> None:
        self.buffer = None

    def _clear(self) -> None:
        self.buffer = None
        reason = self.desk.lock_reason or self.why_not(self.row, self.column)
        if reason:
            self.desk.say(reason, grave=True)
        else:
            self.enter(self.row, self.column, "")

    def _shorten(self) -> None:
        if not self.desk.lock_reason and not self.why_not(self.row, self.column):
            whole = self.text(self.row, self.column) if self.buffer is None else self.buffer
            self._type(whole[:-1])

    def _edit(self) -> None:
        if not self.desk.lock_reason and not self.why_not(self.row, self.column) and self.buffer is None:
            self._type(self.text(self.row, self.column))


_ACTIONS = {
    ENTER: Grid._confirm,
    TAB: lambda grid: grid._along(1),
    BACKTAB: lambda grid: grid._along(-1),
    UP: lambda grid: grid._step(-1, 0),
    DOWN: lambda grid: grid._step(1, 0),
    LEFT: lambda grid: grid._step(0, -1),
    RIGHT: lambda grid: grid._step(0, 1),
    ESCAPE: Grid._cancel,
    DELETE: Grid._clear,
    BACKSPACE: Grid._shorten,
    EDIT: Grid._edit,
}

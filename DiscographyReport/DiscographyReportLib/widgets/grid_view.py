# SPDX-License-Identifier: Apache-2.0
"""A table that is filled by keys: the widget only shows the presenter's cells and hands keys over."""

from typing import Any

import qt

from ..rendering.tones import Tone
from .grid import Cell, Grid, GridState
from .qt_tools import EventFilter, character_of, color_of, is_key, key_name, reveal, show_focus, step_back_of, tip_of

_ROW_HEIGHT, _SPARE = 22, 2


class GridView:
    """The view of a ``Grid`` on a QTableWidget."""

    def __init__(self, table: Any, presenter: Grid, step_back: Any) -> None:
        """``step_back``: called with the undo or redo character."""
        self.table, self.presenter, self._step_back = table, presenter, step_back
        self._state: GridState | None = None
        self._writing = False
        self._menu: Any = None
        self._actions: list[_MenuEntry] = []
        self._filter = EventFilter(table, self._on_event)
        table.installEventFilter(self._filter)
        table.setEditTriggers(qt.QAbstractItemView.NoEditTriggers)
        table.setColumnCount(len(presenter.columns))
        table.setHorizontalHeaderLabels([column.title for column in presenter.columns])
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        table.horizontalHeader().setMinimumSectionSize(8)
        table.horizontalHeader().setHighlightSections(False)
        for index, column in enumerate(presenter.columns):
            table.horizontalHeaderItem(index).setToolTip(column.tooltip)
        table.connect("currentCellChanged(int,int,int,int)", self._on_current)
        table.connect("cellDoubleClicked(int,int)", self._on_double)
        show_focus(table, False)

    # What the presenter says

    def show(self, state: GridState) -> None:
        """Write what differs from what is shown."""
        self._writing = True
        before, self._state = self._state, state
        self._write_headings(state)
        if before is None or len(before.rows) != len(state.rows):
            self._set_rows(len(state.rows))
            before = None
        for row, cells in enumerate(state.rows):
            for column, cell in enumerate(cells):
                if before is None or before.rows[row][column] != cell:
                    self._write(row, column, cell)
        if state.current is not None and (self.table.currentRow(), self.table.currentColumn()) != state.current:
            self.table.setCurrentCell(*state.current)
        self._writing = False

    def _write_headings(self, state: GridState) -> None:
        for index, column in enumerate(state.columns):
            item = self.table.horizontalHeaderItem(index)
            if item.text() != column.title:
                item.setText(column.title)

    def repaint(self) -> None:
        """The colors of the theme are others now."""
        state, self._state = self._state, None
        if state is not None:
            self.show(state)

    def _set_rows(self, count: int) -> None:
        self.table.setRowCount(count)
        for row in range(count):
            for column in range(len(self.presenter.columns)):
                if self.table.item(row, column) is None:
                    item = qt.QTableWidgetItem("")
                    self.table.setItem(row, column, item)
        height = self.table.horizontalHeader().sizeHint.height() + max(count, 1) * _ROW_HEIGHT + _SPARE
        self.table.minimumHeight = height
        self.table.maximumHeight = height

    def _write(self, row: int, column: int, cell: Cell) -> None:
        item = self.table.item(row, column)
        item.setText(cell.text)
        item.setToolTip(tip_of(cell.tooltip))
        item.setForeground(qt.QBrush(color_of(cell.tone, self.table.palette)))
        font = self.table.font
        font.setBold(cell.tone in (Tone.GRAVE, Tone.EXACT, Tone.TYPED))
        item.setFont(font)

    def fit(self) -> None:
        """Share the width among the columns as their presenter asks."""
        wanted = [column.width for column in self.presenter.columns]
        room = self.table.width - _SPARE
        for index, width in enumerate(wanted):
            self.table.setColumnWidth(index, room * width // sum(wanted))

    def focus(self) -> None:
        """Give it the keyboard."""
        reveal(self.table)

    # What the user does

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.Resize:
            self.fit()
        elif event.type() == qt.QEvent.PaletteChange:
            self.repaint()
            show_focus(self.table, bool(self.table.hasFocus()))
        elif event.type() == qt.QEvent.FocusIn:
            show_focus(self.table, True)
        elif event.type() == qt.QEvent.FocusOut:
            self.presenter.leave()
            show_focus(self.table, False)
        elif is_key(event):
            return self._key(event)
        return False

    def _key(self, event: Any) -> bool:
        if step_back_of(event):
            self._step_back(step_back_of(event))
            return True
        name, character = key_name(event), character_of(event)
        if name:
            return self.presenter.press(name)
        return bool(character) and self.presenter.key(character)

    def _on_current(self, row: int, column: int, _before: int, _column_before: int) -> None:
        if not self._writing and row >= 0 and column >= 0:
            self.presenter.click(row, column)

    def _on_double(self, row: int, column: int) -> None:
        """A closed list opens as a menu, anything else for typing."""
        options = self.presenter.options(row, column)
        if not options or self.presenter.desk.lock_reason or self.presenter.why_not(row, column):
            self.presenter.press("edit")
            return
        if self._menu is None:
            self._menu = qt.QMenu(self.table)
        self._menu.clear()
        self._actions = [_MenuEntry(self._menu, self.presenter, row, column, *option) for option in options]
        self._actions.append(_MenuEntry(self._menu, self.presenter, row, column, "", "–"))  # noqa: RUF001
        rectangle = self.table.visualItemRect(self.table.item(row, column))
        self._menu.popup(self.table.viewport().mapToGlobal(rectangle.bottomLeft()))


class _MenuEntry:
    """One entry of a cell's menu."""

    def __init__(self, menu: Any, presenter: Grid, row: int, column: int, key: str, word: str) -> None:
        self._presenter, self._where, self._key = presenter, (row, column), key
        self._action = menu.addAction(f"{word}\t{key}" if key else word)
        self._action.connect("triggered()", self._on_triggered)

    def _on_triggered(self) -> None:
        self._presenter.choose(*self._where, self._key)

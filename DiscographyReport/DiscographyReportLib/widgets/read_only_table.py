# SPDX-License-Identifier: Apache-2.0
"""A table to look at, of which rows can be chosen."""

from collections.abc import Callable, Sequence
from typing import Any

import qt

from ..rendering.tones import Tone
from .grid import Cell
from .qt_tools import EventFilter, color_of, is_key, key_name, tip_of

_ROW_HEIGHT, _MOST_ROWS, _SPARE, _SCROLL_BAR = 22, 8, 2, 18


class ReadOnlyTable:
    """Writes cells into a QTableWidget; tells which row is chosen, and which was asked for by Enter or double click."""

    def __init__(
        self, table: Any, columns: Sequence[tuple[str, int]], on_row: Callable[[int], None],
        on_open: Callable[[int], None] | None = None, lines: int = 1,
    ) -> None:  # fmt: skip
        """``columns``: heading and share of the width. ``lines``: how many a row may wrap to."""
        self.table, self._widths = table, [width for _title, width in columns]
        self._on_row, self._on_open = on_row, on_open
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._writing, self._lines = False, lines
        table.setWordWrap(lines > 1)
        table.setEditTriggers(qt.QAbstractItemView.NoEditTriggers)
        table.setColumnCount(len(columns))
        table.setHorizontalHeaderLabels([title for title, _width in columns])
        table.horizontalHeader().setVisible(len(columns) > 1)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setSelectionBehavior(qt.QAbstractItemView.SelectRows)
        table.setVerticalScrollBarPolicy(qt.Qt.ScrollBarAsNeeded)
        self._filter = EventFilter(table, self._on_event)
        table.installEventFilter(self._filter)
        table.connect("currentCellChanged(int,int,int,int)", self._on_current)
        table.connect("cellDoubleClicked(int,int)", self._on_double)

    def show(self, rows: tuple[tuple[Cell, ...], ...], current: int) -> None:
        """Write the rows and choose one."""
        self._writing = True
        if rows != self._rows:
            self._rows = rows
            self._write_all(rows)
        if rows and self.table.currentRow() != current:
            self.table.setCurrentCell(current, 0)
        self._writing = False

    def repaint(self) -> None:
        """The colors of the theme are others now."""
        self._writing = True
        self._write_all(self._rows)
        self._writing = False

    def _write_all(self, rows: tuple[tuple[Cell, ...], ...]) -> None:
        self.table.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._write(row, column, cell)
        self._fit()

    def hide_column(self, column: int, hidden: bool) -> None:
        """Leave a column out that says the same in every row."""
        if self.table.isColumnHidden(column) != hidden:
            self.table.setColumnHidden(column, hidden)
            self._fit()

    def _write(self, row: int, column: int, cell: Cell) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = qt.QTableWidgetItem("")
            self.table.setItem(row, column, item)
        item.setText(cell.text)
        item.setToolTip(tip_of(cell.tooltip or cell.text))
        item.setForeground(qt.QBrush(color_of(cell.tone, self.table.palette)))
        font = self.table.font
        font.setBold(cell.tone is Tone.EXACT)
        item.setFont(font)

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.Resize:
            self._fit()
        if event.type() == qt.QEvent.PaletteChange:
            self.repaint()
        if is_key(event) and key_name(event) == "enter" and self._on_open is not None:
            self._on_open(self.table.currentRow())
            return True
        return False

    def _fit(self) -> None:
        bar = _SCROLL_BAR if len(self._rows) > _MOST_ROWS else 0
        room = self.table.width - _SPARE - bar
        shown = [index for index in range(len(self._widths)) if not self.table.isColumnHidden(index)]
        for index in shown:
            self.table.setColumnWidth(index, room * self._widths[index] // sum(self._widths[one] for one in shown))
        self._fit_height()

    def _fit_height(self) -> None:
        """Rows as high as their words, and the table as high as its rows, up to a point."""
        heights = [_ROW_HEIGHT] * max(len(self._rows), 1)
        if self._lines > 1 and self._rows:
            self.table.resizeRowsToContents()
            most = _ROW_HEIGHT + (self._lines - 1) * self.table.fontMetrics().lineSpacing()
            heights = [min(max(self.table.rowHeight(row), _ROW_HEIGHT), most) for row in range(len(self._rows))]
            for row, height in enumerate(heights):
                self.table.setRowHeight(row, height)
        top = 0 if len(self._widths) == 1 else self.table.horizontalHeader().sizeHint.height()
        wanted = top + sum(heights[:_MOST_ROWS]) + _SPARE
        if self.table.minimumHeight != wanted:
            self.table.minimumHeight = wanted
            self.table.maximumHeight = wanted

    def _on_current(self, row: int, _column: int, _before: int, _column_before: int) -> None:
        if not self._writing and row >= 0:
            self._on_row(row)

    def _on_double(self, row: int, _column: int) -> None:
        if self._on_open is not None:
            self._on_open(row)

# SPDX-License-Identifier: Apache-2.0
"""The section Levels: the table, the spine beside it, and the buttons that make and name discs."""

from typing import Any

from .diagram import spine_drawing
from .drawing_view import DrawingView
from .grid_view import GridView
from .levels import LevelsGrid
from .marker_work import LevelActions, MarkerWork
from .qt_tools import check, choose_data, enable, write
from .texts import _


class LevelsView:
    """Writes the table, the diagram and the buttons."""

    def __init__(self, ui: Any, grid: LevelsGrid, work: MarkerWork, step_back: Any) -> None:
        self.ui, self.grid, self.work = ui, grid, work
        self.table = GridView(ui.levelsTable, grid, step_back)
        self.spine = DrawingView(ui.spineLabel, self._on_disc)
        for level in work.state().levels:
            ui.nextLevelCombo.addItem(level, level)
        ui.placeButton.connect("toggled(bool)", work.set_placing)
        ui.nextLevelCombo.connect("activated(int)", self._on_level)
        ui.upwardButton.connect("toggled(bool)", work.set_direction)
        ui.addButton.connect("clicked()", work.add)
        ui.removeButton.connect("clicked()", work.remove)
        ui.segmentationButton.connect("clicked()", work.from_segmentation)
        ui.shiftUpButton.connect("clicked()", self.shift_up)
        ui.shiftDownButton.connect("clicked()", self.shift_down)
        ui.tiltButton.connect("toggled(bool)", work.tilt)
        ui.arrangeButton.connect("toggled(bool)", work.arrange)
        ui.undoButton.connect("clicked()", self._on_undo)
        ui.redoButton.connect("clicked()", self._on_redo)

    def show(self) -> None:
        """Write the state."""
        state = self.work.state()
        self.table.show(self.grid.state())
        self.spine.show(spine_drawing(self.grid.desk.report, self.grid.desk.disc_uid))
        self._show_buttons(state)
        empty = _("No disc yet: place them by clicks, derive them from a segmentation, or add them with +.")
        write(self.ui.levelsHint, "" if self.grid.discs else empty)
        self.ui.levelsHint.visible = not self.grid.discs

    def _show_buttons(self, state: LevelActions) -> None:
        check(self.ui.placeButton, state.placing)
        check(self.ui.tiltButton, state.tilted)
        check(self.ui.arrangeButton, state.arranged)
        choose_data(self.ui.nextLevelCombo, state.offered)
        enable(self.ui.placeButton, state.place_reason, _("Click discs in a slice view, one click each (Ctrl+M)"))
        enable(self.ui.nextLevelCombo, state.place_reason, _("The level of the next disc"))
        enable(self.ui.addButton, state.place_reason, _("Add the next disc without a marker (Ctrl+D)"))
        enable(self.ui.removeButton, state.edit_reason, _("Take the current disc out of the report"))
        enable(self.ui.shiftUpButton, state.edit_reason, _("Rename all discs one level up (Ctrl+Shift+PgUp)"))
        enable(self.ui.shiftDownButton, state.edit_reason, _("Rename all discs one level down (Ctrl+Shift+PgDown)"))
        enable(self.ui.segmentationButton, state.segmentation_reason, _("A disc between every two segmented vertebrae"))
        tilts = _("Turn a slice view into the plane of the disc, and back (Ctrl+T)")
        enable(self.ui.tiltButton, state.disc_reason, tilts)

    def toggle_placing(self) -> None:
        """Begin or end placing."""
        self.work.set_placing(not self.work.placing())

    def toggle_tilt(self) -> None:
        """Turn the view into the plane of the disc, or back."""
        self.work.tilt(not self.work.state().tilted)

    def shift_up(self) -> None:
        """All levels one up."""
        self.work.shift(-1)

    def shift_down(self) -> None:
        """All levels one down."""
        self.work.shift(1)

    def _on_disc(self, uid: str) -> None:
        self.grid.desk.select(uid)

    def _on_level(self, index: int) -> None:
        self.work.ask(str(self.ui.nextLevelCombo.itemData(index)))

    def _on_undo(self) -> None:
        self.grid.desk.undo()
        self.grid.desk.changed()

    def _on_redo(self) -> None:
        self.grid.desk.redo()
        self.grid.desk.changed()

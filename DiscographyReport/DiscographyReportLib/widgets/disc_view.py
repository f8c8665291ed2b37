# SPDX-License-Identifier: Apache-2.0
"""The section Disc: title, events, curve; its fields are a form of their own."""

from typing import Any

from .curve import curve_drawing
from .drawing_view import DrawingView
from .events import EventsGrid
from .grid_view import GridView
from .places import Place, steps_of
from .qt_tools import enable, write
from .texts import _
from .walk import begin

_LEAST_WIDTH = 220


class DiscView:
    """Writes what belongs to the current disc."""

    def __init__(self, ui: Any, section: Any, events: EventsGrid, step_back: Any) -> None:
        self.ui, self.section, self.events = ui, section, events
        self.table = GridView(ui.eventsTable, events, step_back)
        self.curve = DrawingView(ui.curveLabel, None, self._show_curve)
        ui.previousButton.connect("clicked()", self.previous)
        ui.nextButton.connect("clicked()", self.next)
        ui.eventButton.connect("clicked()", self.stamp)
        ui.takeOverButton.connect("clicked()", self._on_take_over)
        ui.removeEventButton.connect("clicked()", self._on_remove)

    def show(self) -> None:
        """Write the state."""
        desk, disc = self.events.desk, self.events.desk.disc
        title = _("Disc") if disc is None else _("Disc {level}").format(level=disc.level.value)
        write(self.section, title)
        write(self.ui.discTitle, self._neighbors())
        self.table.show(self.events.state())
        self._show_curve()
        reason = desk.lock_reason or ("" if disc is not None else _("There is no disc yet."))
        none = "" if disc is not None and disc.events else _("There is no event yet.")
        enable(self.ui.eventButton, reason, _("An event with the time of now (+ or Ctrl+E)"))
        enable(self.ui.takeOverButton, reason or none, _("Peak pressure and total volume from the last event (=)"))
        enable(self.ui.removeEventButton, reason or none, _("Take the event under the cursor out (-)"))

    def _neighbors(self) -> str:
        """Which discs lie before and behind."""
        report, disc = self.events.desk.report, self.events.desk.disc
        if report is None or disc is None:
            return _("No disc is chosen.")
        levels = [one.level.value for one in report.discs]
        position = report.discs.index(disc)
        before = f"◂ {levels[position - 1]}" if position else ""
        behind = f"{levels[position + 1]} ▸" if position + 1 < len(levels) else ""
        return "   ".join(part for part in (before, levels[position], behind) if part)

    def _show_curve(self) -> None:
        """As wide as there is room."""
        desk = self.events.desk
        width = max(int(self.ui.curveLabel.width), _LEAST_WIDTH)
        self.curve.show(curve_drawing(desk.disc, desk.base.pressure_unit, width))

    def focus(self, place: Place) -> bool:
        """Give the keyboard to the events, if a place is there."""
        steps = steps_of(place.path)
        if place.disc_uid is None or steps[0] != "events":
            return False
        if len(steps) > 1:
            self.events.at(int(steps[1]), str(steps[-1]))
        elif not self.events.at_fresh_event():
            self.events.begin()
        self.table.show(self.events.state())
        self.table.focus()
        return True

    def begin(self) -> None:
        """The keyboard to the first field of the disc."""
        begin(self.events.desk)
        self.events.desk.changed()

    def previous(self) -> None:
        """The disc before."""
        self.events.desk.step(-1)

    def next(self) -> None:
        """The next disc."""
        self.events.desk.step(1)

    def stamp(self) -> None:
        """An event with the time of now."""
        self.events.stamp()
        self.events.desk.changed()

    def _on_take_over(self) -> None:
        self.events.take_over()
        self.events.desk.changed()

    def _on_remove(self) -> None:
        self.events.remove()
        self.events.desk.changed()

# SPDX-License-Identifier: Apache-2.0
"""The events of the current disc: a table that always ends with an empty row, in which the next event is typed."""

from collections.abc import Sequence

from ..model.disc import StimulationEvent
from ..model.findings import pressure_text
from ..model.quantities import Pressure, PressureUnit
from ..rendering.tones import Tone
from .completeness import is_complete
from .desk import Desk
from .event_fields import EVENT_FIELDS, stamped, with_event, with_last_values, without_event
from .fields import options_of, text_at
from .fields_disc import EVENTS
from .grid import Cell, Column, Grid, with_unit
from .places import Place, value_at
from .texts import _
from .walk import follow

PRESSURE, VOLUME, NRS, CONCORDANCE = range(4)
_WIDTHS = (8, 5, 5, 14, 7, 6, 7, 9)


class EventsGrid(Grid):
    """The presenter of the events."""

    columns = tuple(
        Column(field.label, field.hint, width) for field, width in zip(EVENT_FIELDS, _WIDTHS, strict=True)
    )
    name = "events"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.on_move.append(self.begin)

    def begin(self) -> None:
        """The cursor goes to where the next event is typed."""
        self.drop()
        self.row, self.column = self.event_count(), PRESSURE

    def event_count(self) -> int:
        """How many events the disc has."""
        return 0 if self.desk.disc is None else len(self.desk.disc.events)

    def row_count(self) -> int:
        """The events and the empty row."""
        return 0 if self.desk.disc is None else self.event_count() + 1

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the report."""
        name = EVENT_FIELDS[column].path.rpartition(".")[2]
        return Place(self.desk.disc_uid, f"events[{row}].{name}")

    def headings(self) -> tuple[Column, ...]:
        """Pressures are in the unit that was chosen."""
        return with_unit(self.columns, PRESSURE, self.desk.base.pressure_unit.value)

    def mark(self, row: int, column: int) -> object:
        """The disc, the field, and the event as it is: another one may have its position meanwhile."""
        events = () if self.desk.disc is None else self.desk.disc.events
        return self.place(row, column), events[row] if row < len(events) else None

    def cell(self, row: int, column: int) -> Cell:
        """What was recorded, or what is wrong with it."""
        report, place = self.desk.report, self.place(row, column)
        assert report is not None
        assert self.desk.derived is not None
        fault, finding = self.desk.faults.get(place), self.desk.derived.by_place.get(place)
        if fault is not None:
            return Cell(f"{fault.text} ▲", Tone.GRAVE, fault.sentence)
        text, options = text_at(report, place, self.desk.base), self.options(row, column)
        offered = ", ".join(f"{key} {word}" for key, word in options)
        if finding is not None:
            return Cell(f"{text or '?'} ▲", Tone.GRAVE, f"{finding.message} {finding.remedy}")
        return Cell(text, Tone.PLAIN, "\n".join(filter(None, (EVENT_FIELDS[column].hint, offered, self._psi(place)))))

    def _psi(self, place: Place) -> str:
        report = self.desk.report
        value = None if report is None else value_at(report, place)
        return pressure_text(value) if isinstance(value, Pressure) and value.unit is not PressureUnit.PSI else ""

    def text(self, row: int, column: int) -> str:
        """The text of a cell without its mark."""
        place = self.place(row, column)
        fault, report = self.desk.faults.get(place), self.desk.report
        assert report is not None
        return fault.text if fault is not None else text_at(report, place, self.desk.base)

    def why_not(self, row: int, column: int) -> str:  # noqa: ARG002
        """Only an injected disc has events."""
        disc = self.desk.disc
        if disc is None or disc.injected:
            return ""
        return _("{level} was not injected: set its status to injected first.").format(level=disc.level.value)

    def enter(self, row: int, column: int, text: str) -> bool:
        """Take a value; in the empty row it makes the event."""
        uid = self.desk.disc_uid
        if uid is None:
            return True
        if row == self.event_count() and not text:
            self.desk.faults.pop(self.place(row, column), None)
            return True
        prepare = with_event(uid, StimulationEvent()) if row == self.event_count() else None
        return self.desk.put(self.place(row, column), text, EVENT_FIELDS[column].label, prepare)

    def complete(self, row: int, column: int, text: str) -> bool:  # noqa: ARG002
        """As the field says."""
        return is_complete(text, EVENT_FIELDS[column])

    def after(self, row: int, column: int) -> None:
        """On to the next value that the sheet has; behind the last one to the next event; out of the empty row."""
        empty = row == self.event_count() and self.place(row, column) not in self.desk.faults
        if empty:
            follow(self.desk, EVENTS)
        elif column < CONCORDANCE:
            self._move_to(row, column + 1)
        else:
            self._move_to(row + 1, PRESSURE)

    def options(self, row: int, column: int) -> Sequence[tuple[str, str]]:  # noqa: ARG002
        """The closed list of a column."""
        return options_of(EVENT_FIELDS[column])

    def command(self, character: str) -> bool:
        """``+`` stamps an event, ``=`` takes peak and total over, ``-`` takes an event out."""
        commands = {"+": self.stamp, "=": self.take_over, "-": self.remove}
        if character not in commands:
            return False
        commands[character]()
        return True

    def stamp(self) -> None:
        """An event that happens now."""
        uid = self.desk.disc_uid
        if uid is None or self.why_not(self.row, self.column):
            self.desk.say(self.why_not(0, 0) or _("There is no disc: place or add one first."), grave=True)
            return
        self.take()
        now = self.desk.clock()
        if self.desk.edit(with_event(uid, stamped(now)), _("Event at {time}.").format(time=f"{now:%H:%M:%S}")):
            self.row, self.column = self.event_count() - 1, PRESSURE
            self.desk.focus = Place(uid, EVENTS)

    def take_over(self) -> None:
        """Peak pressure and total volume from the last event, and on to the end point."""
        uid, disc = self.desk.disc_uid, self.desk.disc
        if uid is None or disc is None or not disc.events:
            self.desk.say(_("There is no event to take peak and total from."), grave=True)
            return
        if self.desk.edit(with_last_values(uid), _("Peak and total taken over from the last event. Undo: Ctrl+Z")):
            follow(self.desk, "volume_ml")

    def remove(self) -> None:
        """Take the event under the cursor out."""
        uid = self.desk.disc_uid
        if uid is not None and self.row < self.event_count():
            self._forget_wrong_texts(uid)
            self.desk.edit(without_event(uid, self.row), _("Event removed. Undo: Ctrl+Z"))

    def _forget_wrong_texts(self, uid: str) -> None:
        """What was typed wrong in the events is told by their positions, which change now."""
        for place in [one for one in self.desk.faults if one.disc_uid == uid and one.path.startswith("events[")]:
            del self.desk.faults[place]

    def at(self, row: int, name: str) -> None:
        """Put the cursor on a value of an event."""
        names = [field.path.rpartition(".")[2] for field in EVENT_FIELDS]
        self.row, self.column = min(row, self.event_count()), names.index(name) if name in names else PRESSURE

    def at_fresh_event(self) -> bool:
        """Whether the cursor is on an event that only has its time yet: there its values are typed."""
        disc = self.desk.disc
        if disc is None or self.row >= len(disc.events):
            return False
        return disc.events[self.row] == StimulationEvent(at=disc.events[self.row].at)

# SPDX-License-Identifier: Apache-2.0
"""The level table: one row per disc, the working surface."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..model.disc import Disc, StimulationEvent
from ..model.errors import ModelError
from ..model.findings import Finding, FindingSeverity
from ..model.grades import modified_dallas_0_5
from ..model.levels import ordinal
from ..model.report import Report
from ..model.values import decimal_text
from ..model.vocabulary import RadialExtent
from ..rendering.tones import Tone
from . import level_columns as show
from .completeness import is_complete
from .desk import Desk
from .entry_errors import EntryError
from .event_fields import EVENT_FIELDS, with_event
from .events import EventsGrid
from .fields import Field, options_of, text_at
from .fields_disc import DISC_BY_PATH
from .grid import Cell, Column, Grid, with_unit
from .level_columns import CONCORDANCE, GRADE, LEAK, LEVEL, NRS, OPENING, PAIN_AT, ROLE, SETTLED
from .places import Place, with_value
from .texts import _

LEVEL_FIELD = Field("level", _("Level"), in_disc=True)
_FIELDS: dict[int, Field] = {
    LEVEL: LEVEL_FIELD,
    ROLE: DISC_BY_PATH["role"],
    OPENING: DISC_BY_PATH["opening_pressure"],
    NRS: EVENT_FIELDS[2],
    CONCORDANCE: EVENT_FIELDS[3],
    GRADE: DISC_BY_PATH["ct.extent"],
    LEAK: DISC_BY_PATH["leaks"],
}
_GRADES = (
    RadialExtent.NUCLEUS, RadialExtent.INNER_THIRD, RadialExtent.MIDDLE_THIRD,
    RadialExtent.OUTER_THIRD, RadialExtent.OUTER_THIRD,
)  # fmt: skip
_OUTER, _LEAKING = 3, 5
_TYPED_GRADE = re.compile(r"([0-5])(?:\s+(.+))?")


class LevelsGrid(Grid):
    """The presenter of the level table; its row is the cursor of the whole panel."""

    name = "levels"
    columns = (
        Column(_("Level"), _("Type for example 45 for L4-L5."), 7),
        Column(_("Role"), _("t target, c control, n none"), 8),
        Column(_("Open"), _("Opening pressure"), 6),
        Column(_("Pain at"), _("Pressure at the onset of pain above opening: computed, never typed."), 8),
        Column(_("NRS"), _("Pain from 0 to 10"), 5),
        Column(_("Concord."), _("How the pain compared with the usual one"), 10),
        Column(_("Grade"), _("Modified Dallas: 0 to 2, or 3 or 4 with the arc behind it, as in 4 45"), 7),
        Column(_("Leak"), _("Site and side, as in el for epidural left; 0 for none"), 6),
        Column("✓", _("What is open or wrong"), 4),
    )

    def __init__(self, desk: Desk, events: EventsGrid) -> None:
        super().__init__(desk)
        self.events, self.down = events, True
        self.column = ROLE
        desk.on_move.append(self._follow)

    @property
    def discs(self) -> tuple[Disc, ...]:
        """The discs from above."""
        return () if self.desk.report is None else self.desk.report.discs

    def row_count(self) -> int:
        """One per disc."""
        return len(self.discs)

    def headings(self) -> tuple[Column, ...]:
        """Pressures are in the unit that was chosen."""
        unit = self.desk.base.pressure_unit.value
        return with_unit(with_unit(self.columns, OPENING, unit), PAIN_AT, unit)

    def state(self):  # type: ignore[no-untyped-def]
        """The table, its cursor at the current disc."""
        self._follow()
        return super().state()

    def _follow(self) -> None:
        uids = [disc.uid for disc in self.discs]
        if self.desk.disc_uid in uids:
            self.row = uids.index(self.desk.disc_uid)

    def moved(self) -> None:
        """The current disc is the row's."""
        if self.discs:
            self.desk.point(self.discs[self.row].uid)

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the report."""
        return Place(self.discs[row].uid, _FIELDS[column].path)

    def mark(self, row: int, column: int) -> object:
        """The disc and the field."""
        return self.discs[row].uid, column

    def cell(self, row: int, column: int) -> Cell:
        """What a disc says in a column; a fault stays where it was typed."""
        disc, report = self.discs[row], self.desk.report
        assert report is not None
        if column in _FIELDS and self.place(row, column) in self.desk.faults:
            fault = self.desk.faults[self.place(row, column)]
            return Cell(f"{fault.text} ▲", Tone.GRAVE, fault.sentence)
        if column == SETTLED:
            return self._settled(disc)
        if not disc.injected and column in (OPENING, PAIN_AT, NRS, CONCORDANCE):
            return Cell(show.NOTHING, Tone.QUIET, disc.status.value.replace("_", " "))
        return self._marked(row, column, self._recorded(disc, report, column))

    def _recorded(self, disc: Disc, report: Report, column: int) -> Cell:
        if column == LEVEL:
            return Cell(disc.level.value)
        if column in (ROLE, OPENING):
            return show.plain(text_at(report, Place(disc.uid, _FIELDS[column].path), self.desk.base))
        if column == PAIN_AT:
            return show.pain_at(disc, report, self.desk.base.pressure_unit)
        return {
            NRS: show.nrs, CONCORDANCE: show.concordance, GRADE: show.grade, LEAK: show.leak,
        }[column](disc)  # fmt: skip

    def _marked(self, row: int, column: int, cell: Cell) -> Cell:
        """What a check says about the field itself stands in its cell."""
        finding = self._finding(row, column)
        if finding is None or finding.severity is FindingSeverity.OPEN:
            return cell
        return Cell(f"{cell.text} ▲", Tone.GRAVE, f"{finding.message} {finding.remedy}")

    def _finding(self, row: int, column: int) -> Finding | None:
        if column not in _FIELDS or self.desk.derived is None:
            return None
        return self.desk.derived.by_place.get(self.place(row, column))

    def _settled(self, disc: Disc) -> Cell:
        assert self.desk.derived is not None
        found = [one for one in self.desk.derived.findings if one.disc_uid == disc.uid and one.explained is None]
        faults = [fault.sentence for place, fault in self.desk.faults.items() if place.disc_uid == disc.uid]
        if not found and not faults:
            return Cell("●", Tone.DONE, _("nothing open"))
        text = "\n".join([*faults, *(one.message for one in found)])
        grave = faults or any(one.severity is not FindingSeverity.OPEN for one in found)
        return Cell(f"▲{len(found) + len(faults)}", Tone.GRAVE if grave else Tone.WARNING, text)

    def text(self, row: int, column: int) -> str:
        """What editing begins with: what was recorded, not how it is summed up."""
        place, report = self.place(row, column), self.desk.report
        assert report is not None
        fault = self.desk.faults.get(place)
        if column == GRADE:
            return ""
        return fault.text if fault is not None else text_at(report, place, self.desk.base)

    def why_not(self, row: int, column: int) -> str:
        """What is computed cannot be typed, and what several events say is typed there."""
        disc = self.discs[row]
        if column in (PAIN_AT, SETTLED):
            return _("This column is computed.")
        if column in (OPENING, NRS, CONCORDANCE) and not disc.injected:
            return _("{level} was not injected: set its status to injected first.").format(level=disc.level.value)
        if column in (NRS, CONCORDANCE) and len(disc.events) > 1:
            several = _("{level} has several events: type into the events below (Ctrl+Down).")
            return several.format(level=disc.level.value)
        return ""

    def enter(self, row: int, column: int, text: str) -> bool:
        """Take the text of a cell."""
        disc = self.discs[row]
        if column == LEVEL:
            return self._rename(disc, text)
        if column == GRADE:
            return self._grade(disc, text) if text else self._record(disc, None, None)
        first_event = column in (NRS, CONCORDANCE) and not disc.events
        if first_event and not text:
            self.desk.faults.pop(self.place(row, column), None)
            return True
        prepare = with_event(disc.uid, StimulationEvent()) if first_event else None
        return self.desk.put(self.place(row, column), text, _FIELDS[column].label, prepare)

    def _rename(self, disc: Disc, text: str) -> bool:
        report = self.desk.report
        assert report is not None
        try:
            level = self.desk.parse(report, Place(disc.uid, "level"), text)
        except EntryError as error:
            self.desk.say(str(error), grave=True)
            return False
        if level is None:
            self.desk.say(_("A disc needs a level; remove the disc to take it out."), grave=True)
            return False
        index = disc.sequence_index + ordinal(level, report.region) - ordinal(disc.level, report.region)
        renamed = replace(disc, level=level, sequence_index=index)
        said = _("{before} is {level} now. Undo: Ctrl+Z").format(before=disc.level.value, level=level.value)
        return self.desk.edit(lambda present: present.with_disc(renamed), said)

    def _grade(self, disc: Disc, text: str) -> bool:
        """A grade stands for an extent; 3 and 4 take the arc behind them, since the grade follows from it."""
        found = _TYPED_GRADE.fullmatch(" ".join(text.split()))
        if found is None:
            self.desk.say(_("{typed} is no grade: type 0 to 2, or 3 or 4 with the arc, as in 4 45.").format(
                typed=repr(text)), grave=True)  # fmt: skip
            return False
        grade = int(found[1])
        if grade == _LEAKING:
            self.desk.say(_("Grade 5 is not typed: it follows from the extent outer third and a leak, so record both."),
                          grave=True)  # fmt: skip
            return False
        if found[2] and grade < _OUTER:
            self.desk.say(_("An arc belongs to grade 3 or 4 only."), grave=True)
            return False
        arc = self._arc(disc, grade, found[2])
        if isinstance(arc, str):
            self.desk.say(arc, grave=True)
            return False
        done = self._record(disc, _GRADES[grade], arc)
        if done:
            self._say_grade(disc, grade)
        return done

    def _arc(self, disc: Disc, grade: int, typed: str | None) -> Any:
        """The arc that goes with a grade; a sentence where what was typed is none."""
        if grade < _OUTER:
            return None
        if not typed:
            return disc.ct.arc_deg
        report, place = self.desk.report, Place(disc.uid, "ct.arc_deg")
        assert report is not None
        try:
            arc = self.desk.parse(report, place, typed)
            with_value(report, place, arc)
        except (EntryError, ModelError) as error:
            return error.problem if isinstance(error, ModelError) else str(error)
        return arc

    def _record(self, disc: Disc, extent: RadialExtent | None, arc: Any) -> bool:
        """Extent and arc belong together: one step to undo."""
        for path in ("ct.extent", "ct.arc_deg"):
            self.desk.faults.pop(Place(disc.uid, path), None)

        def change(report: Report) -> Report:
            changed = with_value(report, Place(disc.uid, "ct.extent"), extent)
            return with_value(changed, Place(disc.uid, "ct.arc_deg"), arc)

        said = _("Extent and arc cleared at {level}. Undo: Ctrl+Z").format(level=disc.level.value)
        return self.desk.edit(change, said)

    def _say_grade(self, disc: Disc, typed: int) -> None:
        """What was typed is not always what follows: the grade comes from extent, arc and leaks."""
        assert self.desk.report is not None
        now = self.desk.report.disc(disc.uid)
        result, level = modified_dallas_0_5(now), disc.level.value
        if result is not None and result.value == typed:
            self.desk.say(_("Grade {grade} at {level}. Undo: Ctrl+Z").format(grade=result, level=level))
            return
        said = _("Typed {typed}, recorded {grade} at {level} because {reason}.")
        self.desk.say(said.format(typed=typed, grade=result, level=level, reason=_why(now)), grave=True)

    def complete(self, row: int, column: int, text: str) -> bool:  # noqa: ARG002
        """As the field says; grades up to 2 need no arc."""
        if column == GRADE:
            return text in ("0", "1", "2")
        return is_complete(text, _FIELDS[column])

    def after(self, row: int, column: int) -> None:
        """Down the column, and at its end to the top of the next one; or along the row, as chosen."""
        if not self.down:
            self._along(1)
        elif row + 1 < self.row_count():
            self._move_to(row + 1, column)
        else:
            following = next((c for c in range(column + 1, len(self.columns)) if c in _FIELDS), column)
            self._move_to(0 if following != column else row, following)

    def options(self, row: int, column: int) -> Sequence[tuple[str, str]]:  # noqa: ARG002
        """The closed list of a column."""
        return () if column in (GRADE,) or column not in _FIELDS else options_of(_FIELDS[column])

    def command(self, character: str) -> bool:
        """The commands of the events work here too."""
        return character in "+=" and self.events.command(character)


def _why(disc: Disc) -> str:
    if disc.leaks and any(leak.site.is_annular for leak in disc.leaks):
        return _("there is a leak")
    arc = disc.ct.arc_deg
    return _("the arc is not recorded") if arc is None else _("the arc is {arc}").format(arc=decimal_text(arc))

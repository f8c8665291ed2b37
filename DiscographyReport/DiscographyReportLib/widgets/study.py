# SPDX-License-Identifier: Apache-2.0
"""Which CT, whose, which report of the scene, and who enters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..jobs.errors import EXPECTED
from ..model.errors import ModelError
from ..model.levels import Region
from ..model.values import person_name
from ..model.vocabulary import ObserverRole
from ..rendering.visible import visible
from ..scene.report_node import read_status, volume_of
from ..scene.volume_origin import PatientLine, instance_uids, patient_line
from .closing import Confirm
from .desk import Desk
from .people import Person, signed, with_role
from .settings import Settings
from .texts import _

_SERIES_NUMBER = "0020,0011"
_SEX = {"M": _("male"), "F": _("female"), "O": _("other sex")}


class StudyState(NamedTuple):
    """The section Study. ``reports``: node ID and name of each."""

    volume: Any
    patient: str
    problems: str
    reports: tuple[tuple[str, str], ...]
    report_id: str
    standing: str
    person: str
    role: str
    report_reason: str
    region: str


class Study:
    """The presenter of the section Study."""

    def __init__(self, desk: Desk, settings: Settings, confirm: Confirm, folder: Callable[[], str]) -> None:
        """``folder`` says where exported files go."""
        self.desk, self.settings, self.confirm, self._folder = desk, settings, confirm, folder
        self.volume: Any = None
        self.region = Region(settings.value("Region", Region.LUMBAR.value))
        self._just_signed: Person | None = None
        self._known: tuple[tuple[Any, Any], tuple[str, ...], str] | None = None
        role = settings.value("PersonRole", ObserverRole.READER.value)
        name, organization = settings.value("PersonName", ""), settings.value("PersonOrganization", "")
        desk.person = Person(name, ObserverRole(role), organization)
        desk.on_open.append(self._take_volume)

    def _take_volume(self) -> None:
        """A report brings its CT with it."""
        self.forget()
        if self.desk.node is not None:
            self.volume = volume_of(self.desk.node)

    def take_the_only_volume(self, volumes: list[Any]) -> None:
        """Choose the CT where there is no choice: the only usable volume; never one of two."""
        usable = [one for one in volumes if not self.desk.logic.volume_problems(one)]
        if self.volume is None and len(usable) == 1 and self.desk.node is None:
            self.volume = usable[0]
            self.forget()

    def forget(self) -> None:
        """Ask the database and the volume anew next time; the day of a former CT is no day for times typed now."""
        self._known = None
        self.desk.base = replace(self.desk.base, day=None)

    def problems(self) -> tuple[str, ...]:
        """Why the CT cannot be used; asked once until something changes, since it looks at every slice."""
        return self._asked()[1]

    def patient(self) -> str:
        """Whose CT it is, without one whose report it is, in one line; empty where that is not known."""
        return self._asked()[2]

    def _asked(self) -> tuple[tuple[Any, Any], tuple[str, ...], str]:
        about = (self.volume, self.desk.node)
        if self._known is None or self._known[0] != about:
            problems = self.desk.logic.volume_problems(self.volume)
            self._known = (about, problems, self._patient() if self.volume is not None else self._of_the_report())
        return self._known

    def state(self) -> StudyState:
        """What is shown."""
        node = self.desk.node
        _about, problems, patient = self._asked()
        return StudyState(
            volume=self.volume,
            patient=patient,
            problems=" ".join(problems),
            reports=tuple((one.GetID(), one.GetName()) for one in self.desk.logic.reports()),
            report_id="" if node is None else node.GetID(),
            standing="" if node is None else f"{node.GetName()}: {self.desk.problem or self.desk.standing()}",
            person=self.desk.person.name,
            role=self.desk.person.role.value,
            report_reason="" if node is not None else _("There is no report yet."),
            region=self.region.value,
        )

    def _patient(self) -> str:
        """Of the chosen CT, whose day is the day of a time without a date."""
        database = self.desk.logic.database
        line = None if self.volume is None or database is None else patient_line(self.volume, database)
        if line is not None:
            self._remember_day(line.study_date)
        return self._line_of(self.volume)

    def _line_of(self, volume: Any) -> str:
        """Read from the database for display; the scene never holds it."""
        database = self.desk.logic.database
        line = None if volume is None or database is None else patient_line(volume, database)
        if line is None or database is None:
            return ""
        number = database.instanceValue(instance_uids(volume)[0], _SERIES_NUMBER)
        study = _("CT {date}, series {number}").format(date=_dashed(line.study_date), number=number or "?")
        return _joined(line, study)

    def _of_the_report(self) -> str:
        """Without a CT, from the document that was exported or read, where that is found; for the screen only."""
        node = self.desk.node
        if node is None or self.desk.report is None:
            return ""
        try:
            if read_status(node).written is None:
                return ""
            from ..scene.sending import last_exported

            folder = Path(self._folder()) if self._folder() else None
            envelope = last_exported(node, folder, self.desk.logic.database).envelope
        except EXPECTED:
            return ""
        who, date = envelope.patient, envelope.study.date
        line = PatientLine(who.name, who.patient_id, who.birth_date, who.sex, date)
        study = _("study of {date}").format(date=_dashed(date)) if date else ""
        told = _("(from the report; CT not loaded)")
        return f"{visible(_joined(line, study))} {told}"

    def _remember_day(self, study_date: str) -> None:
        """A time that is typed without a date is on the day of the CT."""
        if len(study_date) == 8 and study_date.isdigit():
            self.desk.base = replace(self.desk.base, day=datetime.strptime(study_date, "%Y%m%d").date())

    # Commands

    def choose_volume(self, volume: Any) -> None:
        """Report on this CT."""
        if volume is self.volume:
            return
        self.desk.flush()
        node, refusal = self.desk.node, self._not_this_volume(volume)
        if refusal or not self._agreed(volume) or node is not self.desk.node:
            self.desk.say(refusal or _("The CT stays as it was."), bool(refusal))
            self.desk.changed()
            return
        self.volume = volume
        self.forget()
        if node is not None and volume_of(node) is not volume:
            self._tell_the_report(node, volume)
        if self.problems():
            self.desk.say(" ".join(self.problems()), grave=True)
        self.desk.changed()

    def _not_this_volume(self, volume: Any) -> str:
        """Why the report on the desk cannot be about another CT; empty where it can."""
        return "" if self.desk.report is None else str(self.desk.logic.why_not_about(self.desk.node, volume))

    def _agreed(self, volume: Any) -> bool:
        """Whether what was recorded shall belong to another CT; nothing is asked where nothing was recorded."""
        report = self.desk.report
        if report is None or not report.discs or self.desk.lock_reason or volume_of(self.desk.node) is volume:
            return True
        question = _("""The report {report} has {count} discs.

It is about: {before}
It would be about: {after}

Change its CT?""")
        present, name = volume_of(self.desk.node), self.desk.node.GetName()
        before = self._of_the_report() if present is None else self._line_of(present)
        lines = [line or _("no known patient") for line in (before, self._line_of(volume))]
        return self.confirm(question.format(report=name, count=len(report.discs), before=lines[0], after=lines[1]))

    def _tell_the_report(self, node: Any, volume: Any) -> None:
        reason = self.desk.lock_reason
        if reason:
            self.desk.say(reason, grave=True)
        else:
            self.desk.act(lambda: self.desk.logic.choose_volume(node, volume))
        self.volume = volume_of(node)

    def choose_report(self, node_id: str) -> None:
        """Put another report on the desk."""
        self.desk.flush()
        found = next((one for one in self.desk.logic.reports() if one.GetID() == node_id), None)
        if found is not self.desk.node:
            self.desk.say("")
            self.desk.open(found)
            if self.desk.problem:
                self.desk.say(self.desk.problem, grave=True)
        self.desk.changed()

    def new(self) -> None:
        """A new report on the chosen CT."""
        self.desk.flush()
        node = self.desk.logic.new_report(self.volume, self.region)
        self.desk.open(node)
        self.desk.say(_("New report: {name}").format(name=node.GetName()))
        self.desk.changed()

    def rename(self, name: str) -> None:
        """Another name for the report."""
        if self.desk.node is not None and name.strip() != self.desk.node.GetName():
            self.desk.act(lambda: self.desk.logic.rename(self.desk.node, name), _("Renamed."))
        self.desk.changed()

    def delete(self) -> None:
        """Take the report out of the scene, after asking."""
        node = self.desk.node
        if node is None:
            return
        self.desk.flush()
        question = _("Delete {name} with its markers from the scene? What was exported stays.")
        # While the question was open the scene may have been closed, and the report with it.
        if self.confirm(question.format(name=node.GetName())) and node is self.desk.node:
            self.desk.logic.delete(node)
            self.desk.open(None)
            self.desk.say(_("Report deleted."))
        self.desk.changed()

    def set_person(self, name: str) -> None:
        """Who enters from now on; remembered on this computer."""
        typed = " ".join(name.split())
        family, comma, given = typed.partition(",")
        wanted = f"{family.strip()}^{given.strip()}" if comma and given.strip() else typed
        try:
            wanted = person_name(wanted) if wanted else ""
        except ModelError as error:
            self.desk.say(error.problem, grave=True)
        else:
            self.desk.person = self.desk.person._replace(name=wanted)
            self.settings.set("PersonName", wanted)
            self._sign_unsigned()
        self.desk.changed()

    def _sign_unsigned(self) -> None:
        """What was entered before anybody was named is this person's work."""
        report, desk = self.desk.report, self.desk
        if report is None or not report.discs or report.observers or desk.lock_reason:
            return
        if desk.edit(lambda one: signed(one, desk.person, desk.clock())):
            self._just_signed = desk.person

    def set_role(self, role: str) -> None:
        """What the person does."""
        before, chosen = self.desk.person, ObserverRole(role)
        self.desk.person = before._replace(role=chosen)
        if self._just_signed == before and before.name:
            self.desk.edit(lambda one: with_role(one, before, chosen))
        self._just_signed = None
        self.settings.set("PersonRole", role)
        self.desk.changed()

    def set_region(self, region: str) -> None:
        """The region of the next new report."""
        self.region = Region(region)
        self.settings.set("Region", region)
        self.desk.changed()


def _joined(line: PatientLine, study: str) -> str:
    parts = (line.name, line.patient_id, _SEX.get(line.sex, line.sex), _dashed(line.birth_date), study)
    return " · ".join(part for part in parts if part)


def _dashed(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 and date.isdigit() else date

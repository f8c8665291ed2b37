# SPDX-License-Identifier: Apache-2.0
"""What lies on the desk: one report, one current disc, and what was typed that is no value yet.

Every section works through it, so that they agree at every moment. It asks the scene's logic and knows no widget.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import Any, NamedTuple

from ..criteria.rulesets import RuleSet
from ..jobs.errors import EXPECTED
from ..jobs.evaluating import evaluate_report, own_ids
from ..model.checks import check
from ..model.disc import Disc
from ..model.errors import ModelError
from ..model.findings import Finding
from ..model.quantities import PressureUnit
from ..model.report import Report
from ..model.results import Assessment
from ..scene.edits import Clock, local_now
from ..scene.report_node import digest_of
from ..scene.status import Status
from .differences import difference
from .entry_errors import EntryError
from .entry_text import Context, parsed
from .fields import context_for, text_at
from .people import Person, signed
from .places import Place, root_of, shape_at, value_at, with_value
from .state_words import stands
from .texts import _

Change = Callable[[Report], Report]


class Message(NamedTuple):
    """What the status line says; ``grave`` where something did not happen that was asked for."""

    text: str
    grave: bool = False


class Fault(NamedTuple):
    """Text that stands in a field and is no value of it, and why."""

    text: str
    sentence: str


class Derived:
    """What follows from one report, computed when it is first asked for."""

    def __init__(self, report: Report, site: tuple[RuleSet, ...] = ()) -> None:
        """``site``: rule sets that judge beside those that the report names."""
        self.report, self.site = report, site

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings."""
        return check(self.report)

    @cached_property
    def digest(self) -> str:
        """By which the scene knows what it wrote."""
        return digest_of(self.report)

    @cached_property
    def assessment(self) -> Assessment:
        """Every chosen rule set for every disc, as far as it is known here."""
        ids = [*(self.report.criteria or own_ids()), *(rules.id for rules in self.site)]
        known = [one for one in ids if one not in self.unknown_rule_sets]
        return evaluate_report(self.report, known or own_ids(), self.site)

    @cached_property
    def unknown_rule_sets(self) -> tuple[str, ...]:
        """Rule sets that the report names and this computer does not have: those of another site."""
        have = {*own_ids(), *(rules.id for rules in self.site)}
        return tuple(one for one in self.report.criteria if one not in have)

    @cached_property
    def by_place(self) -> dict[Place, Finding]:
        """The gravest finding of each place."""
        found: dict[Place, Finding] = {}
        for finding in self.findings:
            found.setdefault(Place(finding.disc_uid, finding.field), finding)
        return found


class Desk:
    """The present state of the panel, and the one way to change a report."""

    def __init__(self, logic: Any, clock: Clock = local_now) -> None:
        """``logic``: the scene's ``DiscographyLogic``; ``clock``: the time that entries are stamped with."""
        self.logic, self.clock = logic, clock
        self.node: Any = None
        self.derived: Derived | None = None
        self.problem = ""
        self.disc_uid: str | None = None
        self.faults: dict[Place, Fault] = {}
        self.message = Message("")
        self.focus: Place | None = None
        self.person = Person()
        self.base = Context(PressureUnit.PSI)
        self.listeners: list[Callable[[], None]] = []
        self.on_open: list[Callable[[], None]] = []
        self.on_move: list[Callable[[], None]] = []
        self.takers: list[Callable[[], object]] = []
        self.droppers: list[Callable[[], None]] = []
        self.lost: list[str] = []
        self._flushing = False
        self.quiet: Callable[[], AbstractContextManager[Any]] = nullcontext
        self.busy = 0

    # What lies there

    @property
    def report(self) -> Report | None:
        """The report, where one is open and can be read."""
        return None if self.derived is None else self.derived.report

    @property
    def disc(self) -> Disc | None:
        """The current disc."""
        report = self.report
        if report is None or self.disc_uid is None:
            return None
        return next((disc for disc in report.discs if disc.uid == self.disc_uid), None)

    @property
    def lock_reason(self) -> str:
        """Why nothing can be entered; empty where it can."""
        if self.node is None:
            return _("No report is open: choose one or make a new one in the section Study.")
        return self.problem or self.logic.status(self.node).lock_reason

    def standing(self) -> str:
        """Where the report stands, in words; empty without one."""
        if self.node is None:
            return ""
        status: Status = self.logic.status(self.node)
        return stands(status, "" if self.derived is None else self.derived.digest)

    def changed(self) -> None:
        """Tell every section."""
        if not self._flushing:
            self.lost = []
        for listener in list(self.listeners):
            listener()

    def say(self, text: str, grave: bool = False) -> None:
        """Put a sentence on the status line; what was lost on the way to it is said with it."""
        texts = ", ".join(map(repr, self.lost))
        lost = _("What was being typed was not recorded: {texts}.").format(texts=texts) if self.lost else ""
        self.message = Message(" ".join(filter(None, (text, lost))), grave or bool(lost))

    def lose(self, text: str) -> None:
        """Give up what was typed for something that is not there any more, and say so."""
        if text:
            self.lost.append(text)
            self.say("")

    def drop(self) -> None:
        """Give up everything that is being typed, and what was typed and is no value."""
        for drop in list(self.droppers):
            drop()
        for fault in self.faults.values():
            self.lose(fault.text)
        self.faults.clear()

    # Opening

    def open(self, node: Any) -> None:
        """Put a report on the desk, or none; what is still being typed for another one never gets into it."""
        if node is not self.node:
            self.drop()
        self.node = node
        self.reread()
        for listener in list(self.on_open):
            listener()

    def reread(self) -> None:
        """Take what the node holds now, as after undo or when somebody else changed it."""
        self.problem = ""
        self.derived = None
        if self.node is not None:
            try:
                self._take(self.logic.report(self.node))
            except EXPECTED as error:
                self.problem = str(error)

    def _take(self, report: Report) -> None:
        self.derived = Derived(report, tuple(self.logic.site_rule_sets))
        uids, before = [disc.uid for disc in report.discs], self.disc_uid
        if before not in uids:
            self.disc_uid = uids[0] if uids else None
        self.faults = {place: fault for place, fault in self.faults.items() if place.disc_uid in (None, *uids)}
        if self.disc_uid != before:
            # The disc that was typed for is gone; whatever else was being typed is taken.
            self.flush()
            self._tell_moved()

    def _tell_moved(self) -> None:
        for listener in list(self.on_move):
            listener()

    # The cursor

    def select(self, disc_uid: str | None, jump: bool = True) -> None:
        """Make a disc the current one and bring the slices there, also where it is the current one already."""
        if jump and disc_uid is not None and disc_uid == self.disc_uid and self.node is not None:
            self.logic.go_to(self.node, disc_uid)
        self.point(disc_uid, jump)
        self.changed()

    def point(self, disc_uid: str | None, jump: bool = True) -> None:
        """The same without telling the sections; what is being typed is taken first."""
        if disc_uid == self.disc_uid:
            return
        self.flush()
        self.disc_uid = disc_uid
        if jump and disc_uid is not None and self.node is not None:
            self.logic.go_to(self.node, disc_uid)
        self._tell_moved()

    def flush(self) -> None:
        """Take what is being typed anywhere: nothing typed is lost."""
        before, self._flushing = self._flushing, True
        try:
            for take in list(self.takers):
                take()
        finally:
            self._flushing = before

    def step(self, by: int) -> bool:
        """Go to the next disc or the one before; False at the end."""
        report, disc = self.report, self.disc
        if report is None or disc is None:
            return False
        position = report.discs.index(disc) + by
        if not 0 <= position < len(report.discs):
            return False
        self.select(report.discs[position].uid)
        return True

    # Editing

    def edit(self, change: Change, said: str = "", merge_key: str | None = None) -> bool:
        """Change the report; what cannot be is said on the status line, and nothing happens then."""
        report, reason = self.report, self.lock_reason
        if report is None or reason:
            self.say(reason, grave=True)
            return False
        try:
            with self._own_work():
                self._take(self.logic.edit(self.node, change(report), merge_key))
        except EXPECTED as error:
            self.say(str(error), grave=True)
            return False
        self.say(said)
        return True

    def put(self, place: Place, text: str, label: str, prepare: Change | None = None) -> bool:
        """Enter text into a place; what is no value stays there as a fault with its sentence.

        ``prepare`` makes the record that the place is in, where it is not there yet.
        """
        report = self.report
        if report is None or (place not in self.faults and text == text_at(report, place, self.base)):
            return report is not None
        try:
            value = self.parse(report, place, text)
            with_value(prepare(report) if prepare else report, place, value)
        except (EntryError, ModelError) as error:
            sentence = error.problem if isinstance(error, ModelError) else str(error)
            self.faults[place] = Fault(text, sentence)
            self.say(f"{label}: {sentence}", grave=True)
            return False
        return self.set(place, value, label, prepare)

    def set(self, place: Place, value: Any, label: str, prepare: Change | None = None) -> bool:
        """Put a value into a place."""
        fault = self.faults.pop(place, None)
        if self.edit(lambda report: with_value(prepare(report) if prepare else report, place, value)):
            self._said(place, label)
            return True
        if fault is not None:
            self.faults[place] = fault
        return False

    def parse(self, report: Report, place: Place, text: str) -> Any:
        """The value of a text; ``EntryError`` where it has none."""
        form = shape_at(root_of(place), place.path)
        value = parsed(text, form, context_for(report, place, self.base), value_at(report, place))
        if value is None and not form.optional:
            raise EntryError(_("This cannot be left open: choose an entry."))
        return value

    def _said(self, place: Place, label: str) -> None:
        """Say what was entered, and what a check says about it at once."""
        assert self.derived is not None
        finding = self.derived.by_place.get(place)
        if finding is not None and finding.value:
            self.say(f"{finding.message} {finding.remedy}", grave=True)
            return
        text = text_at(self.derived.report, place, self.base) or _("not recorded")
        disc = self.disc if place.disc_uid is not None else None
        where = _(" at {level}").format(level=disc.level.value) if disc is not None else ""
        self.say(_("{label} {value}{where}. Undo: Ctrl+Z").format(label=label, value=text, where=where))

    def undo(self) -> None:
        """Take the last edit back, and go where it was; text that is no value was the last one."""
        self.flush()
        if self.faults:
            place, fault = self.faults.popitem()
            if place.disc_uid is not None:
                self.point(place.disc_uid)
            self.say(_("{text} taken back.").format(text=repr(fault.text)))
            return
        self._stepped(self.logic.undo, _("Undone: {what}. Redo: Ctrl+Y"), _("There is nothing to undo."))

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        self._stepped(self.logic.redo, _("Done again: {what}. Undo: Ctrl+Z"), _("There is nothing to redo."))

    def _stepped(self, step: Callable[[Any], Report | None], done: str, nothing: str) -> None:
        self.flush()
        before = self.report
        if self.node is None or before is None:
            self.say(nothing)
            return
        try:
            with self._own_work():
                report = step(self.node)
        except EXPECTED as error:
            self.say(str(error), grave=True)
            return
        if report is None:
            self.say(nothing)
            return
        self._take(report)
        later, earlier = (report, before) if step == self.logic.redo else (before, report)
        found = difference(later, earlier, self.base)
        if found.disc_uid in [disc.uid for disc in report.discs]:
            self.point(found.disc_uid)
        self.say(done.format(what=found.words))

    def go(self, place: Place) -> None:
        """Make the disc of a place the current one and ask for the keyboard there."""
        if place.disc_uid is not None and place.disc_uid != self.disc_uid:
            self.select(place.disc_uid)
        self.focus = place

    def act(self, action: Callable[[], Any], said: str = "") -> Any:
        """Do something that may be refused; the refusal goes to the status line, and ``None`` comes back."""
        try:
            with self._own_work():
                done = action()
        except EXPECTED as error:
            self.say(str(error), grave=True)
            return None
        self.reread()
        if said:
            self.say(said)
        return done

    @contextmanager
    def _own_work(self) -> Iterator[None]:
        """What happens to the node and its markers meanwhile is our own doing, and that of the person who enters."""
        self.busy += 1
        try:
            with self.quiet(), self.logic.edits.signed_by(self._signed):
                yield
        finally:
            self.busy -= 1

    def _signed(self, report: Report) -> Report:
        return signed(report, self.person, self.clock())

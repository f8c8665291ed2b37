# SPDX-License-Identifier: Apache-2.0
"""From entered to done: what is still open, where the report stands, and what can be done with it, or why not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ..model.findings import Finding, FindingSeverity, blocks_complete, blocks_draft
from ..rendering.tones import Tone
from ..scene.transitions import (
    why_not_amended,
    why_not_completed,
    why_not_exported,
    why_not_reopened,
    why_not_verified,
)
from ..sr.envelope import State
from .desk import Desk
from .places import Place
from .reasons import Reason, identity
from .texts import _

_SIGNS = {
    FindingSeverity.IMPOSSIBLE: ("✕", Tone.GRAVE),
    FindingSeverity.CONTRADICTION: ("▲", Tone.GRAVE),
    FindingSeverity.OPEN: ("○", Tone.WARNING),
    FindingSeverity.WARNING: ("!", Tone.WARNING),
}
Confirm = Callable[[str], bool]


class Item(NamedTuple):
    """One thing to settle."""

    text: str
    remedy: str
    tone: Tone
    place: Place
    finding: Finding | None


class ClosingState(NamedTuple):
    """The section Report; a reason for each button says why it is disabled."""

    items: tuple[Item, ...]
    headline: str
    current: int
    standing: str
    export_reason: str
    database_reason: str
    complete_reason: str
    reopen_reason: str
    verify_reason: str
    amend_reason: str
    reason_reason: str
    reason_for: str


class Closing:
    """The presenter of the section Report."""

    def __init__(
        self, desk: Desk, confirm: Confirm, volume_problems: Callable[[], tuple[str, ...]], patient: Callable[[], str]
    ) -> None:
        """``confirm`` asks the user before a step that cannot be taken back; ``patient`` says whose report it is."""
        self.desk, self.confirm, self._volume_problems, self._patient = desk, confirm, volume_problems, patient
        self.row = 0
        self._at: object = None
        self.reason = Reason(desk, self._here)
        self.folder = ""
        self.verifier = self.organization = self.amendment = ""
        self._last: Place | None = None
        self._last_row = 0
        self._typed_for: Any = None
        desk.on_open.append(self._forget)

    def _forget(self) -> None:
        """A reason, and who verifies, are typed for one report only."""
        if self.desk.node is not self._typed_for:
            self._typed_for = self.desk.node
            self.amendment = self.verifier = ""

    def items(self) -> tuple[Item, ...]:
        """Everything to settle: first what was typed and is no value, then what the checks say."""
        if self.desk.report is None or self.desk.derived is None:
            return ()
        faults = [
            Item(f"{self._level(place)}{fault.text!r}: {fault.sentence}", "", Tone.GRAVE, place, None)
            for place, fault in self.desk.faults.items()
        ]
        open_findings = (one for one in self.desk.derived.findings if one.explained is None)
        return (*faults, *(_item(one) for one in open_findings))

    def _followed(self) -> tuple[Item, ...]:
        """The things to settle; the cursor stays on the one that it was on, wherever that is now."""
        items = self.items()
        at = next((row for row, one in enumerate(items) if _identity(one) == self._at), self.row)
        self._move_to(at, items)
        return items

    def _move_to(self, row: int, items: tuple[Item, ...]) -> None:
        self.row = min(row, max(len(items) - 1, 0))
        self._at = _identity(items[self.row]) if items else None

    def _here(self) -> Finding | None:
        items = self._followed()
        return items[self.row].finding if items else None

    def _level(self, place: Place) -> str:
        report = self.desk.report
        return "" if report is None or place.disc_uid is None else f"{report.disc(place.disc_uid).level.value}: "

    def state(self) -> ClosingState:
        """What is shown."""
        items = self._followed()
        node = self.desk.node
        return ClosingState(
            items=items,
            headline=_headline(items) if node is not None else self.desk.lock_reason,
            current=self.row,
            standing=self.desk.standing(),
            export_reason=self._reasons(self._not_exportable, self._no_folder),
            database_reason=self._reasons(self._not_exportable, self._no_folder, self._no_database),
            complete_reason=self._reasons(self._not_completable),
            reopen_reason=self._reasons(self._not_reopenable),
            verify_reason=self._reasons(self._not_verifiable),
            amend_reason=self._reasons(self._not_amendable),
            reason_reason=self.reason.why_not(),
            reason_for=self.reason.elsewhere(),
        )

    # Why something cannot be done: every reason

    def _reasons(self, *askers: Callable[[], list[str]]) -> str:
        if self.desk.node is None or self.desk.report is None:
            return self.desk.lock_reason
        return "\n".join(dict.fromkeys(reason for asker in askers for reason in asker()))

    def _status(self) -> Any:
        return self.desk.logic.status(self.desk.node)

    def _wrong_texts(self) -> list[str]:
        return [f"{self._level(place)}{fault.text!r}: {fault.sentence}" for place, fault in self.desk.faults.items()]

    def _not_exportable(self) -> list[str]:
        assert self.desk.derived is not None
        assert self.desk.report is not None
        blocking = [one.message for one in blocks_draft(self.desk.derived.findings)]
        bare = [disc.level.value for disc in self.desk.report.injected if disc.position is None]
        unplaced = [_("No marker on the CT for {levels}.").format(levels=", ".join(bare))] if bare else []
        none = [] if self.desk.report.discs else [_("There is no disc yet.")]
        replaced = _listed(why_not_exported(self._status()))
        return [*replaced, *self._wrong_texts(), *blocking, *none, *unplaced, *self._volume_problems()]

    def _no_folder(self) -> list[str]:
        return [] if self.folder else [_("Choose a folder for the file.")]

    def _no_database(self) -> list[str]:
        closed = _("The DICOM database is not open: open it in the DICOM module.")
        return [] if self.desk.logic.local is not None else [closed]

    def _not_completable(self) -> list[str]:
        assert self.desk.derived is not None
        refused = why_not_completed(self._status())
        if refused:
            return [refused]
        return [*self._wrong_texts(), *(one.message for one in blocks_complete(self.desk.derived.findings))]

    def _not_reopenable(self) -> list[str]:
        return _listed(why_not_reopened(self._status()))

    def _not_verifiable(self) -> list[str]:
        unnamed = [] if self.verifier and self.organization else [_("Name who verifies, and the organization.")]
        return [*_listed(why_not_verified(self._status())), *unnamed]

    def _not_amendable(self) -> list[str]:
        missing = [] if self.amendment else [_("Give the reason for the amendment.")]
        return [*_listed(why_not_amended(self._status())), *missing]

    # Commands

    def select(self, row: int) -> None:
        """The thing under the cursor."""
        self._move_to(row, self.items())
        self.desk.changed()

    def go(self, row: int | None = None) -> None:
        """Go to the field of a thing to settle."""
        items = self._followed() if row is None else self.items()
        if row is not None:
            self._move_to(row, items)
        if items:
            self.desk.go(items[self.row].place)
            self.desk.say(f"{items[self.row].text} {items[self.row].remedy}", grave=True)
        self.desk.changed()

    def next(self) -> None:
        """Go to the next open thing, from the first again after the last."""
        items = self.items()
        if not items:
            self.desk.say(_("Nothing is open."))
            self.desk.changed()
            return
        places = [one.place for one in items]
        after = places.index(self._last) + 1 if self._last in places else self._last_row
        self.go(after % len(items))
        self._last, self._last_row = items[self.row].place, self.row

    def complete(self) -> None:
        """Call the report complete."""
        self._do(lambda: self.desk.logic.complete(self.desk.node), _("The report is complete, and locked."))

    def reopen(self) -> None:
        """Go on editing, where nothing was exported or verified yet."""
        self._do(lambda: self.desk.logic.reopen(self.desk.node), _("The report is a draft again."))

    def verify(self) -> None:
        """A named person verifies, after being asked."""
        node = self.desk.node
        agreed = self.confirm(self._question())
        # While the question was open the scene may have been closed, and the report with it.
        if agreed and node is not None and node is self.desk.node:
            action = lambda: self.desk.logic.verify(self.desk.node, self.verifier, self.organization)  # noqa: E731
            self._do(action, _("The report is verified."))
            if self._status().state is State.VERIFIED:
                self.verifier = ""
                self.desk.changed()
        else:
            self.desk.say(_("Not verified."))
            self.desk.changed()

    def _question(self) -> str:
        """What exactly is verified: which report, of whom, and what it comes to."""
        question = _("""{name} verifies the report {report} as final.

{patient}
Overall: {overall}

This cannot be taken back. Verify?""")
        derived, node = self.desk.derived, self.desk.node
        return question.format(
            name=self.verifier,
            report="–" if node is None else node.GetName(),  # noqa: RUF001
            patient=self._patient() or _("The patient is not known."),
            overall=_("not known") if derived is None else derived.assessment.overall.value.replace("_", " "),
        )

    def amend(self) -> None:
        """An editable copy that will replace the exported document."""
        copy = self._do(lambda: self.desk.logic.amend(self.desk.node, self.amendment), "")
        if copy is not None:
            self.amendment = ""
            self.desk.open(copy)
            self.desk.say(_("This amended copy will replace the exported report."))
            self.desk.changed()

    def export(self) -> Any:
        """Write the report into the chosen folder."""
        done = self._do(lambda: self.desk.logic.export(self.desk.node, Path(self.folder)), "")
        if done is not None:
            self.desk.say(_("Written and read back: {path}").format(path=done.path))
            self.desk.changed()
        return done

    def export_to_database(self) -> Any:
        """Write it, insert it into the DICOM database, and make sure that it is there."""
        done = self._do(lambda: self.desk.logic.export_to_database(self.desk.node, Path(self.folder)), "")
        if done is not None:
            text = _("In the DICOM database, and the same byte for byte as {path}")
            self.desk.say(text.format(path=done.exported.path))
            self.desk.changed()
        return done

    def preview(self, columns: int | None = None) -> str:
        """The report as plain text, prose folded to so many columns; tables stay as wide as they are."""
        from ..jobs.summary import summary_lines
        from ..rendering.plain_text import folded

        report, derived = self.desk.report, self.desk.derived
        if report is None or derived is None or not report.discs:
            return _("There is nothing to show yet.")
        standing = folded(self.desk.standing(), columns)
        return "\n".join([*standing, "", *summary_lines(report, derived.assessment, columns=columns)])

    def _do(self, action: Callable[[], Any], said: str) -> Any:
        self.desk.flush()
        if self.desk.faults:
            place, fault = next(iter(self.desk.faults.items()))
            self.desk.go(place)
            self.desk.say(f"{self._level(place)}{fault.text!r}: {fault.sentence}", grave=True)
            self.desk.changed()
            return None
        done = self.desk.act(action, said)
        self.desk.changed()
        return done


def _listed(reason: str) -> list[str]:
    return [reason] if reason else []


def _item(finding: Finding) -> Item:
    sign, tone = _SIGNS[finding.severity]
    place = Place(finding.disc_uid, finding.field)
    message = finding.message[:1].upper() + finding.message[1:]
    return Item(f"{sign} {message}", finding.remedy, tone, place, finding)


def _identity(item: Item) -> object:
    return (item.place, item.text) if item.finding is None else identity(item.finding)


def _headline(items: tuple[Item, ...]) -> str:
    if not items:
        return _("Nothing is open.")
    if len(items) == 1:
        return _("1 thing to settle (F8 goes there)")
    return _("{count} things to settle (F8 goes to the next)").format(count=len(items))

# SPDX-License-Identifier: Apache-2.0
"""A form of fields: what each shows, and what keys and texts do to it. One mechanism for every field of the panel."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..model.findings import FindingSeverity
from ..model.record import shapes
from .completeness import is_complete
from .desk import Desk
from .fields import Field, FieldState, Kind, options_of, other_unit, text_at, unit_of
from .fields_disc import MAIN_PATHS
from .places import Place, record_class_at
from .suggestions import suggestion
from .texts import _
from .walk import follow

ACCEPT_KEYS = (" ",)


class Form:
    """The presenter of a form. Its fields are paths of the procedure or report, or of the current disc."""

    def __init__(self, desk: Desk, fields: Mapping[str, Field]) -> None:
        self.desk, self.fields = desk, fields
        self.goes_on_by_itself = True

    def place(self, path: str) -> Place | None:
        """Where a field of this form stands now; ``None`` without a disc for it."""
        if not self.fields[path].in_disc:
            return Place(None, path)
        return None if self.desk.disc is None else Place(self.desk.disc.uid, path)

    def state(self, path: str) -> FieldState:
        """What a field shows."""
        report, place = self.desk.report, self.place(path)
        if report is None or place is None:
            return FieldState("", enabled=False)
        open_to_edit = not self.desk.lock_reason
        fault = self.desk.faults.get(place)
        if fault is not None:
            return FieldState(fault.text, fault.sentence, True, "", open_to_edit)
        assert self.desk.derived is not None
        finding = self.desk.derived.by_place.get(place)
        text = text_at(report, place, self.desk.base)
        trouble = "" if finding is None else f"{finding.message} {finding.remedy}"
        grave = finding is not None and finding.severity in (
            FindingSeverity.IMPOSSIBLE, FindingSeverity.CONTRADICTION,
        )  # fmt: skip
        return FieldState(text, trouble, grave, self._suggested(place), open_to_edit)

    def token(self) -> object:
        """What all states follow from: as long as it is equal, no field shows anything else."""
        desk, report = self.desk, self.desk.report
        if report is None or desk.derived is None:
            return desk.lock_reason
        in_disc = any(field.in_disc for field in self.fields.values())
        uid = desk.disc_uid if in_disc else None
        position = 0 if desk.disc is None else report.discs.index(desk.disc)
        what = report.discs[max(position - 1, 0) : position + 1] if in_disc else replace(report, discs=())
        found = tuple(one for one in desk.derived.findings if one.disc_uid == uid)
        faults = tuple(item for item in desk.faults.items() if item[0].disc_uid == uid)
        return uid, what, found, faults, desk.base, desk.lock_reason, report.procedure.performed_at

    def states(self) -> dict[str, FieldState]:
        """What every field shows."""
        return {path: self.state(path) for path in self.fields}

    def _suggested(self, place: Place) -> str:
        from .entry_text import shown
        from .fields import context_for

        report = self.desk.report
        value = None if report is None else suggestion(report, place)
        return "" if value is None or report is None else shown(value, context_for(report, place, self.desk.base))

    def label(self, path: str) -> str:
        """The label with its unit."""
        unit = self.unit(path)
        return f"{self.fields[path].label} ({unit})" if unit else self.fields[path].label

    def unit(self, path: str) -> str:
        """The unit that a bare number has."""
        field = self.fields[path]
        kind, name = record_class_at(field.root, path)
        if getattr(shapes(kind)[name].kind, "__name__", "") == "Pressure":
            return self.desk.base.pressure_unit.value
        return {"deg": "°"}.get(unit_of(field.root, path), unit_of(field.root, path))

    def tooltip(self, path: str) -> str:
        """What a field is for, what can be typed, and what is wrong with what stands there."""
        field, state, place = self.fields[path], self.state(path), self.place(path)
        lines = [field.hint, ", ".join(f"{key} {word}" for key, word in options_of(field)), state.trouble]
        if self.desk.report is not None and place is not None:
            entered = other_unit(self.desk.report, place)
            lines.append(entered if "(" in entered else "")
        if state.suggestion:
            lines.append(_("Space takes over {value}.").format(value=state.suggestion))
        return "\n".join(line for line in lines if line)

    # What the user does

    def commit(self, path: str, text: str) -> bool:
        """The text of a field was left or confirmed."""
        place = self.place(path)
        done = place is not None and self.desk.put(place, text, self.fields[path].label)
        self.desk.changed()
        return done

    def enter(self, path: str, text: str) -> None:
        """Enter: the text counts, and the keyboard goes on."""
        place = self.place(path)
        if place is not None:
            self.desk.put(place, text, self.fields[path].label)
        self.go_on(path)
        self.desk.changed()

    def go_on(self, path: str) -> None:
        """Ask for the keyboard at the next field; from the fields that Enter goes along, at the next of these."""
        if path in MAIN_PATHS and self.fields[path].in_disc:
            follow(self.desk, path)
            return
        alike = [one for one in self.fields.values() if one.main == self.fields[path].main]
        following = alike[min(alike.index(self.fields[path]) + 1, len(alike) - 1)]
        self.desk.focus = self.place(following.path)

    def choose(self, path: str, key: str) -> None:
        """An entry of a closed list was picked with the mouse; ``""`` is *not recorded*."""
        place = self.place(path)
        if place is not None:
            self.desk.put(place, key, self.fields[path].label)
        self.desk.changed()

    def key(self, path: str, character: str, text: str = "") -> bool:
        """A character was typed into a field that shows ``text``; True where that was all there is to do.

        In a closed list it is the key of an entry; in any other field a blank takes over what is offered.
        """
        if not self.state(path).enabled:
            return False
        if character in ACCEPT_KEYS and not text:
            return self._accept(path)
        if self.fields[path].kind is Kind.CHOICE:
            return self._choose_by_key(path, character)
        return False

    def would_complete(self, path: str, text: str) -> bool:
        """Whether a text counts without Enter."""
        return self.goes_on_by_itself and is_complete(text, self.fields[path])

    def typed(self, path: str, text: str) -> None:
        """The text of a field as it grows: an entry that cannot grow any further counts at once."""
        if self.would_complete(path, text):
            self.enter(path, text)

    def enter_choice(self, path: str) -> None:
        """Enter in a closed list: it stays as it is, and the keyboard goes on."""
        self.go_on(path)
        self.desk.changed()

    def clear(self, path: str) -> None:
        """Delete: not recorded."""
        self.commit(path, "")

    def _accept(self, path: str) -> bool:
        place, report = self.place(path), self.desk.report
        value = None if place is None or report is None else suggestion(report, place)
        if value is None or place is None:
            return False
        self.desk.set(place, value, self.fields[path].label)
        self.go_on(path)
        self.desk.changed()
        return True

    def _choose_by_key(self, path: str, character: str) -> bool:
        found = [key for key, _word in options_of(self.fields[path]) if key == character.casefold()]
        if not found:
            offered = ", ".join(f"{key} {word}" for key, word in options_of(self.fields[path]))
            self.desk.say(_("{key} is not in the list: {choices}").format(key=repr(character), choices=offered), True)
            self.desk.changed()
            return True
        place: Any = self.place(path)
        self.desk.put(place, found[0], self.fields[path].label)
        if self.goes_on_by_itself:
            self.go_on(path)
        self.desk.changed()
        return True



# SPDX-License-Identifier: Apache-2.0
"""The section Study."""

from typing import Any

from ..model.vocabulary import ObserverRole
from .choices import choices
from .qt_selectors import NodeSelector
from .qt_tools import EventFilter, choose_data, enable, is_key, key_name, write
from .study import Study, StudyState
from .texts import _


class StudyView:
    """Writes the state of Study, and tells what is chosen there."""

    def __init__(self, ui: Any, presenter: Study, pinned: Any) -> None:
        """``pinned``: the widgets that stay in sight, whatever is scrolled."""
        self.ui, self.presenter, self.pinned = ui, presenter, pinned
        self._reports: tuple[tuple[str, str], ...] | None = None
        for choice in choices(ObserverRole):
            ui.roleCombo.addItem(choice.word, choice.value.value)
        self.volumes = NodeSelector(ui.volumeSelector, self._volume, presenter.choose_volume)
        ui.reportCombo.connect("activated(int)", self._on_report)
        ui.newButton.connect("clicked()", presenter.new)
        ui.renameButton.connect("toggled(bool)", self._on_rename)
        ui.renameEdit.connect("returnPressed()", self._on_renamed)
        ui.deleteButton.connect("clicked()", presenter.delete)
        ui.personEdit.connect("editingFinished()", self._on_person)
        ui.roleCombo.connect("activated(int)", self._on_role)
        self._filter = EventFilter(ui.renameEdit, self._on_event)
        ui.renameEdit.installEventFilter(self._filter)
        presenter.desk.droppers.append(self._drop)

    def _drop(self) -> None:
        """A name was typed for the report that goes."""
        self.ui.renameButton.checked = False

    def show(self) -> None:
        """Write the state."""
        state = self.presenter.state()
        self.volumes.show()
        self._show_reports(state)
        write(self.pinned.pinnedPatient, state.patient or _("The patient is not known: no CT from the DICOM database."))
        write(self.pinned.pinnedStanding, state.standing or _("No report is open."))
        write(self.ui.problemsLabel, state.problems)
        self.ui.problemsLabel.visible = bool(state.problems)
        if not self.ui.personEdit.hasFocus():
            write(self.ui.personEdit, state.person)
        choose_data(self.ui.roleCombo, state.role)
        enable(self.ui.renameButton, state.report_reason, _("Give the report another name"))
        enable(
            self.ui.deleteButton, state.report_reason, _("Take the report out of the scene; what was exported stays")
        )

    def _show_reports(self, state: StudyState) -> None:
        if state.reports != self._reports:
            self._reports = state.reports
            self.ui.reportCombo.clear()
            for node_id, name in state.reports:
                self.ui.reportCombo.addItem(name, node_id)
        choose_data(self.ui.reportCombo, state.report_id)

    def _volume(self) -> Any:
        return self.presenter.volume

    def _on_report(self, index: int) -> None:
        self.presenter.choose_report(str(self.ui.reportCombo.itemData(index)))

    def _on_rename(self, on: bool) -> None:
        for widget in (self.ui.renameLabel, self.ui.renameEdit):
            widget.visible = on
        if on and self.presenter.desk.node is not None:
            self.ui.renameEdit.text = self.presenter.desk.node.GetName()
            self.ui.renameEdit.selectAll()
            self.ui.renameEdit.setFocus()

    def _on_renamed(self) -> None:
        self.presenter.rename(self.ui.renameEdit.text)
        self.ui.renameButton.checked = False

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if is_key(event) and key_name(event) == "escape":
            self.ui.renameButton.checked = False
            return True
        return False

    def _on_person(self) -> None:
        self.presenter.set_person(self.ui.personEdit.text)

    def _on_role(self, index: int) -> None:
        self.presenter.set_role(str(self.ui.roleCombo.itemData(index)))

# SPDX-License-Identifier: Apache-2.0
"""The work list."""

from typing import Any

from .grid import Cell
from .qt_tools import check, enable, write
from .read_only_table import ReadOnlyTable
from .texts import _
from .work_list import WorkList

COLUMNS = ((_("What"), 5), (_("To"), 4), (_("State"), 4))


class WorkListView:
    """Writes the work list while it is looked at; nothing of it is computed otherwise."""

    def __init__(self, ui: Any, presenter: WorkList) -> None:
        self.ui, self.presenter = ui, presenter
        self._secret_for = ""
        self.table = ReadOnlyTable(ui.workTable, COLUMNS, presenter.select)
        ui.retryButton.connect("clicked()", self._on_retry)
        ui.offerButton.connect("clicked()", presenter.offer)
        ui.workExportButton.connect("clicked()", presenter.export)
        ui.cancelEdit.connect("textEdited(QString)", presenter.set_reason)
        ui.cancelButton.connect("clicked()", presenter.cancel)

    def toggle(self, on: bool) -> None:
        """Show or hide it."""
        self.presenter.show(on)

    def show(self) -> None:
        """Write the state."""
        ui = self.ui
        ui.workBox.visible = self.presenter.shown
        check(ui.workButton, self.presenter.shown)
        if not self.presenter.shown:
            return
        state = self.presenter.state()
        rows = tuple(
            (Cell(row.what, tooltip=row.tooltip), Cell(row.destination), Cell(row.state, row.tone))
            for row in state.rows
        )
        self.table.show(rows, state.current)
        for label, text in (
            (ui.workMore, state.more), (ui.workDetail, state.detail), (ui.workSecretLabel, state.secret_label),
            (ui.cancelEdit, self.presenter.reason),
        ):  # fmt: skip
            write(label, text)
        if state.secret_for != self._secret_for:
            # A password is typed for one destination, and never goes to another.
            self._secret_for, ui.workSecretEdit.text = state.secret_for, ""
        ui.workMore.visible = bool(state.more)
        ui.workDetail.visible = bool(state.detail)
        ui.workSecretBox.visible = bool(state.secret_label)
        ui.offerButton.visible = state.offer
        enable(ui.retryButton, state.retry_reason, _("Try the chosen line again at once"))
        enable(ui.cancelButton, state.cancel_reason, _("The chosen line is not sent any more; it is kept"))
        enable(ui.workExportButton, state.export_reason, _("Everything that no PACS has confirmed, as DICOM files"))

    def _on_retry(self) -> None:
        typed, keep = self.ui.workSecretEdit.text, bool(self.ui.workKeepCheck.checked)
        self.ui.workSecretEdit.text = ""
        self.presenter.retry(typed, keep)

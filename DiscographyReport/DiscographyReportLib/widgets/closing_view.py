# SPDX-License-Identifier: Apache-2.0
"""The section Report."""

from typing import Any

import qt
import slicer

from .closing import Closing, ClosingState
from .grid import ESCAPE, Cell
from .options import Options
from .qt_tools import EventFilter, enable, fixed_width, is_key, key_name, write
from .read_only_table import ReadOnlyTable
from .report_page import Page, ReportPage
from .texts import _

COLUMNS = ((_("Check"), 1),)
_PREVIEW_MARGINS, _LEAST_COLUMNS = 14, 30
_BEAT_MS = 200


class ClosingView:
    """Writes what is open and where the report stands."""

    def __init__(self, ui: Any, presenter: Closing, options: Options, page: ReportPage) -> None:
        self.ui, self.presenter, self.options, self.page = ui, presenter, options, page
        self.table = ReadOnlyTable(ui.checksTable, COLUMNS, presenter.select, presenter.go)
        ui.folderEdit.currentPath = presenter.folder
        ui.organizationEdit.text = presenter.organization
        fixed_width(ui.previewText)
        ui.goButton.connect("clicked()", self._on_go)
        ui.reasonButton.connect("clicked()", self._on_reason)
        ui.reasonEdit.connect("textEdited(QString)", presenter.reason.typed)
        # Leaving the line keeps the reason, as leaving any field keeps its text.
        ui.reasonEdit.connect("editingFinished()", self._on_reason)
        self._filter = EventFilter(ui.reasonEdit, self._on_event)
        ui.reasonEdit.installEventFilter(self._filter)
        ui.folderEdit.connect("currentPathChanged(QString)", options.set_folder)
        ui.previewButton.connect("toggled(bool)", self._on_preview)
        ui.pageButton.connect("clicked()", self.open_page)
        self._resizing = EventFilter(ui.previewText, self._on_preview_event)
        ui.previewText.installEventFilter(self._resizing)
        ui.exportButton.connect("clicked()", self.export)
        ui.databaseButton.connect("clicked()", self.export_to_database)
        ui.completeButton.connect("clicked()", presenter.complete)
        ui.reopenButton.connect("clicked()", presenter.reopen)
        ui.verifyButton.connect("clicked()", presenter.verify)
        ui.amendButton.connect("clicked()", presenter.amend)
        ui.verifierEdit.connect("textEdited(QString)", self._on_verifier)
        ui.organizationEdit.connect("textEdited(QString)", self._on_verifier)
        ui.amendEdit.connect("textEdited(QString)", self._on_amendment)

    def show(self) -> None:
        """Write the state."""
        state = self.presenter.state()
        write(self.ui.reportStanding, state.standing)
        self.ui.reportStanding.visible = bool(state.standing)
        write(self.ui.headlineLabel, state.headline)
        rows = tuple((Cell(item.text, item.tone, f"{item.text}\n{item.remedy}".strip()),) for item in state.items)
        self.table.show(rows, state.current)
        self.ui.checksTable.visible = bool(rows)
        self._show_buttons(state)
        if self.ui.previewButton.checked:
            self._write_preview()

    def _show_buttons(self, state: ClosingState) -> None:
        ui, nothing = self.ui, "" if state.items else _("Nothing is open.")
        enable(ui.goButton, nothing, _("Go to the field of the chosen check (F8 goes to the next)"))
        enable(ui.reasonButton, state.reason_reason, _("A reason settles what is open or unusual"))
        enable(ui.reasonEdit, state.reason_reason, _("Enter keeps the reason with the report"))
        enable(ui.pageButton, self.page.why_not(), _("Open the exported report as a page in the browser"))
        enable(ui.exportButton, state.export_reason, _("Write the DICOM SR into the folder"))
        write(ui.reasonEdit, self.presenter.reason.text)
        write(ui.reasonLabel, _("The reason being typed is for: {check}").format(check=state.reason_for))
        ui.reasonLabel.visible = bool(state.reason_for)
        stored = _("Write the DICOM SR and insert it into the DICOM database (Ctrl+Enter)")
        enable(ui.databaseButton, state.database_reason, stored)
        enable(ui.completeButton, state.complete_reason, _("Call the report complete and lock it"))
        enable(ui.reopenButton, state.reopen_reason, _("Take complete back, before it was exported"))
        verified = _("A named person verifies the complete report; this cannot be taken back")
        enable(ui.verifyButton, state.verify_reason, verified)
        enable(ui.amendButton, state.amend_reason, _("An editable copy that will replace the exported report"))
        write(ui.amendEdit, self.presenter.amendment)
        if ui.verifierEdit.text.strip() != self.presenter.verifier:
            write(ui.verifierEdit, self.presenter.verifier)

    def export(self) -> None:
        """Write the file; what nobody expected is shown, and not lost in a slot."""
        with slicer.util.tryWithErrorDisplay(_("The report could not be exported."), waitCursor=True):
            self.presenter.export()

    def export_to_database(self) -> None:
        """Write the file and insert it into the database; what nobody expected is shown."""
        with slicer.util.tryWithErrorDisplay(_("The report could not be exported."), waitCursor=True):
            self.presenter.export_to_database()

    def open_page(self) -> None:
        """Make the page of the exported document and let the browser show it; what nobody expected is shown."""
        with slicer.util.tryWithErrorDisplay(_("The page could not be opened."), waitCursor=True):
            self._show_page(self.page.make())

    def _show_page(self, page: Page | None) -> None:
        if page is not None:
            self.page.opened(page, qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str(page.path))))
        elif self.page.making:
            qt.QTimer.singleShot(_BEAT_MS, self._look_for_page)
        self.presenter.desk.changed()

    def _look_for_page(self) -> None:
        if not self.page.making:
            return
        page = self.page.look()
        if page is None and self.page.making:
            qt.QTimer.singleShot(_BEAT_MS, self._look_for_page)
        else:
            self._show_page(page)

    def _write_preview(self) -> None:
        text = self.presenter.preview(self._columns())
        if self.ui.previewText.plainText != text:
            self.ui.previewText.plainText = text

    def _columns(self) -> int:
        """So many letters of the preview stand side by side, also beside its scroll bar, which comes and goes."""
        preview = self.ui.previewText
        beside = preview.verticalScrollBar().sizeHint.width() + _PREVIEW_MARGINS
        return max((preview.width - beside) // preview.fontMetrics().horizontalAdvance("0"), _LEAST_COLUMNS)

    def _on_preview_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.Resize and self.ui.previewButton.checked:
            self._write_preview()
        return False

    def _on_go(self) -> None:
        self.presenter.go()

    def _on_reason(self) -> None:
        self.presenter.reason.take()
        self.presenter.desk.changed()

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if is_key(event) and key_name(event) == ESCAPE and self.presenter.reason.text:
            self.presenter.reason.cancel()
            return True
        return False

    def _on_preview(self, on: bool) -> None:
        self.ui.previewText.visible = on
        self.ui.previewText.minimumHeight = 220 if on else 0
        self.show()

    def _on_verifier(self, _text: str) -> None:
        self.options.set_verifier(self.ui.verifierEdit.text, self.ui.organizationEdit.text)

    def _on_amendment(self, text: str) -> None:
        self.presenter.amendment = text
        self.presenter.desk.changed()

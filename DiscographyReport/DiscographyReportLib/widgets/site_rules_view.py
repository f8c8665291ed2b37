# SPDX-License-Identifier: Apache-2.0
"""The rule sets of a site, and the kind of document, in the section Advanced."""

from typing import Any

from ..scene.transitions import why_not_changed
from ..sr.envelope import Encoding
from .qt_tools import choose_data, enable
from .read_only_table import ReadOnlyTable
from .site_rules import SiteRules
from .texts import _

COLUMNS = ((_("Judges"), 4), (_("Rule set of the site"), 18), (_("File"), 10))
MOST_LINES = 4


class SiteRulesView:
    """Writes the list, and hears what is done to it."""

    def __init__(self, ui: Any, presenter: SiteRules) -> None:
        self.ui, self.presenter = ui, presenter
        self.table = ReadOnlyTable(ui.siteTable, COLUMNS, presenter.select, self._on_open, MOST_LINES)
        ui.siteAddButton.connect("clicked()", self._on_add)
        ui.siteRemoveButton.connect("clicked()", presenter.remove)
        ui.siteUseButton.connect("clicked()", presenter.toggle)
        kinds = {Encoding.COMPREHENSIVE_3D: _("Comprehensive 3D SR"), Encoding.COMPREHENSIVE: _("Comprehensive SR")}
        for encoding, word in kinds.items():
            ui.encodingCombo.addItem(word, encoding.value)
        ui.encodingCombo.connect("activated(int)", self._on_encoding)

    def show(self) -> None:
        """Write the state."""
        rows = self.presenter.rows()
        self.table.show(rows, self.presenter.row)
        self.ui.siteTable.visible = bool(rows)
        nothing = "" if rows else _("There is no file in the list.")
        enable(self.ui.siteRemoveButton, nothing, _("Take the chosen file out of the list; the file itself stays"))
        enable(self.ui.siteUseButton, nothing, _("Let the chosen rule set judge, or leave it out"))
        self._show_encoding()

    def _show_encoding(self) -> None:
        desk = self.presenter.desk
        status = None if desk.node is None or desk.report is None else desk.logic.status(desk.node)
        reason = desk.lock_reason if status is None else why_not_changed(status)
        enable(self.ui.encodingCombo, reason, _("Comprehensive SR for archives that know no Comprehensive 3D SR"))
        choose_data(self.ui.encodingCombo, "" if status is None else status.encoding.value)

    def _on_add(self) -> None:
        self.presenter.add(self.ui.siteEdit.currentPath)

    def _on_open(self, row: int) -> None:
        self.presenter.row = row
        self.presenter.toggle()

    def _on_encoding(self, index: int) -> None:
        desk, chosen = self.presenter.desk, Encoding(str(self.ui.encodingCombo.itemData(index)))
        desk.act(lambda: desk.logic.choose_encoding(desk.node, chosen), _("The next export is of this kind."))
        desk.changed()

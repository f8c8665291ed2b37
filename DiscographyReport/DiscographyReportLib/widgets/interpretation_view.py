# SPDX-License-Identifier: Apache-2.0
"""The section Interpretation."""

from typing import Any

import qt

from .interpretation import Interpretation, InterpretationState, RuleSetChoice
from .qt_tools import check, choose_data, enable, write
from .read_only_table import ReadOnlyTable
from .texts import _

COLUMNS = ((_("Level"), 8), (_("Rule set"), 17), (_("Result"), 14), (_("Because"), 27))
LEVEL, MOST_LINES = 0, 3


class InterpretationView:
    """Writes sentences, results and reasons."""

    def __init__(self, ui: Any, presenter: Interpretation) -> None:
        self.ui, self.presenter = ui, presenter
        self.table = ReadOnlyTable(ui.resultsTable, COLUMNS, self._on_row, None, MOST_LINES)
        self._menu = qt.QMenu(ui.ruleSetsButton)
        ui.ruleSetsButton.setMenu(self._menu)
        self._entries: list[_RuleSetEntry] = []
        self._shown: tuple[RuleSetChoice, ...] = ()
        ui.allDiscsCheck.connect("toggled(bool)", presenter.show_all)
        ui.leadCombo.connect("activated(int)", self._on_lead)

    def show(self) -> None:
        """Write the state."""
        state = self.presenter.state()
        write(self.ui.statementsLabel, "\n".join(state.statements))
        self.table.hide_column(LEVEL, not self.presenter.all_discs)
        self.table.show(state.rows, state.row)
        self.ui.resultsTable.visible = bool(state.rows)
        write(self.ui.whyLabel, state.why)
        self.ui.whyLabel.visible = bool(state.why)
        self._show_choices(state)

    def _show_choices(self, state: InterpretationState) -> None:
        enable(self.ui.ruleSetsButton, state.reason, _("Choose under which rule sets the discs are judged"))
        enable(self.ui.leadCombo, state.reason, _("The rule set whose answers come first in the report"))
        if state.rule_sets != self._shown:
            self._shown = state.rule_sets
            # Never built anew: an entry may be the very one that speaks now.
            if not self._entries:
                self._entries = [_RuleSetEntry(self._menu, self.presenter, one) for one in state.rule_sets]
            self.ui.leadCombo.clear()
            for one in state.rule_sets:
                if one.chosen:
                    self.ui.leadCombo.addItem(one.title, one.id)
        for entry, one in zip(self._entries, state.rule_sets, strict=True):
            entry.show(one)
        choose_data(self.ui.leadCombo, next((one.id for one in state.rule_sets if one.leads), ""))

    def _on_row(self, row: int) -> None:
        self.presenter.select(row)

    def _on_lead(self, index: int) -> None:
        self.presenter.lead(str(self.ui.leadCombo.itemData(index)))


class _RuleSetEntry:
    """One entry of the menu of rule sets."""

    def __init__(self, menu: Any, presenter: Interpretation, choice: RuleSetChoice) -> None:
        self._presenter, self._id = presenter, choice.id
        self._action = menu.addAction(choice.title)
        self._action.setCheckable(True)
        self._action.connect("toggled(bool)", self._on_toggled)

    def show(self, choice: RuleSetChoice) -> None:
        """Whether the set is chosen."""
        check(self._action, choice.chosen)

    def _on_toggled(self, on: bool) -> None:
        self._presenter.choose(self._id, on)

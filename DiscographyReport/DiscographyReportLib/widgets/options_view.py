# SPDX-License-Identifier: Apache-2.0
"""The section Advanced."""

from typing import Any

from ..model.levels import Region
from ..model.quantities import PressureUnit
from .marker_work import MarkerWork
from .options import Options
from .qt_selectors import NodeSelector
from .qt_tools import check, choose_data
from .site_rules_view import SiteRulesView
from .study import Study
from .texts import _


class OptionsView:
    """Writes and hears what is chosen once."""

    def __init__(self, ui: Any, options: Options, study: Study, work: MarkerWork) -> None:
        self.ui, self.options, self.study, self.work = ui, options, study, work
        for unit in PressureUnit:
            ui.unitCombo.addItem(unit.value, unit.value)
        names = {
            Region.CERVICAL: _("cervical spine"),
            Region.THORACIC: _("thoracic spine"),
            Region.LUMBAR: _("lumbar spine"),
        }
        for region in Region:
            ui.regionCombo.addItem(names[region], region.value)
        self.rules = SiteRulesView(ui, options.rules)
        ui.unitCombo.connect("activated(int)", self._on_unit)
        ui.regionCombo.connect("activated(int)", self._on_region)
        ui.downCheck.connect("toggled(bool)", options.set_down)
        ui.goingCheck.connect("toggled(bool)", options.set_going_on)
        self.segmentations = NodeSelector(ui.segmentationSelector, work.segmentation, self._on_segmentation)
        self.views = NodeSelector(ui.tiltSelector, work.view_to_tilt, self._on_view)

    def show(self) -> None:
        """Write the state."""
        self.rules.show()
        choose_data(self.ui.unitCombo, self.options.unit)
        choose_data(self.ui.regionCombo, self.study.region.value)
        check(self.ui.downCheck, self.options.levels.down)
        check(self.ui.goingCheck, self.options.going_on)
        self.segmentations.show()
        self.views.show()

    def _on_unit(self, index: int) -> None:
        self.options.set_unit(str(self.ui.unitCombo.itemData(index)))

    def _on_region(self, index: int) -> None:
        self.study.set_region(str(self.ui.regionCombo.itemData(index)))

    def _on_segmentation(self, node: Any) -> None:
        self.work.segmentation_id = "" if node is None else node.GetID()
        self.work.desk.changed()

    def _on_view(self, node: Any) -> None:
        if node is not None:
            self.work.tilt_view = node.GetID()

# SPDX-License-Identifier: Apache-2.0
"""How the panel works for this user: chosen once, remembered."""

from dataclasses import replace

from ..model.quantities import PressureUnit
from .closing import Closing
from .desk import Desk
from .events import EventsGrid
from .forms import Form
from .grid import Grid
from .levels import LevelsGrid
from .settings import Settings
from .site_rules import SiteRules

YES, NO = "yes", "no"


class Options:
    """The presenter of the section Advanced; it hands every choice to those whom it concerns."""

    def __init__(
        self, desk: Desk, settings: Settings, levels: LevelsGrid, events: EventsGrid, forms: tuple[Form, ...],
        closing: Closing,
    ) -> None:  # fmt: skip
        self.desk, self.settings, self.closing = desk, settings, closing
        self.levels = levels
        self.rules = SiteRules(desk, settings)
        self._self_going: tuple[Grid | Form, ...] = (levels, events, *forms)
        self.set_unit(settings.value("PressureUnit", PressureUnit.PSI.value))
        self.set_down(settings.value("EnterGoesDown", YES) == YES)
        self.set_going_on(settings.value("GoesOnByItself", YES) == YES)
        closing.folder = settings.value("Folder", "")
        closing.organization = settings.value("VerifierOrganization", "")

    @property
    def unit(self) -> str:
        """The unit of a pressure that is typed as a bare number."""
        return self.desk.base.pressure_unit.value

    @property
    def going_on(self) -> bool:
        """Whether an entry that cannot grow further counts without Enter."""
        return self.levels.goes_on_by_itself

    def set_unit(self, unit: str) -> None:
        """Choose the unit; what was entered keeps its own."""
        self.desk.base = replace(self.desk.base, pressure_unit=PressureUnit(unit))
        self.settings.set("PressureUnit", unit)
        self.desk.changed()

    def set_down(self, down: bool) -> None:
        """Enter goes down the column, or along the row."""
        self.levels.down = down
        self.settings.set("EnterGoesDown", YES if down else NO)
        self.desk.changed()

    def set_going_on(self, on: bool) -> None:
        """Go on by itself, or only by Enter and Tab."""
        for one in self._self_going:
            one.goes_on_by_itself = on
        self.settings.set("GoesOnByItself", YES if on else NO)
        self.desk.changed()

    def set_folder(self, folder: str) -> None:
        """Where files go."""
        self.closing.folder = folder
        self.settings.set("Folder", folder)
        self.desk.changed()

    def set_verifier(self, name: str, organization: str) -> None:
        """Who verifies; a name is typed each time, and never kept."""
        self.closing.verifier, self.closing.organization = name.strip(), organization.strip()
        self.settings.set("VerifierOrganization", self.closing.organization)
        self.desk.changed()

# SPDX-License-Identifier: Apache-2.0
"""The rule sets of a site: which files, which of them judge, and what is wrong with the others, by line and field."""

from pathlib import Path
from typing import NamedTuple

from ..criteria.registry import own_registry
from ..criteria.rulesets import RuleSet
from ..jobs.errors import EXPECTED
from ..jobs.evaluating import site_rule_sets
from ..rendering.tones import Tone
from .desk import Desk
from .grid import Cell
from .settings import Settings
from .texts import _

KEY = "RuleSetFiles"
_USED, _LEFT_OUT = "+", "-"


class SiteFile(NamedTuple):
    """A file, and whether its rule set judges."""

    path: str
    used: bool = True


class SiteRules:
    """The presenter of the list; remembered on this computer. What cannot be used never judges, and says why."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk, self.settings = desk, settings
        lines = settings.value(KEY, "").splitlines()
        self.files = [SiteFile(line[1:], line[0] == _USED) for line in lines if line[:1] in (_USED, _LEFT_OUT)]
        self.row = 0
        self.problems: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self._apply()

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Whether it judges, what it is called or what is wrong with it, and the file."""
        return tuple(self._row(one) for one in self.files)

    def _row(self, file: SiteFile) -> tuple[Cell, ...]:
        problem = self.problems.get(file.path, "")
        mark = Cell("▲", Tone.GRAVE, problem) if problem else Cell("✓" if file.used else "–")  # noqa: RUF001
        named = Cell(problem, Tone.GRAVE) if problem else Cell(self.titles.get(file.path, ""))
        return (mark, named, Cell(Path(file.path).name, Tone.PLAIN, file.path))

    def add(self, path: str) -> None:
        """Add a file; one that cannot be used is refused with its sentence."""
        typed = path.strip()
        if not typed:
            self.desk.say(_("Choose the file of a rule set."), grave=True)
        elif typed in [one.path for one in self.files]:
            self.desk.say(_("This file is in the list already."), grave=True)
        else:
            try:
                (rules,) = site_rule_sets([Path(typed)])
                own_registry().with_site([*self._used(), rules])
            except EXPECTED as error:
                self.desk.say(str(error), grave=True)
            else:
                self.files.append(SiteFile(typed))
                self.row = len(self.files) - 1
                self._keep(_("{title} judges from now on, in every report that is opened or exported here.").format(
                    title=rules.shown_title))  # fmt: skip
        self.desk.changed()

    def remove(self) -> None:
        """Take the chosen file out of the list; the file itself stays."""
        if self.row < len(self.files):
            gone = self.files.pop(self.row)
            self._keep(_("{file} is out of the list; the file itself stays.").format(file=Path(gone.path).name))
        self.desk.changed()

    def toggle(self) -> None:
        """Let the chosen rule set judge, or leave it out."""
        if self.row < len(self.files):
            file = self.files[self.row]
            self.files[self.row] = file._replace(used=not file.used)
            self._keep("")
        self.desk.changed()

    def select(self, row: int) -> None:
        """The file under the cursor."""
        self.row = row
        self.desk.changed()

    def _used(self) -> tuple[RuleSet, ...]:
        return tuple(self.desk.logic.site_rule_sets)

    def _keep(self, said: str) -> None:
        signs = (f"{_USED if one.used else _LEFT_OUT}{one.path}" for one in self.files)
        self.settings.set(KEY, "\n".join(signs))
        self.row = min(self.row, max(len(self.files) - 1, 0))
        self._apply()
        self.desk.reread()
        self.desk.say(said)

    def _apply(self) -> None:
        """Read every file anew: what changed on disk counts, and what is broken now is said."""
        used: list[RuleSet] = []
        self.problems, self.titles = {}, {}
        for file in self.files:
            try:
                (rules,) = site_rule_sets([Path(file.path)])
                self.titles[file.path] = rules.shown_title
                if file.used:
                    own_registry().with_site([*used, rules])
                    used.append(rules)
            except EXPECTED as error:
                self.problems[file.path] = str(error)
        self.desk.logic.site_rule_sets = tuple(used)

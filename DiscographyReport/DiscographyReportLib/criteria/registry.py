# SPDX-License-Identifier: Apache-2.0
"""The rule sets by id and version. Older versions stay: a result is never computed anew under another version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model.levels import Region
from ..texts import _
from .reading import RuleSetError, read_rule_set
from .rulesets import OWN_IDS, RuleSet

SIS_TYPE: dict[Region, str] = {
    Region.LUMBAR: "sis_tiers",
    Region.THORACIC: "sis_nonlumbar",
    Region.CERVICAL: "sis_nonlumbar",
}
"""The SIS-type set of a region: it leads unless the reader chose otherwise, and defines what a valid control is."""
_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Registry:
    """Rule sets in the order in which they are shown; of one id the highest version comes last."""

    rule_sets: tuple[RuleSet, ...]

    def latest(self, rule_set_id: str) -> RuleSet:
        """The newest version; ``RuleSetError`` if the id is not known."""
        found = [rules for rules in self.rule_sets if rules.id == rule_set_id]
        if not found:
            raise RuleSetError(
                _('no rule set "{rule_set_id}" is known; {known}').format(rule_set_id=rule_set_id, known=self._known())
            )
        return found[-1]

    def find(self, rule_set_id: str, version: str) -> RuleSet:
        """One version, however old; ``RuleSetError`` if it is not known."""
        found = [rules for rules in self.rule_sets if (rules.id, rules.version) == (rule_set_id, version)]
        if not found:
            raise RuleSetError(
                _('version {version} of the rule set "{rule_set_id}" is not known; {known}').format(
                    version=version, rule_set_id=rule_set_id, known=self._known()
                )
            )
        return found[0]

    def chosen(self, ids: Sequence[str]) -> tuple[RuleSet, ...]:
        """The newest versions of these ids, each once; of all ids if none is given."""
        wanted = ids or [rules.id for rules in self.rule_sets]
        return tuple(self.latest(rule_set_id) for rule_set_id in dict.fromkeys(wanted))

    def with_site(self, site: Iterable[RuleSet]) -> "Registry":
        """With a site's own sets behind; ``RuleSetError`` where one would hide another."""
        together = self
        for rules in site:
            together = together._with(rules)
        return together

    def _with(self, rules: RuleSet) -> "Registry":
        if rules.id in OWN_IDS:
            raise RuleSetError(
                _('"{id}" belongs to the module; give your rule set an id of its own').format(id=rules.id)
            )
        if any((own.id, own.version) == (rules.id, rules.version) for own in self.rule_sets):
            raise RuleSetError(
                _('version {version} of "{id}" is given twice; raise the version of one').format(
                    version=rules.version, id=rules.id
                )
            )
        return Registry((*self.rule_sets, rules))

    def _known(self) -> str:
        known = (_("{id} (version {version})").format(id=rules.id, version=rules.version) for rules in self.rule_sets)
        return _("known are: {known}").format(known=", ".join(known))


@cache
def own_registry() -> Registry:
    """The rule sets that ship with the module, read once."""
    read = [read_rule_set(path.read_text(encoding="utf-8"), path.name) for path in _DATA.glob("*.json")]
    return Registry(tuple(sorted(read, key=lambda rules: (OWN_IDS.index(rules.id), int(rules.version)))))


def rule_set_text(rule_set_id: str) -> str:
    """The file of the newest version of one of our rule sets, as a start for one of your own."""
    rules = own_registry().latest(rule_set_id)
    return (_DATA / f"{rules.id}-{rules.version}.json").read_text(encoding="utf-8")

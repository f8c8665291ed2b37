# SPDX-License-Identifier: Apache-2.0
"""Whether the parts of a rule set fit each other; each rule that is broken names its field."""

from typing import TYPE_CHECKING

from ..model.errors import ModelError
from ..model.results import Polarity
from ..model.vocabulary import Concordance
from ..texts import _
from .roles import STRATEGY_ROLES, ControlDefinition, ControlPlace, GradeStep, Role, Strategy

if TYPE_CHECKING:
    from .rulesets import RuleSet

_ACCEPTABLE = {Concordance.SIMILAR, Concordance.EXACT}
_BY_NEIGHBORS = (Strategy.TIERS, Strategy.PAINLESS_COUNT)


def check(rules: "RuleSet") -> None:
    """Raise ``ModelError`` for the first part that does not fit."""
    for rule in (_regions, _event_terms, _volumes, _pressures, _bands, _findings, _controls, _roles, _names):
        rule(rules)


def needed_roles(rules: "RuleSet") -> set[Role]:
    """The rows that the set must name."""
    roles = {Role.UNSTIMULATED, Role.NO, *STRATEGY_ROLES[rules.strategy]}
    if Concordance.SIMILAR not in rules.concordant_values:
        roles.add(Role.PARTIAL)
    if rules.n_controls:
        roles.add(Role.NO_CONTROL)
    if rules.grade_step is GradeStep.AFTER_CONTROLS:
        roles.add(Role.NO_GRADE)
    return roles


def _refuse(broken: bool, where: str, problem: str) -> None:
    if broken:
        raise ModelError(where, problem)


def _regions(rules: "RuleSet") -> None:
    _refuse(not rules.regions, "regions", _("is empty; name at least one region"))
    _refuse(len(set(rules.regions)) != len(rules.regions), "regions", _("names a region twice; keep one"))


def _event_terms(rules: "RuleSet") -> None:
    values = rules.concordant_values
    _refuse(
        Concordance.EXACT not in values or not set(values) <= _ACCEPTABLE or len(set(values)) != len(values),
        "concordant_values", _('should be ["exact"] or ["similar", "exact"]'),
    )  # fmt: skip
    _refuse(_outside(rules.min_nrs, 1, 10), "min_nrs", _("{min_nrs} is not from 1 to 10").format(min_nrs=rules.min_nrs))
    _refuse(
        _outside(rules.min_sustained_s, 1, 3600),
        "min_sustained_s",
        _("{min_sustained_s} is not 1 to 3600 s").format(min_sustained_s=rules.min_sustained_s),
    )


def _outside(value: int | None, low: int, high: int) -> bool:
    return value is not None and not low <= value <= high


def _volumes(rules: "RuleSet") -> None:
    if rules.max_volume_ml is None:
        return
    for region in rules.regions:
        cap = rules.max_volume_ml.of(region)
        _refuse(cap is None, f"max_volume_ml.{region}", _("is missing; the set is used in this region"))
        _refuse(cap is not None and cap <= 0, f"max_volume_ml.{region}", _("should be a positive number of mL"))


def _pressures(rules: "RuleSet") -> None:
    by_pressure = rules.strategy in (Strategy.TIERS, Strategy.BANDS)
    _refuse(
        by_pressure and not rules.needs_manometry, "max_pressure_ao", _("is needed, and not optional, to class by it")
    )
    tiers = rules.strategy is Strategy.TIERS
    _refuse(tiers != (rules.low_pressure_ao is not None), "low_pressure_ao", _('belongs to the strategy "tiers" alone'))
    if rules.low_pressure_ao and rules.max_pressure_ao:
        _refuse(
            rules.low_pressure_ao.psi >= rules.max_pressure_ao.psi,
            "low_pressure_ao.psi", _("should be less than that of max_pressure_ao"),
        )  # fmt: skip


def _bands(rules: "RuleSet") -> None:
    banded = rules.strategy is Strategy.BANDS
    _refuse(banded != bool(rules.bands), "bands", _('belong to the strategy "bands", which needs at least one'))
    limits = [band.limit.psi for band in rules.bands]
    for place in range(1, len(limits)):
        falls = limits[place] <= limits[place - 1]
        _refuse(falls, f"bands[{place}].limit.psi", _("should be greater than the one before"))
    if rules.bands:
        last = len(limits) - 1
        differs = rules.bands[last].limit != rules.max_pressure_ao
        _refuse(differs, f"bands[{last}].limit", _("the last class should end where max_pressure_ao does"))


def _findings(rules: "RuleSet") -> None:
    _refuse(
        _outside(rules.min_behaviors, 1, 5),
        "min_behaviors",
        _("{min_behaviors} is not from 1 to 5").format(min_behaviors=rules.min_behaviors),
    )
    _refuse(
        _outside(rules.min_grade, 1, 5),
        "min_grade",
        _("{min_grade} is not from 1 to 5").format(min_grade=rules.min_grade),
    )
    paired = (rules.min_grade is None) == (rules.grade_step is None)
    _refuse(not paired, "grade_step", _("belongs to min_grade; give both or neither"))
    late = rules.grade_step is GradeStep.AFTER_CONTROLS and rules.strategy is not Strategy.CONTROL_COUNT
    _refuse(late, "grade_step", _('after the controls only the strategy "control_count" asks for a grade'))


def _controls(rules: "RuleSet") -> None:
    _refuse(
        _outside(rules.n_controls, 0, 10),
        "n_controls",
        _("{n_controls} is not from 0 to 10").format(n_controls=rules.n_controls),
    )
    neighbors = rules.strategy in _BY_NEIGHBORS
    _refuse(
        neighbors and rules.n_controls != 2,
        "n_controls",
        _('should be 2 for the strategy "{strategy}"').format(strategy=rules.strategy),
    )
    _refuse(rules.strategy is Strategy.BANDS and rules.n_controls != 0, "n_controls", _("has no use for classes"))
    for name in ("control_definition", "control_place"):
        stated = getattr(rules, name) is not None
        _refuse(stated != bool(rules.n_controls), name, _("belongs to n_controls; give both or neither"))
    _neighbors(rules, neighbors)
    threshold = rules.control_discordant_min_psi_ao
    wrong = neighbors != (threshold is not None)
    _refuse(wrong, "control_discordant_min_psi_ao", _('belongs to the strategies "tiers" and "painless_count" alone'))
    veto = rules.control_veto and rules.strategy is not Strategy.TIERS
    _refuse(veto, "control_veto", _('belongs to the strategy "tiers" alone'))


def _neighbors(rules: "RuleSet", neighbors: bool) -> None:
    adjacent = rules.control_place is ControlPlace.ADJACENT
    painless = rules.control_definition is ControlDefinition.PAINLESS
    _refuse(
        neighbors and not adjacent,
        "control_place",
        _('should be "adjacent" for "{strategy}"').format(strategy=rules.strategy),
    )
    _refuse(
        neighbors and not painless,
        "control_definition",
        _('should be "painless" for "{strategy}"').format(strategy=rules.strategy),
    )
    unreachable = adjacent and rules.n_controls > 2
    _refuse(unreachable, "n_controls", _("a disc has at most two adjacent controls"))


def _roles(rules: "RuleSet") -> None:
    needed = needed_roles(rules)
    for place, outcome in enumerate(rules.outcomes):
        _refuse(
            outcome.role not in needed,
            f"outcomes[{place}].role",
            _('"{role}" has no use in this set').format(role=outcome.role),
        )
    given = [outcome.role for outcome in rules.outcomes]
    missing = sorted(needed - set(given))
    _refuse(bool(missing), "outcomes", _("lacks the role {missing}").format(missing=", ".join(missing)))
    _refuse(len(given) != len(needed), "outcomes", _("names a role twice; keep one"))


def _names(rules: "RuleSet") -> None:
    """One name never stands for a yes in one row and for a no in another."""
    meaning: dict[str, Polarity] = {}
    bands = [(f"bands[{n}].name", band.name, band.polarity) for n, band in enumerate(rules.bands)]
    rows = [(f"outcomes[{n}].name", row.name, row.polarity) for n, row in enumerate(rules.outcomes)]
    for where, name, polarity in (*bands, *rows):
        first = meaning.setdefault(name, polarity)
        _refuse(
            first is not polarity,
            where,
            _('"{name}" already stands for {first}; choose another name').format(name=name, first=first),
        )

# SPDX-License-Identifier: Apache-2.0
"""A rule set made ready for one region: its conditions as objects that rule sets share."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from ..model.levels import Region
from ..model.vocabulary import Concordance
from .roles import GradeStep, Role
from .rulesets import Band, OptionalTerm, Outcome, PressureLimit, RuleSet
from .terms import Concordant, Condition, Held, Intensity, PressureBelow, Volume


class PreparedBand(NamedTuple):
    """A pressure class and its limit."""

    band: Band
    limit: PressureBelow


class Prepared(NamedTuple):
    """A rule set for one region. ``wider`` are the terms if *similar* counted; ``None`` if that changes nothing."""

    rules: RuleSet
    applies: bool
    terms: tuple[Condition, ...]
    wider: tuple[Condition, ...] | None
    low: PressureBelow | None
    bands: tuple[PreparedBand, ...]
    outcomes: dict[Role, Outcome]
    has_findings: bool


@lru_cache(maxsize=256)
def prepare(rules: RuleSet, region: Region) -> Prepared:
    """A rule set for one region."""
    others = tuple(_terms_but_concordance(rules, region))
    values = frozenset(rules.concordant_values)
    wider = values | {Concordance.SIMILAR}
    return Prepared(
        rules=rules,
        applies=region in rules.regions,
        terms=(_concordant(values), *others),
        wider=None if wider == values else (_concordant(wider), *others),
        low=_pressure(rules.low_pressure_ao, False) if rules.low_pressure_ao else None,
        bands=tuple(PreparedBand(band, _pressure(band.limit, False)) for band in rules.bands),
        outcomes={outcome.role: outcome for outcome in rules.outcomes},
        has_findings=rules.min_behaviors is not None or rules.grade_step is GradeStep.BEFOREHAND,
    )


def _terms_but_concordance(rules: RuleSet, region: Region) -> list[Condition]:
    terms: list[Condition] = []
    cap = rules.max_volume_ml.of(region) if rules.max_volume_ml else None
    if rules.min_nrs is not None:
        terms.append(_intensity(rules.min_nrs))
    if rules.max_pressure_ao is not None:
        terms.append(_pressure(rules.max_pressure_ao, OptionalTerm.PRESSURE in rules.optional_terms))
    if cap is not None:
        terms.append(_volume(cap))
    if rules.min_sustained_s is not None:
        terms.append(_held(rules.min_sustained_s, OptionalTerm.SUSTAINED in rules.optional_terms))
    return terms


def _pressure(limit: PressureLimit, optional: bool) -> PressureBelow:
    return _pressure_below(limit.operator.value, limit.psi, optional)


@cache
def _concordant(accepted: frozenset[Concordance]) -> Concordant:
    return Concordant(accepted)


@cache
def _intensity(minimum: int) -> Intensity:
    return Intensity(minimum)


@cache
def _volume(cap: Decimal) -> Volume:
    return Volume(cap)


@cache
def _held(minimum: int, optional: bool) -> Held:
    return Held(minimum, optional)


@cache
def _pressure_below(operator: str, limit: Decimal, optional: bool) -> PressureBelow:
    return PressureBelow(operator, limit, optional)

# SPDX-License-Identifier: Apache-2.0
"""Which discs are controls of which, and what each is worth under a rule set."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..model.limits import limit
from ..model.report import Report
from ..model.results import Term, TermStatus
from .facts import ControlStatus, DiscFacts
from .numbers import amount_text, number_text
from .roles import ControlDefinition, Role, Strategy
from .rulesets import RuleSet
from .terms import CONTROL

_NOT_CONCORDANT = (ControlStatus.PAINLESS, ControlStatus.DISCORDANT)


class Tally(NamedTuple):
    """How many of the controls are what."""

    painless: int
    discordant: int
    concordant: int
    veto: int


def by_index(discs: Sequence[DiscFacts], report: Report) -> dict[int, DiscFacts]:
    """The injected discs by sequence index. Where two claim one place, neither can be trusted as a control."""
    claims = Counter([disc.sequence_index for disc in report.discs])
    bounds = limit("Disc.sequence_index", report.region)
    places: dict[int, DiscFacts] = {}
    for disc in discs:
        index = disc.disc.sequence_index
        doubtful = claims[index] > 1 or bounds.impossible(index)
        places[index] = disc._replace(status=ControlStatus.UNKNOWN, remembered={}) if doubtful else disc
    return places


def is_placed(disc: DiscFacts, places: Mapping[int, DiscFacts]) -> bool:
    """Whether the disc's place in the spine is its own."""
    return places[disc.disc.sequence_index] is disc


def adjacent_controls(disc: DiscFacts, places: Mapping[int, DiscFacts]) -> tuple[DiscFacts, ...]:
    """Both neighbors; if only one was injected, that one and the next beyond it. Never across a gap.

    A disc in a doubtful place has no neighbors that could be trusted.
    """
    if not is_placed(disc, places):
        return ()
    index = disc.disc.sequence_index
    above, below = places.get(index - 1), places.get(index + 1)
    if above and below:
        return above, below
    if above:
        return _with_next(above, places.get(index - 2))
    return _with_next(below, places.get(index + 2)) if below else ()


def _with_next(neighbor: DiscFacts, beyond: DiscFacts | None) -> tuple[DiscFacts, ...]:
    return (neighbor, beyond) if beyond else (neighbor,)


def counts_as_discordant(disc: DiscFacts, rules: RuleSet) -> bool:
    """Whether it hurt in another way than usual, and only above the pressure that the set asks for."""
    threshold = rules.control_discordant_min_psi_ao
    if disc.status is not ControlStatus.DISCORDANT or disc.discordant_above_psi is None or threshold is None:
        return False
    return disc.discordant_above_psi > Fraction(threshold)


def is_veto(disc: DiscFacts, rules: RuleSet) -> bool:
    """Whether this control forbids a positive: its response is unknown, or it hurt too easily."""
    if not rules.control_veto:
        return False
    if disc.status is ControlStatus.UNKNOWN:
        return True
    return disc.status is ControlStatus.DISCORDANT and not counts_as_discordant(disc, rules)


def is_control(disc: DiscFacts, rules: RuleSet) -> bool:
    """Whether the disc is a control by the set's own definition; *not concordant* takes discordant at any pressure."""
    if rules.control_definition is ControlDefinition.NOT_CONCORDANT:
        return disc.status in _NOT_CONCORDANT
    return disc.status is ControlStatus.PAINLESS


def tally(controls: Sequence[DiscFacts], rules: RuleSet) -> Tally:
    """What the controls amount to under a set."""
    return Tally(
        painless=sum(control.status is ControlStatus.PAINLESS for control in controls),
        discordant=sum(counts_as_discordant(control, rules) for control in controls),
        concordant=sum(control.status is ControlStatus.CONCORDANT for control in controls),
        veto=sum(is_veto(control, rules) for control in controls),
    )


def neighbor_row(controls: Sequence[DiscFacts], rules: RuleSet) -> Role:
    """The row that the controls allow, pressure apart."""
    found = tally(controls, rules)
    if found.painless >= rules.n_controls:
        return Role.TWO_PAINLESS
    if found.veto:
        return Role.NO_CONTROL
    if found.painless:
        return Role.ONE_PAINLESS
    alone = rules.strategy is Strategy.TIERS and found.discordant and not found.concordant
    return Role.DISCORDANT_ONLY if alone else Role.NO_CONTROL


def control_term(control: DiscFacts, rules: RuleSet) -> Term:
    """Why a disc was accepted or refused as a control; the same for all sets with the same idea of one."""
    key = (rules.control_definition, rules.strategy is Strategy.TIERS, rules.control_discordant_min_psi_ao)
    if key not in control.remembered:
        control.remembered[key] = _control_term(control, rules)
    term: Term = control.remembered[key]
    return term


def _control_term(control: DiscFacts, rules: RuleSet) -> Term:
    value = _value(control, rules.control_discordant_min_psi_ao)
    return Term(f"{CONTROL}{control.level}", value, "", "is", _wanted(rules), _status(control, rules))


def _status(control: DiscFacts, rules: RuleSet) -> TermStatus:
    if control.status is ControlStatus.UNKNOWN:
        return TermStatus.OPEN
    high = rules.strategy is Strategy.TIERS and counts_as_discordant(control, rules)
    return TermStatus.MET if high or is_control(control, rules) else TermStatus.FAILED


def _wanted(rules: RuleSet) -> str:
    if rules.control_definition is ControlDefinition.NOT_CONCORDANT:
        return "painless or discordant"
    if rules.strategy is Strategy.TIERS and rules.control_discordant_min_psi_ao is not None:
        return f"painless, or discordant above {number_text(rules.control_discordant_min_psi_ao)} psi above opening"
    return "painless"


def _value(control: DiscFacts, threshold: Decimal | None) -> str:
    if control.status is ControlStatus.UNKNOWN:
        return ""
    if control.status is ControlStatus.UNSTIMULATED:
        return "no pain, but not shown to be stimulated"
    if control.status is not ControlStatus.DISCORDANT:
        return control.status.value
    above = control.discordant_above_psi
    if above is None:
        return "discordant at an unknown pressure"
    return f"discordant at {amount_text(above, Fraction(threshold or 0))} psi above opening"

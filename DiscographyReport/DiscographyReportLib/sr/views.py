# SPDX-License-Identifier: Apache-2.0
"""What a measurement group shows of a disc to every reader: numbers first, then the fixed list of answers.

The lists and their order are fixed: other software fills tables by position. Numbers that are not known are left out,
answers that are not known are the code *Not recorded*.
"""

from collections.abc import Sequence
from decimal import Decimal

from ..model import derived, grades
from ..model.disc import Disc, StimulationEvent
from ..model.procedure import Procedure
from ..model.quantities import Pressure, in_unit
from ..model.results import Polarity, RuleSetResult
from ..terminology import concepts
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from .item import Item, code, num
from .records import concept_of

_PRESSURE = concepts.PRESSURE_UNITS
_ML = concepts.unit("volume_ml")


def numbers(disc: Disc, procedure: Procedure) -> list[Item]:
    """The NUM items of a disc in their fixed order."""
    onset = derived.onset_event(disc) or StimulationEvent()
    candidates = [
        _above_opening(onset.pressure, disc, procedure),
        _number(concepts.question("StimulationEvent.nrs"), derived.evoked_nrs(disc), concepts.SCORE),
        _number(PRIVATE["group.onset_volume"], onset.volume_ml, _ML),
        _pressure(concept_of("Disc", "opening_pressure"), disc.opening_pressure),
        _pressure(concept_of("Disc", "peak_pressure"), disc.peak_pressure),
        _pressure(PRIVATE["group.onset_pressure"], onset.pressure),
        _pressure(concept_of("Disc", "final_static_pressure"), disc.final_static_pressure),
        _number(concept_of("Disc", "volume_ml"), disc.volume_ml, _ML),
        _number(concept_of("UsualPain", "baseline_nrs"), procedure.usual_pain.baseline_nrs, concepts.SCORE),
        _of_field("Contrast", "concentration_mg_per_ml", procedure.contrast.concentration_mg_per_ml),
        _of_field("CTFindings", "arc_deg", disc.ct.arc_deg),
        _of_field("CTFindings", "contrast_hu", disc.ct.contrast_hu),
    ]
    return [item for item in candidates if item is not None]


def _number(concept: Code, value: Decimal | int | None, unit: Code) -> Item | None:
    return None if value is None else num(concept, value, unit)


def _of_field(record: str, field: str, value: Decimal | None) -> Item | None:
    return _number(concept_of(record, field), value, concepts.unit(field))


def _pressure(concept: Code, pressure: Pressure | None) -> Item | None:
    return None if pressure is None else num(concept, pressure.value, _PRESSURE[pressure.unit])


def _above_opening(pressure: Pressure | None, disc: Disc, procedure: Procedure) -> Item | None:
    difference = derived.above_opening(pressure, disc, procedure.manometry)
    if difference is None or pressure is None:
        return None
    return num(PRIVATE["group.above_opening"], in_unit(difference, pressure.unit), _PRESSURE[pressure.unit])


def answers(disc: Disc, results: Sequence[RuleSetResult], primary: str) -> list[Item]:
    """The CODE items of a disc: always all, always in this order; then one per rule set of ``results``."""
    grade = grades.modified_dallas_0_5(disc)
    polarity = next((result.polarity for result in results if result.rule_set == primary), Polarity.NOT_EVALUABLE)
    fixed = [
        _answer("Disc.status", "DiscStatus", disc.status),
        _answer("Disc.role", "DiscRole", disc.role),
        _answer("CTFindings.adams", "AdamsType", disc.ct.adams),
        _answer("group.modified_dallas", "group.modified_dallas", None if grade is None else str(grade)),
        _answer("CTFindings.extent", "RadialExtent", disc.ct.extent),
        _answer("group.leak", "group.leak", derived.leak_summary(disc)),
        _answer("Disc.endpoint", "EndPoint", disc.endpoint),
        _answer("Disc.stop_reason", "StopReason", disc.stop_reason),
        _answer("group.concordance", "Concordance", derived.strongest_concordance(disc)),
        code(concepts.question("group.overall"), polarity_shown(polarity, [disc])),
    ]
    return fixed + outcomes(results)


def outcomes(results: Sequence[RuleSetResult]) -> list[Item]:
    """One answer per rule set."""
    return [code(rule_set_question(result.rule_set), outcome(result)) for result in results]


def _answer(key: str, kind: str, value: str | None) -> Item:
    return code(concepts.question(key), concepts.NOT_RECORDED if value is None else concepts.answer(kind, value))


CRITERIA_NOT_MET = PRIVATE["outcome:negative"]


def polarity_shown(polarity: Polarity, discs: Sequence[Disc]) -> Code:
    """The word *negative* never stands alone where similar or exact pain is on record."""
    concordant = any(event.concordance in derived.CONCORDANT for disc in discs for event in disc.events)
    if polarity is Polarity.NEGATIVE and concordant:
        return CRITERIA_NOT_MET
    return concepts.answer("Polarity", polarity)


def rule_set_code(rule_set: str) -> Code:
    """The code of a rule set; one code stands for every rule set that a site added."""
    return PRIVATE.get(f"criteria_set:{rule_set}", PRIVATE["criteria_set:site"])


def is_site_rule_set(rule_set: str) -> bool:
    """Whether a site added the rule set."""
    return f"criteria_set:{rule_set}" not in PRIVATE


def rule_set_question(rule_set: str) -> Code:
    """The question whose answer is the outcome under a rule set."""
    return PRIVATE.get(f"ruleset.{rule_set}", PRIVATE["ruleset.site"])


def outcome(result: RuleSetResult) -> Code:
    """The code of an outcome; a site's own outcome shows as what it amounts to."""
    if is_site_rule_set(result.rule_set):
        return concepts.answer("Polarity", result.polarity)
    return PRIVATE[f"outcome:{result.outcome}"]

# SPDX-License-Identifier: Apache-2.0
"""Evaluate a report: every disc under every chosen rule set, and what follows for the patient."""

from collections.abc import Sequence

from ..model.disc import Disc
from ..model.levels import Region
from ..model.report import Report
from ..model.results import Assessment, RuleSetResult
from ..texts import _
from .caveats import finding_caveats
from .facts import DiscFacts
from .patient import summary
from .prepared import Prepared, prepare
from .question import Finding, Question, answers_of
from .reading import RuleSetError
from .registry import SIS_TYPE, own_registry
from .rulesets import RuleSet
from .steps import answer, not_applicable
from .study import Study, study_of
from .wording import not_injected, other_region


def evaluate(report: Report, rule_sets: Sequence[RuleSet] | None = None) -> Assessment:
    """Judge a report under these rule sets; without them under ``report.criteria``, or under all if none is chosen.

    Results come disc by disc from above, in the order of the rule sets. The leading set is the reader's choice, else
    the SIS-type set of the region, else the first. ``RuleSetError`` if an id is not known or no set is left.
    """
    chosen = own_registry().chosen(report.criteria) if rule_sets is None else tuple(dict.fromkeys(rule_sets))
    if not chosen:
        raise RuleSetError(_("no rule set was given; choose at least one"))
    study = study_of(report)
    prepared = [prepare(rules, report.region) for rules in chosen]
    facts = {disc.disc.uid: disc for disc in study.discs}
    results = tuple([_result(disc, facts.get(disc.uid), one, study) for disc in report.discs for one in prepared])
    return summary(study, results, primary_of(report, chosen), sis_of(report.region, chosen))


def primary_of(report: Report, chosen: Sequence[RuleSet]) -> RuleSet:
    """The rule set that leads; of two versions the later in the list."""
    by_id = {rules.id: rules for rules in chosen}
    for rule_set_id in (report.primary_criteria, SIS_TYPE[report.region]):
        if rule_set_id in by_id:
            return by_id[rule_set_id]
    return chosen[0]


def sis_of(region: Region, chosen: Sequence[RuleSet]) -> RuleSet:
    """The SIS-type set that defines a valid control: the chosen version of it, else the newest."""
    wanted = SIS_TYPE[region]
    found = [rules for rules in chosen if rules.id == wanted]
    return found[-1] if found else own_registry().latest(wanted)


def _result(disc: Disc, facts: DiscFacts | None, prepared: Prepared, study: Study) -> RuleSetResult:
    if facts is None:
        return _as_result(disc, prepared, not_applicable(not_injected(disc.status.value)), ())
    if not prepared.applies:
        regions = [region.value for region in prepared.rules.regions]
        return _as_result(disc, prepared, not_applicable(other_region(regions)), ())
    question = Question(facts, prepared, study, answers_of(facts, prepared.terms))
    finding = answer(question)
    return _as_result(disc, prepared, finding, finding_caveats(question, finding))


def _as_result(disc: Disc, prepared: Prepared, finding: Finding, caveats: tuple[str, ...]) -> RuleSetResult:
    rules = prepared.rules
    return RuleSetResult(
        disc.uid, rules.id, rules.version, finding.outcome, finding.polarity, finding.row, finding.terms, caveats
    )

# SPDX-License-Identifier: Apache-2.0
"""Judging a report under its own rule sets, named ones, or those of a site."""

from collections.abc import Sequence
from pathlib import Path

from ..criteria.evaluator import evaluate
from ..criteria.reading import load_rule_set
from ..criteria.registry import own_registry
from ..criteria.rulesets import RuleSet
from ..model.report import Report
from ..model.results import Assessment


def site_rule_sets(paths: Sequence[Path]) -> tuple[RuleSet, ...]:
    """The rule sets that a site added, from their files."""
    return tuple(load_rule_set(path) for path in paths)


def evaluate_report(report: Report, ids: Sequence[str] | None, site: Sequence[RuleSet] = ()) -> Assessment:
    """Judge under the rule sets of these ids; without ids under those of the report and the site's own."""
    registry = own_registry().with_site(site)
    chosen = ids or [*(report.criteria or own_ids()), *(rules.id for rules in site)]
    return evaluate(report, registry.chosen(chosen))


def own_ids() -> tuple[str, ...]:
    """The ids of the module's own rule sets, in the order in which they are shown."""
    return tuple(dict.fromkeys(rules.id for rules in own_registry().rule_sets))

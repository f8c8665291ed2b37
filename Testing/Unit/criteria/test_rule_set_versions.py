# SPDX-License-Identifier: Apache-2.0
"""Older versions stay and answer as before."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.reading import RuleSetError, load_rule_set
from DiscographyReportLib.criteria.registry import OWN_IDS, Registry, own_registry
from DiscographyReportLib.model.results import Polarity
from provocations import exact, painless, rule_set, study

DATA = Path(__file__).parents[3] / "DiscographyReport" / "DiscographyReportLib" / "criteria" / "data"
SHIPPED = {path.name: path for path in DATA.glob("*.json")}


def site_text(**changes):
    content = json.loads(SHIPPED["derby_2005-1.json"].read_text(encoding="utf-8"))
    content |= {"id": "our_rules", "title": "Our rules", "status": "draft", **changes}
    return json.dumps({name: value for name, value in content.items() if value != "drop"}, indent=1)


def test_an_older_version_stays_and_answers_as_before():
    first = rule_set("derby_2005")
    second = replace(first, version="2", min_nrs=8)
    registry = Registry((first, second))
    report = study(painless(3), exact(4, nrs=7), painless(5))

    assert registry.latest("derby_2005") is second
    assert registry.chosen(["derby_2005"]) == (second,)
    assert registry.find("derby_2005", "1") is first
    old, new = evaluate(report, [first]), evaluate(report, [second])
    assert (old.primary_version, old.results[1].version, old.results[1].outcome) == ("1", "1", "low_pressure_sensitive")
    assert (new.primary_version, new.results[1].version, new.results[1].outcome) == ("2", "2", "not_symptomatic")


def test_two_versions_side_by_side_lead_to_one_summary():
    first = rule_set("sis_tiers")
    second = replace(first, version="2", min_nrs=9)
    report = study(painless(1), exact(4))
    both, turned = evaluate(report, [first, second]), evaluate(report, [second, first])

    assert [one.outcome for one in both.results[2:4]] == ["indeterminate_no_control", "negative"]
    assert (both.primary_version, both.valid_control, both.overall) == ("2", True, Polarity.NEGATIVE)
    assert (turned.primary_version, turned.valid_control, turned.overall) == ("1", False, Polarity.INDETERMINATE)


def test_a_version_that_is_not_known_is_refused():
    with pytest.raises(RuleSetError, match='version 7 of the rule set "derby_2005" is not known; known are: sis_tiers'):
        own_registry().find("derby_2005", "7")


def test_a_site_set_is_given_once_per_version():
    site = load_rule_set(site_text())
    later = replace(site, version="2")

    assert own_registry().with_site([site, later]).latest("our_rules") is later
    with pytest.raises(RuleSetError, match='version 1 of "our_rules" is given twice'):
        own_registry().with_site([site, site])


def test_of_every_id_the_newest_version_is_shown_once():
    site = load_rule_set(site_text())
    registry = own_registry().with_site([site, replace(site, version="2")])

    assert [rules.id for rules in registry.chosen(())] == [*OWN_IDS, "our_rules"]
    assert registry.chosen(["our_rules", "our_rules"])[0].version == "2"

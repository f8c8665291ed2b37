# SPDX-License-Identifier: Apache-2.0
"""Every worked case: each disc under each rule set, its grades, and what holds for the patient."""

from typing import Any

import pytest

from cases import case_ids, expected, load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.registry import OWN_IDS
from DiscographyReportLib.model.grades import modified_dallas_0_4, modified_dallas_0_5
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.results import Polarity

GRADES = {"modified_dallas_0_5": modified_dallas_0_5, "modified_dallas_0_4": modified_dallas_0_4}
CASES = {case_id: (load_case(case_id), expected(case_id)) for case_id in case_ids()}
ANSWERS = [
    (case_id, level, name, answer)
    for case_id, (_, wanted) in CASES.items()
    for level, disc in wanted["discs"].items()
    for name, answer in disc["expected"].items()
]


def of_level(case_id: str, level: str) -> Any:
    return next(disc for disc in CASES[case_id][0].discs if disc.level.value == level)


def test_every_disc_of_every_case_is_asked_under_every_rule_set():
    asked = {(case_id, level, name) for case_id, level, name, _ in ANSWERS}

    assert asked >= {
        (case_id, disc.level.value, rule_set_id)
        for case_id, (report, _) in CASES.items()
        for disc in report.discs
        for rule_set_id in OWN_IDS
    }


@pytest.mark.parametrize(("case_id", "level", "name", "answer"), ANSWERS)
def test_a_disc_of_a_case_gets_the_expected_answer(case_id, level, name, answer):
    disc = of_level(case_id, level)

    if name in GRADES:
        grade = GRADES[name](disc)
        assert (None if grade is None else grade.value) == answer
    else:
        results = {one.rule_set: one.outcome for one in evaluate(CASES[case_id][0]).of_disc(disc.uid)}
        assert results[name] == answer


@pytest.mark.parametrize("case_id", CASES)
def test_a_case_gets_the_expected_answer_for_the_patient(case_id):
    report, wanted = CASES[case_id]
    found = evaluate(report)

    assert list(found.positive_levels) == wanted["expected_patient"]["positive_levels"]
    assert found.valid_control is wanted["expected_patient"]["valid_control"]
    assert list(found.limitations) == wanted["expected_validation"]


@pytest.mark.parametrize("case_id", CASES)
def test_results_come_disc_by_disc_in_the_order_of_the_rule_sets(case_id):
    report, _ = CASES[case_id]
    found = evaluate(report)

    assert [(one.disc_uid, one.rule_set) for one in found.results] == [
        (disc.uid, rule_set_id) for disc in report.discs for rule_set_id in OWN_IDS
    ]
    assert found.primary == ("sis_tiers" if report.region is Region.LUMBAR else "sis_nonlumbar")


@pytest.mark.parametrize("case_id", CASES)
def test_every_positive_answer_shows_only_met_terms_of_its_event(case_id):
    for one in evaluate(CASES[case_id][0]).results:
        if one.polarity is Polarity.POSITIVE:
            core = [term for term in one.terms if term.what in ("NRS", "concordance")]
            assert core
            assert {term.status.value for term in core} == {"met"}

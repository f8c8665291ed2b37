# SPDX-License-Identifier: Apache-2.0
"""What keeps a set from judging at all: not injected, another region, a gate, no pressures, no finding, no response."""

import pytest

from DiscographyReportLib.criteria.registry import OWN_IDS
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.disc import CTFindings
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.results import Polarity
from provocations import (
    C,
    disc,
    event,
    exact,
    outcome,
    painless,
    result,
    rule_set,
    study,
    unstimulated,
    with_procedure,
)

EVERYWHERE = ("iasp_1994_discogenic", "iasp_1994_idd", "asipp_2013")
LUMBAR = ("sis_tiers", "derby_1999", "derby_2005", *EVERYWHERE, "walsh_1990")
POSITIVE = study(painless(3), exact(4), painless(5))


def with_sham(**answer):
    return with_procedure(POSITIVE, sham=p.Sham(**answer))


@pytest.mark.parametrize("rules", OWN_IDS)
@pytest.mark.parametrize("status", ["fused", "prosthesis", "failed_access", "not_injected"])
def test_a_disc_that_was_not_injected_is_not_applicable_before_anything_else(rules, status):
    report = with_procedure(study(exact(4, status=status)), reporting=p.Reporting(able="no"))

    assert outcome(report, rules) == "not_applicable"


@pytest.mark.parametrize("region", list(Region))
@pytest.mark.parametrize("rules", OWN_IDS)
def test_a_set_of_another_region_is_not_applicable_before_anything_else(rules, region):
    report = with_procedure(study(exact(4, region=region), region=region), reporting=p.Reporting(able="no"))
    applies = region in rule_set(rules).regions

    assert outcome(report, rules) == ("not_evaluable" if applies else "not_applicable")


def test_the_regions_of_the_sets_are_those_of_their_papers():
    regions = {rules: tuple(region.value for region in rule_set(rules).regions) for rules in OWN_IDS}

    assert regions == {
        **dict.fromkeys(EVERYWHERE, ("cervical", "thoracic", "lumbar")),
        **dict.fromkeys(("sis_tiers", "derby_1999", "derby_2005", "walsh_1990"), ("lumbar",)),
        "sis_nonlumbar": ("cervical", "thoracic"),
    }


@pytest.mark.parametrize("rules", LUMBAR)
@pytest.mark.parametrize(("able", "gated"), [("no", True), (None, True), ("partly", False), ("yes", False)])
def test_a_patient_who_could_not_report_or_may_not_have_gates_every_set(rules, able, gated):
    report = with_procedure(POSITIVE, reporting=p.Reporting(able=able))

    assert (result(report, rules, 4).polarity is Polarity.NOT_EVALUABLE) is gated


@pytest.mark.parametrize("rules", LUMBAR)
@pytest.mark.parametrize(
    ("answer", "gated"),
    [
        ({"nrs": 7, "concordance": "exact"}, True),
        ({"nrs": 0, "concordance": "exact"}, True),
        ({"concordance": "exact"}, True),
        ({}, True),
        ({"nrs": 3}, True),
        ({"nrs": 3, "concordance": "not_obtainable"}, True),
        ({"nrs": 0}, False),
        ({"nrs": 0, "concordance": "not_obtainable"}, False),
        ({"nrs": 5, "concordance": "similar"}, False),
        ({"nrs": 5, "concordance": "dissimilar"}, False),
        ({"concordance": "none"}, False),
    ],
)
def test_a_sham_that_gave_the_usual_pain_or_may_have_gates_every_set(rules, answer, gated):
    assert (result(with_sham(**answer), rules, 4).polarity is Polarity.NOT_EVALUABLE) is gated


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_1999", "derby_2005"])
def test_manometric_sets_need_an_opening_and_a_later_pressure(rules):
    no_opening = study(painless(3), exact(4, opening_pressure=None), painless(5))
    no_later = study(painless(3), exact(4, above=None), painless(5))
    peak_only = study(painless(3), exact(4, above=None, peak_pressure=psi(30)), painless(5))

    assert outcome(no_opening, rules) == outcome(no_later, rules) == outcome(peak_only, rules) == "not_evaluable"
    assert result(no_opening, rules, 4).row == result(no_later, rules, 4).row != result(peak_only, rules, 4).row


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_1999", "derby_2005"])
def test_without_manometry_even_a_painless_disc_is_not_evaluable(rules):
    assert outcome(study(painless(4, opening_pressure=None)), rules) == "not_evaluable"
    assert outcome(study(painless(4, above=None)), rules) == "not_evaluable"
    assert outcome(study(painless(4, above=None, peak_pressure=psi(70))), rules) != "not_evaluable"


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_1999", "derby_2005"])
def test_a_pressure_at_one_event_is_manometry_enough(rules):
    target = disc(4, event(10), event(None, 0, C.NONE))

    assert result(study(painless(3), target, painless(5)), rules, 4).polarity is Polarity.POSITIVE


@pytest.mark.parametrize("rules", ["sis_nonlumbar", *EVERYWHERE])
def test_other_sets_need_no_manometry(rules):
    region = Region.CERVICAL
    target = disc(3, event(None), region=region, opening_pressure=None)
    report = study(painless(2, region=region), target, painless(4, region=region), region=region)

    assert result(report, rules, 3).polarity is Polarity.POSITIVE


@pytest.mark.parametrize("changes", [{"pain_behaviors": None}, {"ct": CTFindings()}])
@pytest.mark.parametrize("made", [exact, painless, unstimulated])
def test_walsh_needs_behaviors_and_a_grade_whatever_was_felt(made, changes):
    assert outcome(study(made(4, **changes)), "walsh_1990") == "not_evaluable"
    assert "not recorded" in result(study(made(4, **changes)), "walsh_1990", 4).row.lower()


@pytest.mark.parametrize("rules", LUMBAR)
@pytest.mark.parametrize(
    "events",
    [
        (),
        (event(nrs=None, concordance=None),),
        (event(nrs=None, concordance=C.NOT_OBTAINABLE),),
        (event(52, 9, C.NONE),),
    ],
    ids=["no event", "nothing recorded", "not obtainable", "contradiction"],
)
def test_without_a_known_response_nothing_is_said(rules, events):
    target = disc(4, *events, endpoint="firm", peak_pressure=psi(70))

    assert outcome(study(painless(3), target, painless(5)), rules) == "not_evaluable"


@pytest.mark.parametrize(
    ("nrs", "felt"), [(1, C.NONE), (1, C.PRESSURE_ONLY), (0, C.DISSIMILAR), (0, C.SIMILAR), (0, C.EXACT)]
)
def test_an_nrs_and_a_concordance_that_exclude_each_other_count_as_not_recorded(nrs, felt):
    assert outcome(study(painless(4, 60, events=(event(60, nrs, felt),))), "iasp_1994_discogenic") == "not_evaluable"


@pytest.mark.parametrize("rules", LUMBAR)
def test_an_nrs_alone_is_pain_of_an_unknown_kind(rules):
    target = disc(4, event(nrs=8, concordance=None))

    assert outcome(study(painless(3), target, painless(5)), rules) == "not_evaluable"

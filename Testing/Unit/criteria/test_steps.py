# SPDX-License-Identifier: Apache-2.0
"""The steps of a judgment once a response is known: qualifying, open, partial, not stimulated, no."""

from dataclasses import replace

import pytest

from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.disc import CTFindings
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.results import Polarity
from provocations import (
    C,
    disc,
    discordant,
    event,
    exact,
    leaking,
    outcome,
    painless,
    result,
    rule_set,
    study,
    unknown,
    unstimulated,
    with_procedure,
)

EVERYWHERE = ("iasp_1994_discogenic", "iasp_1994_idd", "asipp_2013")
LUMBAR = ("sis_tiers", "derby_1999", "derby_2005", *EVERYWHERE, "walsh_1990")
POSITIVE = study(painless(3), exact(4), painless(5))


@pytest.mark.parametrize(
    ("rules", "answer"),
    [
        ("sis_tiers", "unequivocal"),
        ("derby_1999", "chemical"),
        ("derby_2005", "low_pressure_sensitive"),
        ("iasp_1994_discogenic", "met"),
        ("asipp_2013", "positive"),
        ("walsh_1990", "positive"),
    ],
)
def test_an_open_event_beside_a_qualifying_one_is_a_caveat(rules, answer):
    target = disc(4, event(5, None, None), event(10))
    found = result(study(painless(3), target, painless(5)), rules, 4)

    assert found.outcome == answer
    assert any("not fully recorded" in caveat for caveat in found.caveats)
    assert not any("not fully" in caveat for caveat in result(POSITIVE, rules, 4).caveats)


@pytest.mark.parametrize("rules", LUMBAR)
def test_an_open_event_beside_an_excluded_one_leaves_it_open(rules):
    target = disc(4, event(20, None, None), event(60, 0, C.NONE))

    assert outcome(study(painless(3), target, painless(5)), rules) == "not_evaluable"


@pytest.mark.parametrize("changes", [{"pain_behaviors": ()}, {"ct": CTFindings(extent="nucleus")}])
def test_walsh_may_say_no_beside_an_open_event_when_a_finding_fails(changes):
    opened = disc(4, event(20, None, None), event(60, 0, C.NONE), **changes)
    qualifying = exact(4, **changes)

    assert outcome(study(opened), "walsh_1990") == "negative"
    assert outcome(study(qualifying), "walsh_1990") == "negative"


def test_all_terms_must_hold_in_one_event():
    target = disc(4, event(10, 4, C.EXACT), event(60, 9, C.EXACT))

    assert outcome(study(painless(3), target, painless(5)), "sis_tiers") == "negative"
    assert outcome(study(painless(3), target, painless(5)), "derby_2005") == "not_symptomatic"


def test_the_class_follows_the_lowest_pressure_among_the_qualifying_events():
    target = disc(4, event(30), event(12), event(40), event(5, 3, C.EXACT))
    report = study(painless(3), target, painless(5))

    assert outcome(report, "sis_tiers") == "unequivocal"
    assert outcome(report, "derby_2005") == "low_pressure_sensitive"
    assert outcome(report, "derby_1999") == "chemical"
    assert "12" in [term.value for term in result(report, "sis_tiers", 4).terms]


def test_of_two_qualifying_events_the_lower_decides_and_of_two_unknown_ones_the_first():
    two = disc(4, event(30, 9), event(12, 7))
    unknown_pressures = disc(4, event(None, 9), event(None, 7))

    assert outcome(study(painless(3), two, painless(5)), "sis_tiers") == "unequivocal"
    assert result(study(two), "sis_tiers", 4).terms[1].value == "7"
    assert result(study(unknown_pressures), "asipp_2013", 4).terms[1].value == "9"


PARTIAL = [
    ("sis_tiers", "indeterminate_partial_concordance"),
    ("derby_1999", "partial_concordance"),
    ("derby_2005", "partial_concordance"),
    ("iasp_1994_discogenic", "indeterminate"),
    ("iasp_1994_idd", "indeterminate"),
    ("asipp_2013", "indeterminate_partial_concordance"),
    ("walsh_1990", "positive"),
]


@pytest.mark.parametrize(("rules", "answer"), PARTIAL)
def test_similar_pain_that_meets_all_else_is_partial_concordance(rules, answer):
    assert outcome(study(painless(3), disc(4, event(concordance=C.SIMILAR)), painless(5)), rules) == answer


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_2005", "asipp_2013"])
def test_similar_pain_of_unknown_strength_is_not_evaluable(rules):
    target = disc(4, event(nrs=None, concordance=C.SIMILAR), event(52, 0, C.NONE))

    assert outcome(study(target), rules) == "not_evaluable"


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_2005", "asipp_2013"])
def test_similar_pain_that_was_too_weak_is_a_no(rules):
    assert result(study(disc(4, event(nrs=5, concordance=C.SIMILAR))), rules, 4).polarity is Polarity.NEGATIVE


def test_walsh_has_no_partial_concordance():
    target = disc(4, event(concordance=C.SIMILAR), pain_behaviors=())

    assert outcome(study(target), "walsh_1990") == "negative"
    assert outcome(study(disc(4, event(nrs=5, concordance=C.SIMILAR))), "walsh_1990") == "negative"


def test_a_set_that_accepts_similar_pain_makes_it_positive():
    own = rule_set("sis_tiers")
    kept = tuple(one for one in own.outcomes if one.role != "partial")
    site = rule_set("sis_tiers", concordant_values=("similar", "exact"), outcomes=kept)

    assert (
        outcome(study(painless(3), disc(4, event(25, concordance=C.SIMILAR)), painless(5)), site) == "highly_probable"
    )


UNSTIMULATED = [
    ("sis_tiers", "indeterminate_not_pressurised"),
    ("derby_1999", "not_evaluable"),
    ("derby_2005", "not_evaluable"),
    ("iasp_1994_discogenic", "indeterminate"),
    ("iasp_1994_idd", "indeterminate"),
    ("asipp_2013", "not_evaluable"),
    ("walsh_1990", "not_evaluable"),
]


@pytest.mark.parametrize(("rules", "answer"), UNSTIMULATED)
def test_no_pain_in_a_disc_not_shown_to_be_stimulated_is_no_negative(rules, answer):
    assert outcome(study(unstimulated(4)), rules) == answer


def test_a_cervical_disc_not_shown_to_be_stimulated_says_so():
    region = Region.CERVICAL

    assert (
        outcome(study(unstimulated(4, region=region), region=region), "sis_nonlumbar") == "indeterminate_not_stimulated"
    )


@pytest.mark.parametrize(
    ("changes", "stimulated"),
    [
        ({}, False),
        ({"endpoint": "firm"}, True),
        ({"endpoint": "none"}, False),
        ({"endpoint": None}, False),
        ({"peak_pressure": psi(60)}, True),
        ({"peak_pressure": psi("59.9")}, False),
        ({"peak_pressure": psi(60), "opening_reading": "static", "reading": "dynamic"}, False),
        ({"peak_pressure": psi(60), "opening_reading": "static", "reading": "static"}, True),
        ({"volume_ml": 4}, True),
        ({"volume_ml": 4, "leaks": None}, False),
        ({"volume_ml": 4, "leaks": leaking("epidural")}, False),
        ({"volume_ml": 4, "leaks": leaking("foraminal")}, False),
        ({"volume_ml": 4, "leaks": leaking("venous", "anterior_prevertebral")}, False),
        ({"volume_ml": 4, "leaks": leaking("venous", "endplate_schmorl", "needle_track", "uncovertebral")}, True),
        ({"volume_ml": None}, False),
    ],
)
def test_stimulation_is_shown_by_peak_end_point_or_volume_without_annular_leak(changes, stimulated):
    answer = outcome(study(unstimulated(4, **changes)), "iasp_1994_discogenic")

    assert answer == ("not_met" if stimulated else "indeterminate")


def test_the_peak_is_the_highest_of_the_recorded_peak_and_the_events():
    target = disc(4, event(52, 0, C.NONE), event(30, 0, C.NONE), peak_pressure=psi(20))

    assert outcome(study(target), "sis_tiers") == "negative"


NO = [
    ("sis_tiers", "negative"),
    ("derby_1999", "normal"),
    ("derby_2005", "not_symptomatic"),
    ("iasp_1994_discogenic", "not_met"),
    ("iasp_1994_idd", "not_met"),
    ("asipp_2013", "negative"),
    ("walsh_1990", "negative"),
]


@pytest.mark.parametrize(("rules", "answer"), NO)
def test_a_painless_stimulated_disc_is_a_no_under_the_name_of_each_set(rules, answer):
    assert outcome(study(painless(4)), rules) == answer


@pytest.mark.parametrize(("rules", "answer"), NO)
def test_pain_unlike_the_usual_one_is_a_no_even_without_full_stimulation(rules, answer):
    assert outcome(study(discordant(4, 20)), rules) == answer


@pytest.mark.parametrize(("rules", "answer"), NO)
def test_pain_at_one_event_is_enough_for_a_no_without_full_stimulation(rules, answer):
    target = disc(4, event(10, 0, C.NONE), event(20, 5, C.DISSIMILAR), event(22, 0, C.NONE))

    assert outcome(study(target), rules) == answer
    assert result(study(target), rules, 4).row.startswith("Criteria not met: dissimilar pain, not ")


@pytest.mark.parametrize("rules", ["sis_tiers", "derby_2005"])
def test_excluded_pain_of_unknown_kind_is_a_no_that_nothing_can_change(rules):
    target = disc(4, event(70, None, None), event(52, 0, C.NONE))

    assert result(study(target), rules, 4).polarity is Polarity.NEGATIVE


def test_a_single_painless_event_is_known_by_its_nrs_alone():
    target = disc(4, event(52, 0, None))

    assert outcome(study(target), "derby_1999") == "normal"
    assert outcome(study(target), "iasp_1994_discogenic") == "not_met"


def test_pressures_of_different_reading_types_are_not_compared():
    manometry = p.Manometry(reading="static")
    per_disc = study(painless(3), exact(4, reading="dynamic"), painless(5))

    assert outcome(with_procedure(per_disc, manometry=manometry), "sis_tiers") == "not_evaluable"
    assert outcome(with_procedure(POSITIVE, manometry=manometry), "sis_tiers") == "unequivocal"


@pytest.mark.parametrize("above", [None, -1])
def test_asipp_skips_an_unknown_pressure_with_a_caveat(above):
    found = result(study(painless(3), exact(4, above), painless(5)), "asipp_2013", 4)

    assert found.outcome == "positive"
    assert any("skipped" in caveat and "pressure above opening" in caveat for caveat in found.caveats)


def test_a_site_may_ask_for_behaviors_beforehand_and_a_grade_afterwards():
    site = rule_set("iasp_1994_idd", min_behaviors=2)

    assert outcome(study(painless(3), exact(4, ct=CTFindings())), site) == "indeterminate"
    assert outcome(study(painless(3), exact(4, pain_behaviors=())), site) == "not_met"
    assert outcome(study(painless(3), exact(4, pain_behaviors=None)), site) == "not_evaluable"
    assert outcome(study(painless(3), exact(4)), site) == "met"


def test_a_site_may_ask_for_a_grade_alone():
    site = rule_set("walsh_1990", min_behaviors=None)

    assert outcome(study(exact(4, pain_behaviors=None)), site) == "positive"
    assert outcome(study(exact(4, ct=CTFindings(extent="nucleus"))), site) == "negative"


def test_a_site_set_may_ask_for_a_held_time_that_is_not_optional():
    site = rule_set("sis_tiers", optional_terms=())
    target = replace(exact(4), events=(event(sustained_s=None),))

    assert outcome(study(painless(3), target, painless(5)), site) == "not_evaluable"


def test_a_pressure_that_is_asked_for_and_missing_in_one_event_leaves_it_open():
    target = disc(4, event(None), event(60, 0, C.NONE))

    assert outcome(study(painless(3), target, painless(5)), "derby_1999") == "not_evaluable"


def test_unknown_neighbors_do_not_matter_to_sets_without_controls():
    report = study(unknown(3), exact(4), unknown(5))

    assert outcome(report, "derby_1999") == "chemical"
    assert outcome(report, "derby_2005") == "low_pressure_sensitive"
    assert outcome(report, "walsh_1990") == "positive"

# SPDX-License-Identifier: Apache-2.0
"""Which discs are controls, what each is worth, and the positive rows that follow."""

from dataclasses import replace

import pytest

from cases import uid_of
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.model.disc import CTFindings
from DiscographyReportLib.model.levels import Region
from provocations import (
    C,
    disc,
    discordant,
    event,
    exact,
    outcome,
    painless,
    result,
    rule_set,
    study,
    unknown,
    unstimulated,
)


def similar(index, **changes):
    return disc(index, event(concordance=C.SIMILAR), **changes)


def discordant_at_unknown(index, **changes):
    return disc(index, event(40, 5, C.DISSIMILAR), event(None, 5, C.DISSIMILAR), **changes)


def discordant_low(index, **changes):
    return disc(index, event(40, 5, C.DISSIMILAR), event(12, 3, C.DISSIMILAR), **changes)


def without_event(index, **changes):
    return disc(index, **changes)


def some_pain(index, **changes):
    return disc(index, event(30, 4, None), **changes)


def painless_without_concordance(index, **changes):
    return disc(index, event(52, 0, None), **changes)


# What the two neighbors are, and the answer for low and for higher pressure.
NONE = ("indeterminate_no_control", "indeterminate_no_control")
TWO, ONE, ONLY = ("unequivocal", "highly_probable"), ("definite", "probable"), ("probable", "probable")
TIERS = [
    (painless, painless, TWO),
    (painless, painless_without_concordance, TWO),
    (painless, unstimulated, ONE),
    (painless, discordant, ONE),
    (painless, exact, ONE),
    (painless, similar, ONE),
    (painless, unknown, NONE),
    (painless, without_event, NONE),
    (painless, some_pain, NONE),
    (painless, discordant_low, NONE),
    (painless, discordant_at_unknown, NONE),
    (discordant, discordant, ONLY),
    (discordant, unstimulated, ONLY),
    (discordant, exact, NONE),
    (discordant, similar, NONE),
    (discordant, unknown, NONE),
    (discordant, discordant_low, NONE),
    (unstimulated, unstimulated, NONE),
    (unstimulated, exact, NONE),
    (exact, exact, NONE),
    (unknown, unknown, NONE),
]


@pytest.mark.parametrize(("one", "other", "answers"), TIERS)
@pytest.mark.parametrize(("above", "place"), [(10, 0), (30, 1)])
def test_the_tiers_follow_the_controls_on_either_side(one, other, answers, above, place):
    assert outcome(study(one(3), exact(4, above), other(5)), "sis_tiers") == answers[place]
    assert outcome(study(other(3), exact(4, above), one(5)), "sis_tiers") == answers[place]


@pytest.mark.parametrize(
    ("one", "answers"),
    [(painless, ONE), (discordant, ONLY), (discordant_low, NONE), (unknown, NONE), (unstimulated, NONE), (exact, NONE)],
)
@pytest.mark.parametrize(("above", "place"), [(10, 0), (30, 1)])
def test_the_tiers_follow_a_single_control(one, answers, above, place):
    assert outcome(study(one(3), exact(4, above)), "sis_tiers") == answers[place]


COUNTED = [
    (painless, painless, "positive_2_controls"),
    (painless, discordant, "positive_1_control"),
    (painless, unknown, "positive_1_control"),
    (painless, discordant_low, "positive_1_control"),
    (painless, unstimulated, "positive_1_control"),
    (painless, exact, "positive_1_control"),
    (discordant, discordant, "indeterminate_no_control"),
    (discordant, unstimulated, "indeterminate_no_control"),
    (unknown, exact, "indeterminate_no_control"),
]


@pytest.mark.parametrize("region", [Region.CERVICAL, Region.THORACIC])
@pytest.mark.parametrize(("one", "other", "answer"), COUNTED)
def test_outside_the_lumbar_spine_painless_controls_are_counted_without_veto(region, one, other, answer):
    neighbors = [one(2, region=region), other(4, region=region)]

    assert outcome(study(*neighbors, exact(3, region=region), region=region), "sis_nonlumbar", 3) == answer


ACCEPTED = {painless: True, discordant: True, discordant_low: True, discordant_at_unknown: True}
REFUSED = {unstimulated: False, exact: False, similar: False, unknown: False, some_pain: False, without_event: False}


@pytest.mark.parametrize(("one", "counts"), [*ACCEPTED.items(), *REFUSED.items()])
def test_not_concordant_is_painless_or_discordant_at_any_pressure(one, counts):
    report = study(one(3), exact(4), painless(5))

    assert outcome(report, "iasp_1994_discogenic") == ("met" if counts else "indeterminate")
    assert outcome(report, "asipp_2013") == ("positive" if counts else "indeterminate_no_control")
    assert outcome(study(one(3), exact(4)), "iasp_1994_idd") == ("met" if counts else "indeterminate")


def test_disruption_is_asked_for_only_after_a_control():
    middle = CTFindings(extent="middle_third")

    assert outcome(study(exact(3, ct=middle), exact(4, ct=middle)), "iasp_1994_idd") == "indeterminate"
    assert outcome(study(painless(3), exact(4, ct=middle)), "iasp_1994_idd") == "not_met"
    assert outcome(study(painless(3), exact(4, ct=CTFindings())), "iasp_1994_idd") == "indeterminate"


def test_asipp_counts_other_discs_across_a_gap_but_not_the_disc_itself():
    far = study(painless(1), painless(2), exact(5))
    one = study(painless(1), exact(5))

    assert outcome(far, "asipp_2013", 5) == "positive"
    assert outcome(one, "asipp_2013", 5) == "indeterminate_no_control"
    assert outcome(far, "iasp_1994_discogenic", 5) == "indeterminate"


def test_asipp_allows_several_concordant_discs_with_a_caveat():
    one, two = study(painless(2), painless(3), exact(4)), study(painless(2), painless(3), exact(4), exact(5))

    assert outcome(two, "asipp_2013") == outcome(one, "asipp_2013") == "positive"
    assert any("More than one" in caveat for caveat in result(two, "asipp_2013", 4).caveats)
    assert not any("More than one" in caveat for caveat in result(one, "asipp_2013", 4).caveats)
    for rules in ("iasp_1994_discogenic", "walsh_1990"):
        other = result(study(painless(3), exact(4), painless(5), exact(1)), rules, 4)
        assert other.outcome in ("met", "positive")
        assert not any("More than one" in caveat for caveat in other.caveats)


NOT_INJECTED = {"status": "fused"}


@pytest.mark.parametrize(
    ("discs", "answer"),
    [
        ([painless(2), painless(3), exact(4)], "unequivocal"),
        ([painless(2), painless(3), exact(4), painless(5, **NOT_INJECTED)], "unequivocal"),
        ([painless(2), exact(4), painless(1)], "indeterminate_no_control"),
        ([painless(1), painless(2), painless(3, **NOT_INJECTED), exact(4)], "indeterminate_no_control"),
        ([painless(1), painless(3), exact(4)], "definite"),
        ([painless(2), painless(3), exact(4), unknown(5)], "indeterminate_no_control"),
        ([unknown(2), painless(3), exact(4), painless(5)], "unequivocal"),
        ([exact(4), painless(5), painless(6)], "unequivocal"),
        ([exact(4), painless(6)], "indeterminate_no_control"),
        ([unknown(2), painless(3), exact(4)], "indeterminate_no_control"),
        ([exact(4), painless(5), unknown(6)], "indeterminate_no_control"),
        ([exact(4)], "indeterminate_no_control"),
    ],
)
def test_controls_are_both_neighbors_or_the_next_two_on_one_side_never_across_a_gap(discs, answer):
    assert outcome(study(*discs), "sis_tiers") == answer


def test_adjacency_follows_the_sequence_and_never_the_names():
    gap = study(painless(3, sequence_index=2), exact(4), painless(5, sequence_index=6))
    odd = study(painless(1, sequence_index=3), exact(4), painless(6, sequence_index=5))

    assert outcome(gap, "sis_tiers") == "indeterminate_no_control"
    assert outcome(odd, "sis_tiers") == "unequivocal"


def test_two_discs_in_one_place_are_no_control_but_an_unknown_one():
    twin = painless(3, uid=uid_of("twin"))
    report = study(painless(3), twin, exact(4), painless(5))

    assert outcome(report, "sis_tiers") == "indeterminate_no_control"
    assert outcome(report, "iasp_1994_discogenic") == "indeterminate"


TWIN = {"uid": uid_of("twin")}


@pytest.mark.parametrize("twin", [exact(4, **TWIN), painless(4, **TWIN), painless(4, **TWIN, status="fused")])
@pytest.mark.parametrize("rules", ["sis_tiers", "iasp_1994_discogenic", "asipp_2013"])
def test_a_disc_whose_place_is_claimed_twice_gets_no_controls_itself(twin, rules):
    alone = study(painless(2), painless(3), exact(4), painless(5))
    report = replace(alone, discs=(*alone.discs, twin))
    own = next(one for one in evaluate(report, [rule_set(rules)]).results if one.disc_uid == alone.discs[2].uid)

    assert outcome(alone, rules) in ("unequivocal", "met", "positive")
    assert own.outcome in ("indeterminate_no_control", "indeterminate")
    assert not any(term.what.startswith("control ") for term in own.terms)


def test_two_discs_in_one_place_do_not_count_as_two_controls_elsewhere():
    report = study(painless(2), painless(2, **TWIN), exact(5))

    assert outcome(report, "asipp_2013", 5) == "indeterminate_no_control"
    assert outcome(study(painless(2), painless(3), exact(5)), "asipp_2013", 5) == "positive"
    assert not evaluate(study(painless(2), painless(2, **TWIN))).valid_control
    assert evaluate(study(painless(2))).valid_control


@pytest.mark.parametrize("index", [-31, 41])
def test_a_place_beyond_the_limits_is_no_place_for_a_control(index):
    near, shift = (exact(4), painless(3), painless(5)), index - 3
    moved = [replace(one, sequence_index=one.sequence_index + shift) for one in near]

    assert outcome(study(*near), "sis_tiers") == "unequivocal"
    assert outcome(study(*moved), "sis_tiers", 4 + shift) == "indeterminate_no_control"


def terms_of_controls(report, rules, index=4):
    return {
        term.what: (term.value, term.status.value)
        for term in result(report, rules, index).terms
        if term.what.startswith("control ")
    }


def test_every_control_is_shown_with_why_it_was_accepted_or_refused():
    report = study(discordant(3), exact(4), painless(5))

    assert terms_of_controls(report, "sis_tiers") == {
        "control L3-L4": ("discordant at 40 psi above opening", "met"),
        "control L5-S1": ("painless", "met"),
    }
    assert terms_of_controls(study(unknown(3), exact(4), unstimulated(5)), "sis_tiers") == {
        "control L3-L4": ("", "open"),
        "control L5-S1": ("no pain, but not shown to be stimulated", "failed"),
    }
    assert terms_of_controls(study(discordant_low(3), exact(4), discordant_at_unknown(5)), "sis_tiers") == {
        "control L3-L4": ("discordant at 12 psi above opening", "failed"),
        "control L5-S1": ("discordant at an unknown pressure", "failed"),
    }
    assert terms_of_controls(study(exact(3), exact(4), discordant_low(5)), "iasp_1994_discogenic") == {
        "control L3-L4": ("concordant", "failed"),
        "control L5-S1": ("discordant at 12 psi above opening", "met"),
    }


def test_outside_the_lumbar_spine_a_discordant_control_is_shown_as_refused():
    region = Region.CERVICAL
    report = study(discordant(3, region=region), exact(4, region=region), region=region)

    assert list(terms_of_controls(report, "sis_nonlumbar").values()) == [
        ("discordant at 40 psi above opening", "failed")
    ]


@pytest.mark.parametrize(
    ("rules", "region", "wanted"),
    [
        ("sis_tiers", Region.LUMBAR, "painless, or discordant above 15 psi above opening"),
        ("sis_nonlumbar", Region.CERVICAL, "painless"),
        ("asipp_2013", Region.CERVICAL, "painless or discordant"),
    ],
)
def test_what_a_set_wants_of_a_control_is_shown_in_words(rules, region, wanted):
    report = study(painless(3, region=region), exact(4, region=region), region=region)
    controls = [term for term in result(report, rules, 4).terms if term.what.startswith("control ")]

    assert [term.threshold for term in controls] == [wanted]


def test_sets_with_different_ideas_of_a_control_do_not_share_their_answers():
    lumbar = rule_set("sis_nonlumbar", regions=("lumbar",), max_volume_ml=None)
    report = study(discordant(3), exact(4))
    both = evaluate(report, [rule_set("sis_tiers"), lumbar]).of_disc(report.discs[1].uid)

    assert [one.outcome for one in both] == ["probable", "indeterminate_no_control"]
    assert [one.terms[-1].status.value for one in both] == ["met", "failed"]


def test_a_site_may_raise_the_pressure_above_which_a_discordant_control_counts():
    strict = rule_set("sis_tiers", control_discordant_min_psi_ao=50)
    report = study(painless(3), exact(4, 30), discordant(5, 40))

    assert outcome(report, "sis_tiers") == "probable"
    assert outcome(report, strict) == "indeterminate_no_control"
    assert outcome(study(painless(3), exact(4, 30), discordant(5, 51)), strict) == "probable"


def test_a_site_may_count_painless_discs_anywhere():
    site = rule_set("asipp_2013", control_definition="painless")

    assert outcome(study(painless(1), painless(2), exact(4)), site) == "positive"
    assert outcome(study(painless(1), discordant(2), exact(4)), site) == "indeterminate_no_control"


def test_controls_do_not_depend_on_the_order_of_the_list():
    discs = [painless(3), exact(4), discordant(5), painless(2)]

    assert outcome(study(*discs), "sis_tiers") == outcome(study(*reversed(discs)), "sis_tiers") == "definite"


def test_a_contradiction_makes_a_neighbor_unknown():
    contradiction = replace(painless(5), events=(event(52, 4, C.NONE),))

    assert outcome(study(painless(3), exact(4), contradiction), "sis_tiers") == "indeterminate_no_control"

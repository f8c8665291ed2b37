# SPDX-License-Identifier: Apache-2.0
"""What follows for the patient: valid control, limitation codes, the leading set, the report as a whole."""

from dataclasses import replace

import pytest

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.reading import RuleSetError
from DiscographyReportLib.criteria.registry import OWN_IDS
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.disc import Reinjection
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.results import Polarity
from provocations import (
    C,
    disc,
    discordant,
    event,
    exact,
    leaking,
    painless,
    rule_set,
    study,
    unknown,
    unstimulated,
    with_procedure,
)

POSITIVE = study(painless(3), exact(4), painless(5))


def codes(report):
    return list(evaluate(report).limitations)


def low_discordant(index):
    return discordant(index, 12)


@pytest.mark.parametrize(
    ("discs", "valid"),
    [
        ([painless(3)], True),
        ([discordant(3)], True),
        ([discordant(3, 15)], False),
        ([discordant(3, None)], False),
        ([unstimulated(3)], False),
        ([exact(3, nrs=6)], False),
        ([unknown(3)], False),
        ([], False),
        ([painless(1), unknown(4)], False),
        ([painless(1), low_discordant(4)], False),
        ([painless(3), exact(4)], True),
        ([painless(1), exact(4)], False),
        ([painless(1), exact(4, nrs=None)], False),
        ([painless(1), exact(4, nrs=6)], True),
        ([painless(1), disc(4, event(8, 3), event(20, 8))], False),
        ([painless(1), exact(4, above=None), unstimulated(3)], False),
        ([painless(1), painless(2), exact(4), discordant(5)], True),
        ([painless(3, status="fused"), unstimulated(4)], False),
    ],
)
def test_a_valid_control_is_shown_and_no_disc_speaks_against_it(discs, valid):
    found = evaluate(study(*discs))

    assert found.valid_control is valid
    assert ("NO_VALID_CONTROL" in found.limitations) is not valid


def test_outside_the_lumbar_spine_there_is_no_veto_against_a_valid_control():
    region = Region.CERVICAL
    other = [unknown(5, region=region), discordant(3, 5, region=region)]

    assert evaluate(study(painless(4, region=region), *other, region=region)).valid_control is True
    assert evaluate(study(*other, region=region)).valid_control is False
    assert evaluate(study(discordant(4, 40, region=region), region=region)).valid_control is True


def test_a_gated_study_has_no_valid_control_and_says_only_why():
    gated = with_procedure(POSITIVE, reporting=p.Reporting(able="no"))

    assert evaluate(gated).valid_control is False
    assert codes(gated) == ["PATIENT_NOT_EVALUABLE"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reporting": p.Reporting(able="no")}, "PATIENT_NOT_EVALUABLE"),
        ({"reporting": p.Reporting(able="partly")}, "PATIENT_PARTLY_ABLE"),
        ({"reporting": p.Reporting()}, "ABILITY_NOT_RECORDED"),
        ({"sham": p.Sham(concordance="exact")}, "SHAM_POSITIVE"),
        ({"sham": p.Sham(concordance="exact", nrs=0)}, "SHAM_POSITIVE"),
        ({"sham": p.Sham()}, "SHAM_RESPONSE_NOT_RECORDED"),
        ({"sham": p.Sham(nrs=4, concordance="not_obtainable")}, "SHAM_RESPONSE_NOT_RECORDED"),
        ({"sham": p.Sham(nrs=0)}, None),
        ({"sham": p.Sham(nrs=4, concordance="dissimilar")}, None),
        ({"sedation": p.Sedation(level="moderate")}, "SEDATION_DEEPER_THAN_MINIMAL"),
        ({"sedation": p.Sedation(level="deep")}, "SEDATION_DEEPER_THAN_MINIMAL"),
        ({"sedation": p.Sedation(level="general_anesthesia")}, "SEDATION_DEEPER_THAN_MINIMAL"),
        ({"sedation": p.Sedation(level="minimal")}, None),
        ({"sedation": p.Sedation(level="none")}, None),
        ({"manometry": p.Manometry(used=False)}, "MANOMETRY_MISSING"),
        ({"manometry": p.Manometry(used=True)}, None),
        ({"numbering": p.Numbering(transitional="sacralized_l5")}, "LSTV_NUMBERING_STATEMENT_REQUIRED"),
        ({"numbering": p.Numbering(transitional="thirteen_ribs")}, "LSTV_NUMBERING_STATEMENT_REQUIRED"),
        ({"numbering": p.Numbering(transitional="none")}, None),
    ],
)
def test_a_code_of_the_procedure_stands_alone(changes, code):
    assert codes(with_procedure(POSITIVE, **changes)) == ([code] if code else [])


def test_a_manometer_is_missed_only_in_the_lumbar_spine():
    region = Region.CERVICAL
    report = study(painless(3, region=region), exact(4, region=region), region=region)

    assert codes(with_procedure(report, manometry=p.Manometry(used=False))) == []


def test_two_positive_levels_are_named_as_such():
    report = study(painless(1), exact(2), painless(3), exact(4), painless(5))

    assert codes(report) == ["MULTILEVEL_POSITIVE"]
    assert evaluate(report).positive_levels == ("L2-L3", "L4-L5")


def with_target(**changes):
    return study(painless(3), exact(4, **changes), painless(5))


NEGATIVE = study(painless(3), painless(4), painless(5))


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (NEGATIVE.with_disc(disc(4)), "RESPONSE_NOT_RECORDED"),
        (NEGATIVE.with_disc(unknown(4)), "RESPONSE_NOT_RECORDED"),
        (NEGATIVE.with_disc(disc(4, event(), event(nrs=None, concordance=None))), "RESPONSE_NOT_RECORDED"),
        (NEGATIVE.with_disc(disc(4, event(nrs=3, concordance=None))), "RESPONSE_NOT_RECORDED"),
        (NEGATIVE.with_disc(disc(4, event(nrs=None))), "RESPONSE_NOT_RECORDED"),
        (NEGATIVE.with_disc(disc(4, event(52, 0, None), endpoint="firm")), None),
        (NEGATIVE.with_disc(disc(4, event(52, None, C.NONE), endpoint="firm")), None),
        (NEGATIVE.with_disc(unstimulated(4)), "NOT_PRESSURISED"),
        (NEGATIVE.with_disc(disc(4, event(5, 0, None), event(6, None, C.PRESSURE_ONLY))), "NOT_PRESSURISED"),
        (NEGATIVE.with_disc(discordant(4, 40)), None),
        (with_target(volume_ml="3.51"), "VOL_GT_LIMIT"),
        (with_target(volume_ml="3.5"), None),
        (with_target(reinjection=Reinjection(performed=True, reproduced=False)), "NOT_REPRODUCED"),
        (with_target(reinjection=Reinjection(performed=True, reproduced=True)), None),
        (with_target(reinjection=Reinjection(performed=True)), None),
        (with_target(reinjection=Reinjection(performed=False, reproduced=False)), None),
        (with_target(leaks=leaking("venous", "endplate_schmorl")), "ENDPLATE_CAVEAT"),
        (with_target(leaks=leaking("venous")), None),
        (with_target(leaks=None), None),
        (with_target(level=Level.L4_S1), "LEVEL_WITHOUT_STANDARD_CODE"),
        (with_target(level=Level.T11_L1), "LEVEL_WITHOUT_STANDARD_CODE"),
    ],
)
def test_a_code_of_a_level_stands_alone(report, code):
    level = report.discs[1].level.value
    found = [one for one in codes(report) if one != "NO_VALID_CONTROL"]

    assert found == ([f"{code}:{level}"] if code else [])


@pytest.mark.parametrize(("region", "limit"), [(Region.CERVICAL, "0.5"), (Region.THORACIC, "1.5")])
def test_the_usual_volume_is_that_of_the_region(region, limit):
    def of(volume):
        return study(painless(3, region=region), exact(4, region=region, volume_ml=volume), region=region)

    assert codes(of(limit)) == []
    assert codes(of(f"{limit}1")) == [f"VOL_GT_LIMIT:{of(limit).discs[1].level.value}"]


def test_a_level_that_was_not_injected_has_no_codes():
    fused = disc(4, status="fused", level=Level.L4_S1, volume_ml=9, leaks=leaking("endplate_schmorl"))

    assert codes(study(painless(3), fused, painless(5))) == []


def test_a_gate_silences_what_was_felt_but_not_what_was_seen():
    seen = discordant(4, volume_ml=4, leaks=leaking("endplate_schmorl"))
    report = with_procedure(study(disc(3), seen, unstimulated(5)), reporting=p.Reporting())

    assert codes(report) == ["ABILITY_NOT_RECORDED", "VOL_GT_LIMIT:L4-L5", "ENDPLATE_CAVEAT:L4-L5"]


def test_codes_come_by_kind_and_then_from_above():
    report = study(exact(4, volume_ml=4), painless(3, volume_ml=4), disc(5), unknown(1))

    assert codes(report) == [
        "NO_VALID_CONTROL",
        "RESPONSE_NOT_RECORDED:L1-L2",
        "RESPONSE_NOT_RECORDED:L5-S1",
        "VOL_GT_LIMIT:L3-L4",
        "VOL_GT_LIMIT:L4-L5",
    ]


@pytest.mark.parametrize(
    ("discs", "overall"),
    [
        ([painless(3), exact(4), unknown(1)], Polarity.POSITIVE),
        ([painless(3), unstimulated(1), unknown(5)], Polarity.INDETERMINATE),
        ([painless(3), unknown(5)], Polarity.NOT_EVALUABLE),
        ([painless(3), painless(5), painless(4, status="fused")], Polarity.NEGATIVE),
        ([painless(3, status="fused")], Polarity.NOT_APPLICABLE),
        ([], Polarity.NOT_APPLICABLE),
    ],
)
def test_the_report_says_no_only_if_every_injected_disc_does(discs, overall):
    assert evaluate(study(*discs)).overall is overall


def test_without_a_choice_all_sets_are_shown_and_the_sis_type_set_of_the_region_leads():
    cervical = evaluate(study(region=Region.CERVICAL))

    assert evaluate(POSITIVE).primary == "sis_tiers"
    assert (cervical.primary, cervical.primary_version) == ("sis_nonlumbar", "1")
    assert [one.rule_set for one in evaluate(POSITIVE).results[:8]] == list(OWN_IDS)


def test_the_choice_of_the_reader_is_followed():
    chosen = replace(POSITIVE, criteria=("walsh_1990", "sis_tiers", "derby_2005"))

    assert [one.rule_set for one in evaluate(chosen).results[:3]] == ["walsh_1990", "sis_tiers", "derby_2005"]
    assert evaluate(chosen).primary == "sis_tiers"
    assert evaluate(replace(chosen, primary_criteria="derby_2005")).primary == "derby_2005"
    assert evaluate(replace(POSITIVE, criteria=("walsh_1990", "derby_2005"))).primary == "walsh_1990"


def test_sets_that_are_given_come_before_the_choice_in_the_report():
    chosen = replace(POSITIVE, criteria=("walsh_1990",), primary_criteria="walsh_1990")
    given = [rule_set("derby_1999"), rule_set("sis_tiers"), rule_set("derby_1999")]

    assert [one.rule_set for one in evaluate(chosen, given).results[:2]] == ["derby_1999", "sis_tiers"]
    assert len(evaluate(chosen, given).results) == 6
    assert evaluate(chosen, given).primary == "sis_tiers"
    assert evaluate(chosen, [rule_set("derby_1999"), rule_set("walsh_1990")]).primary == "walsh_1990"


def test_a_valid_control_is_judged_by_the_sis_type_set_even_if_it_is_not_chosen():
    report = study(painless(1), exact(4))

    assert evaluate(report, [rule_set("walsh_1990")]).valid_control is False
    assert evaluate(report, [rule_set("walsh_1990")]).positive_levels == ("L4-L5",)


def test_a_set_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(RuleSetError, match=r'"my_rules" is known; known are: sis_tiers \(version 1\)'):
        evaluate(replace(POSITIVE, criteria=("my_rules",)))
    with pytest.raises(RuleSetError, match="at least one"):
        evaluate(POSITIVE, [])


def test_a_disc_changed_in_place_of_another_is_judged_anew():
    assert evaluate(POSITIVE).positive_levels == ("L4-L5",)
    assert evaluate(POSITIVE.with_disc(painless(4))).positive_levels == ()
    assert evaluate(with_procedure(POSITIVE, manometry=p.Manometry(reading="static"))).positive_levels == ("L4-L5",)
    mixed = POSITIVE.with_disc(exact(4, reading="dynamic", peak_pressure=psi(30)))
    assert evaluate(with_procedure(mixed, manometry=p.Manometry(reading="static"))).positive_levels == ()

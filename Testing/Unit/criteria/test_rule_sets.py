# SPDX-License-Identifier: Apache-2.0
"""The shipped rule sets hold the parameters of their papers; a site's own are read, checked, and kept apart."""

from decimal import Decimal
from pathlib import Path

import pytest

from DiscographyReportLib.criteria.registry import OWN_IDS, own_registry
from DiscographyReportLib.criteria.rulesets import RegionVolumes
from provocations import rule_set

DATA = Path(__file__).parents[3] / "DiscographyReport" / "DiscographyReportLib" / "criteria" / "data"
SHIPPED = {path.name: path for path in DATA.glob("*.json")}


def limit(found):
    return None if found is None else f"{found.operator.value} {found.psi}"


# NRS, volume, held, pressure, low, bands, similar counts, optional, behaviors, grade, controls, status.
PARAMETERS = {
    "sis_tiers": (7, "3.5", 30, "< 50", "< 15", [], False, ["sustained"], None, None, 2, "draft"),
    "sis_nonlumbar": (7, None, 30, None, None, [], False, ["sustained"], None, None, 2, "draft"),
    "derby_1999": (None, None, None, "<= 90", None, ["< 15", "<= 50", "<= 90"], False, [], None, None, 0, "draft"),
    "derby_2005": (6, "3.5", None, "<= 50", None, ["<= 15", "<= 50"], False, [], None, None, 0, "verified"),
    "iasp_1994_discogenic": (None, None, None, None, None, [], False, [], None, None, 2, "draft"),
    "iasp_1994_idd": (None, None, None, None, None, [], False, [], None, 3, 1, "draft"),
    "asipp_2013": (7, None, None, "< 50", None, [], False, ["pressure"], None, None, 2, "draft"),
    "walsh_1990": (6, None, None, None, None, [], True, [], 2, 1, 0, "draft"),
}


@pytest.mark.parametrize("rules", OWN_IDS)
def test_a_shipped_set_holds_the_parameters_of_its_paper(rules):
    own = rule_set(rules)

    assert PARAMETERS[rules] == (
        own.min_nrs,
        None if own.max_volume_ml is None or own.max_volume_ml.lumbar is None else str(own.max_volume_ml.lumbar),
        own.min_sustained_s,
        limit(own.max_pressure_ao),
        limit(own.low_pressure_ao),
        [limit(band.limit) for band in own.bands],
        "similar" in own.concordant_values,
        [term.value for term in own.optional_terms],
        own.min_behaviors,
        own.min_grade,
        own.n_controls,
        own.status.value,
    )


def test_the_definitions_of_a_control_are_those_of_the_papers():
    stated = {
        rules: (own.control_definition, own.control_place, own.control_veto, own.control_discordant_min_psi_ao)
        for rules in OWN_IDS
        if (own := rule_set(rules)).n_controls
    }

    assert stated == {
        "sis_tiers": ("painless", "adjacent", True, Decimal(15)),
        "sis_nonlumbar": ("painless", "adjacent", False, Decimal(15)),
        "iasp_1994_discogenic": ("not_concordant", "adjacent", False, None),
        "iasp_1994_idd": ("not_concordant", "adjacent", False, None),
        "asipp_2013": ("not_concordant", "anywhere", False, None),
    }
    assert rule_set("sis_nonlumbar").max_volume_ml == RegionVolumes(cervical=Decimal("0.5"), thoracic=Decimal("1.5"))


def test_the_names_of_the_outcomes_are_those_of_the_closed_lists():
    names = {
        rules: {one.name for one in (*rule_set(rules).outcomes, *rule_set(rules).bands)} - {"not_evaluable"}
        for rules in OWN_IDS
    }

    partial, control = "indeterminate_partial_concordance", "indeterminate_no_control"
    assert names == {
        "sis_tiers": {
            *("unequivocal", "definite", "highly_probable", "probable", "negative", partial, control),
            "indeterminate_not_pressurised",
        },
        "sis_nonlumbar": {
            *("positive_2_controls", "positive_1_control", "negative", partial, control),
            "indeterminate_not_stimulated",
        },
        "derby_1999": {"chemical", "mechanical", "indeterminate", "normal", "partial_concordance"},
        "derby_2005": {
            *("low_pressure_sensitive", "high_pressure_sensitive", "partial_concordance", "not_symptomatic"),
        },
        "iasp_1994_discogenic": {"met", "not_met", "indeterminate"},
        "iasp_1994_idd": {"met", "not_met", "indeterminate"},
        "asipp_2013": {"positive", "negative", control, partial},
        "walsh_1990": {"positive", "negative"},
    }


POSITIVE = {
    *("unequivocal", "definite", "highly_probable", "probable", "positive_2_controls", "positive_1_control"),
    *("chemical", "mechanical", "low_pressure_sensitive", "high_pressure_sensitive", "met", "positive"),
}
NEGATIVE = {"negative", "normal", "not_symptomatic", "not_met"}


@pytest.mark.parametrize("rules", OWN_IDS)
def test_every_outcome_says_what_it_amounts_to(rules):
    for one in (*rule_set(rules).outcomes, *rule_set(rules).bands):
        wanted = "positive" if one.name in POSITIVE else "negative" if one.name in NEGATIVE else "indeterminate"
        assert one.polarity == ("not_evaluable" if one.name == "not_evaluable" else wanted)


def test_a_draft_is_called_a_draft_in_its_title():
    titles = {rules: rule_set(rules).shown_title for rules in OWN_IDS}

    assert {rules for rules, title in titles.items() if "draft" not in title} == {"derby_2005"}
    assert titles["sis_tiers"] == "SIS-type tiers (draft, project encoding)"
    assert titles["derby_1999"] == "Derby 1999 (draft)"


@pytest.mark.parametrize("rules", OWN_IDS)
def test_a_file_of_a_shipped_set_is_named_by_id_and_version(rules):
    own = rule_set(rules)

    assert f"{own.id}-{own.version}.json" in SHIPPED


def test_every_shipped_file_is_in_the_registry():
    assert {f"{own.id}-{own.version}.json" for own in own_registry().rule_sets} == set(SHIPPED)

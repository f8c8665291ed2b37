# SPDX-License-Identifier: Apache-2.0
"""What an outcome amounts to is left out of the document where it follows from its name: that must never change."""

import pytest

from DiscographyReportLib.criteria.registry import own_registry
from DiscographyReportLib.model.results import Polarity
from DiscographyReportLib.sr.interpretation import usual_polarity

FROZEN = {
    Polarity.POSITIVE: (
        *("unequivocal", "definite", "highly_probable", "probable", "positive_2_controls", "positive_1_control"),
        *("chemical", "mechanical", "low_pressure_sensitive", "high_pressure_sensitive", "met", "positive"),
    ),
    Polarity.NEGATIVE: ("negative", "not_met", "normal", "not_symptomatic"),
    Polarity.INDETERMINATE: (
        *("indeterminate", "indeterminate_no_control", "indeterminate_partial_concordance"),
        *("indeterminate_not_pressurised", "indeterminate_not_stimulated", "partial_concordance"),
    ),
    Polarity.NOT_EVALUABLE: ("not_evaluable",),
    Polarity.NOT_APPLICABLE: ("not_applicable",),
}


@pytest.mark.parametrize(("polarity", "names"), FROZEN.items(), ids=str)
def test_what_an_outcome_amounts_to_is_frozen(polarity: Polarity, names: tuple[str, ...]) -> None:
    assert {usual_polarity(name) for name in names} == {polarity}


def test_every_outcome_of_our_own_rule_sets_is_frozen() -> None:
    shipped = {row.name for rules in own_registry().rule_sets for row in rules.outcomes}

    assert shipped <= {name for names in FROZEN.values() for name in names}

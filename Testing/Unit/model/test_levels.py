# SPDX-License-Identifier: Apache-2.0
"""Levels, their neighbors and their proposed places in the spine."""

from itertools import pairwise

import pytest

from DiscographyReportLib.model.levels import (
    STANDARD_LEVELS,
    VARIANT_LEVELS,
    Level,
    Region,
    above_and_below,
    cranial_rank,
    ordinal,
)


def test_the_standard_spine_has_23_discs_each_resting_on_the_next():
    assert len(STANDARD_LEVELS) == 23
    assert all(above_and_below(upper)[1] == above_and_below(lower)[0] for upper, lower in pairwise(STANDARD_LEVELS))


def test_standard_and_variant_levels_are_all_levels():
    assert set(STANDARD_LEVELS) | set(VARIANT_LEVELS) == set(Level)
    assert not set(STANDARD_LEVELS) & set(VARIANT_LEVELS)


def test_every_level_is_named_after_its_vertebrae():
    assert all("-".join(above_and_below(level)) == level.value for level in Level)


@pytest.mark.parametrize("region", Region)
def test_standard_neighbors_differ_by_one_across_the_borders_of_every_region(region):
    assert all(ordinal(lower, region) - ordinal(upper, region) == 1 for upper, lower in pairwise(STANDARD_LEVELS))


@pytest.mark.parametrize(
    ("level", "region", "index"),
    [
        (Level.L1_L2, Region.LUMBAR, 1),
        (Level.L5_S1, Region.LUMBAR, 5),
        (Level.T12_L1, Region.LUMBAR, 0),
        (Level.T12_L1, Region.THORACIC, 12),
        (Level.C2_C3, Region.CERVICAL, 2),
        (Level.S1_S2, Region.LUMBAR, 6),
        (Level.L6_S1, Region.LUMBAR, 6),
    ],
)
def test_the_proposed_place_is_the_number_of_the_upper_vertebra(level, region, index):
    assert ordinal(level, region) == index


@pytest.mark.parametrize(
    "spine",
    [
        (Level.L4_L5, Level.L5_L6, Level.L6_S1),
        (Level.T11_T12, Level.T12_T13, Level.T13_L1),
        (Level.L4_L5, Level.L5_S1, Level.S1_S2),
        (Level.L2_L3, Level.L3_L4, Level.L4_S1),
    ],
)
def test_discs_that_follow_one_another_in_a_spine_with_variants_differ_by_one(spine):
    assert all(ordinal(lower, Region.LUMBAR) - ordinal(upper, Region.LUMBAR) == 1 for upper, lower in pairwise(spine))
    assert all(cranial_rank(upper) < cranial_rank(lower) for upper, lower in pairwise(spine))


def test_the_rank_puts_the_standard_spine_in_order():
    assert sorted(reversed(STANDARD_LEVELS), key=cranial_rank) == list(STANDARD_LEVELS)

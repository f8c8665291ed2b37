# SPDX-License-Identifier: Apache-2.0
"""Naming discs: the next in line, one between two, all by one."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.levels import STANDARD_LEVELS, Level, Region, above_and_below, ordinal
from DiscographyReportLib.model.procedure import Numbering, Sham
from DiscographyReportLib.model.vocabulary import LevelNaming
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.placing import (
    STANDARD,
    Direction,
    Offer,
    first_level,
    insert_between,
    neighbor,
    offer,
    propose,
    shift_levels,
    spine_of,
    spine_with,
    with_offer,
)
from plain_reports import procedure, report

LUMBAR = (Level.L1_L2, Level.L2_L3, Level.L3_L4, Level.L4_L5, Level.L5_S1)
VARIANTS = [(), (Level.L5_L6,), (Level.L4_S1,), (Level.T12_T13,), (Level.T11_L1,), (Level.L6_S1, Level.T13_L1)]


def names(made):
    return [disc.level.value for disc in made.discs]


@pytest.mark.parametrize("variant", VARIANTS)
def test_in_every_spine_each_disc_begins_where_the_one_above_ends(variant):
    spine = spine_with(*variant)

    assert set(variant) <= set(spine)
    for upper, lower in pairwise(spine):
        assert above_and_below(upper)[1] == above_and_below(lower)[0]


def test_a_spine_is_the_one_that_the_names_or_the_numbering_describe():
    numbering = Numbering(naming=LevelNaming.L6)

    assert spine_of(report(*LUMBAR)) == STANDARD
    assert Level.L6_S1 in spine_of(report(Level.L4_L5, Level.L5_L6))
    assert Level.L5_L6 in spine_of(report(Level.L4_L5, procedure=procedure(numbering=numbering)))


def test_neighbors_end_where_the_spine_does():
    assert neighbor(Level.L4_L5, Direction.DOWN) is Level.L5_S1
    assert neighbor(Level.C7_T1, Direction.UP) is Level.C6_C7
    assert neighbor(Level.C2_C3, Direction.UP) is None
    assert neighbor(Level.S1_S2, Direction.DOWN) is None
    assert neighbor(Level.L5_L6, Direction.DOWN, spine_with(Level.L5_L6)) is Level.L6_S1


@pytest.mark.parametrize("region", Region)
@pytest.mark.parametrize("direction", Direction)
def test_the_first_disc_of_a_region_gets_the_place_that_its_name_has(region, direction):
    offered = offer(report(region=region, discs=()), direction)

    assert offered == Offer(first_level(region, direction), ordinal(first_level(region, direction), region))


def test_the_next_disc_is_offered_in_either_direction():
    made = report(Level.L3_L4, Level.L4_L5)

    assert offer(made, Direction.DOWN) == Offer(Level.L5_S1, 5)
    assert offer(made, Direction.UP) == Offer(Level.L2_L3, 2)
    assert offer(report(Level.C2_C3, region=Region.CERVICAL), Direction.UP) is None


@given(st.integers(0, 20), st.integers(1, 3), st.booleans())
def test_clicking_down_from_any_level_gives_a_spine_that_no_check_objects_to(start, count, upward):
    made = report(STANDARD_LEVELS[10 + start % 9])
    for _ in range(count):
        offered = offer(made, Direction.UP if upward else Direction.DOWN)
        assume(offered is not None)
        made, disc = with_offer(made, offered, None)
        assert made.disc(disc.uid) is disc

    codes = {finding.code for finding in check(made)}
    assert not codes & {"duplicate_level", "duplicate_sequence_index", "level_order", "sequence_step"}


@pytest.mark.parametrize(
    ("z", "offered"),
    [
        (0, Offer(Level.L2_L3, 2)),
        (-200, Offer(Level.L5_S1, 5)),
        (-120, Offer(Level.L4_L5, 4, 1)),
    ],
)
def test_a_point_from_anywhere_gets_the_level_of_its_place(z, offered):
    assert propose(report(Level.L3_L4, Level.L4_L5), (3.0, 9.0, z)) == offered


def test_a_point_between_discs_that_are_no_neighbors_is_the_missing_one():
    assert propose(report(Level.L2_L3, Level.L4_L5), (0, 0, -110)) == Offer(Level.L3_L4, 3)


def test_a_disc_without_a_place_keeps_its_name_when_a_point_is_added():
    made = report(Level.L2_L3, Level.L3_L4)
    unplaced = made.with_disc(replace(made.discs[1], position=None))

    assert propose(unplaced, (0, 0, -300)) == Offer(Level.L4_L5, 4)


def test_an_overlooked_disc_moves_those_below_down_by_one_and_they_stay_themselves():
    made = report(Level.L2_L3, Level.L3_L4, Level.L4_L5)
    upper, lower, last = made.discs

    changed, disc = insert_between(made, upper.uid, lower.uid, None)

    assert names(changed) == ["L2-L3", "L3-L4", "L4-L5", "L5-S1"]
    assert changed.disc(lower.uid) == replace(lower, level=Level.L4_L5, sequence_index=4)
    assert changed.disc(last.uid) == replace(last, level=Level.L5_S1, sequence_index=5)
    assert (disc.level, disc.sequence_index) == (Level.L3_L4, 3)


def test_counted_from_below_those_above_move_up_instead():
    made = report(Level.L3_L4, Level.L4_L5, Level.L5_S1)
    upper, lower, _ = made.discs

    changed, disc = insert_between(made, upper.uid, lower.uid, None, Direction.UP)

    assert names(changed) == ["L2-L3", "L3-L4", "L4-L5", "L5-S1"]
    assert changed.disc(lower.uid) == lower
    assert disc.level is Level.L3_L4


def test_at_the_sacrum_a_point_between_two_moves_those_above():
    made = report(Level.L4_L5, Level.L5_S1)

    assert propose(made, (0, 0, -150)) == Offer(Level.L4_L5, 4, -1)


def test_all_names_move_by_one_and_the_discs_stay_the_same_ones():
    made = report(Level.L2_L3, Level.L3_L4, procedure=procedure(sham=Sham(level=Level.L3_L4)))

    shifted = shift_levels(made, 1)

    assert names(shifted) == ["L3-L4", "L4-L5"]
    assert [disc.sequence_index for disc in shifted.discs] == [3, 4]
    assert [disc.uid for disc in shifted.discs] == [disc.uid for disc in made.discs]
    assert shifted.procedure.sham.level is Level.L4_L5
    assert shift_levels(shifted, -1) == made


def test_moving_names_beyond_the_spine_is_refused_and_changes_nothing():
    made = report(Level.C2_C3, Level.C3_C4, region=Region.CERVICAL)

    with pytest.raises(SceneError, match="There is no name above C2-C3"):
        shift_levels(made, -1)
    assert names(made) == ["C2-C3", "C3-C4"]


def test_a_spine_with_six_lumbar_vertebrae_is_counted_through_them():
    made = report(Level.L4_L5, Level.L5_L6)

    assert names(shift_levels(made, 1)) == ["L5-L6", "L6-S1"]
    assert offer(made, Direction.DOWN) == Offer(Level.L6_S1, made.discs[-1].sequence_index + 1)


@given(st.integers(0, 17), st.integers(1, 5), st.integers(-3, 3))
def test_moving_there_and_back_is_not_moving(start, count, steps):
    levels = STANDARD[start : start + count]
    made = report(*levels)
    moved = [STANDARD.index(level) + steps for level in levels]
    assume(min(moved) >= 0 and max(moved) < len(STANDARD))

    assert shift_levels(shift_levels(made, steps, STANDARD), -steps, STANDARD) == made

# SPDX-License-Identifier: Apache-2.0
"""The truth about the sample agrees with its voxels, measured before noise is added."""

import numpy as np
import pytest

from DiscographyReportLib.series.sample.discogram import disc_truths
from DiscographyReportLib.series.sample.patterns import Pattern
from DiscographyReportLib.series.sample.voxels import Grid, clean_slices
from Unit.series.disc_maps import discs, read, sample

GRID = Grid(256, 160)
LEVELS = [pattern.level for _, pattern in discs()]
EACH_DISC = pytest.mark.parametrize(("disc", "pattern"), discs(), ids=LEVELS)


@pytest.fixture(scope="module", params=[1, 2])
def volume(request):
    return np.array(list(clean_slices(GRID, request.param)))


def half_of_fissure(pattern: Pattern) -> float:
    return (pattern.density * 0.78 + 98) / 2


@EACH_DISC
def test_extent_arc_leak_and_grade_are_those_of_the_voxels(volume, disc, pattern):
    found = read(volume, GRID, disc, half_of_fissure(pattern))
    assert found.extent == pattern.max_radial_extent
    assert found.leaks == bool(pattern.leaks)
    assert found.grade() == pattern.modified_dallas_0_5
    assert found.outer_arc_deg == pytest.approx(pattern.outer_arc_deg or 0, abs=6)


@EACH_DISC
def test_contrast_fills_the_center_of_every_disc(volume, disc, pattern):
    assert sample(volume, GRID, disc, 0, 0, 0).item() > pattern.density / 2


def test_grades_go_from_0_to_5_and_every_adams_type_is_there():
    truths = disc_truths()
    assert [truth.level for truth in truths] == ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"]
    assert [truth.modified_dallas_0_5 for truth in truths] == [0, 1, 2, 3, 4, 5]
    assert {truth.adams for truth in truths} == {"cottonball", "lobular", "irregular", "fissured", "ruptured"}


def test_the_lobular_nucleogram_is_two_plates_with_a_waist(volume):
    disc = discs()[1][0]
    aside = -0.3 * disc.depth / 2
    plates = [sample(volume, GRID, disc, 0, aside, share * disc.height / 2).item() for share in (-0.6, 0.6)]
    waist = sample(volume, GRID, disc, 0, aside, 0).item()
    assert min(plates) > 400
    assert waist < min(plates) - 150


def test_the_leak_lies_behind_the_disc_on_the_side_that_the_truth_names(volume):
    disc, pattern = discs()[-1]
    assert (pattern.leaks, pattern.leak_side) == (("epidural",), "left")
    behind, beside = disc.depth / 2 + 1.5, np.arange(2.0, 12.0)
    left, right = (sample(volume, GRID, disc, side * beside, behind, 0).max() for side in (1, -1))
    assert left > 300
    assert right < 100


@EACH_DISC
def test_the_normal_is_a_unit_vector_to_the_head_along_which_lies_bone(volume, disc, pattern):
    truth = next(truth for truth in disc_truths() if truth.level == pattern.level)
    assert np.linalg.norm(truth.normal) == pytest.approx(1, abs=1e-5)
    assert truth.normal[2] > 0.8
    # Beside the nucleus, where no contrast hides the end plates.
    heights = np.arange(-disc.height, disc.height, 0.25)
    column = sample(volume, GRID, disc, 0.42 * disc.width, 0, heights)
    assert column[heights > 2].max() > 250
    assert column[heights < -2].max() > 250
    assert column[np.abs(heights) < 1].max() < 200

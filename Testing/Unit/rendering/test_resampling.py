# SPDX-License-Identifier: Apache-2.0
"""Pictures of planes through a CT show what lies there, however the slices were stored."""

import numpy as np
import pytest

from DiscographyReportLib.rendering.resampling import resample
from DiscographyReportLib.rendering.views import View, axial, letters, sagittal, slice_normal
from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.series.reading import read_series
from Unit.rendering.stored import MIDDLE, WAYS, hu_at, stored, stored_in_one_file

SIDE, PIXELS = 24.0, 30
TILTED = (0.1, -0.4, (1 - 0.17) ** 0.5)
VIEWS = {
    "axial": axial(MIDDLE, (0.0, 0.0, 1.0), SIDE),
    "tilted": axial(MIDDLE, TILTED, SIDE),
    "sagittal": sagittal(MIDDLE, SIDE),
}


def truth(view: View) -> np.ndarray:
    offsets = (np.arange(PIXELS) + 0.5) * SIDE / PIXELS - SIDE / 2
    return hu_at(
        np.array(view.center)
        + offsets[None, :, None] * np.array(view.across)
        + offsets[:, None, None] * np.array(view.down)
    )


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("way", WAYS)
def test_a_picture_is_the_same_however_the_slices_were_stored(way, name, tmp_path):
    (picture,) = resample(stored(tmp_path, way), [VIEWS[name]], PIXELS)

    assert np.abs(picture - truth(VIEWS[name])).max() < 0.05


@pytest.mark.parametrize("name", VIEWS)
def test_frames_of_one_file_give_the_same_picture(name, tmp_path):
    (picture,) = resample(stored_in_one_file(tmp_path), [VIEWS[name]], PIXELS)

    assert np.abs(picture - truth(VIEWS[name])).max() < 0.05


def test_an_axial_picture_has_the_right_of_the_patient_at_the_left_and_a_sagittal_one_the_front():
    assert VIEWS["axial"].edges() == ("R", "L", "A", "P")
    assert VIEWS["sagittal"].edges() == ("A", "P", "H", "F")


def test_a_normal_that_points_to_the_feet_gives_the_same_view():
    assert axial(MIDDLE, (-TILTED[0], -TILTED[1], -TILTED[2]), SIDE) == VIEWS["tilted"]


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ((1.0, 0.0, 0.0), "L"),
        ((-1.0, 0.0, 0.0), "R"),
        ((0.0, -1.0, 0.0), "A"),
        ((0.0, 0.0, 1.0), "H"),
        ((0.0, -0.8, 0.6), "AH"),
        ((0.0, 0.6, -0.8), "FP"),
        ((0.99, 0.1, 0.1), "L"),
    ],
)
def test_a_direction_is_named_by_the_axes_of_the_patient(direction, said):
    assert letters(direction) == said


def test_the_edge_to_which_a_tilted_view_rises_says_so():
    like_a_lumbosacral_disc = axial(MIDDLE, (0.0, -0.5, 0.75**0.5), SIDE)

    assert like_a_lumbosacral_disc.edges() == ("R", "L", "AF", "PH")
    assert like_a_lumbosacral_disc.down[2] > 0


def test_axial_slices_give_their_own_normal_and_others_the_long_axis(tmp_path):
    assert slice_normal(stored(tmp_path / "a", "gantry tilted"))[2] == pytest.approx(np.cos(np.radians(25)))
    assert slice_normal(stored(tmp_path / "s", "sagittal")) == (0.0, 0.0, 1.0)


def test_beyond_the_ct_there_is_no_picture(tmp_path):
    series = stored(tmp_path, "axial")
    above = (MIDDLE[0], MIDDLE[1], MIDDLE[2] + 200)

    inside, outside = resample(series, [sagittal(MIDDLE, 200.0), axial(above, (0.0, 0.0, 1.0), SIDE)], PIXELS)

    assert np.isnan(outside).all()
    assert np.isnan(inside[0]).all()
    assert not np.isnan(inside[PIXELS // 2, PIXELS // 2])


def test_where_slices_are_missing_there_is_no_picture(tmp_path):
    stored(tmp_path, "axial")
    for index in (19, 20, 21):
        (tmp_path / f"{index}.dcm").unlink()

    (picture,) = resample(read_series(tmp_path), [VIEWS["sagittal"]], PIXELS)

    assert 5 <= np.isnan(picture).all(axis=1).sum() <= 9
    assert np.nanmax(np.abs(picture - truth(VIEWS["sagittal"]))) < 0.05


def test_only_slices_that_a_view_needs_are_read(tmp_path):
    series = stored(tmp_path, "axial")
    for index in range(40):
        if index not in (19, 20):
            (tmp_path / f"{index}.dcm").unlink()

    (picture,) = resample(series, [VIEWS["axial"]], PIXELS)

    assert not np.isnan(picture).any()


def test_pixels_that_cannot_be_read_give_a_sentence_that_names_the_file(tmp_path):
    series = stored(tmp_path, "axial")
    (tmp_path / "20.dcm").write_bytes((tmp_path / "20.dcm").read_bytes()[:-500])

    with pytest.raises(SeriesError, match=r"20\.dcm cannot be read .*: export the series again"):
        resample(series, [VIEWS["sagittal"]], PIXELS)

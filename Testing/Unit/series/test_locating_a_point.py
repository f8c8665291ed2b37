# SPDX-License-Identifier: Apache-2.0
"""Where a point of the patient lies in the slices."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from DiscographyReportLib.series.ct import CTSeries, Slice
from DiscographyReportLib.series.errors import SeriesError

ROWS, COLUMNS = 40, 60


def plane(position: tuple[float, float, float], orientation: tuple[float, ...]) -> Slice:
    return Slice(Path("x.dcm"), "1.2", "1.3", None, position, orientation, (0.5, 0.25), ROWS, COLUMNS)


def series(*slices: Slice, header: Dataset | None = None) -> CTSeries:
    return CTSeries(header or Dataset(), "1.1", "1.2", "1.4", slices, ())


def axial(*heights: float) -> CTSeries:
    return series(*(plane((-10.0, -20.0, height), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)) for height in heights))


def test_the_center_of_the_first_voxel_is_half_a_pixel_from_the_corner():
    found = axial(0.0, 2.0).locate((-10.0, -20.0, 0.0))
    assert (found.column, found.row, found.distance_mm) == (0.5, 0.5, 0.0)


def test_pixel_spacing_is_read_as_between_rows_first():
    found = axial(0.0, 2.0).locate((-10.0 + 3 * 0.25, -20.0 + 7 * 0.5, 0.0))
    assert (found.column, found.row) == (3.5, 7.5)


def test_the_nearest_slice_is_chosen_and_its_distance_told():
    found = axial(0.0, 2.0, 4.0).locate((-8.0, -18.0, 2.75))
    assert found.slice.position[2] == 2.0
    assert found.distance_mm == pytest.approx(0.75)


def test_the_outer_corners_of_the_image_belong_to_it_and_nothing_beyond():
    ct = axial(0.0, 2.0)
    right = -10.0 + (COLUMNS - 0.5) * 0.25
    assert ct.locate((right, -20.25, 0.0)).column == COLUMNS
    with pytest.raises(SeriesError, match="beside the image"):
        ct.locate((right + 0.01, -20.0, 0.0))
    with pytest.raises(SeriesError, match="beside the image"):
        ct.locate((-10.0, -20.26, 0.0))


@pytest.mark.parametrize("height", [-2.1, 6.1])
def test_a_point_more_than_a_slice_away_is_refused_with_its_distance(height):
    with pytest.raises(SeriesError, match=r"2\.1 mm from the nearest slice"):
        axial(0.0, 2.0, 4.0).locate((-8.0, -18.0, height))


def test_a_point_in_a_hole_of_the_stack_is_refused():
    with pytest.raises(SeriesError, match="nearest slice"):
        axial(0.0, 1.0, 2.0, 6.0, 7.0, 8.0).locate((-8.0, -18.0, 4.0))


def test_a_point_that_is_no_number_is_refused():
    with pytest.raises(SeriesError):
        axial(0.0, 2.0).locate((math.nan, 0.0, 0.0))


def test_a_lone_slice_reaches_as_far_as_its_thickness():
    header = Dataset()
    header.SliceThickness = "3"
    ct = series(*axial(0.0).slices, header=header)
    assert ct.locate((-8.0, -18.0, 2.5)).distance_mm == pytest.approx(2.5)
    with pytest.raises(SeriesError):
        axial(0.0).locate((-8.0, -18.0, 2.5))


@given(
    angle=st.floats(-1.5, 1.5),
    column=st.floats(0.001, COLUMNS - 0.001),
    row=st.floats(0.001, ROWS - 0.001),
    index=st.integers(0, 4),
)
def test_a_pixel_of_a_tilted_gantry_is_found_again(angle: float, column: float, row: float, index: int):
    # Under gantry tilt the slices advance along the table (z), not along their normal.
    cosine, sine = math.cos(angle), math.sin(angle)
    orientation = (1.0, 0.0, 0.0, 0.0, cosine, sine)
    ct = series(*(plane((-10.0, -20.0, 2.0 * step), orientation) for step in range(5)))
    point = (
        -10.0 + (column - 0.5) * 0.25,
        -20.0 + (row - 0.5) * 0.5 * cosine,
        2.0 * index + (row - 0.5) * 0.5 * sine,
    )
    found = ct.locate(point)
    assert found.slice is ct.slices[index]
    assert (found.column, found.row) == (pytest.approx(column, abs=1e-6), pytest.approx(row, abs=1e-6))

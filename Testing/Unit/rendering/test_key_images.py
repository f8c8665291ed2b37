# SPDX-License-Identifier: Apache-2.0
"""Key images show the right disc with the right side, and never another patient's."""

import re
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.rendering.ct_picture import SCALE_MM, ct_picture
from DiscographyReportLib.rendering.key_images import LEVEL, PIXELS, WINDOW, key_images
from DiscographyReportLib.rendering.tilt import line_normals
from DiscographyReportLib.rendering.views import axial
from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.texts import speaking

PER_MM = PIXELS / 80.0
PATIENT = ("SAMPLE-0001", "SAMPLE^DISCOGRAM")


def shades(figure) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(figure.picture.png))).astype(int)


def around(picture: np.ndarray, right_mm: float, down_mm: float, half_mm: float = 1.0) -> np.ndarray:
    """The part of a picture so far from its middle; ``right`` and ``down`` as one looks at it."""
    half = round(half_mm * PER_MM)
    column, row = (round(PIXELS / 2 + mm * PER_MM) for mm in (right_mm, down_mm))
    return picture[row - half : row + half, column - half : column + half]


def shade_of(hu: float) -> float:
    return (hu - LEVEL + WINDOW / 2) * 255 / WINDOW


@pytest.fixture(scope="module")
def truths(a_discogram):
    return {truth.level: truth for truth in a_discogram.discogram.discs}


@pytest.fixture(scope="module")
def normals(its_report, truths):
    return {disc.uid: truths[disc.level].normal for disc in its_report.discs}


@pytest.fixture(scope="module")
def images(its_report, its_series, normals):
    return key_images(its_report, its_series, patient=PATIENT, normals=normals)


def of_level(report, level: Level) -> str:
    return next(disc.uid for disc in report.discs if disc.level is level)


def test_every_disc_has_an_axial_and_a_sagittal_picture_with_its_name(its_report, images):
    assert list(images) == [disc.uid for disc in its_report.discs]
    for disc in its_report.discs:
        first, second = images[disc.uid]
        assert first.caption == f"{disc.level}, axial through the plane of the disc"
        assert second.caption == f"{disc.level}, sagittal through the marker"
        assert (first.picture.width, first.picture.height) == (PIXELS, PIXELS)
        assert Image.open(BytesIO(first.picture.png)).size == (PIXELS, PIXELS)


def test_the_marker_lies_in_the_contrast_of_every_disc(its_report, images):
    for disc in its_report.discs:
        for figure in images[disc.uid]:
            assert around(shades(figure), 0, 0).mean() > shade_of(600), f"{disc.level}: {figure.caption}"


def test_what_lies_at_the_left_of_the_patient_is_on_the_side_that_is_lettered_l(its_report, images, truths):
    """The contrast of L5-S1 leaks into the epidural space at the left."""
    truth, figure = truths["L5-S1"], images[of_level(its_report, Level.L5_S1)][0]
    assert (truth.leaks, truth.leak_side) == (("epidural",), "left")
    picture = shades(figure)

    behind = 17.0
    patient_left, patient_right = (around(picture, side * 6.0, behind, 4.0).max() for side in (1, -1))

    assert figure.alternative.startswith(
        "CT, L5-S1, axial through the plane of the disc: R is at the left, AF at the top"
    )
    assert patient_left > shade_of(400) > patient_right


def test_a_mirror_image_of_the_files_gives_the_same_pictures_and_letters(its_report, its_mirror_image, images, normals):
    mirrored = key_images(its_report, its_mirror_image, patient=PATIENT, normals=normals)

    for uid, figures in images.items():
        for one, other in zip(figures, mirrored[uid], strict=True):
            assert np.abs(shades(one) - shades(other)).max() <= 1
            assert (one.caption, one.alternative) == (other.caption, other.alternative)


def test_bone_soft_tissue_and_contrast_have_shades_of_their_own():
    shown = [shade_of(hu) for hu in (-1000, 60, 300, 1200, 2000)]

    assert shown[0] < 0 < 20 < shown[1] < shown[2] - 20
    assert shown[3] + 60 < shown[4] <= 255


def test_without_planes_a_picture_is_square_to_the_line_of_the_markers(its_report, its_series, images):
    lined = key_images(its_report, its_series)

    for disc in its_report.discs:
        figure = lined[disc.uid][0]
        assert figure.caption == f"{disc.level}, axial at the marker, square to the line of the markers"
        assert np.abs(shades(figure) - shades(images[disc.uid][0])).mean() < 8


def test_the_line_of_the_markers_is_within_three_degrees_of_the_planes_of_the_discs(its_report, normals):
    found = line_normals(its_report.discs)

    for uid, normal in normals.items():
        assert np.degrees(np.arccos(np.dot(found[uid], normal))) < 3.0


def test_two_markers_alone_give_a_line_that_is_nearer_to_the_disc_than_an_axial_slice(its_report, normals):
    last = its_report.discs[-1]

    found = line_normals(its_report.discs[-2:])[last.uid]

    assert last.level is Level.L5_S1
    assert np.degrees(np.arccos(np.dot(found, normals[last.uid]))) < 11.5
    assert np.degrees(np.arccos(normals[last.uid][2])) > 25


def test_a_level_that_was_left_out_ends_the_line(its_report):
    found = line_normals((*its_report.discs[:2], *its_report.discs[3:]))

    assert list(found) == [disc.uid for disc in (*its_report.discs[:2], *its_report.discs[3:])]
    assert line_normals((its_report.discs[0], its_report.discs[2])) == {}


def test_a_lone_marker_gives_a_picture_parallel_to_the_slices(its_report, its_series):
    alone = replace(its_report, discs=(its_report.disc(of_level(its_report, Level.L5_S1)),))

    ((figure, _),) = key_images(alone, its_series).values()

    assert figure.caption == "L5-S1, axial at the marker"
    assert "R is at the left, A at the top" in figure.alternative


@pytest.mark.parametrize("apart_mm", [5.0, 80.0])
def test_markers_that_are_too_near_or_too_far_for_neighbors_give_no_line(its_report, apart_mm):
    upper, lower = its_report.discs[-2:]
    point = upper.position
    moved = replace(lower, position=replace(point, z=point.z - apart_mm))

    assert line_normals((upper, moved)) == {}


def test_discs_without_a_marker_are_left_out(its_report, its_series):
    bare = its_report.with_disc(replace(its_report.discs[0], position=None))

    assert list(key_images(bare, its_series)) == [disc.uid for disc in its_report.discs[1:]]


@pytest.mark.parametrize("patient", [("SAMPLE-0002", "SAMPLE^DISCOGRAM"), ("SAMPLE-0001", "OTHER^DISCOGRAM"), ("", "")])
def test_the_ct_of_another_patient_is_refused_with_one_sentence(its_report, its_series, patient):
    with pytest.raises(SeriesError, match=r"^The CT is another patient's .*\.$"):
        key_images(its_report, its_series, patient=patient)


def test_delimiters_at_the_end_of_a_name_make_no_other_patient(its_report, its_series):
    assert key_images(its_report, its_series, patient=("SAMPLE-0001 ", "SAMPLE^DISCOGRAM^^^"))


def test_the_ct_of_another_frame_of_reference_is_refused_naming_the_level(its_report, its_series):
    with pytest.raises(SeriesError, match=r"^The marker of T12-L1 was not placed on this CT"):
        key_images(its_report, replace(its_series, frame_of_reference_uid="1.2.3"))


def test_a_marker_beside_the_ct_is_refused_before_any_slice_is_read(its_report, its_series):
    gone = replace(its_series, slices=tuple(replace(plane, path=plane.path / "gone") for plane in its_series.slices))
    disc = its_report.discs[0]
    outside = its_report.with_disc(replace(disc, position=replace(disc.position, z=9000.0)))

    with pytest.raises(SeriesError, match="from the nearest slice"):
        key_images(outside, gone)


def test_captions_are_in_the_language_that_is_spoken(its_report, its_series):
    with speaking("de"):
        captions = [figure.caption for figure in next(iter(key_images(its_report, its_series).values()))]

    assert all(caption.startswith("T12-L1, ") for caption in captions)


@pytest.fixture
def on_gray():
    view = axial((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 80.0)
    picture = ct_picture(np.full((PIXELS, PIXELS), 128, np.uint8), view, "L4-L5")
    return np.asarray(Image.open(BytesIO(picture.png))).astype(int)


def test_the_marker_is_four_ticks_around_a_gap_white_with_a_black_rim(on_gray):
    middle = PIXELS // 2
    for right, down in ((5, 0), (-5, 0), (0, 5), (0, -5)):
        tick = around(on_gray, right, down, 0.8)
        assert {0, 255} <= set(tick.ravel())
    assert set(around(on_gray, 0, 0, 2.0).ravel()) == {128}
    assert set(on_gray[middle - 60 : middle - 40, middle].ravel()) == {128}


def test_the_scale_bar_is_two_centimeters_long(on_gray):
    foot = on_gray[-20:]
    longest = max(len(run) for row in foot for run in re.findall(r"w+", "".join("w" if v == 255 else "." for v in row)))

    assert longest == pytest.approx(SCALE_MM * PER_MM, abs=3)


def test_the_same_report_and_ct_give_the_same_bytes(its_report, its_series, images, normals):
    again = key_images(its_report, its_series, patient=PATIENT, normals=normals)

    assert again == images

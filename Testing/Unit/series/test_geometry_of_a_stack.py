# SPDX-License-Identifier: Apache-2.0
"""Slices that form a stack, slices that do not, and multi-frame images."""

import math

import pytest
from pydicom.dataset import Dataset

from DiscographyReportLib.series.reading import read_series
from Unit.series.ct_files import ORIGIN, ct_slice, enhanced_ct, save, save_series
from Unit.series.test_reading_a_folder import refusal


def test_a_missing_slice_is_a_notice_that_says_where(tmp_path):
    save_series(tmp_path, 9)
    (tmp_path / "IM0005.dcm").unlink()
    ct = read_series(tmp_path)
    assert len(ct.slices) == 8
    assert ct.notices == ("Slices are missing (usual distance 1.50 mm): 1 between z = 104.50 and 107.50 mm.",)


def test_two_acquisitions_at_the_same_positions_are_refused(tmp_path):
    save_series(tmp_path)
    save(ct_slice(2, SOPInstanceUID="1.2.3.5.99"), tmp_path / "again.dcm")
    assert "more than one slice at 1 positions (the first: IM0003.dcm and again.dcm)" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("keyword", "value", "named"),
    [
        ("ImageOrientationPatient", [1, 0, 0, 0, 0, -1], "1 in orientation"),
        ("Rows", 8, "1 in size"),
        ("PixelSpacing", [0.5, 0.5], "1 in Pixel Spacing"),
    ],
)
def test_slices_of_another_geometry_are_refused_with_how_many_differ(tmp_path, keyword, value, named):
    save_series(tmp_path)
    changed = {keyword: value, "PixelData": bytes(2 * 8 * 6)}
    save(ct_slice(8, **changed), tmp_path / "other.dcm")
    assert named in refusal(tmp_path)


@pytest.mark.parametrize("keyword", ["ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "Rows"])
def test_an_attribute_that_geometry_needs_is_named_when_it_is_missing(tmp_path, keyword):
    save_series(tmp_path, 2)
    save(ct_slice(2, **{keyword: None}), tmp_path / "poor.dcm")
    sentence = refusal(tmp_path)
    assert "poor.dcm has no usable" in sentence


@pytest.mark.parametrize("values", [[1, 0, 0], [1, 0, 0, 1, 0, 0], [2, 0, 0, 0, 1, 0]])
def test_an_orientation_that_is_none_is_refused(tmp_path, values):
    assert "IM000" in refusal(save_series(tmp_path, ImageOrientationPatient=values))


def test_a_pixel_spacing_of_zero_is_refused(tmp_path):
    assert "impossible geometry" in refusal(save_series(tmp_path, PixelSpacing=[0, 0.5]))


def test_a_series_without_a_frame_of_reference_is_refused(tmp_path):
    save_series(tmp_path)
    save(ct_slice(7, FrameOfReferenceUID=None), tmp_path / "poor.dcm")
    assert "1 of 6 images of the series have no Frame of Reference UID" in refusal(tmp_path)


def test_two_frames_of_reference_in_a_series_are_refused(tmp_path):
    save_series(tmp_path)
    save(ct_slice(7, FrameOfReferenceUID="1.2.3.99"), tmp_path / "other.dcm")
    assert "2 Frames of Reference" in refusal(tmp_path)


def test_two_studies_in_a_series_are_refused(tmp_path):
    save_series(tmp_path)
    save(ct_slice(7, StudyInstanceUID="1.2.3.99"), tmp_path / "other.dcm")
    assert "two studies" in refusal(tmp_path)


def test_a_tilted_gantry_is_read_and_points_found_by_the_real_geometry(tmp_path):
    angle = math.radians(20)
    orientation = [1, 0, 0, 0, round(math.cos(angle), 6), round(math.sin(angle), 6)]
    ct = read_series(save_series(tmp_path, ImageOrientationPatient=orientation))
    assert ct.notices == ()
    assert ct.slice_spacing_mm() == pytest.approx(1.5 * math.cos(angle), abs=1e-5)
    third = ct.slices[2]
    down = (ORIGIN[0], ORIGIN[1] + 1.5 * orientation[4], third.position[2] + 1.5 * orientation[5])
    found = ct.locate(down)
    assert found.slice is third
    assert (found.column, found.row) == (pytest.approx(0.5), pytest.approx(3.5, abs=1e-5))


@pytest.mark.parametrize("as_file", [True, False])
def test_a_multi_frame_ct_is_read_with_every_frame_a_slice(tmp_path, as_file):
    path = save(enhanced_ct(3), tmp_path / "enhanced.dcm")
    ct = read_series(path if as_file else tmp_path)
    assert [(plane.frame, plane.position[2]) for plane in ct.slices] == [(1, 100.0), (2, 101.5), (3, 103.0)]
    assert ct.instance_uids() == (("1.2.840.10008.5.1.4.1.1.2.1", "1.2.3.6.1"),)
    assert ct.locate((ORIGIN[0], ORIGIN[1], 102.9)).slice.frame == 3


def test_a_lone_frame_takes_its_reach_from_the_shared_thickness(tmp_path):
    ct = read_series(save(enhanced_ct(1), tmp_path / "enhanced.dcm"))
    assert ct.slice_spacing_mm() == 2.0


def test_a_multi_frame_ct_whose_frames_do_not_match_its_count_is_refused(tmp_path):
    path = save(enhanced_ct(3, NumberOfFrames=4), tmp_path / "enhanced.dcm")
    assert "describes 3 frames and says that it has 4" in refusal(path)


def test_a_frame_without_a_position_is_named_by_its_number(tmp_path):
    dataset = enhanced_ct(3)
    dataset.PerFrameFunctionalGroupsSequence[1].PlanePositionSequence = [Dataset()]
    assert refusal(save(dataset, tmp_path / "enhanced.dcm")).startswith("Frame 2 of the CT")

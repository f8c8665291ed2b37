# SPDX-License-Identifier: Apache-2.0
"""The voxels of slices in Hounsfield units, from every kind of CT file."""

import numpy as np
import pytest
from pydicom.uid import JPEG2000Lossless, RLELossless

from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.series.pixels import hounsfield
from DiscographyReportLib.series.reading import read_series
from Unit.rendering.stored import rescaling
from Unit.series.ct_files import COLUMNS, ROWS, ct_slice, enhanced_ct, save, save_series


def test_stored_values_are_rescaled_to_hounsfield_units_in_the_order_that_was_asked_for(tmp_path):
    series = read_series(save_series(tmp_path, 3, RescaleSlope="2", RescaleIntercept="-1024"))

    images = list(hounsfield(series.slices[::-1]))

    assert [image.shape for image in images] == [(ROWS, COLUMNS)] * 3
    assert [set(image.ravel()) for image in images] == [{-1020.0}, {-1022.0}, {-1024.0}]
    assert images[0].dtype == np.float32


def test_without_a_rescaling_the_stored_values_are_hounsfield_units(tmp_path):
    series = read_series(save_series(tmp_path, 2))

    assert [image[0, 0] for image in hounsfield(series.slices)] == [0.0, 1.0]


def test_frames_of_one_file_are_found_by_their_numbers_and_each_has_its_own_rescaling(tmp_path):
    frames = 4
    pixels = np.stack([np.full((ROWS, COLUMNS), 10 * n, np.int16) for n in range(frames)])
    made = enhanced_ct(frames, PixelData=pixels.tobytes())
    for number, groups in enumerate(made.PerFrameFunctionalGroupsSequence):
        groups.PixelValueTransformationSequence = [rescaling(number + 1, -5)]
        groups.PlanePositionSequence[0].ImagePositionPatient = [0, 0, -number]
    series = read_series(save(made, tmp_path / "ct.dcm"))

    assert [plane.frame for plane in series.slices] == [4, 3, 2, 1]
    assert [image[0, 0] for image in hounsfield(series.slices)] == [30 * 4 - 5, 20 * 3 - 5, 10 * 2 - 5, -5]


def test_a_compressed_slice_is_decoded(tmp_path):
    dataset = ct_slice(7, RescaleSlope="1", RescaleIntercept="-1000")
    dataset.compress(RLELossless)
    save(dataset, tmp_path / "ct.dcm")

    (image,) = hounsfield(read_series(tmp_path).slices)

    assert set(image.ravel()) == {-993.0}


def test_a_compression_that_cannot_be_decoded_gives_a_sentence_that_names_the_file(tmp_path):
    dataset = ct_slice(7)
    dataset.compress(RLELossless)
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    save(dataset, tmp_path / "ct.dcm")

    with pytest.raises(SeriesError, match=r"ct\.dcm cannot be read .*: export the series again .* uncompressed\.$"):
        list(hounsfield(read_series(tmp_path).slices))


def test_a_file_that_is_gone_gives_the_same_sentence(tmp_path):
    series = read_series(save_series(tmp_path, 2))
    series.slices[1].path.unlink()

    with pytest.raises(SeriesError, match="cannot be read"):
        list(hounsfield(series.slices))


def test_slices_are_read_one_at_a_time_when_they_are_asked_for(tmp_path):
    series = read_series(save_series(tmp_path, 2))
    images = hounsfield(series.slices)
    next(images)
    series.slices[1].path.unlink()

    with pytest.raises(SeriesError):
        next(images)

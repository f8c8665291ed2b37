# SPDX-License-Identifier: Apache-2.0
"""The sample discogram as it was made, and stored as a mirror image."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from DiscographyReportLib.jobs.sample import Sample, make_sample, sample_report
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.series.ct import CTSeries
from DiscographyReportLib.series.reading import read_series


@pytest.fixture(scope="session")
def a_discogram(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("discogram") / "sample", size=192, slices=112)


@pytest.fixture(scope="session")
def its_report(a_discogram: Sample) -> Report:
    return sample_report(a_discogram.discogram)


@pytest.fixture(scope="session")
def its_series(a_discogram: Sample) -> CTSeries:
    return read_series(a_discogram.images)


@pytest.fixture(scope="session")
def its_mirror_image(a_discogram: Sample, tmp_path_factory: pytest.TempPathFactory) -> CTSeries:
    """The same patient; every row is stored from the left to the right, and the files are named the other way round."""
    folder: Path = tmp_path_factory.mktemp("mirror")
    paths = sorted(a_discogram.images.iterdir())
    for number, path in enumerate(paths):
        dataset = dcmread(path)
        width = (dataset.Columns - 1) * dataset.PixelSpacing[1]
        dataset.ImagePositionPatient[0] += width
        dataset.ImageOrientationPatient = [-1, 0, 0, 0, 1, 0]
        dataset.PixelData = np.ascontiguousarray(dataset.pixel_array[:, ::-1]).tobytes()
        dataset.save_as(folder / f"IM{len(paths) - number:04d}.dcm")
    return read_series(folder)

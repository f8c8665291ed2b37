# SPDX-License-Identifier: Apache-2.0
"""A sample, a case and a report that the command line made."""

import shutil
from pathlib import Path

import pytest

from command_line import discography_report
from DiscographyReportLib.jobs.sample import Sample, make_sample

SIZE, SLICES = 64, 120


@pytest.fixture(scope="module")
def a_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample") / "sample", size=SIZE, slices=SLICES)


@pytest.fixture
def a_case(a_sample: Sample, tmp_path: Path) -> Path:
    return Path(shutil.copy(a_sample.case, tmp_path / "case.json"))


@pytest.fixture
def a_report(a_sample: Sample, tmp_path: Path) -> Path:
    path = tmp_path / "report.dcm"
    answer = discography_report("export", a_sample.case, "--ct", a_sample.images, "-o", path, "--state", "complete")
    assert answer.code == 0, answer.err
    return path

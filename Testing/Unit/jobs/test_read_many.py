# SPDX-License-Identifier: Apache-2.0
"""Reading many documents gives, file for file, what reading one gives, in order and on any number of cores."""

import shutil
from pathlib import Path

import pytest

from DiscographyReportLib.jobs.read_many import read_many
from DiscographyReportLib.jobs.reading import read
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.sr.errors import ReadError
from plain_reports import report, with_disc
from sr_documents import HERE, written

MANY = 90
"""Enough for two workers."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two different reports again and again, one damaged file and one that is no DICOM."""
    place = tmp_path_factory.mktemp("documents")
    contents = [written(with_disc(report(level), position=HERE)) for level in (Level.L4_L5, Level.L5_S1)]
    for number in range(MANY):
        (place / f"{number:03d}.dcm").write_bytes(contents[number % 2])
    (place / "033.dcm").write_bytes(contents[0][:3000])
    (place / "051.dcm").write_text("no DICOM")
    return place


def expected(path: Path) -> object:
    try:
        return read(path)
    except ReadError as error:
        return str(error)


def told(paths: list[Path], workers: int | None = None) -> list[tuple[Path, object]]:
    return [(path, str(it) if isinstance(it, ReadError) else it) for path, it in read_many(paths, workers)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_file_gives_what_reading_it_alone_gives_in_the_order_asked_for(folder, workers):
    paths = sorted(folder.iterdir(), reverse=True)

    assert told(paths, workers) == [(path, expected(path)) for path in paths]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder):
    paths = sorted(folder.iterdir())
    failed = [path.name for path, outcome in read_many(paths, 2) if isinstance(outcome, ReadError)]

    assert failed == ["033.dcm", "051.dcm"]


def test_no_document_at_all_is_no_error():
    assert told([]) == []


def test_documents_are_given_before_all_are_read(folder, tmp_path):
    copies = [Path(shutil.copy(path, tmp_path)) for path in sorted(folder.iterdir())]
    reading = read_many(copies, workers=1)
    next(reading)
    copies[-1].unlink()

    assert str(list(reading)[-1][1]) == f"{copies[-1]} does not exist"

# SPDX-License-Identifier: Apache-2.0
"""The sample as files: valid DICOM, the same on every run, whole or not there."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.series.reading import read_series
from DiscographyReportLib.series.sample.discogram import write_sample
from tools_found import external_tool

SMALL = {"size": 64, "slices": 40}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("samples") / "sample")


@pytest.fixture
def small(tmp_path):
    return write_sample(tmp_path / "sample", **SMALL)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_slice_that_is_looked_at_is_a_valid_ct_image(sample):
    for number in (1, 80, 160):
        command = [external_tool("dciodvfy"), "-new", str(sample.folder / "ct" / f"IM{number:04d}.dcm")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0
        assert [line for line in done.stderr.splitlines() if line.startswith(("Error", "Warning"))] == []


def test_the_sample_is_read_back_as_one_even_stack(sample):
    ct = read_series(sample.folder / "ct")
    assert len(ct.slices) == 160
    assert ct.notices == ()
    assert ct.slice_spacing_mm() == pytest.approx(1.4)
    assert ct.study_instance_uid == sample.study_instance_uid
    assert ct.series_instance_uid == sample.series_instance_uid
    assert ct.frame_of_reference_uid == sample.frame_of_reference_uid


def test_every_disc_center_is_located_on_a_pixel_with_contrast(sample):
    ct = read_series(sample.folder / "ct")
    for disc in sample.discs:
        found = ct.locate(disc.center)
        dataset = dcmread(found.slice.path)
        hu = dataset.pixel_array[int(found.row), int(found.column)] * dataset.RescaleSlope + dataset.RescaleIntercept
        assert hu > 400, disc.level


def test_a_sample_fits_in_25_megabytes_and_reaches_from_air_to_contrast(sample):
    paths = list((sample.folder / "ct").iterdir())
    assert sum(path.stat().st_size for path in paths) < 25e6
    hu = np.array([dcmread(path).pixel_array for path in paths]).astype(int) - 1024
    assert hu.min() < -950
    assert 900 < hu.max() < 2000


def test_the_same_values_give_the_same_bytes(small, tmp_path):
    again = write_sample(tmp_path / "again", **SMALL)
    assert contents(again.folder) == contents(small.folder)


def test_another_seed_gives_other_instances_and_other_pixels(small, tmp_path):
    other = write_sample(tmp_path / "other", seed=2, **SMALL)
    assert other.series_instance_uid != small.series_instance_uid
    first, second = (dcmread(made.folder / "ct" / "IM0020.dcm") for made in (small, other))
    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert first.PixelData != second.PixelData


def test_the_uids_are_the_same_on_every_machine(small):
    assert small.series_instance_uid == "2.25.302524520312226448764233413413294752475"
    assert dcmread(small.folder / "ct" / "IM0001.dcm").SOPInstanceUID == "2.25.287663556675292841051792451597203688899"


def test_the_truth_file_says_what_the_returned_value_says(small):
    document = json.loads((small.folder / "truth.json").read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == ("discography-sample", 1)
    assert document["series_instance_uid"] == small.series_instance_uid
    assert len(document["files"]) == 40
    last = document["discs"][-1]
    assert (last["level"], last["modified_dallas_0_5"], last["leaks"]) == ("L5-S1", 5, ["epidural"])
    assert tuple(last["center"]) == small.discs[-1].center


def test_a_complete_sample_is_used_again_and_files_beside_it_stay(small):
    (small.folder / "report.dcm").write_text("mine")
    before = (small.folder / "ct" / "IM0001.dcm").stat().st_mtime_ns
    assert write_sample(small.folder, **SMALL) == small
    assert (small.folder / "ct" / "IM0001.dcm").stat().st_mtime_ns == before
    assert (small.folder / "report.dcm").read_text() == "mine"


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_damaged_sample_is_made_anew(small, damage):
    before = contents(small.folder)
    damage(small.folder / "ct" / "IM0007.dcm")
    write_sample(small.folder, **SMALL)
    assert contents(small.folder) == before


def test_a_sample_with_other_values_replaces_an_earlier_one(small):
    write_sample(small.folder, size=64, slices=44)
    assert len(list((small.folder / "ct").iterdir())) == 44
    assert [path.name for path in small.folder.parent.iterdir()] == ["sample"]


def test_a_sample_with_other_files_beside_it_is_not_replaced(small):
    (small.folder / "report.dcm").write_text("mine")
    with pytest.raises(SeriesError, match="no sample discogram"):
        write_sample(small.folder, size=64, slices=44)
    assert (small.folder / "report.dcm").exists()


@pytest.mark.parametrize("name", ["notes.txt", "truth.json", "ct"])
def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path, name):
    (tmp_path / name).write_text("{}")
    with pytest.raises(SeriesError, match="new or empty folder"):
        write_sample(tmp_path, **SMALL)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SeriesError, match="is a file"):
        write_sample(tmp_path / "file", **SMALL)


@pytest.mark.parametrize("values", [{"size": 0}, {"size": 5000}, {"slices": 1}])
def test_values_out_of_range_are_refused_with_the_range(tmp_path, values):
    with pytest.raises(SeriesError, match=r"give \d+ to \d+"):
        write_sample(tmp_path / "sample", **values)
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_is_canceled_leaves_nothing(tmp_path):
    def cancel(done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path / "sample", progress=cancel, **SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SeriesError, match="choose another folder"):
        write_sample(tmp_path / "file" / "sample", **SMALL)

# SPDX-License-Identifier: Apache-2.0
"""A fresh scene for every test, and a synthetic CT that is written once."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")

from DiscographyReportLib.scene.logic import DiscographyLogic
from DiscographyReportLib.series.sample.discogram import SampleDiscogram, write_sample
from Scene.folder_database import FolderDatabase
from Scene.sandbox import Sandbox, vtk_errors


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A scene; what VTK or MRML complains about fails the test."""
    cache = tmp_path / "slicer-cache"
    cache.mkdir()
    with vtk_errors() as errors:
        made = Sandbox(cache)
        made.errors = errors
        yield made
    assert errors == []


@pytest.fixture
def scene(sandbox: Sandbox) -> Any:
    return sandbox.scene


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleDiscogram:
    """A small sample discogram: 40 slices of 64 x 64."""
    return write_sample(tmp_path_factory.mktemp("sample") / "discogram", size=64, slices=40)


@pytest.fixture
def ct_files(sample: SampleDiscogram) -> list[Path]:
    """From the feet upward, as Slicer sorts them for a right-handed volume."""
    return sorted((sample.folder / "ct").iterdir(), reverse=True)


@pytest.fixture
def database(tmp_path: Path, ct_files: list[Path]) -> FolderDatabase:
    """A database that knows the sample."""
    return FolderDatabase(tmp_path / "database").refer(ct_files)


@pytest.fixture
def volume(sandbox: Sandbox, ct_files: list[Path]) -> Any:
    """The sample as Slicer's DICOM plugin leaves it in the scene."""
    return with_instance_uids(sandbox.load_ct(ct_files), ct_files)


@pytest.fixture
def logic(scene: Any, database: FolderDatabase) -> DiscographyLogic:
    """Clock: 12:00, and a second later at every look."""
    seconds = iter(range(100_000))
    return DiscographyLogic(
        scene, database.local, lambda: datetime(2026, 10, 14, 12, 0) + timedelta(seconds=next(seconds))
    )


@pytest.fixture
def own_ct(tmp_path: Path, ct_files: list[Path]) -> list[Path]:
    """The sample's files to be damaged."""
    folder = tmp_path / "own-ct"
    folder.mkdir()
    return [Path(shutil.copy(path, folder)) for path in ct_files]


def with_instance_uids(volume: Any, paths: list[Path]) -> Any:
    import pydicom

    uids = [str(pydicom.dcmread(path, specific_tags=["SOPInstanceUID"]).SOPInstanceUID) for path in paths]
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(uids))
    return volume

# SPDX-License-Identifier: Apache-2.0
"""A DICOM database over a folder, with the calls of Slicer's that the library makes; real files, read with pydicom."""

import shutil
from pathlib import Path

import pydicom
from pydicom.multival import MultiValue
from pydicom.tag import Tag

from DiscographyReportLib.scene.local_database import LocalDatabase


class FolderDatabase:
    """Files are known once they were added; a copy of each lies in the database's own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Path] = {}
        self._heads: dict[Path, pydicom.Dataset] = {}

    @property
    def local(self) -> LocalDatabase:
        return LocalDatabase(self, self.insert)

    def refer(self, paths: list[Path]) -> "FolderDatabase":
        """Know files where they are, without copying them."""
        for path in paths:
            self._files[str(self._head(path).SOPInstanceUID)] = path
        return self

    def insert(self, path: str) -> None:
        """Copy a file in, as Slicer's indexer does."""
        uid = str(pydicom.dcmread(path, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)
        self.folder.mkdir(parents=True, exist_ok=True)
        copy = self.folder / uid
        shutil.copyfile(path, copy)
        self._files[uid] = copy

    def remove(self, sop_instance_uid: str) -> None:
        del self._files[sop_instance_uid]

    def fileForInstance(self, sop_instance_uid: str) -> str:
        return str(self._files.get(sop_instance_uid, ""))

    def instancesForSeries(self, series_instance_uid: str) -> tuple[str, ...]:
        found = self._files.items()
        return tuple(uid for uid, path in found if self._head(path).SeriesInstanceUID == series_instance_uid)

    def fileValue(self, path: str, tag: str) -> str:
        return self._value(self._head(Path(path)), tag)

    def instanceValue(self, sop_instance_uid: str, tag: str) -> str:
        path = self._files.get(sop_instance_uid)
        return "" if path is None else self._value(self._head(path), tag)

    def _head(self, path: Path) -> pydicom.Dataset:
        if path not in self._heads:
            self._heads[path] = pydicom.dcmread(path, stop_before_pixels=True, force=True)
        return self._heads[path]

    @staticmethod
    def _value(dataset: pydicom.Dataset, tag: str) -> str:
        element = dataset.get(Tag(*(int(part, 16) for part in tag.split(","))))
        value = "" if element is None or element.value is None else element.value
        return "\\".join(map(str, value)) if isinstance(value, MultiValue) else str(value)

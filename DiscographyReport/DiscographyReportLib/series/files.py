# SPDX-License-Identifier: Apache-2.0
"""Finding the DICOM files of a folder and reading of each just what the choice of a series needs."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    MediaStorageDirectoryStorage,
)

from ..texts import _
from .attributes import UNREADABLE, text
from .errors import SeriesError

Progress = Callable[[int, int], None]

NEEDED = [
    "SpecificCharacterSet", "ImageType", "SOPClassUID", "SOPInstanceUID", "Modality", "SeriesDescription",
    "PatientName", "PatientID", "IssuerOfPatientID", "PatientBirthDate", "SliceThickness",
    "StudyInstanceUID", "SeriesInstanceUID", "SeriesNumber", "ImagePositionPatient", "ImageOrientationPatient",
    "FrameOfReferenceUID", "NumberOfFrames", "Rows", "Columns", "PixelSpacing",
    "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence",
]  # fmt: skip
IDENTITY = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
PLACE = ("FrameOfReferenceUID", "Rows", "Columns")


CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2"
ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1"
LEGACY_CONVERTED_ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.2"
MULTI_FRAME = frozenset({ENHANCED_CT, LEGACY_CONVERTED_ENHANCED_CT})
CT_CLASSES = MULTI_FRAME | {CT_IMAGE}

PREFIX_LENGTH = 132
UNDEFINED_LENGTH = 0xFFFFFFFF


@dataclass(frozen=True)
class DicomFile:
    """One DICOM file and the attributes named in `NEEDED` that it has."""

    path: Path
    dataset: Dataset
    has_pixels: bool


@dataclass(frozen=True)
class Scan:
    """What a folder holds: DICOM files in the order of their paths, and how many files are something else."""

    files: tuple[DicomFile, ...]
    other: int


def scan(place: Path, progress: Progress | None = None) -> Scan:
    """Read the headers of all files under a folder (or of the one file), without following linked folders.

    Raises `SeriesError` for a place that does not exist, an empty folder, and a damaged DICOM file, naming it.
    """
    paths = _paths(place)
    found = []
    for done, path in enumerate(paths, 1):
        found.append(read_header(path))
        if progress is not None:
            progress(done, len(paths))
    files = tuple(file for file in found if file is not None)
    directories = sum(_is_directory(file) for file in files)
    kept = tuple(file for file in files if not _is_directory(file))
    return Scan(kept, len(paths) - len(kept) - directories)


def read_header(path: Path) -> DicomFile | None:
    """The needed attributes of one file, None when it is no DICOM file; `SeriesError` when it is a damaged one."""
    try:
        with path.open("rb") as stream:
            return _read(path, stream)
    except OSError as error:
        raise SeriesError(
            _("The file {path} cannot be read ({reason}): check its permissions.").format(
                path=path, reason=error.strerror
            )
        ) from error


def read_full_header(path: Path) -> Dataset:
    """The whole dataset of a file up to its pixel data."""
    return dcmread(path, stop_before_pixels=True, force=True)


def _paths(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise SeriesError(_("There is no folder {place}: give the folder that holds the CT.").format(place=place))
    inside = (Path(folder) / name for folder, _, names in os.walk(place) for name in names)
    paths = sorted(path for path in inside if path.is_file())
    if not paths:
        raise SeriesError(_("The folder {place} is empty: give the folder that holds the CT.").format(place=place))
    return paths


def _read(path: Path, stream: BinaryIO) -> DicomFile | None:
    start = stream.read(PREFIX_LENGTH)
    if not _looks_like_dicom(start):
        return None
    stream.seek(0)
    try:
        dataset = dcmread(stream, stop_before_pixels=True, force=True, specific_tags=NEEDED)
        short = _short_value(dataset)
        pixels = _has_pixels(path, dataset, stream)
        complete = all(text(dataset, keyword) for keyword in _required(dataset, pixels))
    except SeriesError:
        raise
    except UNREADABLE as error:
        raise SeriesError(_damaged(path, _("its header cannot be read"))) from error
    if not text(dataset, "SOPClassUID") and start[128:] != b"DICM":
        return None
    if short or not complete:
        raise SeriesError(_damaged(path, _("its header is cut off or incomplete")))
    return DicomFile(path, dataset, pixels)


def _required(dataset: FileDataset, pixels: bool) -> tuple[str, ...]:
    if _is_directory_dataset(dataset):
        return ()
    if text(dataset, "SOPClassUID") not in CT_CLASSES:
        return IDENTITY[:1]
    # Without pixel data the header may have been cut off between two attributes.
    return IDENTITY if pixels else IDENTITY + PLACE


def _short_value(dataset: Dataset) -> bool:
    """Whether the file ended within the last value that was kept: pydicom returns what there is of it."""
    last: object = dataset.get_item(max(dataset.keys())) if len(dataset) else None
    return isinstance(last, RawDataElement) and last.value is not None and len(last.value) < last.length


def _has_pixels(path: Path, dataset: FileDataset, stream: BinaryIO) -> bool:
    """Whether pixel data follow the header; `SeriesError` when a CT image ends within them (or a skipped element)."""
    syntax = dataset.file_meta.get("TransferSyntaxUID", ImplicitVRLittleEndian)
    if syntax == DeflatedExplicitVRLittleEndian:
        return True
    here, size = stream.tell(), os.fstat(stream.fileno()).st_size
    element = stream.read(12)
    explicit = syntax != ImplicitVRLittleEndian
    length = int.from_bytes(element[8:12] if explicit else element[4:8], "little") if len(element) == 12 else 0
    if length == UNDEFINED_LENGTH or syntax == ExplicitVRBigEndian:
        return True
    missing = here + (12 if explicit else 8) * (len(element) == 12) + length - size
    if missing > 0 and text(dataset, "SOPClassUID") in CT_CLASSES:
        raise SeriesError(_damaged(path, _("{missing} bytes at its end are missing").format(missing=missing)))
    return length > 0


def _looks_like_dicom(start: bytes) -> bool:
    # Old exports have no preamble and begin with group 0008 in little endian.
    return start[128:] == b"DICM" or start[:2] == b"\x08\x00"


def _damaged(path: Path, how: str) -> str:
    return _(
        "The DICOM file {path} is damaged ({how}): copy it again from its source, or take it out of the folder."
    ).format(path=path, how=how)


def _is_directory(file: DicomFile) -> bool:
    return _is_directory_dataset(file.dataset)


def _is_directory_dataset(dataset: Dataset) -> bool:
    meta = getattr(dataset, "file_meta", None)
    return meta is not None and meta.get("MediaStorageSOPClassUID") == MediaStorageDirectoryStorage

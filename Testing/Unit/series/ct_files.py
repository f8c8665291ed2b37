# SPDX-License-Identifier: Apache-2.0
"""Small real CT files for the tests of reading: 4 x 6 pixels, 1.5 mm apart, everything adjustable."""

from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, EnhancedCTImageStorage, ExplicitVRLittleEndian

STUDY, SERIES, OTHER_SERIES, SPACE = "1.2.3.1", "1.2.3.2", "1.2.3.3", "1.2.3.4"
ROWS, COLUMNS = 4, 6
STEP_MM = 1.5
ORIGIN = (-10.0, -20.0, 100.0)
AXIAL = [1, 0, 0, 0, 1, 0]


def ct_slice(index: int, **changed: Any) -> Dataset:
    """A single-frame CT slice; a keyword set to None is left out."""
    dataset = _common(CTImageStorage, f"1.2.3.5.{index}")
    dataset.InstanceNumber = index + 1
    dataset.ImagePositionPatient = [ORIGIN[0], ORIGIN[1], ORIGIN[2] + STEP_MM * index]
    dataset.ImageOrientationPatient = AXIAL
    dataset.PixelSpacing = [0.5, 0.25]
    dataset.PixelData = np.full((ROWS, COLUMNS), index, np.int16).tobytes()
    return _change(dataset, changed)


def enhanced_ct(frames: int, **changed: Any) -> Dataset:
    """A multi-frame CT: orientation and spacing shared, a position per frame."""
    dataset = _common(EnhancedCTImageStorage, "1.2.3.6.1")
    dataset.NumberOfFrames = frames
    dataset.SharedFunctionalGroupsSequence = [_shared_groups()]
    dataset.PerFrameFunctionalGroupsSequence = [_frame_groups(index) for index in range(frames)]
    dataset.PixelData = np.zeros((frames, ROWS, COLUMNS), np.int16).tobytes()
    return _change(dataset, changed)


def save(dataset: Dataset, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(path, enforce_file_format=True)
    return path


def save_series(folder: Path, count: int = 5, **changed: Any) -> Path:
    """A series of `count` slices in a folder, file names in the reverse of the order in space."""
    for index in range(count):
        save(ct_slice(index, **changed), folder / f"IM{count - index:04d}.dcm")
    return folder


def _common(sop_class: str, instance: str) -> Dataset:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = sop_class
    dataset.file_meta.MediaStorageSOPInstanceUID = instance
    dataset.SOPClassUID, dataset.SOPInstanceUID = sop_class, instance
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID, dataset.FrameOfReferenceUID = STUDY, SERIES, SPACE
    dataset.PatientID, dataset.PatientName, dataset.PatientBirthDate = "P-1", "DOE^JANE", "19700101"
    dataset.Modality, dataset.SeriesNumber, dataset.SeriesDescription = "CT", 3, "Bone"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.Rows, dataset.Columns = ROWS, COLUMNS
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 16, 15, 1
    return dataset


def _shared_groups() -> Dataset:
    orientation, measures, groups = Dataset(), Dataset(), Dataset()
    orientation.ImageOrientationPatient = AXIAL
    measures.PixelSpacing, measures.SliceThickness = [0.5, 0.25], 2.0
    groups.PlaneOrientationSequence, groups.PixelMeasuresSequence = [orientation], [measures]
    return groups


def _frame_groups(index: int) -> Dataset:
    position, groups = Dataset(), Dataset()
    position.ImagePositionPatient = [ORIGIN[0], ORIGIN[1], ORIGIN[2] + STEP_MM * index]
    groups.PlanePositionSequence = [position]
    return groups


def _change(dataset: Dataset, changed: dict[str, Any]) -> Dataset:
    for keyword, value in changed.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    return dataset

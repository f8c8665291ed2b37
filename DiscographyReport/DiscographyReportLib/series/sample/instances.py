# SPDX-License-Identifier: Apache-2.0
"""The slices of a sample as CT Image Storage instances (PS3.3 A.3)."""

import uuid
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from .anatomy import Array
from .voxels import FIELD_OF_VIEW_MM, Grid

NAMESPACE = uuid.UUID("6c2f0f6e-58b0-4b1e-9d0c-2f6f3f6b7a51")
"""Of the UIDs of samples. Another value, or another model under the same value, would be other instances."""

INTERCEPT, STORED_BITS = -1024, 12
DATE, SCAN_TIME = "20261014", "101500"


def sample_uid(parameters: str, what: str) -> str:
    """A UID that follows from what it names (PS3.5 B.2, a name-based UUID)."""
    return f"2.25.{uuid.uuid5(NAMESPACE, f'{parameters}/{what}').int}"


def write_slice(path: Path, hu: Array, grid: Grid, parameters: str, index: int) -> None:
    """Write one slice (HU, rows x columns); `index` counts from 0 at the head."""
    dataset = Dataset()
    _identify(dataset, parameters, index)
    _describe_patient_and_study(dataset)
    _describe_series_and_equipment(dataset)
    _describe_acquisition(dataset, grid)
    _describe_plane(dataset, grid, index)
    _describe_pixels(dataset, hu)
    dataset.file_meta = _file_meta(dataset)
    dataset.save_as(path, enforce_file_format=True)


def _file_meta(dataset: Dataset) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    return meta


def _identify(dataset: Dataset, parameters: str, index: int) -> None:
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = CTImageStorage
    dataset.SOPInstanceUID = sample_uid(parameters, f"instance {index}")
    dataset.StudyInstanceUID = sample_uid(parameters, "study")
    dataset.SeriesInstanceUID = sample_uid(parameters, "series")
    dataset.FrameOfReferenceUID = sample_uid(parameters, "frame of reference")
    dataset.PositionReferenceIndicator = ""
    dataset.SyntheticData = "YES"
    dataset.InstanceNumber = index + 1


def _describe_patient_and_study(dataset: Dataset) -> None:
    dataset.PatientName = "SAMPLE^DISCOGRAM"
    dataset.PatientID = "SAMPLE-0001"
    dataset.PatientBirthDate = "19810203"
    dataset.PatientSex = "F"
    dataset.PatientAge = "045Y"
    dataset.StudyDate = DATE
    dataset.StudyTime = "100000"
    dataset.StudyID = "SAMPLE"
    dataset.AccessionNumber = "SAMPLE-CT-1"
    dataset.ReferringPhysicianName = ""
    dataset.StudyDescription = "CT discogram, synthetic sample, no patient"


def _describe_series_and_equipment(dataset: Dataset) -> None:
    dataset.Modality = "CT"
    dataset.SeriesNumber = 2
    dataset.SeriesDate = dataset.AcquisitionDate = dataset.ContentDate = DATE
    dataset.SeriesTime = dataset.AcquisitionTime = dataset.ContentTime = SCAN_TIME
    dataset.SeriesDescription = "Lumbar spine after discography (synthetic)"
    dataset.ProtocolName = "Lumbar spine, bone"
    dataset.BodyPartExamined = "LSPINE"
    dataset.PatientPosition = "HFS"
    dataset.Manufacturer = "DiscographyReport"
    dataset.ManufacturerModelName = "Synthetic discogram"
    dataset.DeviceSerialNumber = "1"
    dataset.SoftwareVersions = "1"


def _describe_acquisition(dataset: Dataset, grid: Grid) -> None:
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.AcquisitionNumber = 1
    dataset.KVP = 120
    dataset.ScanOptions = "HELICAL MODE"
    dataset.ConvolutionKernel = "BONE"
    dataset.GantryDetectorTilt = 0
    dataset.ReconstructionDiameter = FIELD_OF_VIEW_MM
    dataset.SliceThickness = round(grid.step_mm, 4)
    dataset.SpacingBetweenSlices = round(grid.step_mm, 4)
    dataset.ContrastBolusAgent = "Iohexol, injected into the discs T12-L1 to L5-S1"
    dataset.ContrastBolusRoute = "INTRADISCAL"
    dataset.ContrastBolusIngredient = "IODINE"


def _describe_plane(dataset: Dataset, grid: Grid, index: int) -> None:
    position = grid.position(index)
    dataset.ImagePositionPatient = list(position)
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.SliceLocation = position[2]
    dataset.PixelSpacing = [round(grid.pixel_mm, 7)] * 2


def _describe_pixels(dataset: Dataset, hu: Array) -> None:
    stored = np.clip(np.rint(hu) - INTERCEPT, 0, 2**STORED_BITS - 1).astype("<u2")
    dataset.Rows, dataset.Columns = stored.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, STORED_BITS, STORED_BITS - 1
    dataset.PixelRepresentation = 0
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = INTERCEPT, 1, "HU"
    # The wide window comes first: dense contrast must not bloom (bone), then soft tissue.
    dataset.WindowCenter, dataset.WindowWidth = [450, 50], [2200, 400]
    dataset.WindowCenterWidthExplanation = ["BONE", "SOFT TISSUE"]
    dataset.LossyImageCompression = "00"
    dataset.BurnedInAnnotation = "NO"
    dataset.PixelData = stored.tobytes()

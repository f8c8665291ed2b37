# SPDX-License-Identifier: Apache-2.0
"""A CT series as the user has it after a double click in the DICOM browser: indexed, loaded, and in the hierarchy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import slicer
import vtk

from Host import dicom_lib
from Host.dicom_database import ctkDICOMIndexer

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


def _normal(header: pydicom.Dataset) -> np.ndarray:
    row, column = np.reshape(np.array(header.ImageOrientationPatient, dtype=float), (2, 3))
    return np.cross(row, column)


def _sorted(headers: dict[str, pydicom.Dataset]) -> list[str]:
    """Paths in the order of the slices along their normal: the volume is right-handed then."""
    normal = _normal(next(iter(headers.values())))
    return sorted(headers, key=lambda path: float(normal @ np.array(headers[path].ImagePositionPatient, dtype=float)))


def _ijk_to_ras(first: pydicom.Dataset, last: pydicom.Dataset, count: int) -> np.ndarray:
    """The matrix (4, 4) from slice indices to RAS millimeters."""
    row, column = np.reshape(np.array(first.ImageOrientationPatient, dtype=float), (2, 3))
    down, across = (float(value) for value in first.PixelSpacing)
    start, end = (np.array(h.ImagePositionPatient, dtype=float) for h in (first, last))
    step = (end - start) / (count - 1) if count > 1 else _normal(first) * float(first.get("SliceThickness", 1))
    matrix = np.eye(4)
    matrix[:3] = np.column_stack([row * across, column * down, step, start])
    return LPS_TO_RAS @ matrix


def _volume(headers: list[pydicom.Dataset], name: str) -> Any:
    slices = [h.pixel_array * float(h.get("RescaleSlope", 1)) + float(h.get("RescaleIntercept", 0)) for h in headers]
    matrix = _ijk_to_ras(headers[0], headers[-1], len(headers))
    node = slicer.util.addVolumeFromArray(np.stack(slices).astype(np.int16), ijkToRAS=matrix, name=name)
    node.SetAttribute("DICOM.instanceUIDs", " ".join(str(h.SOPInstanceUID) for h in headers))
    node.SetAttribute("DICOM.instanceNumbers", " ".join(str(h.get("InstanceNumber", "")) for h in headers))
    return node


def show(volume: Any, window: float = 1800.0, level: float = 400.0) -> None:
    """Show a volume in the three slice views, fitted, with a window in HU."""
    volume.CreateDefaultDisplayNodes()
    display = volume.GetDisplayNode()
    display.AutoWindowLevelOff()
    display.SetWindowLevel(window, level)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)


def load(paths: Sequence[Path]) -> Any:
    """Index the files of one CT series (linked, not copied) and load it as a shown volume node.

    The node has the attributes that core's scalar volume plugin sets, in the order of the slices.
    """
    ctkDICOMIndexer().addListOfFiles(slicer.dicomDatabase, [str(path) for path in paths])
    headers = {str(path): pydicom.dcmread(path) for path in paths}
    files = _sorted(headers)
    series = str(headers[files[0]].SeriesInstanceUID)
    node = _volume([headers[path] for path in files], dicom_lib.DICOMPlugin().defaultSeriesNodeName(series))
    dicom_lib.add_to_hierarchy(files, node)
    show(node)
    return node


def drawn(shape: tuple[int, int, int] = (24, 64, 64), spacing: float = 2.0, name: str = "Drawn") -> Any:
    """A volume that is not from DICOM: bright blocks on a dark ground, (slices, rows, columns), centered in RAS."""
    voxels = np.full(shape, -1000, np.int16)
    slices, rows, columns = shape
    voxels[:, rows // 4 : -rows // 4, columns // 4 : -columns // 4] = 40
    voxels[slices // 3 : -slices // 3, rows // 2 - 4 : rows // 2 + 4, columns // 2 - 4 : columns // 2 + 4] = 900
    matrix = np.diag([-spacing, -spacing, spacing, 1.0])
    matrix[:3, 3] = spacing * np.array([columns / 2, rows / 2, -slices / 2])
    node = slicer.util.addVolumeFromArray(voxels, ijkToRAS=matrix, name=name)
    show(node)
    return node


def at(node: Any, ras: Sequence[float]) -> int:
    """The voxel at a point in RAS millimeters."""
    matrix = vtk.vtkMatrix4x4()
    node.GetRASToIJKMatrix(matrix)
    i, j, k, _ = (round(value) for value in matrix.MultiplyPoint([*ras, 1.0]))
    return int(slicer.util.arrayFromVolume(node)[k, j, i])

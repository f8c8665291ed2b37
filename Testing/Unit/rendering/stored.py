# SPDX-License-Identifier: Apache-2.0
"""The same small piece of a patient, stored in every way in which scanners and archives store it.

HU rise by 4 per mm to the left, by 2 per mm to the back and by 1 per mm to the head: linear interpolation is exact.
"""

from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from DiscographyReportLib.series.ct import CTSeries
from DiscographyReportLib.series.reading import read_series
from Unit.series.ct_files import ct_slice, enhanced_ct, save

RISE = np.array([4.0, 2.0, 1.0])
MIDDLE = (3.0, -5.0, 40.0)
PIXELS, SLICES, PIXEL_MM, STEP_MM = 48, 40, 1.25, 1.5
SLOPE, INTERCEPT = 0.01, -50.0
_COS, _SIN = np.cos(np.radians(25)), np.sin(np.radians(25))
WAYS = {
    "axial": ((1, 0, 0, 0, 1, 0), None),
    "mirrored": ((-1, 0, 0, 0, 1, 0), None),
    "upside down": ((1, 0, 0, 0, -1, 0), None),
    "rotated by 90 degrees": ((0, 1, 0, -1, 0, 0), None),
    "sagittal": ((0, 1, 0, 0, 0, -1), None),
    "coronal": ((1, 0, 0, 0, 0, -1), None),
    "oblique": ((1, 0, 0, 0, _COS, _SIN), None),
    "oblique to two axes": ((_COS, _SIN, 0, -_SIN * _COS, _COS * _COS, _SIN), None),
    "gantry tilted": ((1, 0, 0, 0, _COS, _SIN), (0, 0, 1)),
}
"""Image Orientation (Patient), and the direction from slice to slice where it is not the normal."""


def stored(folder: Path, way: str) -> CTSeries:
    """A series that shows the region around ``MIDDLE`` in one of ``WAYS``."""
    orientation, stacking = WAYS[way]
    for index, (position, pixels) in enumerate(_planes(orientation, stacking)):
        save(_slice(index, orientation, position, pixels), folder / f"{index}.dcm")
    return read_series(folder)


def stored_in_one_file(folder: Path) -> CTSeries:
    """The same as a multi-frame CT, the frames from the head downward."""
    planes = list(_planes(WAYS["axial"][0], None))[::-1]
    made = enhanced_ct(SLICES, Rows=PIXELS, Columns=PIXELS, PixelData=b"".join(p.tobytes() for _, p in planes))
    shared = made.SharedFunctionalGroupsSequence[0]
    shared.PixelMeasuresSequence[0].PixelSpacing = [PIXEL_MM, PIXEL_MM]
    shared.PixelValueTransformationSequence = [rescaling(SLOPE, INTERCEPT)]
    for (position, _), groups in zip(planes, made.PerFrameFunctionalGroupsSequence, strict=True):
        groups.PlanePositionSequence[0].ImagePositionPatient = list(position)
    save(made, folder / "ct.dcm")
    return read_series(folder / "ct.dcm")


def rescaling(slope: float, intercept: float) -> Dataset:
    """The Pixel Value Transformation of frames (PS3.3 C.7.6.16.2.9)."""
    item = Dataset()
    item.RescaleSlope, item.RescaleIntercept, item.RescaleType = slope, intercept, "HU"
    return item


def hu_at(points: np.ndarray) -> np.ndarray:
    """The truth at points (..., 3), LPS mm."""
    return points @ RISE


def _planes(orientation, stacking):
    row, column = np.array(orientation[:3], float), np.array(orientation[3:], float)
    step = STEP_MM * (np.cross(row, column) if stacking is None else np.array(stacking, float))
    corner = np.array(MIDDLE) - (PIXELS - 1) / 2 * PIXEL_MM * (row + column) - (SLICES - 1) / 2 * step
    i = np.arange(PIXELS) * PIXEL_MM
    for index in range(SLICES):
        position = corner + index * step
        points = position + i[:, None, None] * column + i[None, :, None] * row
        yield position, np.rint((hu_at(points) - INTERCEPT) / SLOPE).astype(np.int32).astype("<i2")


def _slice(index, orientation, position, pixels):
    made = ct_slice(index, Rows=PIXELS, Columns=PIXELS, PixelData=pixels.tobytes())
    made.ImageOrientationPatient, made.ImagePositionPatient = list(orientation), [round(x, 6) for x in position]
    made.PixelSpacing, made.RescaleSlope, made.RescaleIntercept = [PIXEL_MM, PIXEL_MM], SLOPE, INTERCEPT
    return made

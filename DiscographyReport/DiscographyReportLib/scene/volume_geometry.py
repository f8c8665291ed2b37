# SPDX-License-Identifier: Apache-2.0
"""Whether the voxels of a volume lie in the scene's world where its DICOM images say that they lie in the patient.

Slicer puts a CT with uneven slices or a tilted gantry under an acquisition transform, which makes that true again; a
registration, a "center volume" or an edited spacing makes it false. So it is measured, whatever the transform is.
"""

import math
from typing import TYPE_CHECKING

import numpy as np
import vtk
from numpy.typing import NDArray

from ..texts import _
from .coordinates import flipped
from .errors import OutsideError, SceneError
from .nodes import Point, Volume

if TYPE_CHECKING:
    from ..series.ct import CTSeries, Slice

INSTANCE_UIDS = "DICOM.instanceUIDs"
"""Attribute of a volume from DICOM: the SOP Instance UID of each slice, in their order."""
UNKNOWN = "Unknown"
"""What Slicer writes for a slice whose file was not in the database."""
TOLERANCE_MM = 0.25
"""How far a voxel may be from its place: rounding of positions in headers, far below the size of a voxel."""


def transform_problem(volume: Volume) -> str:
    """Why a volume under a transform cannot be used; empty where there is none, it is identity, or it warps.

    A warping one may be Slicer's acquisition transform; ``require_true_place`` tells.
    """
    transform = volume.GetParentTransformNode()
    if transform is None or not transform.IsTransformToWorldLinear():
        return ""
    matrix = vtk.vtkMatrix4x4()
    transform.GetMatrixTransformToWorld(matrix)
    if matrix.IsIdentity():
        return ""
    return _(
        "The volume {volume!r} is under the transform {transform!r}, so its places are no longer "
        "those of the patient: take it out of the transform (Transforms module) before placing "
        "discs."
    ).format(volume=volume.GetName(), transform=transform.GetName())


def apart_mm(volume: Volume, k: int, image_position: str) -> float:
    """How far the first voxel of slice k is from an Image Position (Patient); infinite where it cannot be read."""
    try:
        x, y, z = (float(part) for part in image_position.split("\\"))
    except ValueError:
        return math.inf
    return math.dist(flipped(world_of_voxel(volume, 0, 0, k)), (x, y, z))


def moved_problem(volume: Volume, worst_mm: float) -> str:
    """What is said of a volume that lies elsewhere."""
    return _(
        "The volume {volume!r} does not lie where its DICOM images do ({worst_mm:.1f} mm apart), "
        "so it was moved or changed after loading: load the series again and choose that volume."
    ).format(volume=volume.GetName(), worst_mm=worst_mm)


def require_true_place(volume: Volume, series: "CTSeries") -> None:
    """``SceneError`` unless every slice of the volume lies within ``TOLERANCE_MM`` of an image of the series."""
    columns, rows, count = volume.GetImageData().GetDimensions() if volume.GetImageData() else (0, 0, 0)
    first = series.slices[0]
    if (columns, rows) != (first.columns, first.rows):
        raise SceneError(
            _(
                "The volume {volume!r} has {columns} x {rows} voxels per slice and its images {wide} "
                "x {high}, so it was changed after loading: load the series again and choose that "
                "volume."
            ).format(volume=volume.GetName(), columns=columns, rows=rows, wide=first.columns, high=first.rows)
        )
    near, far = _dicom_corners(series.slices)
    known = [k for k, _ in slices_with_uids(volume)] or list(range(count))
    worst = max((_distance(volume, k, columns, rows, near, far) for k in known), default=math.inf)
    if not worst <= TOLERANCE_MM:
        raise SceneError(moved_problem(volume, worst))


def require_inside(volume: Volume, ras: Point) -> None:
    """``OutsideError`` for a point of the world (RAS, mm) outside the voxels of a volume, however it is transformed."""
    local = [0.0, 0.0, 0.0]
    volume.TransformPointFromWorld(ras, local)
    matrix = vtk.vtkMatrix4x4()
    volume.GetRASToIJKMatrix(matrix)
    place = matrix.MultiplyDoublePoint((*local, 1.0))[:3]
    counts = volume.GetImageData().GetDimensions() if volume.GetImageData() else (0, 0, 0)
    # A voxel reaches half its size to each side of its center; a point that is no number lies nowhere.
    if not all(-0.5 <= at <= count - 0.5 for at, count in zip(place, counts, strict=True)):
        raise OutsideError(
            _("The point lies outside the CT {volume!r}, where no disc of it can be: click inside its images.").format(
                volume=volume.GetName()
            )
        )


def slices_with_uids(volume: Volume) -> list[tuple[int, str]]:
    """Number and SOP Instance UID of every slice whose image is known; empty for a multi-frame image."""
    listed = (volume.GetAttribute(INSTANCE_UIDS) or "").split()
    count = volume.GetImageData().GetDimensions()[2] if volume.GetImageData() else 0
    return [(k, uid) for k, uid in enumerate(listed) if uid != UNKNOWN] if len(listed) == count else []


def _dicom_corners(slices: tuple["Slice", ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centers of the first and the last voxel of each image, LPS mm, shape (slices, 3)."""
    return np.array([plane.position for plane in slices]), np.array([_last_voxel(plane) for plane in slices])


def _last_voxel(plane: "Slice") -> Point:
    right, down = plane.spacing[1] * (plane.columns - 1), plane.spacing[0] * (plane.rows - 1)
    row, column = plane.row_direction(), plane.column_direction()
    x, y, z = (p + right * r + down * c for p, r, c in zip(plane.position, row, column, strict=True))
    return (x, y, z)


def _distance(
    volume: Volume, k: int, columns: int, rows: int, near: NDArray[np.float64], far: NDArray[np.float64]
) -> float:
    """How far slice k is from the image that fits it best: the worse of two opposite corners."""
    first, last = world_of_voxel(volume, 0, 0, k), world_of_voxel(volume, columns - 1, rows - 1, k)
    apart = np.maximum(
        np.linalg.norm(near - np.array(flipped(first)), axis=1), np.linalg.norm(far - np.array(flipped(last)), axis=1)
    )
    return float(apart.min())


def world_of_voxel(volume: Volume, i: int, j: int, k: int) -> Point:
    """The center of a voxel in the scene's world (RAS, mm), through whatever transforms the volume is under."""
    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    local = matrix.MultiplyDoublePoint((i, j, k, 1.0))[:3]
    world = [0.0, 0.0, 0.0]
    volume.TransformPointToWorld(local, world)
    return (world[0], world[1], world[2])

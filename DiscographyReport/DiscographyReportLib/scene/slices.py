# SPDX-License-Identifier: Apache-2.0
"""Going to a disc in the slice views, and tilting a view into its plane and back.

Layout, window and level, zoom and the orientation of views are never touched unasked; a tilted view goes back to
exactly what it was.
"""

import math

import slicer
import vtk

from ..model.report import Report
from ..series.vectors import dot, subtract
from .coordinates import flipped
from .nodes import Point, Scene, SliceNode

BEFORE_TILT = "DiscographyReport.BeforeTilt"
"""Attribute of a slice node: its matrix before it was tilted. Saved with the scene, so that the way back is too."""


def jump_to(scene: Scene, ras: Point, centered: bool = False) -> None:
    """Bring every slice view to a point of the world; ``centered`` also moves the point to the middle of each view."""
    mode = slicer.vtkMRMLSliceNode.CenteredJumpSlice if centered else slicer.vtkMRMLSliceNode.OffsetJumpSlice
    slicer.vtkMRMLSliceNode.JumpAllSlices(scene, *ras, mode)


def tilt(slice_node: SliceNode, ras: Point, normal_ras: Point) -> None:
    """Turn a slice view into the plane through a point with a normal (both RAS), keeping what is up and its zoom.

    Tilting again starts from where the view was before the first tilt.
    """
    straighten(slice_node)
    matrix = slice_node.GetSliceToRAS()
    before = [matrix.GetElement(row, column) for row in range(4) for column in range(4)]
    across = (before[0], before[4], before[8])
    facing = (before[2], before[6], before[10])
    normal = normal_ras if dot(normal_ras, facing) >= 0 else (-normal_ras[0], -normal_ras[1], -normal_ras[2])
    slice_node.SetAttribute(BEFORE_TILT, " ".join(map(repr, before)))
    slice_node.SetSliceToRASByNTP(*normal, *across, *ras, 0)
    slice_node.JumpSliceByOffsetting(*ras)


def straighten(slice_node: SliceNode) -> bool:
    """Undo the tilt of a slice view exactly; False where it was not tilted."""
    before = _before(slice_node)
    if before is None:
        return False
    slice_node.SetAttribute(BEFORE_TILT, None)
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy(before)
    slice_node.GetSliceToRAS().DeepCopy(matrix)
    slice_node.UpdateMatrices()
    return True


def is_tilted(slice_node: SliceNode) -> bool:
    """Whether a slice view was tilted by us."""
    return _before(slice_node) is not None


def plane_normal(report: Report, disc_uid: str, planes: dict[str, Point]) -> Point | None:
    """Unit normal (LPS, toward the head) of a disc: the measured one, else along the line of the neighboring markers.

    ``None`` where no other disc has a marker. The line of the markers leads through the middle of the bodies, which the
    discs cross nearly at a right angle.
    """
    if disc_uid in planes:
        return planes[disc_uid]
    placed = [disc for disc in report.discs if disc.position is not None]
    index = next((number for number, disc in enumerate(placed) if disc.uid == disc_uid), None)
    if index is None or len(placed) < 2:
        return None
    upper, lower = placed[max(index - 1, 0)].position, placed[min(index + 1, len(placed) - 1)].position
    assert upper is not None
    assert lower is not None
    return _unit(subtract(upper.point, lower.point))


def normal_ras(report: Report, disc_uid: str, planes: dict[str, Point]) -> Point | None:
    """The same in RAS, as slice views want it."""
    normal = plane_normal(report, disc_uid, planes)
    return None if normal is None else flipped(normal)


def _before(slice_node: SliceNode) -> list[float] | None:
    try:
        numbers = [float(number) for number in (slice_node.GetAttribute(BEFORE_TILT) or "").split()]
    except ValueError:
        return None
    return numbers if len(numbers) == 16 else None


def _unit(vector: Point) -> Point | None:
    length = math.sqrt(dot(vector, vector))
    return None if length == 0 else (vector[0] / length, vector[1] / length, vector[2] / length)

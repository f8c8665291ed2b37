# SPDX-License-Identifier: Apache-2.0
"""Discs from a segmentation of the vertebrae: each lies between two neighbors, and its plane halves the space there."""

from dataclasses import dataclass
from itertools import pairwise

import slicer
import vtk

from ..model.levels import Level
from ..texts import _
from .disc_planes import DiscPlane, Labelmap, disc_between
from .errors import SceneError
from .nodes import Point, Segmentation
from .vertebrae import FROM_ABOVE, SACRUM, vertebra_of_segment

TERMINOLOGY_TAG = "TerminologyEntry"
"""vtkSegment::GetTerminologyEntryTagName."""


@dataclass(frozen=True)
class DerivedDisc:
    """A disc that was found between two segments: its center and unit normal toward the head (world RAS, mm)."""

    level: Level
    center_ras: Point
    normal_ras: Point


@dataclass(frozen=True)
class Derived:
    """The discs that were found, from above, and a sentence for every place where none could be."""

    discs: tuple[DerivedDisc, ...]
    notices: tuple[str, ...]


def vertebrae_in(segmentation: Segmentation) -> dict[str, str]:
    """Segment ID of each vertebra that is there, from above; ``SceneError`` where two segments are the same one."""
    found: dict[str, str] = {}
    content = segmentation.GetSegmentation()
    for index in range(content.GetNumberOfSegments()):
        segment = content.GetNthSegment(index)
        vertebra = vertebra_of_segment(segment.GetName() or "", _terminology(segment))
        if vertebra is None:
            continue
        if vertebra in found:
            raise SceneError(
                _("Two segments of {segmentation!r} are the vertebra {vertebra}: rename or remove one of them.").format(
                    segmentation=segmentation.GetName(), vertebra=vertebra
                )
            )
        found[vertebra] = content.GetNthSegmentID(index)
    if SACRUM in found:
        found.setdefault("S1", found[SACRUM])
    return {vertebra: found[vertebra] for vertebra in FROM_ABOVE if vertebra in found}


def discs_from_segmentation(segmentation: Segmentation) -> Derived:
    """The discs between the vertebrae of a segmentation.

    ``SceneError`` where no two vertebrae are recognized, or the segmentation is under a warping transform.
    """
    vertebrae = vertebrae_in(segmentation)
    if len(vertebrae) < 2:
        raise SceneError(
            _(
                "{segmentation!r} has {vertebrae} segments that are known as vertebrae: name them as in "
                '"L4" or "vertebrae_L4", or give them the terminology of their vertebra.'
            ).format(segmentation=segmentation.GetName(), vertebrae=len(vertebrae))
        )
    maps = {vertebra: _labelmap(segmentation, segment_id) for vertebra, segment_id in vertebrae.items()}
    found, notices = [], []
    for upper, lower in pairwise(vertebrae):
        level, plane = _level(upper, lower), disc_between(maps[upper], maps[lower])
        if level is None or plane is None:
            notices.append(
                _("No disc was found between {upper} and {lower}: place it by hand.").format(upper=upper, lower=lower)
            )
        else:
            found.append(_derived(level, plane))
    return Derived(tuple(found), tuple(notices))


def _level(upper: str, lower: str) -> Level | None:
    name = f"{upper}-{lower}"
    return Level(name) if name in set(Level) else None


def _derived(level: Level, plane: DiscPlane) -> DerivedDisc:
    (a, b, c), (u, v, w) = map(float, plane.center), map(float, plane.normal)
    return DerivedDisc(level, (a, b, c), (u, v, w))


def _terminology(segment: vtk.vtkObject) -> str:
    value = vtk.reference("")
    return str(value) if segment.GetTag(TERMINOLOGY_TAG, value) else ""


def _labelmap(segmentation: Segmentation, segment_id: str) -> Labelmap:
    """The voxels of one segment and where they lie in the world."""
    image = slicer.vtkOrientedImageData()
    if not segmentation.GetBinaryLabelmapRepresentation(segment_id, image):
        raise SceneError(
            _(
                "The segment {segment_id!r} of {segmentation!r} has no voxels: create its binary "
                "labelmap (Segmentations module)."
            ).format(segment_id=segment_id, segmentation=segmentation.GetName())
        )
    matrix = vtk.vtkMatrix4x4()
    image.GetImageToWorldMatrix(matrix)
    parent = segmentation.GetParentTransformNode()
    if parent is not None:
        if not parent.IsTransformToWorldLinear():
            raise SceneError(
                _(
                    "The segmentation {segmentation!r} is under the warping transform {parent!r}: take it "
                    "out of it (Transforms module)."
                ).format(segmentation=segmentation.GetName(), parent=parent.GetName())
            )
        to_world = vtk.vtkMatrix4x4()
        parent.GetMatrixTransformToWorld(to_world)
        vtk.vtkMatrix4x4.Multiply4x4(to_world, matrix, matrix)
    return Labelmap.of_image(image, matrix)

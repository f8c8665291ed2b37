# SPDX-License-Identifier: Apache-2.0
"""The synthetic spine of the sample as a segmentation: whole vertebrae with arches and processes, and the sacrum."""

from typing import Any

import numpy as np
import slicer
import vtk
from numpy.typing import NDArray
from vtk.util.numpy_support import numpy_to_vtk

from DiscographyReportLib.series.sample.anatomy import build_spine
from DiscographyReportLib.series.sample.bones import paint_sacrum, paint_vertebra
from DiscographyReportLib.series.sample.shapes import Slab

LOW, HIGH = (-82.0, -80.0, -548.0), (78.0, 78.0, -300.0)
"""Corners of the box (LPS, mm) that holds the spine."""
BONE_HU = -400.0


def vertebra_masks(step_mm: float) -> dict[str, NDArray[np.bool_]]:
    """Voxels (k, j, i) of each bone on a grid over the box, from above."""
    axes = [np.arange(low, high, step_mm, dtype=np.float32) for low, high in zip(LOW, HIGH, strict=True)]
    spine = build_spine()
    painters = [(vertebra.name, paint_vertebra, vertebra) for vertebra in reversed(spine.vertebrae)]
    painters.append(("sacrum", paint_sacrum, spine.sacrum))
    masks = {}
    for name, paint, shape in painters:
        hu = np.full([len(axis) for axis in reversed(axes)], -1000, np.float32)
        paint(Slab(*axes, hu), shape)
        masks[name] = hu > BONE_HU
    return masks


def add_segmentation(scene: Any, masks: dict[str, NDArray[np.bool_]], step_mm: float, name: str = "{}") -> Any:
    """A segmentation node with one segment per bone; ``name`` says how a segment is called."""
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Segmentation")
    node.CreateDefaultDisplayNodes()
    for bone, mask in masks.items():
        node.AddSegmentFromBinaryLabelmapRepresentation(_image(mask, step_mm), name.format(bone), [1.0, 0.9, 0.7])
    return node


def add_code(segmentation: Any, segment_name: str, entry: str) -> None:
    """Give a segment the terminology entry that Slicer would."""
    content = segmentation.GetSegmentation()
    segment = content.GetSegment(content.GetSegmentIdBySegmentName(segment_name))
    segment.SetTag("TerminologyEntry", entry)


def _image(mask: NDArray[np.bool_], step_mm: float) -> Any:
    """Cut to what is set, as Slicer keeps a segment: its extent does not begin at 0."""
    found = np.argwhere(mask)
    (k0, j0, i0), (k1, j1, i1) = found.min(axis=0), found.max(axis=0)
    image = slicer.vtkOrientedImageData()
    image.SetExtent(int(i0), int(i1), int(j0), int(j1), int(k0), int(k1))
    part = np.ascontiguousarray(mask[k0 : k1 + 1, j0 : j1 + 1, i0 : i1 + 1]).astype(np.uint8)
    scalars = numpy_to_vtk(part.ravel(), deep=True, array_type=vtk.VTK_UNSIGNED_CHAR)
    scalars.SetName("ImageScalars")
    image.GetPointData().SetScalars(scalars)
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy((-step_mm, 0, 0, -LOW[0], 0, -step_mm, 0, -LOW[1], 0, 0, step_mm, LOW[2], 0, 0, 0, 1))
    image.SetImageToWorldMatrix(matrix)
    return image

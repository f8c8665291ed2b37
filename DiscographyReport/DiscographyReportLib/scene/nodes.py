# SPDX-License-Identifier: Apache-2.0
"""The nodes of the scene as this package speaks of them.

MRML classes are made at run time by VTK's wrapping, so these names are for people; a type checker sees `Any`.
"""

from collections.abc import Iterator
from typing import Any

Scene = Any
"""vtkMRMLScene."""
Node = Any
"""Any vtkMRMLNode; a report node is a vtkMRMLScriptedModuleNode."""
Volume = Any
"""vtkMRMLScalarVolumeNode."""
Markups = Any
"""vtkMRMLMarkupsFiducialNode."""
SliceNode = Any
"""vtkMRMLSliceNode."""
Segmentation = Any
"""vtkMRMLSegmentationNode."""
Table = Any
"""vtkMRMLTableNode."""

Point = tuple[float, float, float]


def nodes_of(scene: Scene, class_name: str) -> Iterator[Node]:
    """The nodes of a class in the order of the scene."""
    for index in range(scene.GetNumberOfNodesByClass(class_name)):
        yield scene.GetNthNodeByClass(index, class_name)

# SPDX-License-Identifier: Apache-2.0
"""Subject hierarchy items come and go with their nodes. In Slicer the Qt plugin layer does that."""

from typing import Any

import slicer
import vtk


def _shown(node: Any) -> bool:
    plain = node.IsA("vtkMRMLStorableNode") and not node.IsA("vtkMRMLColorNode")
    return bool(plain and not node.GetHideFromEditors())


def _add(scene: Any, node: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if _shown(node) and not hierarchy.GetItemByDataNode(node):
        hierarchy.CreateItem(hierarchy.GetSceneItemID(), node)


def _remove(scene: Any, node: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    item = hierarchy.GetItemByDataNode(node)
    if item:
        hierarchy.RemoveItem(item, False, False)


def watch(scene: Any) -> None:
    """Keep the hierarchy of a scene up to date; nothing happens while the scene is importing or closing."""

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def added(_caller: Any, _event: str, node: Any) -> None:
        if not scene.IsBatchProcessing():
            _add(scene, node)

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def removed(_caller: Any, _event: str, node: Any) -> None:
        if not scene.IsBatchProcessing():
            _remove(scene, node)

    def imported(*_: Any) -> None:
        for node in [scene.GetNthNode(i) for i in range(scene.GetNumberOfNodes())]:
            _add(scene, node)

    scene.AddObserver(scene.NodeAddedEvent, added)
    scene.AddObserver(scene.NodeAboutToBeRemovedEvent, removed)
    scene.AddObserver(scene.EndImportEvent, imported)

# SPDX-License-Identifier: Apache-2.0
"""The views as discography is read: axial, sagittal and coronal at once, all showing the CT. Only when asked.

One of Slicer's own layouts, since a scene that is saved with another opens to nothing where nobody knows that one. What
was there before is kept in the layout node, saved with the scene, and put back on request. Window and level,
orientations and zoom are not touched.
"""

import json
from typing import Any

import slicer

from .nodes import Node, Scene, Volume, nodes_of

LAYOUT = slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView
BEFORE = "DiscographyReport.BeforeArranging"
"""Attribute of the layout node."""
VIEWS = ("Red", "Yellow", "Green")


def is_arranged(scene: Scene) -> bool:
    """Whether the views stand as we arranged them."""
    node = _layout_node(scene)
    return node is not None and node.GetViewArrangement() == LAYOUT and bool(node.GetAttribute(BEFORE))


def arrange(scene: Scene, volume: Volume | None) -> tuple[bool, tuple[str, ...]]:
    """Arrange the views; whether the layout changed, and in which views another volume, or none, was shown before."""
    node = _layout_node(scene)
    if node is None:
        return False, ()
    if not is_arranged(scene):
        node.SetAttribute(BEFORE, json.dumps({"layout": node.GetViewArrangement(), "shown": _shown(scene)}))
    changed = node.GetViewArrangement() != LAYOUT
    if changed:
        node.SetViewArrangement(LAYOUT)
    return changed, () if volume is None else _show(scene, dict.fromkeys(VIEWS, volume.GetID()))


def put_back(scene: Scene) -> bool:
    """Give back the layout and the volumes that were shown before; False where nothing was arranged."""
    node = _layout_node(scene)
    before = _before(node)
    if node is None or before is None:
        return False
    node.SetAttribute(BEFORE, None)
    if node.GetViewArrangement() != before["layout"]:
        node.SetViewArrangement(before["layout"])
    _show(scene, before["shown"])
    return True


def _before(node: Node | None) -> dict[str, Any] | None:
    try:
        kept = json.loads((node.GetAttribute(BEFORE) or "null") if node is not None else "null")
        return {"layout": int(kept["layout"]), "shown": dict(kept["shown"])}
    except (KeyError, TypeError, ValueError):
        return None


def _composites(scene: Scene) -> dict[str, Node]:
    return {str(one.GetLayoutName()): one for one in nodes_of(scene, "vtkMRMLSliceCompositeNode")}


def _shown(scene: Scene) -> dict[str, str]:
    found = _composites(scene)
    return {name: found[name].GetBackgroundVolumeID() or "" for name in VIEWS if name in found}


def _show(scene: Scene, volumes: dict[str, str]) -> tuple[str, ...]:
    """Put volumes into the background of views; which views changed."""
    changed = []
    for name, composite in _composites(scene).items():
        wanted = volumes.get(name)
        if wanted is not None and wanted != (composite.GetBackgroundVolumeID() or ""):
            # A volume that was closed meanwhile cannot come back.
            composite.SetBackgroundVolumeID(wanted if scene.GetNodeByID(wanted) is not None else None)
            changed.append(name)
    return tuple(changed)


def _layout_node(scene: Scene) -> Node | None:
    return next(nodes_of(scene, "vtkMRMLLayoutNode"), None)

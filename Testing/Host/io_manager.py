# SPDX-License-Identifier: Apache-2.0
"""slicer.app.coreIOManager(): loading and saving of what our tests need, straight on the module logics."""

from pathlib import Path
from typing import Any

import slicer
import vtk

FILE_TYPES = {
    ".mrk.json": "MarkupsFile",
    ".seg.nrrd": "SegmentationFile",
    ".mrml": "SceneFile",
    ".mrb": "SceneFile",
    ".tsv": "TableFile",
}
LABEL_MAP, SINGLE_FILE = 1, 8


def _load_scene(properties: dict[str, Any]) -> bool:
    path, scene = properties["fileName"], slicer.mrmlScene
    if properties.get("clear"):
        scene.Clear(False)
    scene.SetURL(path)
    return bool(scene.ReadFromMRB(path, False) if path.endswith(".mrb") else scene.Import())


def _load_volume(properties: dict[str, Any], name: str) -> Any:
    files = vtk.vtkStringArray()
    for path in properties.get("fileNames", []):
        files.InsertNextValue(path)
    options = LABEL_MAP * bool(properties.get("labelmap")) | SINGLE_FILE * bool(properties.get("singleFile"))
    node = slicer.modules.volumes.logic().AddArchetypeVolume(properties["fileName"], name, options, files)
    if node and properties.get("show", True) and not properties.get("labelmap"):
        logic = slicer.app.applicationLogic()
        logic.GetSelectionNode().SetActiveVolumeID(node.GetID())
        logic.PropagateVolumeSelection()
    return node


def _load_markups(properties: dict[str, Any], name: str) -> Any:
    loaded = slicer.modules.markups.logic().LoadMarkups(properties["fileName"], name) or ""
    return slicer.mrmlScene.GetNodeByID(loaded.split(",")[0])


def _load_segmentation(properties: dict[str, Any], name: str) -> Any:
    return slicer.modules.segmentations.logic().LoadSegmentationFromFile(properties["fileName"], True, name)


def _load_table(properties: dict[str, Any], name: str) -> Any:
    return slicer.modules.tables.logic().AddTable(properties["fileName"], name)


LOADERS = {
    "VolumeFile": _load_volume,
    "MarkupsFile": _load_markups,
    "SegmentationFile": _load_segmentation,
    "TableFile": _load_table,
}


class IOManager:
    """What slicer.util.load... and save... go through."""

    def fileType(self, name: Any) -> str:
        """The reader for a file name."""
        lower = str(name).lower()
        return next((kind for suffix, kind in FILE_TYPES.items() if lower.endswith(suffix)), "VolumeFile")

    def fileWriterFileType(self, _node: Any) -> str:
        """The writer for a node."""
        return "Node"

    def loadNodes(self, kind: str, properties: dict[str, Any], loaded: Any = None, _messages: Any = None) -> bool:
        """Load a file; False when it is not there or cannot be read."""
        path = Path(str(properties["fileName"]))
        if not path.exists():
            return False
        if kind == "SceneFile":
            return _load_scene(properties)
        if kind not in LOADERS:
            raise NotImplementedError(f"the test host cannot load a {kind}")
        node = LOADERS[kind](properties, properties.get("name") or path.name.split(".")[0])
        if node and loaded is not None:
            loaded.AddItem(node)
        return node is not None

    def saveNodes(self, kind: str, properties: dict[str, Any], _messages: Any = None) -> bool:
        """Save a scene or one node; whether it was written."""
        path, scene = Path(str(properties["fileName"])), slicer.mrmlScene
        if kind == "SceneFile":
            scene.SetURL(str(path))
            scene.SetRootDirectory(str(path.parent))
            return bool(scene.WriteToMRB(str(path), None) if path.suffix == ".mrb" else scene.Commit())
        node = scene.GetNodeByID(properties["nodeID"])
        node.AddDefaultStorageNode()
        storage = node.GetStorageNode()
        storage.SetFileName(str(path))
        storage.SetUseCompression(properties.get("useCompression", 1))
        return bool(storage.WriteData(node))

# SPDX-License-Identifier: Apache-2.0
"""A scene as Slicer makes one, on real MRML: nodes, logics, files. No window, no Qt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import slicer
import vtk

LOGICS = (
    "vtkSlicerMarkupsLogic",
    "vtkSlicerVolumesLogic",
    "vtkSlicerSegmentationsModuleLogic",
    "vtkSlicerSubjectHierarchyModuleLogic",
    "vtkSlicerTablesLogic",
    "vtkSlicerTransformLogic",
)
_VIEWS = (("Red", "Axial"), ("Green", "Coronal"), ("Yellow", "Sagittal"))


class Sandbox:
    """A scene with the module logics that Slicer has, which know how to save and load each kind of node."""

    def __init__(self, folder: Path) -> None:
        self.errors: list[str] = []
        self.scene = slicer.vtkMRMLScene()
        self._application = slicer.vtkSlicerApplicationLogic()
        self._application.SetTemporaryPath(str(folder))
        self._application.SetMRMLScene(self.scene)
        colors = self._application.GetColorLogic()
        colors.SetMRMLScene(self.scene)
        colors.AddDefaultColorNodes()
        self._application.SetModuleLogic("Colors", colors)
        self.logics = {name: self._logic(name) for name in LOGICS}
        self._connect_bundles(folder)
        slicer.vtkMRMLSliceNode.AddDefaultSliceOrientationPresets(self.scene, True)
        self.views = {name: self._view(name, orientation) for name, orientation in _VIEWS}

    def _logic(self, name: str) -> Any:
        logic = getattr(slicer, name)()
        logic.SetMRMLScene(self.scene)
        logic.SetMRMLApplicationLogic(self._application)
        return logic

    def _connect_bundles(self, folder: Path) -> None:
        """What reading an .mrb goes through."""
        self._remote = slicer.vtkMRMLRemoteIOLogic()
        self._remote.SetMRMLScene(self.scene)
        self._remote.SetMRMLApplicationLogic(self._application)
        self._remote.GetCacheManager().SetRemoteCacheDirectory(str(folder))
        self._transfer = slicer.vtkDataIOManagerLogic()
        self._transfer.SetMRMLScene(self.scene)
        self._transfer.SetMRMLApplicationLogic(self._application)
        self._transfer.SetAndObserveDataIOManager(self._remote.GetDataIOManager())
        self._remote.AddDataIOToScene()

    def _view(self, name: str, orientation: str) -> Any:
        view = self.scene.CreateNodeByClass("vtkMRMLSliceNode")
        view.UnRegister(None)
        view.SetName(name)
        view.SetLayoutName(name)
        view.SetSingletonTag(name)
        view = self.scene.AddNode(view)
        view.SetOrientation(orientation)
        return view

    def save(self, folder: Path, kind: str = "mrml") -> Path:
        """Save the scene with all its data, as a scene file or as one bundle."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"case.{kind}"
        self.scene.SetURL(str(path))
        self.scene.SetRootDirectory(str(folder))
        if kind == "mrb":
            assert self.scene.WriteToMRB(str(path), None)
            return path
        for node in _storable(self.scene):
            node.AddDefaultStorageNode()
            storage = node.GetStorageNode()
            storage.SetFileName(str(folder / f"{node.GetID()}.{storage.GetDefaultWriteFileExtension()}"))
            assert storage.WriteData(node)
        assert self.scene.Commit()
        return path

    def open(self, path: Path, *, clear: bool = True) -> None:
        """Open a saved scene, in place of this one or added to it."""
        if clear:
            self.scene.Clear(0)
        self.scene.SetURL(str(path))
        if path.suffix == ".mrb":
            assert self.scene.ReadFromMRB(str(path), False)
        else:
            assert self.scene.Import()

    def load_ct(self, paths: list[Path], name: str = "4: Lumbar discogram") -> Any:
        """Read DICOM files with Slicer's own reader; the order of the slices is that of the paths."""
        names = vtk.vtkStringArray()
        for path in paths:
            names.InsertNextValue(str(path))
        volume = self.logics["vtkSlicerVolumesLogic"].AddArchetypeVolume(str(paths[0]), name, 0, names)
        assert volume is not None
        return volume


def _storable(scene: Any) -> list[Any]:
    """The nodes with data of their own, as Slicer's save dialog lists them."""
    nodes = (scene.GetNthNode(number) for number in range(scene.GetNumberOfNodes()))
    return [node for node in nodes if node.IsA("vtkMRMLMarkupsNode") or node.IsA("vtkMRMLTransformNode")]


@contextmanager
def vtk_errors() -> Iterator[list[str]]:
    """Collects what VTK and MRML complain about, which otherwise goes to the terminal and fails nothing."""
    found: list[str] = []
    window = vtk.vtkOutputWindow.GetInstance()

    @vtk.calldata_type(vtk.VTK_STRING)
    def heard(_caller: Any, event: str, words: str) -> None:
        found.append(f"{event}: {words.strip()}")

    tags = [window.AddObserver(event, heard) for event in ("ErrorEvent", "WarningEvent")]
    try:
        yield found
    finally:
        for tag in tags:
            window.RemoveObserver(tag)

# SPDX-License-Identifier: Apache-2.0
"""The MRML scene with its logics, wired as the application wires them."""

from pathlib import Path
from typing import Any

import slicer
import vtk

# Without it the cache manager warns that it will never empty the folder.
CACHE_MARK = ".slicer-cache"
LOGICS = {
    "Markups": "vtkSlicerMarkupsLogic",
    "Volumes": "vtkSlicerVolumesLogic",
    "Segmentations": "vtkSlicerSegmentationsModuleLogic",
    "SubjectHierarchy": "vtkSlicerSubjectHierarchyModuleLogic",
    "Tables": "vtkSlicerTablesLogic",
    "Texts": "vtkSlicerTextsLogic",
    "Transforms": "vtkSlicerTransformLogic",
    "Models": "vtkSlicerModelsLogic",
    "Units": "vtkSlicerUnitsLogic",
}


def new_scene() -> Any:
    """An empty scene, made slicer.mrmlScene."""
    scene = slicer.vtkMRMLScene()
    slicer.mrmlScene = scene
    crosshair = slicer.vtkMRMLCrosshairNode()
    crosshair.SetCrosshairName("default")
    scene.AddNode(crosshair)
    slicer.vtkMRMLSliceNode.AddDefaultSliceOrientationPresets(scene, True)
    return scene


def new_application_logic(scene: Any, folder: str) -> Any:
    """The application logic, with colors and no views yet."""
    logic = slicer.vtkSlicerApplicationLogic()
    logic.SetTemporaryPath(folder)
    logic.SetMRMLScene(scene)
    logic.GetColorLogic().SetMRMLScene(scene)
    logic.GetColorLogic().AddDefaultColorNodes()
    logic.SetModuleLogic("Colors", logic.GetColorLogic())  # the Volumes logic asks for it by this name
    logic.SetSliceLogics(vtk.vtkCollection())
    logic.SetViewLogics(vtk.vtkCollection())
    for view in ("ThreeD", "Slice"):
        factory = getattr(slicer, f"vtkMRML{view}ViewDisplayableManagerFactory")
        factory.GetInstance().SetMRMLApplicationLogic(logic)
    return logic


def remote_io(scene: Any, logic: Any, folder: str) -> tuple[Any, Any]:
    """What reading an .mrb needs; keep the answer alive."""
    remote, data = slicer.vtkMRMLRemoteIOLogic(), slicer.vtkDataIOManagerLogic()
    for part in (remote, data):
        part.SetMRMLScene(scene)
        part.SetMRMLApplicationLogic(logic)
    cache = Path(folder, "cache")
    cache.mkdir(exist_ok=True)
    (cache / CACHE_MARK).touch()
    remote.GetCacheManager().SetRemoteCacheDirectory(str(cache))
    data.SetAndObserveDataIOManager(remote.GetDataIOManager())
    remote.AddDataIOToScene()
    return remote, data


def module_logics(scene: Any, application_logic: Any) -> dict[str, Any]:
    """The logics of Slicer's own modules, by module name."""
    logics = {name: getattr(slicer, kind)() for name, kind in LOGICS.items()}
    for name, logic in logics.items():
        logic.SetMRMLScene(scene)
        logic.SetMRMLApplicationLogic(application_logic)
        application_logic.SetModuleLogic(name, logic)
    return logics

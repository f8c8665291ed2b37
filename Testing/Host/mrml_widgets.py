# SPDX-License-Identifier: Apache-2.0
"""Stand-ins for the plain qMRML and qSlicer widgets: those that know the scene and little else."""

from collections.abc import Callable
from typing import Any

import slicer
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from Host.attributes import stand_in
from Host.properties import Property

SCENE_EVENTS = ("NodeAddedEvent", "NodeRemovedEvent", "EndCloseEvent", "EndImportEvent", "EndBatchProcessEvent")


def observe(owner: Any, caller: Any, event: Any, called: Callable[..., object]) -> int:
    """Observe a VTK object for as long as the widget lives, as Slicer's own widgets do; the observer's tag."""

    def call(*arguments: Any) -> None:
        if isValid(owner):
            called(*arguments)
        else:
            caller.RemoveObserver(tag)

    tag = int(caller.AddObserver(event, call))
    return tag


class SceneObserver:
    """setMRMLScene and mrmlScene, and `_refresh` on every change of the scene's contents."""

    def _observe(self, scene: Any) -> bool:
        """Watch another scene; whether it was another."""
        old = self.mrmlScene()
        if scene is old:
            return False
        for tag in self.__dict__.get("_scene_tags", []):
            old.RemoveObserver(tag)
        self._scene = scene
        self._scene_tags = [] if scene is None else [self._watch(scene, event) for event in SCENE_EVENTS]
        self._refresh()
        return True

    def _watch(self, scene: Any, event: str) -> int:
        return observe(self, scene, getattr(slicer.vtkMRMLScene, event), lambda *_: self._refresh())

    def mrmlScene(self) -> Any:
        """The scene, or None."""
        return self.__dict__.get("_scene")

    def setMRMLScene(self, scene: Any) -> None:
        """Use another scene."""
        self._observe(scene)

    def _refresh(self) -> None:
        """The scene has changed."""


@stand_in("mrmlSceneChanged(vtkMRMLScene*)")
class qMRMLWidget(SceneObserver, QWidget):
    """The root of a panel: passes the scene on."""

    mrmlSceneChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        QWidget.__init__(self, parent)

    def setMRMLScene(self, scene: Any) -> None:
        """Use another scene and tell the children that are connected."""
        if self._observe(scene):
            self.mrmlSceneChanged.emit(scene)


@stand_in("mrmlSceneChanged(vtkMRMLScene*)", hide=("mrmlScene",))
class qSlicerWidget(qMRMLWidget):
    """As qMRMLWidget, but Python cannot ask it for its scene."""


@stand_in("mrmlSceneChanged(vtkMRMLScene*)", hide=("mrmlScene",))
class qSlicerScriptedLoadableModuleWidget(qSlicerWidget):
    """The frame that Slicer gives a scripted module; `self()` is the Python object in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._module: Any = None
        self._entered = False

    isEntered = Property(bool, lambda self: self._entered)
    moduleName = Property(str, lambda self: self._module.name)

    def self(self) -> Any:
        """The module's widget object."""
        return self._module.python_widget()

    def reload(self) -> None:
        """Make the widget object anew, from the script as it is now, and set it up."""
        self._module.fill_panel()

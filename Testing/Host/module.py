# SPDX-License-Identifier: Apache-2.0
"""Modules as Slicer holds them: loaded from a file, with a panel that is made when it is first asked for."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import slicer
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from Host.attributes import stand_in
from Host.mrml_widgets import qSlicerScriptedLoadableModuleWidget


class LogicModule:
    """slicer.modules.<name> of one of Slicer's own modules: its logic."""

    def __init__(self, name: str, logic: Any) -> None:
        self.name, self.title, self.path, self._logic = name, name, "", logic

    def logic(self) -> Any:
        """The module's logic."""
        return self._logic


class qSlicerScriptedLoadableModule:
    """slicer.modules.<name> of a scripted module, which is also the `parent` that its class gets.

    `enter`, `exit` and `close` are for tests: what the application does when the module is chosen, left and unloaded.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = self.title = name
        self.path = str(path)
        self.hidden, self.icon, self.index = False, None, -1
        self.categories, self.dependencies, self.contributors = [], [], []
        self.helpText = self.acknowledgementText = ""
        self.associatedNodeTypes: list[str] = []
        self.widgetRepresentationCreationEnabled = True
        self.instance: Any = None
        self._frame: Any = None

    def logic(self) -> None:
        """A scripted module's C++ side has no logic."""

    def script(self) -> ModuleType:
        """The Python module, the latest after a reload."""
        return sys.modules[self.name]

    def python_widget(self) -> Any:
        """The module's widget object, the latest after a reload."""
        return getattr(slicer.modules, self.name + "Widget")

    def widgetRepresentation(self) -> Any:
        """The panel, made on the first call; None for a module without one."""
        if self._frame is None and hasattr(self.script(), self.name + "Widget"):
            self._make_panel()
        return self._frame

    def _make_panel(self) -> None:
        self._frame = qSlicerScriptedLoadableModuleWidget()
        self._frame._module = self
        self._frame.setLayout(QVBoxLayout())
        self._frame.setMRMLScene(slicer.mrmlScene)
        self.fill_panel()

    def fill_panel(self) -> None:
        """Make the module's widget object in its frame and set it up."""
        widget = getattr(self.script(), self.name + "Widget")(self._frame)
        setattr(slicer.modules, self.name + "Widget", widget)
        widget.setup()

    def enter(self) -> Any:
        """Choose the module; its widget object."""
        self.widgetRepresentation()._entered = True
        getattr(self.python_widget(), "enter", lambda: None)()
        return self.python_widget()

    def exit(self) -> None:
        """Leave the module for another; nothing when it is not shown."""
        if self._frame is None or not self._frame._entered:
            return
        self._frame._entered = False
        getattr(self.python_widget(), "exit", lambda: None)()

    def close(self) -> None:
        """Unload the panel as the application does when it ends; the next `enter` makes a new one."""
        if self._frame is None:
            return
        slicer.app.moduleManager().moduleAboutToBeUnloaded.emit(self.name)
        delattr(slicer.modules, self.name + "Widget")
        self._frame.setParent(None)
        self._frame.deleteLater()
        self._frame = None


@stand_in()
class qSlicerModuleManager(QObject):
    """slicer.app.moduleManager()."""

    moduleAboutToBeUnloaded, moduleLoaded = Signal(str), Signal(str)

    def module(self, name: str) -> Any:
        """A module by name, or None."""
        return getattr(slicer.modules, name.lower(), None)


def _run(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is no Python file")
    script = importlib.util.module_from_spec(spec)
    sys.modules[name] = script
    spec.loader.exec_module(script)
    return script


def load(path: Path) -> qSlicerScriptedLoadableModule:
    """Load a scripted module from its file, once; its folder comes on the path as in Slicer."""
    path = Path(path).resolve()
    known = getattr(slicer.modules, path.stem.lower(), None)
    if known is not None:
        return known
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))
    script = _run(path.stem, path)
    module = qSlicerScriptedLoadableModule(path.stem, path)
    setattr(slicer.modules, path.stem.lower(), module)
    module.instance = getattr(script, path.stem)(module)
    setattr(slicer.modules, path.stem + "Instance", module.instance)
    slicer.app.moduleManager().moduleLoaded.emit(path.stem)
    return module

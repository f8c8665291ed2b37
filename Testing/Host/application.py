# SPDX-License-Identifier: Apache-2.0
"""slicer.app: the part of it that scripted modules use."""

import sys
import types
from typing import Any

import slicer
from PySide6.QtCore import QProcessEnvironment, QSettings, Signal
from PySide6.QtWidgets import QApplication

from Host import environment, hierarchy, scene_setup, translation
from Host.attributes import stand_in
from Host.io_manager import IOManager
from Host.layout_manager import qSlicerLayoutManager
from Host.module import LogicModule, qSlicerModuleManager
from Host.properties import Property

NAME = "DiscographyHost"
VERSION = (5, 12, 3)


class Testing:
    """Whether the application is being tested, as it is by itself here."""

    enabled = True


TESTING = Testing()


class CommandOptions:
    """slicer.app.commandOptions()."""

    noMainWindow = testingEnabled = True


@stand_in()
class qSlicerApplication(QApplication):
    """The application, in testing mode and without a main window."""

    startupCompleted = Signal()

    def _set_up(self) -> None:
        """Make the scene and what stands around it."""
        folder = str(environment.folder())
        self._scene = scene_setup.new_scene()
        self._logic = scene_setup.new_application_logic(self._scene, folder)
        self._remote = scene_setup.remote_io(self._scene, self._logic, folder)
        slicer.modules = types.ModuleType("slicer.modules")
        sys.modules["slicer.modules"] = slicer.modules
        for name, logic in scene_setup.module_logics(self._scene, self._logic).items():
            setattr(slicer.modules, name.lower(), LogicModule(name, logic))
        hierarchy.watch(self._scene)
        self._modules, self._io = qSlicerModuleManager(), IOManager()
        self._layout = qSlicerLayoutManager(self._logic)
        self._settings = QSettings(f"{folder}/user.ini", QSettings.IniFormat)

    def mrmlScene(self) -> Any:
        """The scene."""
        return self._scene

    def applicationLogic(self) -> Any:
        """The application logic."""
        return self._logic

    def moduleLogic(self, name: str) -> Any:
        """The logic of one of Slicer's own modules."""
        return self._logic.GetModuleLogic(name)

    def layoutManager(self) -> qSlicerLayoutManager:
        """The views."""
        return self._layout

    def moduleManager(self) -> qSlicerModuleManager:
        """The modules."""
        return self._modules

    def coreIOManager(self) -> IOManager:
        """Loading and saving."""
        return self._io

    ioManager = coreIOManager

    def dicomDatabase(self) -> Any:
        """The DICOM database."""
        return slicer.dicomDatabase

    def testingEnabled(self) -> bool:
        """True unless a test says otherwise: no dialog opens, and slicer.util.confirm... answer False."""
        return TESTING.enabled

    def translate(self, context: str, text: str) -> str:
        """The translated text."""
        return translation.translate(context, text)

    def userSettings(self) -> QSettings:
        """The settings file; empty at the start of a run."""
        return self._settings

    settings = revisionUserSettings = userSettings

    def startupEnvironment(self) -> QProcessEnvironment:
        """The environment that Slicer was started in, without its own additions; here there are none."""
        return QProcessEnvironment.systemEnvironment()

    def moduleDocumentationUrl(self, _name: str) -> str:
        """There is no documentation server."""
        return "about:blank"

    def commandOptions(self) -> CommandOptions:
        """How the application was started."""
        return CommandOptions()

    def pauseRender(self) -> None:
        """Views draw when Qt asks them: nothing to pause."""

    def resumeRender(self) -> None:
        """Views draw when Qt asks them: nothing to resume."""

    temporaryPath = Property(str, lambda _self: str(environment.folder()))
    applicationLocaleName = Property(str, lambda _self: translation.locale())
    majorVersion = Property(int, lambda _self: VERSION[0])
    minorVersion = Property(int, lambda _self: VERSION[1])


def _kits_on_top() -> None:
    """Slicer has its compiled kits as top-level modules, slicer-core has them in a package."""
    for name, kit in [item for item in sys.modules.items() if item[0].startswith("slicer_core.")]:
        short = name.split(".")[1]
        sys.modules.setdefault(short, kit)
        sys.modules.setdefault(short + "Python", kit)


def create() -> qSlicerApplication:
    """Start the application."""
    _kits_on_top()
    QSettings.setDefaultFormat(QSettings.IniFormat)
    QSettings.setPath(QSettings.IniFormat, QSettings.UserScope, str(environment.folder()))
    app = qSlicerApplication([NAME])
    app.setOrganizationName(NAME)
    app.setApplicationName(NAME)
    slicer.app = app
    app._set_up()
    return app

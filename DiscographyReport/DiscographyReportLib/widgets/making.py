# SPDX-License-Identifier: Apache-2.0
"""Putting the parts together inside Slicer: the only place that knows Slicer's dialogs and settings."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import slicer

from ..jobs.child import Launch, launch_from, launch_here
from ..jobs.errors import JobError
from ..scene.logic import DiscographyLogic
from ..texts import speak
from .database_access import local_database
from .panel import Panel, Surroundings
from .panel_view import PanelView
from .qt_messages import ask
from .qt_settings import QtSettings, read_setting
from .texts import _

_REQUIREMENTS = Path(__file__).resolve().parents[2] / "Resources" / "requirements-delivery.txt"


def make_logic(scene: Any) -> DiscographyLogic:
    """The reports of a scene, with Slicer's DICOM database where it is open."""
    return DiscographyLogic(scene, local_database())


def make_panel(root: Any, logic: DiscographyLogic, load: Callable[[str], Any]) -> PanelView:
    """The panel in a widget of DiscographyReport.ui."""
    speak(slicer.app.applicationLocaleName)
    around = Surroundings(launch, read_setting, install_pynetdicom)
    return PanelView(root, Panel(logic, QtSettings(), ask, around), load, slicer.mrmlScene)


def launch() -> Launch:
    """Slicer's own Python in the environment that Slicer was started in; elsewhere, this one."""
    python = shutil.which("PythonSlicer")
    return launch_here() if python is None else launch_from(python, slicer.util.startupEnvironment())


def install_pynetdicom() -> None:
    """Only when the user asks for it: Slicer names the package, asks, and shows how it goes."""
    try:
        from slicer import packaging
    except ImportError:
        raise JobError(_("This program cannot install packages: pip install 'pynetdicom>=3.0.4,<4'.")) from None
    packaging.pip_ensure(packaging.load_requirements(str(_REQUIREMENTS)), requester=_("Discography Report"))

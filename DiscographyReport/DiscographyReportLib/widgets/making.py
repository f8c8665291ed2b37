# SPDX-License-Identifier: Apache-2.0
"""Putting the parts together inside Slicer: the only place that knows Slicer's dialogs and settings."""

from collections.abc import Callable
from typing import Any

import slicer

from ..scene.logic import DiscographyLogic
from .database_access import local_database
from .panel import Panel
from .panel_view import PanelView
from .qt_settings import QtSettings
from .texts import _


def make_logic(scene: Any) -> DiscographyLogic:
    """The reports of a scene, with Slicer's DICOM database where it is open."""
    return DiscographyLogic(scene, local_database())


def make_panel(root: Any, logic: DiscographyLogic, load: Callable[[str], Any]) -> PanelView:
    """The panel in a widget of DiscographyReport.ui."""
    return PanelView(root, Panel(logic, QtSettings(), confirm), load, slicer.mrmlScene)


def confirm(question: str) -> bool:
    """Ask before what cannot be taken back."""
    return bool(slicer.util.confirmYesNoDisplay(question, windowTitle=_("Discography Report")))

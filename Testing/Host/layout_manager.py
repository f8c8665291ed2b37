# SPDX-License-Identifier: Apache-2.0
"""slicer.app.layoutManager(): three slice views, and a real layout node that remembers what was asked for."""

from typing import Any

import slicer
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from Host.attributes import stand_in
from Host.ctk_widgets import tight
from Host.properties import Property
from Host.slice_view import qMRMLSliceWidget

VIEWS = (
    ("Red", "Axial", (0.95, 0.29, 0.2), (0, 0, 2, 1)),
    ("Green", "Coronal", (0.43, 0.69, 0.29), (1, 1, 1, 1)),
    ("Yellow", "Sagittal", (0.93, 0.84, 0.3), (0, 1, 1, 1)),
)
FOUR_UP = 3
SIZE_AT_START = 600


class LayoutLogic:
    """layoutManager().layoutLogic(): the layout node."""

    def __init__(self) -> None:
        node = slicer.vtkMRMLLayoutNode()
        node.SetSingletonTag("vtkMRMLLayoutNode")  # so that it outlives a scene, as in Slicer
        self._node = slicer.mrmlScene.AddNode(node)
        self._node.AddLayoutDescription(FOUR_UP, "<layout/>")
        self._node.SetViewArrangement(FOUR_UP)

    def GetLayoutNode(self) -> Any:
        """The scene's layout node."""
        return self._node


@stand_in()
class qSlicerLayoutManager(QObject):
    """The views. The layout may change in name only: the three slice views stay where they are."""

    layoutChanged = Signal(int)

    def __init__(self, application_logic: Any) -> None:
        super().__init__()
        self._slice_logics = application_logic.GetSliceLogics()
        self._layout_logic = LayoutLogic()
        self._viewport = QWidget()
        grid = tight(QGridLayout(self._viewport))
        self._widgets: dict[str, qMRMLSliceWidget] = {}
        for name, orientation, color, place in VIEWS:
            self._widgets[name] = qMRMLSliceWidget(application_logic, name, orientation, color)
            self._widgets[name].mrmlSliceNode().SetMappedInLayout(True)
            grid.addWidget(self._widgets[name], *place)
        self._viewport.resize(SIZE_AT_START, SIZE_AT_START)

    def viewport(self) -> QWidget:
        """What holds the views."""
        return self._viewport

    def sliceViewNames(self) -> tuple[str, ...]:
        """Red, Green, Yellow."""
        return tuple(self._widgets)

    def sliceWidget(self, name: str) -> qMRMLSliceWidget | None:
        """A slice widget by name, or None."""
        return self._widgets.get(name)

    def layoutLogic(self) -> LayoutLogic:
        """The layout logic."""
        return self._layout_logic

    def setLayout(self, arrangement: int) -> None:
        """Ask for another layout."""
        node = self._layout_logic.GetLayoutNode()
        if arrangement != node.GetViewArrangement():
            node.SetViewArrangement(arrangement)
            self.layoutChanged.emit(arrangement)

    def resetSliceViews(self) -> None:
        """Show the whole volume everywhere."""
        for widget in self._widgets.values():
            widget.fitSliceToBackground()

    def mrmlSliceLogics(self) -> Any:
        """A vtkCollection of slice logics."""
        return self._slice_logics

    def threeDWidget(self, _index: int) -> None:
        """There is no 3D view."""

    layout = Property(int, lambda self: self._layout_logic.GetLayoutNode().GetViewArrangement(), setLayout)
    threeDViewCount = Property(int, lambda _self: 0)

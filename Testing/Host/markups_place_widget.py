# SPDX-License-Identifier: Apache-2.0
"""qSlicerMarkupsPlaceWidget: the place button, following the real interaction and selection nodes."""

from typing import Any

import slicer
from PySide6.QtCore import Signal, qCritical
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from Host.attributes import stand_in
from Host.ctk_widgets import tight
from Host.mrml_widgets import observe, qSlicerWidget
from Host.properties import Property, stored

NODE_EVENTS = (
    "PointAddedEvent",
    "PointRemovedEvent",
    "PointPositionDefinedEvent",
    "PointPositionUndefinedEvent",
    "FixedNumberOfControlPointsModifiedEvent",
)


def _set_multiple(self: Any, option: int) -> None:
    if self.placeModeEnabled and option in (self.ForcePlaceSingleMarkup, self.ForcePlaceMultipleMarkups):
        self.setPlaceModePersistency(option == self.ForcePlaceMultipleMarkups)


@stand_in(hide=("mrmlScene",))
class qSlicerMarkupsPlaceWidget(qSlicerWidget):
    """Starts and ends placing points into one markups node."""

    activeMarkupsPlaceModeChanged = Signal(bool)
    ShowPlaceMultipleMarkupsOption, HidePlaceMultipleMarkupsOption = 0, 1
    ForcePlaceSingleMarkup, ForcePlaceMultipleMarkups = 2, 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Any = None
        self._node_tags: list[int] = []
        self._told = False
        self._button, self._delete = QToolButton(), QToolButton()
        self._button.setCheckable(True)
        layout = tight(QHBoxLayout(self))
        for button, text in ((self._button, "Place"), (self._delete, "Delete")):
            button.setText(text)
            layout.addWidget(button)
        layout.addStretch(1)
        self._button.clicked.connect(self.setPlaceModeEnabled)
        self._delete.clicked.connect(lambda: self.deleteLastPoint())
        self._follow(slicer.app.applicationLogic())

    def _follow(self, logic: Any) -> None:
        self._interaction, self._selection = logic.GetInteractionNode(), logic.GetSelectionNode()
        for node in (self._interaction, self._selection):
            observe(self, node, "ModifiedEvent", lambda *_: self._update())
        changed = self._interaction.InteractionModeChangedEvent
        observe(self, self._interaction, changed, lambda *_: self._update())
        self._update()

    def _refresh(self) -> None:
        if self.__dict__.get("_node") is not None and self.mrmlScene().GetNodeByID(self._node.GetID()) is None:
            self.setCurrentNode(None)

    def _update(self) -> None:
        usable = self._node is not None and self.mrmlScene() is not None
        self._button.setEnabled(usable and not self._node.GetControlPointPlacementComplete())
        self._delete.setEnabled(usable and self._node.GetNumberOfControlPoints() > 0)
        placing = self.placeModeEnabled
        self._button.setChecked(placing)
        if placing != self._told:
            self._told = placing
            self.activeMarkupsPlaceModeChanged.emit(placing)

    def interactionNode(self) -> Any:
        """The scene's interaction node."""
        return self._interaction

    def currentNode(self) -> Any:
        """The node that points are placed into, or None."""
        return self._node

    currentMarkupsNode = currentNode

    def setCurrentNode(self, node: Any) -> None:
        """Place points into this node from now on."""
        if node is self._node:
            return
        for tag in self._node_tags:
            self._node.RemoveObserver(tag)
        self._node = node
        events = [] if node is None else ["ModifiedEvent", *(getattr(node, name) for name in NODE_EVENTS)]
        self._node_tags = [observe(self, node, event, lambda *_: self._update()) for event in events]
        self._update()

    def placeButton(self) -> QToolButton:
        """The button that starts and ends placing."""
        return self._button

    def deleteButton(self) -> QToolButton:
        """The button that deletes the last point."""
        return self._delete

    def _is_active(self) -> bool:
        return self._node is not None and self._selection.GetActivePlaceNodeID() == self._node.GetID()

    def setPlaceModeEnabled(self, enable: bool) -> None:
        """Start or end placing. Without a node Slicer prints an error and does nothing."""
        if self._node is None or self.mrmlScene() is None:
            if enable:
                qCritical("qSlicerMarkupsPlaceWidget: activate failed: there is no current node or no scene")
            self._update()
            return
        if not enable:
            self._interaction.SetCurrentInteractionMode(self._interaction.ViewTransform)
            return
        if not self._is_active():
            slicer.modules.markups.logic().SetActiveList(self._node)
        if self.placeMultipleMarkups in (self.ForcePlaceSingleMarkup, self.ForcePlaceMultipleMarkups):
            self.setPlaceModePersistency(self.placeMultipleMarkups == self.ForcePlaceMultipleMarkups)
        self._interaction.SetCurrentInteractionMode(self._interaction.Place)

    def setPlaceModePersistency(self, persistent: bool) -> None:
        """Whether placing goes on after a point."""
        self._interaction.SetPlaceModePersistence(int(persistent))

    def setPlaceMultipleMarkups(self, option: int) -> None:
        """One of the enum values of this class."""
        self.placeMultipleMarkups = option

    def deleteLastPoint(self) -> None:
        """Delete the point placed last."""
        if self._node is not None and self._node.GetNumberOfControlPoints() > 0:
            self._node.RemoveNthControlPoint(self._node.GetNumberOfControlPoints() - 1)

    def deleteAllPoints(self) -> None:
        """Delete every point; Slicer asks first, here the caller has asked."""
        if self._node is not None:
            self._node.RemoveAllControlPoints()

    placeModeEnabled = Property(
        bool,
        lambda self: self._is_active() and self._interaction.GetCurrentInteractionMode() == self._interaction.Place,
        setPlaceModeEnabled,
    )
    placeModePersistency = Property(
        bool, lambda self: bool(self._interaction.GetPlaceModePersistence()), setPlaceModePersistency
    )
    placeMultipleMarkups = stored(int, ShowPlaceMultipleMarkupsOption, _set_multiple)
    buttonsVisible = stored(bool, True)
    deleteAllControlPointsOptionVisible = stored(bool, True)
    nodeColor, defaultNodeColor = stored(QColor, QColor(255, 255, 255)), stored(QColor, QColor(255, 255, 255))

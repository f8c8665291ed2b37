# SPDX-License-Identifier: Apache-2.0
"""qMRMLNodeComboBox over the real scene. Do not lean on when it selects by itself: that is where it may differ."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from Host.attributes import stand_in
from Host.ctk_widgets import tight
from Host.mrml_widgets import SceneObserver, observe
from Host.properties import Property, stored


def _on_change(self: Any, *_: Any) -> None:
    self._refresh()


@stand_in(
    "currentNodeChanged(vtkMRMLNode*)",
    "currentNodeChanged(bool)",
    "nodeAdded(vtkMRMLNode*)",
    "nodeAddedByUser(vtkMRMLNode*)",
    "nodeActivated(vtkMRMLNode*)",
    "nodeAboutToBeRemoved(vtkMRMLNode*)",
    "nodeAboutToBeEdited(vtkMRMLNode*)",
)
class qMRMLNodeComboBox(SceneObserver, QWidget):
    """Chooses one node of some classes."""

    currentNodeChanged = Signal((object,), (bool,))
    currentNodeIDChanged, currentNodeRenamed = Signal(str), Signal(str)
    nodeAdded, nodeAddedByUser, nodeActivated = Signal(object), Signal(object), Signal(object)
    nodeAboutToBeRemoved, nodeAboutToBeEdited = Signal(object), Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        QWidget.__init__(self, parent)
        self._combo, self._busy = QComboBox(), False
        self._current: Any = None
        self._requested: Any = None
        self._attributes: dict[tuple[str, str], str | None] = {}
        self._labels: dict[str, str] = {}
        self.setFocusProxy(self._combo)
        tight(QHBoxLayout(self)).addWidget(self._combo)
        self._combo.activated.connect(self._activated)
        self.setEnabled(False)

    def setMRMLScene(self, scene: Any) -> None:
        """Use another scene; a node asked for before is chosen now. Without a scene the selector is dead."""
        wanted, self._requested = self._requested, None
        changed = self._observe(scene)
        self.setEnabled(scene is not None)
        if changed and wanted:
            self.setCurrentNode(wanted)

    def _accepts(self, node: Any) -> bool:
        if not self.nodeTypes or (node.GetHideFromEditors() and not self.showHidden):
            return False
        if self.showChildNodeTypes:
            of_type = any(node.IsA(kind) for kind in self.nodeTypes)
        else:
            of_type = node.GetClassName() in self.nodeTypes
        return of_type and all(self._has(node, *wanted) for wanted in self._attributes.items())

    def _has(self, node: Any, key: tuple[str, str], value: str | None) -> bool:
        have = node.GetAttribute(key[1])
        return not node.IsA(key[0]) or (have is not None and value in (None, have))

    def _nodes(self) -> list[Any]:
        scene = self.mrmlScene()
        every = [] if scene is None else (scene.GetNthNode(i) for i in range(scene.GetNumberOfNodes()))
        return [node for node in every if self._accepts(node)]

    def _actions(self) -> list[str]:
        offered = (
            ("Rename current ", self.renameEnabled),
            ("Edit current ", self.editEnabled),
            ("Create new ", self.addEnabled),
            ("Delete current ", self.removeEnabled),
        )
        return [text for text, enabled in offered if enabled and self.nodeTypes]

    def _refresh(self) -> None:
        if self._busy or (self.mrmlScene() and self.mrmlScene().IsBatchProcessing()):
            return
        nodes = self._nodes()
        self._busy = True
        self._fill(nodes)
        self._busy = False
        self._select(self._current if self._current in nodes else None)

    def _fill(self, nodes: list[Any]) -> None:
        self._combo.clear()
        if self.noneEnabled or not nodes:
            self._combo.addItem(self.noneDisplay if self.noneEnabled else "Select a node", "")
        for node in nodes:
            self._combo.addItem(node.GetName(), node.GetID())
        for text in self._actions():
            self._combo.addItem(f"{text}{self.nodeTypeLabel(self.nodeTypes[0])}...", ("action", text))

    def _select(self, node: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(node.GetID() if node else ""))
        if node is self._current:
            return
        if self._current:
            self._current.RemoveObserver(self._node_tag)
        self._current = node
        if node:
            self._node_tag = observe(self, node, "ModifiedEvent", self._renamed)
        self._tell()

    def _tell(self) -> None:
        self.currentNodeChanged.emit(self._current)
        self.currentNodeIDChanged.emit(self.currentNodeID)

    def _renamed(self, node: Any, _event: str) -> None:
        """The real one reacts to the text: a rename also emits."""
        index = self._combo.findData(node.GetID())
        if index >= 0 and self._combo.itemText(index) != node.GetName():
            self._combo.setItemText(index, node.GetName())
            self._tell()

    def _activated(self, index: int) -> None:
        data = self._combo.itemData(index)
        if isinstance(data, (tuple, list)):
            self._act(data[1])
            return
        node = self.mrmlScene().GetNodeByID(data) if data else None
        self._select(node)
        self.nodeActivated.emit(node)

    def _act(self, text: str) -> None:
        chosen = {
            "Create": self.addNode,
            "Delete": self.removeCurrentNode,
            "Edit": self.editCurrentNode,
            "Rename": self.renameCurrentNode,
        }[text.split()[0]]
        chosen()

    def currentNode(self) -> Any:
        """The chosen node, or None."""
        return self._current

    def nodeCount(self) -> int:
        """How many nodes are offered."""
        return len(self._nodes())

    def nodeFromIndex(self, index: int) -> Any:
        """The offered node at a position, or None."""
        nodes = self._nodes()
        return nodes[index] if 0 <= index < len(nodes) else None

    def setCurrentNode(self, node: Any) -> None:
        """Choose a node, by itself or its ID; one that is not offered is not chosen."""
        if self.mrmlScene() is None:
            self._requested = node
            return
        if isinstance(node, str):
            node = self.mrmlScene().GetNodeByID(node) if node else None
        self._refresh()
        if node is None or self._accepts(node):
            self._select(node)

    def setCurrentNodeID(self, node_id: str) -> None:
        """Choose a node by ID."""
        self.setCurrentNode(node_id)

    def setCurrentNodeIndex(self, index: int) -> None:
        """Choose a node by position."""
        self.setCurrentNode(self.nodeFromIndex(index))

    def addAttribute(self, kind: str, key: str, value: Any = None) -> None:
        """Offer nodes of this class only with this attribute."""
        self._attributes[kind, key] = None if value is None else str(value)
        self._refresh()

    def removeAttribute(self, kind: str, key: str) -> None:
        """Take a condition back."""
        self._attributes.pop((kind, key), None)
        self._refresh()

    def setNodeTypeLabel(self, label: str, kind: str) -> None:
        """How the class is called in the list."""
        self._labels[kind] = label
        self._refresh()

    def nodeTypeLabel(self, kind: str) -> str:
        """How the class is called in the list."""
        return self._labels.get(kind) or kind.removeprefix("vtkMRML").removesuffix("Node")

    def addNode(self, kind: str | None = None) -> Any:
        """Make a node as the user does with "Create new"."""
        kind = kind or self.nodeTypes[0]
        node = self.mrmlScene().CreateNodeByClass(kind)
        node.UnRegister(None)
        node.SetName(self.mrmlScene().GenerateUniqueName(self.baseName or self.nodeTypeLabel(kind)))
        for (wanted, key), value in self._attributes.items():
            if node.IsA(wanted) and value is not None:
                node.SetAttribute(key, value)
        node = self.mrmlScene().AddNode(node)
        self.nodeAdded.emit(node)
        if self.selectNodeUponCreation:
            self._select(node)
        self.nodeAddedByUser.emit(node)
        return node

    def removeCurrentNode(self) -> None:
        """Delete the chosen node from the scene."""
        if self._current:
            self.nodeAboutToBeRemoved.emit(self._current)
            self.mrmlScene().RemoveNode(self._current)

    def editCurrentNode(self) -> None:
        """Ask for the node's editor."""
        self.nodeAboutToBeEdited.emit(self._current)

    def renameCurrentNode(self) -> None:
        """Slicer asks for a name; here the test renames the node itself."""
        self.currentNodeRenamed.emit(self._current.GetName())

    nodeTypes = stored("QStringList", [], _on_change)
    showHidden, showChildNodeTypes = stored(bool, False, _on_change), stored(bool, True, _on_change)
    noneEnabled, noneDisplay = stored(bool, False, _on_change), stored(str, "None", _on_change)
    addEnabled, removeEnabled = stored(bool, True, _on_change), stored(bool, True, _on_change)
    editEnabled, renameEnabled = stored(bool, False, _on_change), stored(bool, False, _on_change)
    selectNodeUponCreation, baseName = stored(bool, True), stored(str, "")
    currentNodeID = Property(str, lambda self: self._current.GetID() if self._current else "", setCurrentNodeID)

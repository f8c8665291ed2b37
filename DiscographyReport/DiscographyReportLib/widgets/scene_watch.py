# SPDX-License-Identifier: Apache-2.0
"""Hearing what happens in the scene while the panel is open."""

from collections.abc import Callable
from typing import Any

import vtk

from ..scene.report_node import DOCUMENT, STANDING, is_report, markers_of
from .panel import Panel
from .texts import _

_WATCHED = ("vtkMRMLScalarVolumeNode", "vtkMRMLSegmentationNode", "vtkMRMLMarkupsFiducialNode")


class SceneWatch:
    """Observers of the scene, of the report on the desk and of its markers; ``stop`` takes all of them off."""

    def __init__(self, scene: Any, panel: Panel) -> None:
        self.scene, self.panel = scene, panel
        self._scene_tags: list[int] = []
        self._node_tags: list[tuple[Any, int]] = []
        self._closing = False
        self._line: str | None = None
        self._markups: Any = None
        panel.desk.on_open.append(self.follow)
        panel.desk.listeners.append(self._follow_markers)

    def start(self) -> None:
        """Begin to listen."""
        if self._scene_tags:
            return
        events = {
            self.scene.StartCloseEvent: self._on_start_close,
            self.scene.EndCloseEvent: self._on_end_close,
            self.scene.EndImportEvent: self._on_import,
        }
        self._scene_tags = [self.scene.AddObserver(event, handle) for event, handle in events.items()]
        for event in (self.scene.NodeAddedEvent, self.scene.NodeRemovedEvent):
            self._scene_tags.append(self.scene.AddObserver(event, _node_handler(self._on_node)))
        interaction = self.scene.GetNodeByID("vtkMRMLInteractionNodeSingleton")
        if interaction is not None:
            tag = interaction.AddObserver(interaction.InteractionModeChangedEvent, self._on_mode)
            self._interaction = (interaction, tag)

    def stop(self) -> None:
        """Take every observer off."""
        for tag in self._scene_tags:
            self.scene.RemoveObserver(tag)
        self._scene_tags = []
        self._let_go()
        if self._interaction is not None:
            self._interaction[0].RemoveObserver(self._interaction[1])
            self._interaction = None

    _interaction: tuple[Any, int] | None = None

    def follow(self) -> None:
        """Listen to the report that is on the desk now, and to its markers."""
        self._let_go()
        node = self.panel.desk.node
        if node is None or not self._scene_tags:
            return
        self._watch(node, vtk.vtkCommand.ModifiedEvent, self._on_report)
        self._line = _content(node)
        self._markups = markups = markers_of(node)
        if markups is not None:
            self._watch(markups, markups.PointStartInteractionEvent, self._on_marker)

    def _follow_markers(self) -> None:
        """Markers that were made meanwhile."""
        node = self.panel.desk.node
        if node is not None and self._scene_tags and markers_of(node) is not self._markups:
            self.panel.markers.reconnect()
            self.follow()

    def _watch(self, node: Any, event: Any, handle: Callable[..., None]) -> None:
        self._node_tags.append((node, node.AddObserver(event, handle)))

    def _let_go(self) -> None:
        for node, tag in self._node_tags:
            node.RemoveObserver(tag)
        self._node_tags, self._markups = [], None

    # What happens

    def _on_start_close(self, _caller: Any, _event: Any) -> None:
        self._closing = True
        self._let_go()
        self.panel.close()

    def _on_end_close(self, _caller: Any, _event: Any) -> None:
        self._closing = False
        self.panel.desk.logic.forget()
        self.panel.desk.open(None)
        # What was said of a report, that it is in the database too, must not stand above the next one.
        self.panel.desk.say("")
        self.panel.scene_changed()

    def _on_import(self, _caller: Any, _event: Any) -> None:
        self.panel.scene_changed()
        self.panel.take_the_only_report()
        self.panel.desk.open(self.panel.desk.node)
        self.panel.desk.changed()

    def _on_node(self, node: Any) -> None:
        if self._closing or self.scene.IsBatchProcessing() or node is None or not _concerns_us(node):
            return
        if not self.panel.desk.busy:
            self.panel.scene_changed()
            self._greet(node)

    def _greet(self, node: Any) -> None:
        """A report that came from elsewhere, as from the DICOM module: it comes on the desk unless work lies there."""
        desk = self.panel.desk
        if not is_report(node) or node.GetScene() is None or node is desk.node:
            return
        desk.flush()
        if desk.report is None or not desk.report.discs:
            desk.open(node)
        else:
            desk.say(_("{name} was loaded: choose it in the section Study.").format(name=node.GetName()))
        desk.changed()

    def _on_report(self, node: Any, _event: Any) -> None:
        """The report node was changed, by an edit of ours or by somebody else."""
        line = _content(node)
        if line != self._line and not self._closing:
            self._line = line
            if not self.panel.desk.busy:
                self.panel.desk.reread()
                self.panel.desk.changed()

    def _on_marker(self, markups: Any, _event: Any) -> None:
        """The user took hold of a marker in a view."""
        display = markups.GetDisplayNode()
        if display is not None and display.GetActiveComponentType() == display.ComponentControlPoint:
            self.panel.markers.point_clicked(display.GetActiveComponentIndex())

    def _on_mode(self, _caller: Any, _event: Any) -> None:
        if not self._closing:
            self.panel.desk.changed()


def _content(node: Any) -> str:
    return f"{node.GetParameter(DOCUMENT)}\n{node.GetParameter(STANDING)}"


def _concerns_us(node: Any) -> bool:
    if node.IsA("vtkMRMLScriptedModuleNode"):
        return is_report(node)
    return any(node.IsA(kind) for kind in _WATCHED)


def _node_handler(handle: Callable[[Any], None]) -> Callable[..., None]:
    @vtk.calldata_type(vtk.VTK_OBJECT)
    def call(_caller: Any, _event: Any, node: Any) -> None:
        handle(node)

    return call

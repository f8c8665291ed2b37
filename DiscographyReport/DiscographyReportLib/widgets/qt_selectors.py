# SPDX-License-Identifier: Apache-2.0
"""Slicer's node selectors choose a node by themselves when nodes come or go; the panel shows only what was chosen."""

from collections.abc import Callable
from typing import Any

import qt


class NodeSelector:
    """A qMRMLNodeComboBox that shows the node that is meant, and tells only what the user chooses."""

    def __init__(self, selector: Any, meant: Callable[[], Any], on_chosen: Callable[[Any], None]) -> None:
        self._selector, self._meant = selector, meant
        selector.connect("nodeActivated(vtkMRMLNode*)", on_chosen)
        selector.connect("currentNodeChanged(vtkMRMLNode*)", self._on_changed)

    def show(self) -> None:
        """Show what is meant."""
        meant = self._meant()
        if self._selector.currentNode() is not meant:
            self._selector.setCurrentNode(meant)

    def _on_changed(self, node: Any) -> None:
        """Before the user's choice is told, or where it chose by itself: look again when that is over."""
        if node is not self._meant():
            qt.QTimer.singleShot(0, self.show)

# SPDX-License-Identifier: Apache-2.0
"""Which sections are folded, remembered on this computer and never in the scene."""

from collections.abc import Mapping
from typing import Any

from .settings import Settings

_FOLDED, _OPEN = "yes", "no"


class Fold:
    """One section: folded as it was left."""

    def __init__(self, name: str, section: Any, settings: Settings) -> None:
        self._key, self._settings = f"Folded/{name}", settings
        kept = settings.value(self._key, "")
        if kept:
            section.collapsed = kept == _FOLDED
        section.connect("contentsCollapsed(bool)", self._on_collapsed)

    def _on_collapsed(self, collapsed: bool) -> None:
        self._settings.set(self._key, _FOLDED if collapsed else _OPEN)


def folds(widgets: Mapping[str, Any], settings: Settings) -> tuple[Fold, ...]:
    """Of all the widgets by name, those that can be folded."""
    sections = {name: one for name, one in widgets.items() if one.inherits("ctkCollapsibleButton")}
    return tuple(Fold(name, section, settings) for name, section in sections.items())

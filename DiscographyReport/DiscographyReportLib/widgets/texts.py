# SPDX-License-Identifier: Apache-2.0
"""Translation of what the panel says: Slicer's own inside Slicer, none outside.

Slicer finds the context of a text by the file that calls ``_``, and texts by ``_("literal")``: wrap neither.
"""

try:
    from slicer.i18n import tr as _
except ImportError:  # slicer-core, or plain Python

    def _(text: str) -> str:  # noqa: RUF100
        """The text itself."""
        return text


__all__ = ["_"]

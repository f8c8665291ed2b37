# SPDX-License-Identifier: Apache-2.0
"""Settings in Slicer's own settings file."""

import qt

from .settings import PREFIX


class QtSettings:
    """Texts under the prefix of this module."""

    def value(self, key: str, default: str, /) -> str:
        """What is kept, or the default."""
        found = qt.QSettings().value(PREFIX + key, default)
        return default if found is None else str(found)

    def set(self, key: str, value: str, /) -> None:
        """Keep a text."""
        qt.QSettings().setValue(PREFIX + key, value)

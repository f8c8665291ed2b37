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


def read_setting(key: str) -> str:
    """One of Slicer's own settings, by its whole name; empty where there is none."""
    found = qt.QSettings().value(key, "")
    return "" if found is None else str(found)

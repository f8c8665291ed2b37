# SPDX-License-Identifier: Apache-2.0
"""Who the user is, and where the files of delivery are.

On the local disk: SQLite's write-ahead log does not work over a network.
"""

import getpass
import os
import sys
from pathlib import Path

_FOLDER = "DiscographyReport"


def destinations_file() -> Path:
    """The list of destinations, in the user's config folder."""
    return _folder("XDG_CONFIG_HOME", ".config") / "destinations.json"


def outbox_file() -> Path:
    """The outbox, in the user's local data folder."""
    return _folder("XDG_DATA_HOME", ".local/share") / "outbox.db"


def packages_folder() -> Path:
    """Packages for the worker that the user installed."""
    return _folder("XDG_DATA_HOME", ".local/share") / "packages"


def account() -> str:
    """The name of the account that this runs under; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _folder(variable: str, default: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _FOLDER
    return Path(os.environ.get(variable) or Path.home() / default) / _FOLDER


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that is there already is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

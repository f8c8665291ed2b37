# SPDX-License-Identifier: Apache-2.0
"""What has to be set before Qt and VTK start: off-screen rendering, and two screens of 1x and 2x pixels."""

import atexit
import importlib.util
import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

NEEDED = ("PySide6", "slicer", "vtk")
SCREENS = ("one", "two")
SCALES = "1;2"
SCREEN_WIDTH, SCREEN_HEIGHT, SCREEN_DPI, SCREEN_APART = 1920, 1600, 96, 4000


def missing() -> list[str]:
    """The packages that the host needs and that this interpreter lacks."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


@cache
def folder() -> Path:
    """A folder of this process, removed when it ends."""
    path = Path(tempfile.mkdtemp(prefix="discography-host-"))
    atexit.register(shutil.rmtree, path, True)
    return path


def _screen(position: int, name: str) -> dict[str, object]:
    return {
        "name": name,
        "x": position * SCREEN_APART,
        "y": 0,
        "width": SCREEN_WIDTH,
        "height": SCREEN_HEIGHT,
        "logicalDpi": SCREEN_DPI,
        "logicalBaseDpi": SCREEN_DPI,
        "dpr": 1.0,
    }


def prepare() -> None:
    """Set the environment of an off-screen run; an environment that is set already is left alone."""
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    if os.environ.get("DISPLAY") or "QT_QPA_PLATFORM" in os.environ:
        return
    screens = folder() / "screens.json"
    screens.write_text(json.dumps({"screens": [_screen(i, name) for i, name in enumerate(SCREENS)]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["QT_SCREEN_SCALE_FACTORS"] = SCALES

# SPDX-License-Identifier: Apache-2.0
"""The self test and a look at every section, in a real Slicer.

Without a build, with an unpacked Slicer:

    Slicer --no-splash --testing --additional-module-paths DiscographyReport \
        --python-script Testing/InSlicer/the_panel_in_slicer.py

The exit status is 0 where everything went well. With the environment variable DISCOGRAPHY_PICTURES set to a folder,
pictures of the panel are left there.
"""

import os
from pathlib import Path

import slicer

WIDTHS = (480, 900)
ROOM_AROUND = 250


def look_at_the_panel(folder: Path) -> None:
    """Pictures of the whole panel, narrow and wide."""
    frame = slicer.modules.discographyreport.widgetRepresentation()
    body = slicer.util.getModuleWidget("DiscographyReport").ui.sectionsBody
    for width in WIDTHS:
        # What scrolls inside the panel is seen as a whole only where there is room for it.
        frame.resize(width, body.sizeHint.height() + ROOM_AROUND)
        frame.show()
        slicer.app.processEvents()
        if not frame.grab().save(str(folder / f"in-slicer-{width}.png")):
            raise OSError(f"no picture could be written to {folder}")


def run() -> None:
    """The self test, and pictures where they are wanted."""
    slicer.selfTests["DiscographyReport"]()
    folder = os.environ.get("DISCOGRAPHY_PICTURES")
    if folder:
        look_at_the_panel(Path(folder))


status = slicer.util.EXIT_FAILURE
try:
    run()
    status = slicer.util.EXIT_SUCCESS
finally:
    # Slicer would go on without it, and a test would never end.
    slicer.util.exit(status)

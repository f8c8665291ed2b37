# SPDX-License-Identifier: Apache-2.0
"""Files that are written whole or not at all, for their owner only."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_private_file(path: Path, content: bytes) -> None:
    """Write beside the file, flush to the disk and rename over it; mode 0600. OSError leaves the old file as it was."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    finally:
        # Still there only where something failed.
        with suppress(FileNotFoundError):
            Path(beside).unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Without it a power cut can undo the rename. Windows cannot open a folder, and does not need it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

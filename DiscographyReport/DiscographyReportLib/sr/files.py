# SPDX-License-Identifier: Apache-2.0
"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from ..texts import _
from .errors import WriteError


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary name beside ``path``, sync it to the disk, then give it its name.

    A crash or a full disk leaves the old file, or none; never half of the new one. ``WriteError`` says what to mend.
    """
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
            temporary = Path(part.name)
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise WriteError(
            _("cannot write {path}: {reason}; choose another place").format(path=path, reason=error.strerror or error)
        ) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no such call for a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

# SPDX-License-Identifier: Apache-2.0
"""Packages for the worker that Slicer does not bring: installed from a file that the user chose, into a folder of ours.

Only the worker puts that folder on its path. A file is taken if its SHA-256 is the one that is known of the release;
so a computer without a network can have it, and nothing else can come in this way.
"""

import hashlib
import importlib.util
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from .errors import DeliveryError
from .places import make_private_folder, packages_folder

PINS = {
    "pynetdicom-3.0.4-py3-none-any.whl": "bc3f8869db4c90634336dfb02d7b6c249771e8b167e841254997a315d8e16f72",
}
"""Wheels as the Python Package Index has them, by name, with their SHA-256."""
_LARGEST_BYTES = 32 * 1024 * 1024


def use_packages() -> None:
    """Put the folder on the search path of this process, behind everything else. For the worker, and nobody else."""
    sys.path.append(str(packages_folder()))


def find_package(name: str) -> bool:
    """Whether a worker could import it; nothing is imported to find out."""
    return importlib.util.find_spec(name) is not None or (packages_folder() / name / "__init__.py").is_file()


def install_wheel(wheel: Path, folder: Path | None = None) -> str:
    """Unpack a wheel into the folder (default: the user's own), whole or not at all; the name of what is there then.

    DeliveryError: the file cannot be read, is none of ``PINS``, or cannot be written.
    """
    name = _pinned_name(wheel)
    folder = folder or packages_folder()
    try:
        make_private_folder(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unpacking-") as place:
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(place, _members(packed))
            for part in Path(place).iterdir():
                _put(part, folder / part.name)
    except (OSError, zipfile.BadZipFile) as error:
        raise DeliveryError(f"{wheel} could not be installed in {folder}: {error}") from None
    return name.removesuffix(".whl")


def _pinned_name(wheel: Path) -> str:
    """By content: a browser may have renamed the file."""
    try:
        if wheel.stat().st_size > _LARGEST_BYTES:
            raise DeliveryError(f"{wheel} is too large to be one of {', '.join(PINS)}")
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    except OSError as error:
        raise DeliveryError(f"{wheel} cannot be read: {error.strerror}") from None
    for name, known in PINS.items():
        if found == known:
            return name
    raise DeliveryError(
        f"{wheel} is none of the files that are known: {', '.join(PINS)} (its SHA-256 is {found}); download it again"
    )


def _members(packed: zipfile.ZipFile) -> list[str]:
    """What is needed to run: neither tests nor a way out of the folder."""
    names = [one for one in packed.namelist() if not one.startswith("pynetdicom/tests/")]
    if any(PurePosixPath(one).is_absolute() or ".." in PurePosixPath(one).parts for one in names):
        raise DeliveryError("the wheel holds names that lead out of its folder; it was not installed")
    return names


def _put(part: Path, target: Path) -> None:
    """In place of an older one, which may be half a one."""
    if target.is_dir():
        shutil.rmtree(target)
    part.replace(target)

# SPDX-License-Identifier: Apache-2.0
"""The file lists of DiscographyReport/CMakeLists.txt, written from the folder: what ships is what is there."""

import re
from collections.abc import Iterable
from pathlib import Path

MODULE = Path(__file__).resolve().parents[1] / "DiscographyReport"
CMAKE_FILE = MODULE / "CMakeLists.txt"
# What lies about in a worked-in checkout and never ships: caches, the editable install's own folder, the list itself.
NEVER_SHIPPED = re.compile(r"(^|/)(__pycache__|[^/]*\.egg-info|\.[^/]*)(/|$)|^CMakeLists\.txt$|~$")


def shipped_files() -> list[str]:
    """Every file of the module folder that ships, relative to it, sorted."""
    names = (path.relative_to(MODULE).as_posix() for path in MODULE.rglob("*") if path.is_file())
    return sorted(name for name in names if not NEVER_SHIPPED.search(name))


def scripts() -> list[str]:
    """The Python files that ship."""
    return [name for name in shipped_files() if name.endswith(".py")]


def resources() -> list[str]:
    """Everything else that ships: panels, icons, data."""
    return [name for name in shipped_files() if not name.endswith(".py")]


def _block(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=# manifest: {section}\n).*?(?=  # manifest: end)", re.DOTALL)


def listed(section: str) -> list[str]:
    """The files that the CMake file names in a section, `scripts` or `resources`, in its order."""
    found = _block(section).search(CMAKE_FILE.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{CMAKE_FILE} has no lines '# manifest: {section}' and '# manifest: end'. Put them back.")
    return found.group().split()


def _with_files(text: str, section: str, files: Iterable[str]) -> str:
    lines = "".join(f"  {name}\n" for name in files)
    return _block(section).sub(lambda _: lines, text, count=1)


def main() -> None:
    """Write both lists anew."""
    text = CMAKE_FILE.read_text(encoding="utf-8")
    text = _with_files(text, "scripts", scripts())
    text = _with_files(text, "resources", resources())
    CMAKE_FILE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{CMAKE_FILE.name}: {len(scripts())} scripts and {len(resources())} resources.")


if __name__ == "__main__":
    main()

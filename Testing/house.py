# SPDX-License-Identifier: Apache-2.0
"""What the house-rule tests look at: the project's files and the imports in them, read from source and never run."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULE = ROOT / "DiscographyReport"
PACKAGE = "DiscographyReportLib"
LIBRARY = MODULE / PACKAGE
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__"}


def library_files() -> list[Path]:
    """Every Python file of the library."""
    return sorted(LIBRARY.rglob("*.py"))


def module_scripts() -> list[Path]:
    """The files that Slicer loads as modules."""
    return sorted(MODULE.glob("*.py"))


def python_files() -> list[Path]:
    """Every Python file of the project."""
    return [path for path in project_files() if path.suffix == ".py"]


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is committed or would be; without git (an unpacked archive), all but the known leftovers."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
    paths = (ROOT / name for name in sorted(set(names)) if name and not NOT_OURS & set(Path(name).parts))
    return tuple(path for path in paths if path.is_file())


def text_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the project that is text."""
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield inside(path), content


def inside(path: Path) -> str:
    """A path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Every node of the given kinds, at any depth."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def at(path: Path, node: ast.AST) -> str:
    """Where a node stands, for a message: file:line."""
    return f"{inside(path)}:{node.lineno}"


def imports(path: Path, body: list[ast.stmt] | None = None) -> set[str]:
    """Full dotted names that a file imports anywhere in it, or in `body`; relative ones are resolved."""
    names: set[str] = set()
    for statement in tree(path).body if body is None else body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                origin = _origin(path, node)
                names |= {f"{origin}.{alias.name}" for alias in node.names}
    return names


def _origin(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(MODULE).parts[:-1]
    parts = package[: len(package) - node.level + 1]
    return ".".join((*parts, node.module) if node.module else parts)


def room(path: Path) -> str:
    """The room of a library file (`model`, `sr`, ... or `cli`, `version` for a file on top); `script` for Slicer's."""
    if path.parent == MODULE:
        return "script"
    first = path.relative_to(LIBRARY).parts[0]
    return first.removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    """The rooms of ours that a file imports from."""
    ours = (name.split(".") for name in imports(path) if name.split(".")[0] == PACKAGE)
    return {parts[1] for parts in ours if len(parts) > 1}


def packages_imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, ours and the standard library's among them."""
    return {name.split(".")[0] for name in imports(path)}

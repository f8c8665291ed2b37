# SPDX-License-Identifier: Apache-2.0
"""Who may import whom (CONTRIBUTING.md, Architecture), read from the sources."""

import ast
import re
import subprocess
import sys

import pytest

from house import (
    LIBRARY,
    MODULE,
    PACKAGE,
    at,
    imports,
    inside,
    library_files,
    module_scripts,
    nodes,
    packages_imported,
    room,
    rooms_imported,
    tree,
)

DATA = {"model", "terminology"}
JOBS_MAY = DATA | {"criteria", "series", "sr", "imaging", "rendering", "delivery"}
SCENE_MAY = JOBS_MAY | {"jobs"}
# An arrow includes everything further inward; a room may import itself, all may import `version` and `texts`.
MAY_IMPORT = {
    "__init__": set(),
    "version": set(),
    "texts": set(),
    "model": set(),
    "terminology": set(),
    "criteria": DATA,
    "series": DATA,
    "sr": DATA | {"series"},
    "imaging": DATA | {"series"},
    "rendering": DATA | {"series"},
    "delivery": set(),
    "jobs": JOBS_MAY,
    "commands": JOBS_MAY | {"jobs"},
    "cli": {"commands"},
    "scene": SCENE_MAY,
    "widgets": SCENE_MAY | {"scene"},
    "script": SCENE_MAY | {"scene", "widgets"},
}
# Where a package may be imported; one that is not named here may not be imported in the library at all.
ALLOWED_PACKAGES = {
    "slicer": {"scene", "widgets", "script"},
    "DICOMLib": {"script"},
    "SampleData": {"widgets", "script"},
    "vtk": {"scene", "widgets", "script"},
    "qt": {"widgets", "script"},
    "ctk": {"widgets", "script"},
    "pydicom": set(MAY_IMPORT) - {"__init__", "version", "texts", "model", "terminology", "criteria"},
    "highdicom": {"jobs"},
    "numpy": set(MAY_IMPORT) - {"__init__", "version", "texts", "model", "terminology"},
    "scipy": {"series", "imaging", "rendering"},
    "PIL": {"series", "rendering", "jobs"},
    "typst": {"rendering"},
    "requests": {"delivery"},
    "urllib3": {"delivery"},
    "dicomweb_client": {"delivery"},
    "pynetdicom": {"delivery"},
    "keyring": {"delivery"},
}
HIGHDICOM_FILES = re.compile(r"jobs/validators")
ALL_FILES = [*library_files(), *module_scripts()]


def test_every_room_of_the_library_has_its_arrows_written_down():
    assert {room(path) for path in ALL_FILES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", ALL_FILES, ids=inside)
def test_arrows_point_inward(path):
    outward = rooms_imported(path) - MAY_IMPORT[room(path)] - {room(path), "version", "texts"}

    assert not outward, f"{inside(path)} may not import from {sorted(outward)}"


@pytest.mark.parametrize("path", ALL_FILES, ids=inside)
def test_packages_are_imported_only_where_they_belong(path):
    outside = packages_imported(path) - set(sys.stdlib_module_names) - {PACKAGE}
    misplaced = {name for name in outside if room(path) not in ALLOWED_PACKAGES.get(name, set())}

    assert not misplaced, f"{inside(path)} may not import {sorted(misplaced)}"


def test_highdicom_is_imported_only_as_a_validator():
    importers = [path for path in library_files() if "highdicom" in packages_imported(path)]

    names = [path.relative_to(LIBRARY).as_posix() for path in importers]

    assert [name for name in names if not HIGHDICOM_FILES.match(name)] == []


def test_nothing_is_imported_by_a_computed_name():
    computed = [
        at(path, node)
        for path in ALL_FILES
        for node in nodes(path, ast.Name, ast.Attribute)
        if getattr(node, "id", "") == "__import__" or getattr(node, "attr", "") in {"__import__", "import_module"}
    ]

    assert computed == []


def test_the_command_line_imports_dicom_and_arrays_only_inside_its_functions():
    path = LIBRARY / "cli.py"
    on_top = [statement for statement in tree(path).body if isinstance(statement, (ast.Import, ast.ImportFrom))]

    assert {name.split(".")[0] for name in imports(path, on_top)} <= set(sys.stdlib_module_names) | {PACKAGE}


@pytest.mark.parametrize("module", [PACKAGE, f"{PACKAGE}.cli"])
def test_importing_brings_in_neither_pydicom_nor_highdicom_nor_numpy(module):
    script = f"import sys; sys.path.insert(0, {str(MODULE)!r}); import {module}; print(*sys.modules)"

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert ran.stderr == ""
    assert module in ran.stdout.split()
    assert {"pydicom", "highdicom", "numpy", "scipy", "PIL"} & set(ran.stdout.split()) == set()

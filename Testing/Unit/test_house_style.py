# SPDX-License-Identifier: Apache-2.0
"""The style rules of CONTRIBUTING.md that no linter of ours checks."""

import ast
import re
from xml.etree import ElementTree

import pytest

from house import (
    LIBRARY,
    MODULE,
    at,
    inside,
    library_files,
    module_scripts,
    nodes,
    project_files,
    python_files,
    text_files,
    tree,
)

# The one place with a broad `except`: a file from outside can raise anything.
READ_BOUNDARY = LIBRARY / "sr" / "foreign.py"
BROAD = {"Exception", "BaseException"}
LONGEST_FILE = 400
SPDX = "# SPDX-License-Identifier: Apache-2.0"
SHIPPED_CODE = [*library_files(), *module_scripts()]
# Put together from parts, so that this file does not hold what it looks for.
NOT_IN_A_FILE = [
    *("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org"),
    *(f"/{folder}/" for folder in ("tmp", "work", "root", "home")),
]


def names_of(node: ast.AST | None) -> set[str]:
    if node is None:
        return {"BaseException"}
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def broad_handlers() -> list[str]:
    caught = [
        (path, node) for path in SHIPPED_CODE for node in nodes(path, ast.ExceptHandler) if names_of(node.type) & BROAD
    ]
    suppressed = [
        (path, node)
        for path in SHIPPED_CODE
        for node in nodes(path, ast.Call)
        if "suppress" in ast.unparse(node.func) and BROAD & set().union(*map(names_of, node.args))
    ]
    return [at(path, node) for path, node in caught + suppressed]


def test_only_the_read_boundary_catches_everything_and_only_once():
    found = broad_handlers()

    assert [place for place in found if place.rpartition(":")[0] != inside(READ_BOUNDARY)] == []
    assert len(found) <= 1


def test_the_library_prints_nothing():
    calls = [(path, node) for path in SHIPPED_CODE for node in nodes(path, ast.Call)]

    assert [at(path, node) for path, node in calls if ast.unparse(node.func) in {"print", "pprint.pprint"}] == []


PATH_OF_THE_WORKER = "DiscographyReport/DiscographyReportLib/delivery/packages.py"
"""The worker is a process of its own, and finds what the user installed for it."""


def test_no_search_path_is_edited_but_the_workers():
    found = [
        at(path, node)
        for path in SHIPPED_CODE
        if inside(path) != PATH_OF_THE_WORKER
        for node in nodes(path, ast.Attribute)
        if ast.unparse(node) in {"sys.path", "site.addsitedir", "sys.meta_path"}
    ]

    assert found == []


def test_no_widget_is_given_a_style_sheet():
    in_code = [
        at(path, node) for path in SHIPPED_CODE for node in nodes(path, ast.Attribute) if node.attr == "setStyleSheet"
    ]
    in_panels = [
        inside(path)
        for path in MODULE.rglob("*.ui")
        if ElementTree.parse(path).getroot().find(".//property[@name='styleSheet']") is not None
    ]

    assert in_code + in_panels == []


def test_no_import_brings_in_everything():
    starred = [
        at(path, node)
        for path in python_files()
        for node in nodes(path, ast.ImportFrom)
        if any(alias.name == "*" for alias in node.names)
    ]

    assert starred == []


@pytest.mark.parametrize("path", python_files(), ids=inside)
def test_a_file_names_its_license_and_stays_short(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert SPDX in lines[:2]
    assert len(lines) <= LONGEST_FILE


def test_every_package_has_an_init_file_that_holds_its_rules_and_nothing_else():
    for folder in sorted({path.parent for path in library_files()}):
        init = folder / "__init__.py"
        assert init.is_file(), f"{inside(folder)} has no __init__.py"
        assert ast.get_docstring(tree(init)), f"{inside(init)} has no docstring"
        assert len(tree(init).body) == 1, f"{inside(init)} does more than hold a docstring"


def test_the_module_folder_is_no_package_since_slicer_would_not_see_the_module():
    assert not (MODULE / "__init__.py").exists()


def test_lines_end_as_on_unix():
    assert [name for name, content in text_files() if b"\r" in content] == []


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine():
    found = [
        f"{name}: {forbidden}"
        for name, content in text_files()
        for forbidden in NOT_IN_A_FILE
        if re.search(rb"(?<![\w.}>~$-])" + re.escape(forbidden.encode()), content)
    ]

    assert found == []


def test_names_of_tests_are_sentences():
    short = [
        f"{at(path, node)} {node.name}"
        for path in project_files()
        if path.name.startswith("test_") and path.suffix == ".py"
        for node in nodes(path, ast.FunctionDef)
        if node.name.startswith("test_") and node.name.count("_") < 3
    ]

    assert short == []

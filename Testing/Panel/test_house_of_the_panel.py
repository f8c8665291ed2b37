# SPDX-License-Identifier: Apache-2.0
"""The rules of the package widgets, read from its sources."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from xml.etree import ElementTree

import pytest

from house import LIBRARY, MODULE, at, inside, library_files, module_scripts, nodes, packages_imported
from lint_pythonqt import findings

WIDGETS = [path for path in library_files() if path.parent == LIBRARY / "widgets"]
KNOW_QT = {"read_only_table.py"}
KNOW_SLICER = {"making.py", "database_access.py", "sample_source.py", "self_test.py"}
UI_FILES = sorted((MODULE / "Resources" / "UI").glob("*.ui"))
NO_WORDS = re.compile(r"vtkMRML\w+|\*\.\w+")
VIEWS = [path for path in WIDGETS if path.name.endswith("_view.py") or path.name.startswith("qt_")]


def test_presenters_import_neither_qt_nor_ctk_nor_slicer():
    allowed = {path.name for path in VIEWS} | KNOW_QT | KNOW_SLICER
    free = [path for path in WIDGETS if path.name not in allowed]
    found = {path.name: packages_imported(path) & {"qt", "ctk", "slicer"} for path in free}

    assert {name: names for name, names in found.items() if names} == {"texts.py": {"slicer"}}
    assert len(free) > len(VIEWS), "most of the panel is presenters"


@pytest.mark.parametrize("path", [*WIDGETS, *module_scripts()], ids=inside)
def test_the_code_of_the_panel_is_what_pythonqt_can_run(path):
    assert findings(path.read_text(encoding="utf-8")) == []


def test_the_pure_parts_of_the_panel_run_without_slicer():
    parts = "entry_text, completeness, fields_disc, fields_procedure, places, diagram, curve, key_sheet, suggestions"
    script = (
        f"import sys; sys.path.insert(0, {str(MODULE)!r}); sys.modules['slicer'] = sys.modules['vtk'] = None\n"
        f"from DiscographyReportLib.widgets import {parts}"
    )

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert ran.stderr == ""


@pytest.mark.parametrize("path", [*WIDGETS, *module_scripts()], ids=inside)
def test_slicer_finds_every_text_of_the_panel_as_a_literal(path):
    calls = [call for call in nodes(path, ast.Call) if isinstance(call.func, ast.Name) and call.func.id == "_"]
    source = path.read_text(encoding="utf-8")

    assert [at(path, call) for call in calls if not is_one_literal(call.args[0], source)] == []


def is_one_literal(text, source):
    """Not several literals side by side, which Python joins and Slicer's lupdate does not."""
    written = ast.get_source_segment(source, text)
    tokens = tokenize.generate_tokens(io.StringIO(f"({written})").readline)
    parts = [one for one in tokens if one.type == tokenize.STRING]
    return isinstance(text, ast.Constant) and len(parts) == 1


@pytest.mark.parametrize("path", UI_FILES, ids=lambda path: path.name)
def test_every_word_of_a_ui_file_can_be_translated(path):
    """``notr`` is for lists of class names and file endings; Slicer's translators see everything else."""
    root = ElementTree.parse(path).getroot()
    hidden = [one for one in root.iter() if one.get("notr") == "true"]
    words = {text for one in hidden for text in one.itertext() if text.strip() and not NO_WORDS.fullmatch(text.strip())}

    assert words == set()
    assert [one.text for one in root.iter("string") if re.search("<[a-z]+", one.text or "")] == [], "plain text only"

# SPDX-License-Identifier: Apache-2.0
"""The rules of the package widgets, read from its sources."""

import subprocess
import sys

import pytest

from house import LIBRARY, MODULE, inside, library_files, module_scripts, packages_imported
from lint_pythonqt import findings

WIDGETS = [path for path in library_files() if path.parent == LIBRARY / "widgets"]
KNOW_QT = {"read_only_table.py"}
KNOW_SLICER = {"making.py", "database_access.py", "sample_source.py", "self_test.py"}
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

# SPDX-License-Identifier: Apache-2.0
"""What the fixture a_scene is for: a test with an unseen fault fails."""

import subprocess
import sys
from pathlib import Path

CONFTEST = "from Host.fixtures import a_host, a_scene\n"
CASES = """
import qt
import slicer

def test_slot(a_scene):
    button = qt.QPushButton()
    button.connect("clicked()", lambda: 1 / 0)
    button.click()

def test_vtk(a_scene):
    a_scene.AddNode(None)

def test_qt(a_scene):
    qt.QPixmap().scaled(2, 2)

def test_nothing(a_scene):
    assert a_scene is slicer.mrmlScene
"""


def test_a_fault_that_nobody_looked_at_fails_its_test(tmp_path):
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_cases.py").write_text(CASES)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)]
    testing = Path(__file__).parents[2]

    ran = subprocess.run(
        [*command, "--rootdir", str(tmp_path), "-o", f"pythonpath={testing}"], capture_output=True, text=True
    )

    assert "4 passed, 3 errors" in ran.stdout, ran.stdout + ran.stderr
    for fault in ("ZeroDivisionError", "AddNode: unable to add a null node", "null pixmap"):
        assert fault in ran.stdout

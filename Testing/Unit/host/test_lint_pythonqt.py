# SPDX-License-Identifier: Apache-2.0
"""The module's widget code keeps PythonQt's rules, and the rules find what they are for."""

import pytest

from house import LIBRARY, ROOT, module_scripts
from lint_pythonqt import RULES, findings, offences

TINY_PANEL = ROOT / "Testing" / "Host" / "tests" / "TinyPanel" / "TinyPanel.py"
WIDGET_CODE = [TINY_PANEL, *module_scripts(), *sorted((LIBRARY / "widgets").rglob("*.py"))]
OFFENCES = [
    ("PQ1", "from PySide6 import QtWidgets"),
    ("PQ1", "import PyQt5.QtCore"),
    ("PQ2", "isinstance(w, qt.QWidget)"),
    ("PQ2", "isinstance(w, (str, slicer.qMRMLWidget))"),
    ("PQ3", "qt.QLabel(text='x')"),
    ("PQ3", "slicer.qMRMLNodeComboBox(parent=p)"),
    ("PQ4", "w.connect('clicked', f)"),
    ("PQ4", "self.ui.button.disconnect('clicked( )!', f)"),
    ("PQ5", "dialog.exec()"),
    ("PQ6", "class A(qt.QWidget):\n def paintEvent(self, event):\n  super().paintEvent(event)"),
    ("PQ6", "class A(qt.QWidget):\n def __init__(self):\n  super(qt.QWidget, self).__init__()"),
    ("PQ7", "qt.Qt.AlignmentFlag.AlignLeft"),
    ("PQ7", "qt.Qt.AlignLeft.value"),
    ("PQ8", "qt.QRegExp('x')"),
    ("PQ8", "combo.connect('currentIndexChanged(QString)', f)"),
]
FINE = """
import qt
import ctk

class Spine(qt.QWidget):
    def __init__(self, parent):
        super().__init__(parent)
        qt.QWidget.setMinimumSize(self, 10, 10)

    def paintEvent(self, event):
        qt.QWidget.paintEvent(self, event)
        painter = qt.QPainter(self)
        painter.end()

class Presenter(Base):
    def refresh(self):
        super().refresh()

button.connect("clicked()", f)
combo.connect("currentIndexChanged(int)", f)
node.GetDisplayNode().disconnect
isinstance(text, str)
layout.addWidget(label, 0, qt.Qt.AlignLeft)
dialog.exec_()
slicer.util.confirmOkCancelDisplay("?", parent=widget)
"""


@pytest.mark.parametrize(("rule", "source"), OFFENCES)
def test_an_offence_is_found_by_its_rule(rule, source):
    assert {found.rule for found in findings(source)} == {rule}


def test_code_written_for_pythonqt_passes_every_rule():
    assert findings(FINE) == []


def test_every_rule_has_an_offence_that_it_finds():
    assert {rule for rule, _ in OFFENCES} == set(RULES)


def test_the_widget_code_of_the_module_keeps_the_rules():
    assert all(path.is_file() for path in WIDGET_CODE)
    assert offences(WIDGET_CODE) == []

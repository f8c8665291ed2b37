# SPDX-License-Identifier: Apache-2.0
"""Questions and messages in a window of their own. Never by ``slicer.util``, which writes every one of them to the log:
ours name patients and files. And as plain text, whatever a patient's name looks like.
"""

from typing import Any

import qt
import slicer

from .texts import _


def ask(question: str) -> bool:
    """Ask before what cannot be taken back; *no* is what Enter answers, and the answer in testing mode."""
    if slicer.app.testingEnabled():
        return False
    box = _box(question, qt.QMessageBox.Question)
    box.setStandardButtons(qt.QMessageBox.Yes | qt.QMessageBox.No)
    box.setDefaultButton(qt.QMessageBox.No)
    return bool(_answer(box) == qt.QMessageBox.Yes)


def tell(text: str) -> None:
    """Say what nobody may miss; in testing mode there is nobody."""
    if not slicer.app.testingEnabled():
        _answer(_box(text, qt.QMessageBox.Warning))


def _box(text: str, icon: Any) -> Any:
    box = qt.QMessageBox(slicer.util.mainWindow())
    box.setWindowTitle(_("Discography Report"))
    box.setTextFormat(qt.Qt.PlainText)
    box.setIcon(icon)
    box.setText(text)
    return box


def _answer(box: Any) -> Any:
    """Wait for the user; the window does not stay behind, hidden."""
    button = box.exec_()
    box.deleteLater()
    return button

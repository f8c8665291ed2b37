# SPDX-License-Identifier: Apache-2.0
"""What would only be printed in Slicer and must fail a test here: errors in slots, and messages of VTK, MRML and Qt."""

import sys
from dataclasses import dataclass, field
from types import TracebackType

NO_FAULTS_OF_OURS = ("This plugin does not support",)


@dataclass
class Faults:
    """Everything that went wrong since `clear`.

    slot_errors: exceptions in slots, event handlers and VTK observers, with the callable where it is known;
    vtk_errors: errors and warnings of VTK and MRML; qt_warnings: warnings of Qt.
    """

    slot_errors: list[tuple[object, BaseException]] = field(default_factory=list)
    vtk_errors: list[str] = field(default_factory=list)
    qt_warnings: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget everything."""
        for seen in (self.slot_errors, self.vtk_errors, self.qt_warnings):
            seen.clear()

    def taken(self) -> list[str]:
        """Every fault as one line, and forget them: for a test that expects some."""
        lines = [f"{type(error).__name__}: {error}" for _, error in self.slot_errors]
        lines += self.vtk_errors + self.qt_warnings
        self.clear()
        return lines


FAULTS = Faults()


def watch_python() -> None:
    """Note exceptions that Qt and VTK hand to `sys.excepthook`: from overridden event handlers and from observers."""
    printed = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        FAULTS.slot_errors.append((None, error))
        printed(kind, error, trace)

    sys.excepthook = note


def watch_qt() -> None:
    """Note Qt's warnings and errors."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    quiet = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)

    def note(kind: object, _context: object, text: str) -> None:
        if kind not in quiet and not text.startswith(NO_FAULTS_OF_OURS):
            FAULTS.qt_warnings.append(text)

    qInstallMessageHandler(note)


def watch_vtk() -> object:
    """Note VTK's errors and warnings; the answer keeps the watch alive."""
    import vtk

    output = vtk.vtkOutputWindow()

    @vtk.calldata_type(vtk.VTK_STRING)
    def note(_caller: object, event: str, text: str) -> None:
        FAULTS.vtk_errors.append(f"{event}: {text.strip()}")

    for event in ("ErrorEvent", "WarningEvent"):
        output.AddObserver(event, note)
    vtk.vtkOutputWindow.SetInstance(output)
    return output

# SPDX-License-Identifier: Apache-2.0
"""The module `ctk`: stand-ins for the CTK widgets of our panel.

Only what Python can reach in the real classes is public: properties, slots, invokables and signals.
"""

import sys
import types
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from Host.attributes import stand_in
from Host.properties import Property, forwarded, stored

UNLIMITED = 16777215
BAR_PADDING, TEXT_INDENT, TEXT_MARGIN = 10, 6, 40
OPENED, CLOSED = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}", "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"


def tight(layout: Any) -> Any:
    """A layout without margins."""
    layout.setContentsMargins(0, 0, 0, 0)
    return layout


@stand_in()
class ctkCollapsibleButton(QAbstractButton):
    """A titled section that folds."""

    contentsCollapsed = Signal(bool)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*[part for part in arguments if isinstance(part, QWidget)])
        self.setText("".join(part for part in arguments if isinstance(part, str)))
        self.setCheckable(True)
        self.setChecked(True)
        self.setContentsMargins(0, self._bar(), 0, 0)
        self.toggled.connect(self._fold)

    def _bar(self) -> int:
        return self.fontMetrics().height() + BAR_PADDING

    def _fold(self, opened: bool) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindDirectChildrenOnly):
            child.setVisible(opened)
        self.setMaximumHeight(UNLIMITED if opened else self._bar())
        self.updateGeometry()
        self.contentsCollapsed.emit(not opened)

    collapsed = Property(bool, lambda self: not self.isChecked(), lambda self, value: self.setChecked(not value))
    flat, collapsedHeight = stored(bool, False), stored(int, 10)

    def childEvent(self, event: Any) -> None:
        """A child that comes while the section is folded stays hidden."""
        super().childEvent(event)
        if event.added() and event.child().isWidgetType() and not self.isChecked():
            event.child().setVisible(False)

    def hitButton(self, position: Any) -> bool:
        """Only the bar is a button."""
        return position.y() < self._bar()

    def sizeHint(self) -> QSize:
        """The contents when unfolded, the bar when folded."""
        bar = QSize(self.fontMetrics().horizontalAdvance(self.text) + TEXT_MARGIN, self._bar())
        return self.layout().totalSizeHint().expandedTo(bar) if self.layout() and self.isChecked() else bar

    def minimumSizeHint(self) -> QSize:
        """As narrow as the contents allow."""
        bar = QSize(TEXT_MARGIN, self._bar())
        return self.layout().totalMinimumSize().expandedTo(bar) if self.layout() and self.isChecked() else bar

    def paintEvent(self, _event: Any) -> None:
        """The bar with its triangle; a dotted frame shows the focus."""
        painter, bar = QPainter(self), QRect(0, 0, self.width, self._bar() - 2)
        painter.fillRect(bar, self.palette.midlight())
        mark = OPENED if self.isChecked() else CLOSED
        painter.drawText(bar.adjusted(TEXT_INDENT, 0, 0, 0), Qt.AlignVCenter, f"{mark} {self.text}")
        if self.hasFocus():
            painter.setPen(self.palette.highlight().color())
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.end()


@stand_in()
class ctkDoubleSpinBox(QWidget):
    """A spin box; setMinimum and its like are no slots in CTK, so Python has only the properties."""

    valueChanged, editingFinished, decimalsChanged = Signal(float), Signal(), Signal(int)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*[part for part in arguments if isinstance(part, QWidget)])
        self._spin = QDoubleSpinBox()
        self.setFocusProxy(self._spin)
        tight(QHBoxLayout(self)).addWidget(self._spin)
        self._spin.valueChanged.connect(lambda value: self.valueChanged.emit(value))
        self._spin.editingFinished.connect(lambda: self.editingFinished.emit())

    minimum = forwarded(float, "_spin", "minimum")
    maximum = forwarded(float, "_spin", "maximum")
    singleStep = forwarded(float, "_spin", "singleStep")
    prefix, suffix = forwarded(str, "_spin", "prefix"), forwarded(str, "_spin", "suffix")
    readOnly = forwarded(bool, "_spin", "readOnly")
    cleanText = Property(str, lambda self: self._spin.cleanText)

    def setDecimals(self, count: int) -> None:
        """Digits after the point."""
        self._spin.setDecimals(count)
        self.decimalsChanged.emit(count)

    def setReadOnly(self, locked: bool) -> None:
        """Whether the value can be typed."""
        self._spin.setReadOnly(locked)

    def setValue(self, value: float) -> None:
        """Set the value."""
        self._spin.setValue(value)

    def stepUp(self) -> None:
        """One step up."""
        self._spin.stepUp()

    def stepDown(self) -> None:
        """One step down."""
        self._spin.stepDown()

    value = Property(float, lambda self: self._spin.value, setValue)
    decimals = Property(int, lambda self: self._spin.decimals, setDecimals)


@stand_in()
class ctkComboBox(QComboBox):
    """A combo box with a text for "nothing chosen"."""

    def setCurrentUserDataAsString(self, text: str) -> None:
        """Choose the entry with this user data."""
        self.setCurrentIndex(self.findData(text))

    currentUserDataAsString = Property(str, lambda self: str(self.currentData or ""), setCurrentUserDataAsString)
    defaultText = stored(str, "", lambda self, text: self.setPlaceholderText(text))


@stand_in()
class ctkPathLineEdit(QWidget):
    """A file name with a button that browses."""

    currentPathChanged, validInputChanged = Signal(str), Signal(bool)
    Dirs, Files, Drives, NoSymLinks, Readable, Writable, Executable, Hidden = 1, 2, 4, 8, 16, 32, 64, 256

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit, self._button = QLineEdit(), QToolButton()
        self._button.setText("...")
        self.setFocusProxy(self._edit)
        layout = tight(QHBoxLayout(self))
        layout.addWidget(self._edit)
        layout.addWidget(self._button)
        self._edit.textChanged.connect(lambda text: self.currentPathChanged.emit(text))
        self._button.clicked.connect(self.browse)

    def setCurrentPath(self, path: str) -> None:
        """Set the path."""
        self._edit.setText(path)

    def browse(self) -> None:
        """Ask for a path in a dialog."""
        only_folders = not self.filters & self.Files
        chosen = QFileDialog.getExistingDirectory(self) if only_folders else QFileDialog.getOpenFileName(self)[0]
        if chosen:
            self.setCurrentPath(chosen)

    def addCurrentPathToHistory(self) -> None:
        """Nothing to see in the host."""

    currentPath = Property(str, lambda self: self._edit.text, setCurrentPath)
    filters, settingKey, label = stored(int, Files | Dirs), stored(str, ""), stored(str, "")
    nameFilters = stored("QStringList", [])
    showBrowseButton = Property(
        bool, lambda self: not self._button.isHidden(), lambda self, shown: self._button.setVisible(shown)
    )
    showHistoryButton = stored(bool, True)


def _unknown(name: str) -> Any:
    raise AttributeError(f"ctk.{name} is not in the test host")


def install() -> types.ModuleType:
    """Put the module `ctk` in place."""
    module = types.ModuleType("ctk", "CTK stand-ins for tests")
    for name, kind in list(globals().items()):
        if name.startswith("ctk"):
            setattr(module, name, kind)
    module.__getattr__ = _unknown
    sys.modules["ctk"] = module
    return module

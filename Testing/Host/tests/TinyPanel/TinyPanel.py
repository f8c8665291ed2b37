# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ARG002, PT009
"""A module for the tests of the host, written as one for Slicer: a selector, markers, a table, a drawn diagram."""

import DICOMLib
import qt
import slicer
from slicer.i18n import tr as _
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin

COLUMNS = ("Level", "NRS", "Grade")


class TinyPanel(ScriptedLoadableModule):
    """Metadata, a sample, and a DICOM plugin."""

    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        parent.title = _("Tiny panel")
        slicer.modules.dicomPlugins["TinyPlugin"] = TinyPlugin


class TinyPlugin(DICOMLib.DICOMPlugin):
    """Takes CT and makes a text node of it."""

    def examineFiles(self, files):
        if slicer.dicomDatabase.fileValue(files[0], self.tags["modality"]) != "CT":
            return []
        loadable = DICOMLib.DICOMLoadable()
        loadable.files, loadable.name, loadable.confidence = list(files), "A CT", 1.0
        return [loadable]

    def load(self, loadable):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTextNode", loadable.name)
        self.addSeriesInSubjectHierarchy(loadable, node)
        return True


class Spine(qt.QWidget):
    """A drawn spine: one clickable box per level."""

    def __init__(self, parent=None):
        qt.QWidget.__init__(self, parent)
        self.grades, self.clicked, self.palettes = [], None, 0
        self.setMinimumSize(60, 90)

    def paintEvent(self, event):
        qt.QWidget.paintEvent(self, event)
        painter = qt.QPainter(self)
        for row, grade in enumerate(self.grades):
            box = qt.QRect(10, 5 + 25 * row, self.width - 20, 20)
            painter.setPen(self.palette.color(qt.QPalette.WindowText))
            painter.fillRect(box, qt.QBrush(self.palette.color(qt.QPalette.Highlight)) if grade else qt.QBrush())
            painter.drawRect(box)
            painter.drawText(box, qt.Qt.AlignCenter, grade)
        painter.end()

    def mousePressEvent(self, event):
        row = (event.pos().y() - 5) // 25
        if self.clicked and 0 <= row < len(self.grades):
            self.clicked(row)

    def changeEvent(self, event):
        if event.type() == qt.QEvent.PaletteChange:
            self.palettes += 1


class EnterGoesDown(qt.QObject):
    """Enter in the table goes to the next row. While a cell is edited the editor has the focus and commits."""

    def eventFilter(self, watched, event):
        if event.type() != qt.QEvent.KeyPress or not watched.hasFocus():
            return False
        if event.key() in (qt.Qt.Key_Return, qt.Qt.Key_Enter):
            table = watched
            table.setCurrentCell(min(table.currentRow() + 1, table.rowCount - 1), table.currentColumn())
            return True
        return False


class TinyPanelWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel."""

    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.node, self.entered, self.cleaned = None, False, False

    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        widget = slicer.util.loadUI(self.resourcePath("UI/TinyPanel.ui"))
        self.layout.addWidget(widget)
        self.ui = slicer.util.childWidgetVariables(widget)
        widget.setMRMLScene(slicer.mrmlScene)
        self.logic = TinyPanelLogic()
        self.spine = Spine(widget)
        self.spine.objectName = "spine"
        self.spine.clicked = self.onSpine
        self.layout.addWidget(self.spine)
        self.filter = EnterGoesDown(self.ui.levelsTable)
        self.ui.levelsTable.installEventFilter(self.filter)
        self.ui.levelsTable.setColumnCount(len(COLUMNS))
        self.ui.levelsTable.setHorizontalHeaderLabels(COLUMNS)
        self.ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", self.onVolume)
        self.ui.exportButton.connect("clicked()", self.onExport)
        self.ui.levelsTable.connect("cellChanged(int,int)", self.onCell)
        self.shortcut = qt.QShortcut(qt.QKeySequence("Ctrl+E"), widget)
        self.shortcut.setContext(qt.Qt.WidgetWithChildrenShortcut)
        self.shortcut.connect("activated()", self.onExport)
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.EndCloseEvent, self.onSceneEndClose)
        self.attach()

    def attach(self):
        self.node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Discs")
        self.node.CreateDefaultDisplayNodes()
        self.ui.placeWidget.setCurrentNode(self.node)
        for event in (self.node.PointPositionDefinedEvent, self.node.PointRemovedEvent):
            self.addObserver(self.node, event, self.onPoints)
        self.onPoints()

    def enter(self):
        self.entered = True

    def exit(self):
        self.entered = False

    def cleanup(self):
        self.removeObservers()
        self.cleaned = True

    def onSceneEndClose(self, caller=None, event=None):
        self.attach()

    def onVolume(self, node):
        self.ui.statusLabel.text = node.GetName() if node else _("Select a CT.")

    def onPoints(self, caller=None, event=None):
        table, count = self.ui.levelsTable, self.node.GetNumberOfDefinedControlPoints()
        table.blockSignals(True)
        table.setRowCount(count)
        for row in range(count):
            for column in range(len(COLUMNS)):
                if table.item(row, column) is None:
                    table.setItem(row, column, qt.QTableWidgetItem(""))
            table.item(row, 0).setText(f"disc {row + 1}")
            table.item(row, 0).setFlags(table.item(row, 0).flags() & ~qt.Qt.ItemIsEditable)
        table.blockSignals(False)
        self.draw()

    def onCell(self, row, column):
        self.draw()

    def draw(self):
        table = self.ui.levelsTable
        self.spine.grades = [table.item(row, 2).text() for row in range(table.rowCount)]
        self.spine.update()

    def onSpine(self, row):
        self.ui.levelsTable.setCurrentCell(row, 1)

    def onExport(self):
        self.ui.statusLabel.text = _("Exported {count}").format(count=self.logic.export(self.node))


class TinyPanelLogic(ScriptedLoadableModuleLogic):
    """Counts points."""

    def export(self, node):
        return node.GetNumberOfDefinedControlPoints()


class TinyPanelTest(ScriptedLoadableModuleTest):
    """The self test."""

    ran = 0

    def setUp(self):
        slicer.mrmlScene.Clear()

    def test_the_logic_counts_points(self):
        self.delayDisplay("Counting points")
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
        node.AddControlPoint(0, 0, 0)
        self.assertEqual(TinyPanelLogic().export(node), 1)
        TinyPanelTest.ran += 1

# SPDX-License-Identifier: Apache-2.0
"""The module as Slicer sees it: metadata and wiring. What it does lives in DiscographyReportLib."""

import sys

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin

HOMEPAGE = "https://github.com/DiscographyReport/SlicerDiscographyReport"
PACKAGE = "DiscographyReportLib"


def dicomUtils():
    """Slicer's ways with its DICOM database; None where Slicer runs without its DICOM module."""
    try:
        from DICOMLib import DICOMUtils
    except ImportError:
        return None
    return DICOMUtils


#
# DiscographyReport
#


class DiscographyReport(ScriptedLoadableModule):
    """What the module list, the Help tab and the Acknowledgement tab show."""

    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = _("Discography Report")
        self.parent.categories = [translate("qSlicerAbstractCoreModule", "Informatics")]
        self.parent.dependencies = []
        self.parent.contributors = ["The DiscographyReport contributors"]
        self.parent.helpText = _("""
Records provocation discography on CT discograms, disc by disc, and exports it as a DICOM Structured Report.
Begin with a CT from the DICOM database, or with "Lumbar discogram (synthetic)" from the Sample Data module; F1 in the
panel shows the keys. Reports are sent to a PACS only by Send now in the section Report.
<b>Research software: not a medical device, not for diagnosis or treatment.</b>
See the <a href="{homepage}">documentation</a>.
""").format(homepage=HOMEPAGE)
        self.parent.acknowledgementText = _("""
By the DiscographyReport contributors. Licensed under the Apache License 2.0. Built on pydicom, which Slicer bundles.
How to cite: see the <a href="{homepage}">documentation</a>.
""").format(homepage=HOMEPAGE)
        slicer.app.connect("startupCompleted()", self.onStartupCompleted)

    def onStartupCompleted(self):
        """Offer the sample in the Sample Data module; nothing is made before it is asked for."""
        from DiscographyReportLib.widgets.sample_source import register

        register(self.resourcePath("SampleData"), dicomUtils)


#
# DiscographyReportWidget
#


class DiscographyReportWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel; its sections live in DiscographyReportLib.widgets."""

    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self.view = None
        self.wheelFilter = None

    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        from DiscographyReportLib.widgets.making import make_panel
        from DiscographyReportLib.widgets.qt_tools import pass_wheel_on

        self.logic = DiscographyReportLogic()
        uiWidget = slicer.util.loadUI(self.resourcePath("UI/DiscographyReport.ui"))
        self.layout.addWidget(uiWidget)
        uiWidget.setMRMLScene(slicer.mrmlScene)
        self.view = make_panel(uiWidget, self.logic.reporting, self.loadSection)
        self.ui = self.view.ui
        self.wheelFilter = pass_wheel_on(uiWidget)
        # After a reload while the panel is shown nobody calls enter.
        if getattr(self.parent, "isEntered", False):
            self.enter()

    def loadSection(self, name):
        """The widget of one section's .ui file."""
        return slicer.util.loadUI(self.resourcePath(f"UI/{name}.ui"))

    def enter(self):
        if self.view is not None:
            self.view.enter()

    def exit(self):
        if self.view is not None:
            self.view.exit()

    def cleanup(self):
        self.removeObservers()
        view, self.view = self.view, None
        if view is not None:
            view.close()

    def onReload(self):
        self.exit()
        self.cleanup()
        for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
            del sys.modules[name]
        ScriptedLoadableModuleWidget.onReload(self)


#
# DiscographyReportLogic
#


class DiscographyReportLogic(ScriptedLoadableModuleLogic):
    """What scripts inside Slicer may ask for, without a panel; examples are in DiscographyReportLib/scene/logic.py."""

    def __init__(self, parent=None):
        ScriptedLoadableModuleLogic.__init__(self, parent)
        self.isSingletonParameterNode = False
        self._reporting = None

    @property
    def reporting(self):
        """The reports of the scene: a DiscographyReportLib.scene.logic.DiscographyLogic."""
        if self._reporting is None:
            from DiscographyReportLib.widgets.making import make_logic

            self._reporting = make_logic(slicer.mrmlScene)
        return self._reporting

    def __getattr__(self, name):
        """Everything that the reporting logic can do can be asked of the module's logic."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.reporting, name)

    def version(self):
        """The version of the extension, for example "0.1.0"."""
        from DiscographyReportLib.version import VERSION

        return VERSION


#
# DiscographyReportTest
#


class DiscographyReportTest(ScriptedLoadableModuleTest):
    """Self test inside Slicer (Reload and Test, and ctest): the main scenario, on the sample, through the panel."""

    def setUp(self):
        slicer.mrmlScene.Clear()

    def runTest(self, **_kwargs):
        self.setUp()
        self.test_the_library_ships_with_the_module()
        self.setUp()
        self.test_from_the_sample_to_a_report_and_back()

    def test_the_library_ships_with_the_module(self):
        self.assertRegex(DiscographyReportLogic().version(), r"^\d+\.\d+\.\d+$")

    def test_from_the_sample_to_a_report_and_back(self):
        from DiscographyReportLib.widgets.self_test import SelfTest

        SelfTest(slicer.mrmlScene, DiscographyReportLogic(), self.delayDisplay, dicomUtils).run()

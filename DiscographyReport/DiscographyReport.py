# SPDX-License-Identifier: Apache-2.0
"""The module as Slicer sees it: metadata and wiring. What it does lives in DiscographyReportLib."""

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
<b>Research software: not a medical device, not for diagnosis or treatment.</b>
See the <a href="{homepage}">documentation</a>.
""").format(homepage=HOMEPAGE)
        self.parent.acknowledgementText = _("""
Licensed under the Apache License 2.0. Built on highdicom and pydicom, which Slicer bundles.
""")


#
# DiscographyReportWidget
#


class DiscographyReportWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel. In this version it only says where the working parts are."""

    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self.ui = None

    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        uiWidget = slicer.util.loadUI(self.resourcePath("UI/DiscographyReport.ui"))
        self.layout.addWidget(uiWidget)
        self.ui = slicer.util.childWidgetVariables(uiWidget)
        uiWidget.setMRMLScene(slicer.mrmlScene)
        self.logic = DiscographyReportLogic()

    def cleanup(self):
        self.removeObservers()


#
# DiscographyReportLogic
#


class DiscographyReportLogic(ScriptedLoadableModuleLogic):
    """What scripts inside Slicer may ask for; it needs no panel."""

    def version(self):
        """The version of the extension, for example "0.1.0"."""
        from DiscographyReportLib.version import VERSION

        return VERSION


#
# DiscographyReportTest
#


class DiscographyReportTest(ScriptedLoadableModuleTest):
    """Self test inside Slicer (Reload and Test, and ctest)."""

    def setUp(self):
        slicer.mrmlScene.Clear()

    def runTest(self):
        self.setUp()
        self.test_the_library_ships_with_the_module()

    def test_the_library_ships_with_the_module(self):
        self.assertRegex(DiscographyReportLogic().version(), r"^\d+\.\d+\.\d+$")

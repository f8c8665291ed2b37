# SPDX-License-Identifier: Apache-2.0
"""The DICOM plugin as Slicer sees it: it recognizes and loads our reports. The work is done in DiscographyReportLib."""

import slicer
from DICOMLib import DICOMLoadable, DICOMPlugin
from slicer.i18n import tr as _

#
# DICOMDiscographyReportPluginClass
#


class DICOMDiscographyReportPluginClass(DICOMPlugin):
    """Offers our reports, the newest version of each preselected, and loads them into the panel."""

    def __init__(self):
        super().__init__()
        self.loadType = _("Discography Report")

    def examineFiles(self, files):
        """The loadables for one list of files; empty for anything that is not ours."""
        from DiscographyReportLib.scene.dicom_plugin import examine

        return [self._loadable(candidate) for candidate in examine(files, getattr(slicer, "dicomDatabase", None))]

    def load(self, loadable):
        """Load the first file of a loadable; True where that went well."""
        import logging
        from pathlib import Path

        from DiscographyReportLib.jobs.errors import EXPECTED
        from DiscographyReportLib.scene.loading import load_report
        from DiscographyReportLib.widgets.qt_messages import tell

        try:
            loaded = load_report(slicer.mrmlScene, Path(loadable.files[0]), getattr(slicer, "dicomDatabase", None))
        except EXPECTED as error:
            # The sentence may name files and goes to the user; the log only learns what kind of refusal it was.
            logging.error("A discography report could not be loaded (%s).", type(error).__name__)
            tell(str(error))
            return False
        # Nobody may miss what makes the report doubtful; that its CT is still to be loaded is only mentioned.
        if loaded.warnings:
            tell("\n".join(loaded.warnings))
        elif loaded.notices:
            slicer.util.showStatusMessage(" ".join(loaded.notices))
        return True

    def _loadable(self, candidate):
        loadable = DICOMLoadable()
        loadable.files = list(candidate.files)
        loadable.name = candidate.name
        loadable.tooltip = candidate.tooltip
        loadable.warning = candidate.warning
        loadable.selected = candidate.selected
        loadable.confidence = candidate.confidence
        return loadable


#
# DICOMDiscographyReportPlugin
#


class DICOMDiscographyReportPlugin:
    """A hidden module that registers the plugin."""

    def __init__(self, parent):
        parent.title = _("DICOM Discography Report Plugin")
        parent.categories = ["Developer Tools.DICOM Plugins"]
        parent.contributors = ["The DiscographyReport contributors"]
        parent.helpText = _("Recognizes exported discography reports in the DICOM module. It has no panel.")
        parent.acknowledgementText = ""
        parent.hidden = True
        if not hasattr(slicer.modules, "dicomPlugins"):
            slicer.modules.dicomPlugins = {}
        slicer.modules.dicomPlugins["DICOMDiscographyReportPlugin"] = DICOMDiscographyReportPluginClass

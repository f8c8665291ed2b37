# SPDX-License-Identifier: Apache-2.0
"""The module DICOMLib: the base of DICOM plugins, and what the DICOM browser does with the plugins."""

import sys
import types
from collections.abc import Iterable, Sequence
from typing import Any

import slicer

TAGS = {
    "seriesDescription": "0008,103E",
    "seriesNumber": "0020,0011",
    "frameOfReferenceUID": "0020,0052",
    "seriesInstanceUID": "0020,000E",
    "modality": "0008,0060",
    "instanceUID": "0008,0018",
    "sopClassUID": "0008,0016",
}
STUDY_UID, PATIENT_ID = "0020,000D", "0010,0020"


class DICOMLoadable:
    """One thing that a plugin offers to load."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.name, self.tooltip, self.warning = "Unknown", "No further information available", ""
        self.selected, self.confidence = False, 0.5


class DICOMPlugin:
    """Base of plugins: examineForImport keeps what examineFiles found, per list of files."""

    def __init__(self) -> None:
        self.loadType = "Generic DICOM"
        self.loadableCache: dict[tuple[str, ...], list[DICOMLoadable]] = {}
        self.tags = dict(TAGS)

    def examineForImport(self, fileLists: Iterable[Sequence[str]]) -> list[DICOMLoadable]:
        """What can be loaded of some lists of files."""
        found: list[DICOMLoadable] = []
        for files in fileLists:
            key = tuple(files)
            if key not in self.loadableCache:
                self.loadableCache[key] = self.examineFiles(files)
            found += self.loadableCache[key]
        return found

    def examineFiles(self, files: Sequence[str]) -> list[DICOMLoadable]:  # noqa: ARG002
        """What can be loaded of one list of files; plugins override it."""
        return []

    def load(self, loadable: DICOMLoadable) -> bool:  # noqa: ARG002
        """Load it; plugins override it."""
        return True

    def examineForExport(self, item: int) -> list[Any]:  # noqa: ARG002
        """What can be exported of a subject hierarchy item; plugins override it."""
        return []

    def export(self, exportables: list[Any]) -> str:  # noqa: ARG002
        """Export; "" or what went wrong. Plugins override it."""
        return ""

    def defaultSeriesNodeName(self, series: str) -> str:
        """A node name such as "4: Lumbar spine"."""
        first = slicer.dicomDatabase.filesForSeries(series, 1)
        if not first:
            return "Unnamed Series"
        values = (slicer.dicomDatabase.fileValue(first[0], TAGS[key]) for key in ("seriesNumber", "seriesDescription"))
        number, description = values
        return (f"{number}: " if number else "") + (description or "Unnamed Series")

    def addSeriesInSubjectHierarchy(self, loadable: DICOMLoadable, dataNode: Any) -> None:
        """Put a node under its patient and study."""
        add_to_hierarchy(loadable.files, dataNode)


def add_to_hierarchy(files: Sequence[str], node: Any) -> None:
    """Put the node of a series under its patient and study in the subject hierarchy, with its UIDs."""
    constants, database = slicer.vtkMRMLSubjectHierarchyConstants, slicer.dicomDatabase
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(slicer.mrmlScene)
    item = hierarchy.GetItemByDataNode(node) or hierarchy.CreateItem(hierarchy.GetSceneItemID(), node)
    series, study, patient = (
        database.fileValue(files[0], tag) for tag in (TAGS["seriesInstanceUID"], STUDY_UID, PATIENT_ID)
    )
    instances = " ".join(database.fileValue(path, TAGS["instanceUID"]) or "Unknown" for path in files)
    hierarchy.SetItemUID(item, constants.GetDICOMUIDName(), series)
    hierarchy.SetItemUID(item, constants.GetDICOMInstanceUIDName(), instances)
    modality = database.fileValue(files[0], TAGS["modality"])
    hierarchy.SetItemAttribute(item, constants.GetDICOMSeriesModalityAttributeName(), modality)
    logic = slicer.vtkSlicerSubjectHierarchyModuleLogic
    logic.InsertDicomSeriesInHierarchy(hierarchy, patient or f"Patient-{study}", study, series)


def offered(files: Sequence[str]) -> list[tuple[DICOMPlugin, DICOMLoadable]]:
    """What the registered plugins offer for the files of one series, the likeliest first; for tests.

    As in Slicer's browser, the loadables with the highest confidence are `selected`.
    """
    plugins = [kind() for kind in getattr(slicer.modules, "dicomPlugins", {}).values()]
    found = [(plugin, loadable) for plugin in plugins for loadable in plugin.examineForImport([list(files)])]
    best = max((loadable.confidence for _, loadable in found), default=0.0)
    for _, loadable in found:
        loadable.selected = loadable.confidence == best
    return sorted(found, key=lambda pair: -pair[1].confidence)


def install() -> None:
    """Put the module DICOMLib in place."""
    module = types.ModuleType("DICOMLib")
    module.DICOMPlugin, module.DICOMLoadable = DICOMPlugin, DICOMLoadable
    sys.modules["DICOMLib"] = module
    slicer.modules.dicomPlugins = {}

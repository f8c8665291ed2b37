# SPDX-License-Identifier: Apache-2.0
"""The synthetic discogram in Slicer's Sample Data module: made on this computer when it is asked for."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import ctk
import slicer

from .texts import _

CATEGORY = "DiscographyReport"
THUMBNAIL = "LumbarDiscogram.png"
# Slicer asks every source for an address; nothing is ever fetched from this one.
NO_ADDRESS = "made-on-this-computer"
SIZE, SLICES = 256, 160
DicomUtils = Callable[[], Any]
"""Gives Slicer's ``DICOMLib.DICOMUtils``; ``None`` where Slicer runs without its DICOM module."""


def no_dicom_utils() -> None:
    """Slicer runs without its DICOM module."""


def register(folder: str, dicom_utils: DicomUtils = no_dicom_utils) -> None:
    """Offer the sample; ``folder`` holds its thumbnail."""
    import SampleData

    logic = SampleData.SampleDataLogic
    logic.registerCustomSampleDataCategory(CATEGORY, _("Discography"))
    logic.registerCustomSampleDataSource(
        category=CATEGORY,
        sampleName=_("Lumbar discogram (synthetic)"),
        uris=NO_ADDRESS,
        thumbnailFileName=str(Path(folder) / THUMBNAIL),
        customDownloader=partial(on_asked, dicom_utils),
    )


def on_asked(dicom_utils: DicomUtils, _source: Any = None) -> Any:
    """The sample was clicked in the Sample Data module."""
    with slicer.util.tryWithErrorDisplay(_("The sample discogram could not be made."), waitCursor=True):
        return load_sample(dicom_utils=dicom_utils)


def load_sample(size: int = SIZE, slices: int = SLICES, dicom_utils: DicomUtils = no_dicom_utils) -> Any:
    """Make the sample, put its images into the DICOM database and load them from there as a volume.

    ``JobError`` where the DICOM database is not open, or did not take the images.
    """
    from ..jobs.sample import make_sample
    from ..series.reading import read_series

    database = open_database()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        images = make_sample(Path(folder), size=size, slices=slices).images
        series = read_series(images)
        indexer = ctk.ctkDICOMIndexer()
        indexer.addDirectory(database, str(images), True)
        indexer.waitForImportFinished()
    uids = [one.sop_instance_uid for one in series.slices]
    files = database_files(uids, database)
    return _by_the_dicom_module(series.series_instance_uid, dicom_utils()) or load_images(files, uids)


def open_database() -> Any:
    """Slicer's DICOM database; ``JobError`` where it is not open, as in a Slicer without its DICOM module."""
    from ..jobs.errors import JobError

    database = getattr(slicer, "dicomDatabase", None)
    if database is None or not database.isOpen:
        raise JobError(_("The DICOM database is not open: open the DICOM module once, then load the sample again."))
    return database


def database_files(uids: list[str], database: Any) -> list[str]:
    """The database's own copies, which stay; ``JobError`` where one is missing, as on a full disk."""
    from ..jobs.errors import JobError

    files = [str(database.fileForInstance(uid)) for uid in uids]
    missing = sum(not file or not Path(file).is_file() for file in files)
    if missing:
        raise JobError(
            _("The DICOM database lacks {missing} of {count} sample images: make room on its disk, then load it again.")
            .format(missing=missing, count=len(files))
        )
    return files


def load_images(files: list[str], uids: list[str]) -> Any:
    """The files of one CT series, in order, as a volume that knows its images."""
    name = _("Lumbar discogram (synthetic)")
    volume = slicer.util.loadVolume(files[0], {"name": name, "singleFile": False, "fileNames": files})
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(uids))
    return volume


def _by_the_dicom_module(series_uid: str, utils: Any) -> Any:
    """The volume as a double click in the DICOM module makes it; ``None`` where that module is not there."""
    if utils is None:
        return None
    loaded = [slicer.mrmlScene.GetNodeByID(node_id) for node_id in utils.loadSeriesByUID([series_uid]) or ()]
    return next((node for node in loaded if node is not None and node.IsA("vtkMRMLScalarVolumeNode")), None)

# SPDX-License-Identifier: Apache-2.0
"""The synthetic discogram in Slicer's Sample Data module: made on this computer when it is asked for."""

import tempfile
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


def register(folder: str) -> None:
    """Offer the sample; ``folder`` holds its thumbnail."""
    import SampleData

    logic = SampleData.SampleDataLogic
    logic.registerCustomSampleDataCategory(CATEGORY, _("Discography"))
    logic.registerCustomSampleDataSource(
        category=CATEGORY,
        sampleName=_("Lumbar discogram (synthetic)"),
        uris=NO_ADDRESS,
        thumbnailFileName=str(Path(folder) / THUMBNAIL),
        customDownloader=on_asked,
    )


def on_asked(_source: Any = None) -> Any:
    """The sample was clicked in the Sample Data module."""
    with slicer.util.tryWithErrorDisplay(_("The sample discogram could not be made."), waitCursor=True):
        return load_sample()


def load_sample(size: int = SIZE, slices: int = SLICES) -> Any:
    """Make the sample, put its images into the DICOM database and load them as a volume.

    ``JobError`` where the DICOM database is not open.
    """
    from ..jobs.errors import JobError
    from ..jobs.sample import make_sample

    if not slicer.dicomDatabase.isOpen:
        raise JobError(_("The DICOM database is not open: open the DICOM module once, then load the sample again."))
    with tempfile.TemporaryDirectory() as folder:
        sample = make_sample(Path(folder), size=size, slices=slices)
        indexer = ctk.ctkDICOMIndexer()
        indexer.addDirectory(slicer.dicomDatabase, str(sample.images), True)
        indexer.waitForImportFinished()
        return load_images(sample.images)


def load_images(folder: Path) -> Any:
    """A folder with one CT series as a volume that knows its images."""
    from ..series.reading import read_series

    series = read_series(folder)
    files = [str(one.path) for one in series.slices]
    name = _("Lumbar discogram (synthetic)")
    volume = slicer.util.loadVolume(files[0], {"name": name, "singleFile": False, "fileNames": files})
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(one.sop_instance_uid for one in series.slices))
    return volume

# SPDX-License-Identifier: Apache-2.0
"""A report as a DICOM file, byte for byte the same on any machine."""

import hashlib
import warnings
from io import BytesIO

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from ..model.disc import Disc
from ..model.report import Report
from ..model.results import Assessment
from ..series.ct import CTSeries
from ..series.errors import SeriesError
from ..version import VERSION
from .encode import encode_item
from .envelope import Standing, State
from .errors import WriteError
from .header import header
from .tree import document

IMPLEMENTATION_CLASS_UID = "2.25.302870115294433081936253240398410187462"
_PENDING_UID = "2.25.1"


def write(report: Report, series: CTSeries, standing: Standing, assessment: Assessment) -> bytes:
    """The DICOM file (PS3.10) of a report about a CT series.

    The SOP Instance UID is derived from all other bytes: the same report, results, state and images give the same file,
    anything else another UID. Raises ``WriteError`` where the report cannot be exported as asked.
    """
    refuse_what_cannot_be(report, series, standing)
    root = encode_item(document(report, series, standing, assessment))
    dataset = header(report, series, standing)
    dataset.update(root)
    digest = hashlib.sha256(_file(dataset, _PENDING_UID)).digest()
    return _file(dataset, f"2.25.{int.from_bytes(digest[:16], 'big')}")


def refuse_what_cannot_be(report: Report, series: CTSeries, standing: Standing) -> None:
    """Check that every injected disc has a place on this CT and that the standing is whole."""
    _check_discs(report)
    for disc in report.discs:
        _check_place(disc, series)
    _check_standing(standing)


def _check_discs(report: Report) -> None:
    if not report.discs:
        raise WriteError("the report has no discs; record at least one level before exporting it")
    missing = [str(disc.level) for disc in report.injected if disc.position is None]
    if missing:
        raise WriteError(f"no marker on the CT for {', '.join(missing)}; place one in each injected disc")


def _check_place(disc: Disc, series: CTSeries) -> None:
    if disc.position is None:
        return
    frame = disc.position.frame_of_reference_uid
    if frame != series.frame_of_reference_uid:
        raise WriteError(
            f"the marker of {disc.level} was placed in frame of reference {frame}, but this CT has "
            f"{series.frame_of_reference_uid}; export against the CT that it was placed on"
        )
    try:
        series.locate(disc.position.point)
    except SeriesError as error:
        raise WriteError(f"the marker of {disc.level} is not on this CT: {error}") from None


def _check_standing(standing: Standing) -> None:
    verified = standing.state is State.VERIFIED
    if verified and not standing.verifications:
        raise WriteError("a verified report needs the name of the person who verified it")
    if standing.verifications and not verified:
        raise WriteError(f"a {standing.state} report cannot carry a verification; export it as verified")
    if standing.amendment and not standing.amendment.reason.strip():
        raise WriteError("an amended report needs the reason for the amendment")


def _file(dataset: Dataset, sop_instance_uid: str) -> bytes:
    dataset.SOPInstanceUID = sop_instance_uid
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID(dataset.SOPClassUID)
    meta.MediaStorageSOPInstanceUID = UID(sop_instance_uid)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    meta.ImplementationVersionName = f"DISCREPORT_{VERSION}"[:16]
    dataset.file_meta = meta  # type: ignore[attr-defined]
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            dcmwrite(buffer, dataset, enforce_file_format=True)
        except UserWarning as warning:
            raise WriteError(f"the report holds a value that DICOM cannot carry: {warning}") from None
    return buffer.getvalue()

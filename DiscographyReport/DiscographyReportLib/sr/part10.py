# SPDX-License-Identifier: Apache-2.0
"""A data set as a file (PS3.10) whose SOP Instance UID follows from its content."""

import warnings
from io import BytesIO

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from ..texts import _
from ..version import VERSION
from .errors import WriteError
from .integrity import PENDING_UID, uid_of_content

IMPLEMENTATION_CLASS_UID = "2.25.302870115294433081936253240398410187462"
_SOP_INSTANCE_UID = 0x00080018


def named_by_content(dataset: Dataset) -> bytes:
    """The file of a data set, in Explicit VR Little Endian; its SOP Instance UID is derived from all its other bytes.

    Raises ``WriteError`` for a value that DICOM cannot carry.
    """
    pending = _file(dataset, PENDING_UID)
    return _renamed(pending, dataset, uid_of_content(pending))


def _renamed(pending: bytes, dataset: Dataset, sop_instance_uid: str) -> bytes:
    """The file under its own UID: only what stands up to the SOP Instance UID is encoded again."""
    front = dataset[: _SOP_INSTANCE_UID + 1]
    return _file(front, sop_instance_uid) + pending[len(_file(front, PENDING_UID)) :]


def _file(dataset: Dataset, sop_instance_uid: str) -> bytes:
    dataset.SOPInstanceUID = sop_instance_uid
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID(dataset.SOPClassUID)
    meta.MediaStorageSOPInstanceUID = UID(sop_instance_uid)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    meta.ImplementationVersionName = f"DISCREPORT_{VERSION}"[:16]
    dataset.file_meta = meta
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            dcmwrite(buffer, dataset, enforce_file_format=True)
        except UserWarning as warning:
            raise WriteError(
                _("the report holds a value that DICOM cannot carry: {warning}").format(warning=warning)
            ) from None
    return buffer.getvalue()

# SPDX-License-Identifier: Apache-2.0
"""Structured reports to send: real ones with identifiers of their own and a patient whose name must show up nowhere."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pydicom
from pydicom.uid import generate_uid

from DiscographyReportLib.delivery.document import Document, document_from
from house import ROOT

PATIENT = "CANARY^SECRET"
_MODEL = ROOT / "Testing" / "Data" / "foreign-sr" / "highdicom_sr.dcm"


@cache
def _model() -> bytes:
    return _MODEL.read_bytes()


def dicom_bytes(uid: str | None = None, title: str = "") -> bytes:
    """A Comprehensive 3D SR; `title` makes other content under the same identifier."""
    dataset = pydicom.dcmread(BytesIO(_model()))
    dataset.SOPInstanceUID = uid or generate_uid()
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.PatientName = PATIENT
    dataset.SeriesDescription = title
    out = BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


def a_document(uid: str | None = None, title: str = "") -> Document:
    return document_from(dicom_bytes(uid, title), "a made document")


def a_file(folder: Path, uid: str | None = None) -> Path:
    path = folder / f"{generate_uid()}.dcm"
    path.write_bytes(dicom_bytes(uid))
    return path

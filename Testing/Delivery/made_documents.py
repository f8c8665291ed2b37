# SPDX-License-Identifier: Apache-2.0
"""Structured reports to send: real ones with identifiers of their own and a patient whose name must show up nowhere."""

import secrets
from functools import cache
from io import BytesIO
from pathlib import Path

import pydicom

from DiscographyReportLib.delivery.document import Document
from DiscographyReportLib.delivery.document_reading import document_from
from house import ROOT

PATIENT = "CANARY^SECRET"
_MODEL = ROOT / "Testing" / "Data" / "foreign-sr" / "highdicom_sr.dcm"


@cache
def _model() -> bytes:
    return _MODEL.read_bytes()


def new_uid() -> str:
    """All of one length (PS3.5 B.2), so that what one report takes on a line the next takes too."""
    return f"2.25.{10**38 + secrets.randbelow(2 * 10**38)}"


def dicom_bytes(uid: str | None = None, title: str = "") -> bytes:
    """A Comprehensive 3D SR; `title` makes other content under the same identifier."""
    dataset = pydicom.dcmread(BytesIO(_model()))
    dataset.SOPInstanceUID = uid or new_uid()
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.PatientName = PATIENT
    dataset.SeriesDescription = title
    out = BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


def a_document(uid: str | None = None, title: str = "") -> Document:
    return document_from(dicom_bytes(uid, title), "a made document")


def a_file(folder: Path, uid: str | None = None) -> Path:
    path = folder / f"{new_uid()}.dcm"
    path.write_bytes(dicom_bytes(uid))
    return path

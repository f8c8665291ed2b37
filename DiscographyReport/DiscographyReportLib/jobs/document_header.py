# SPDX-License-Identifier: Apache-2.0
"""What a document says of itself in its header, for people who decide about it: whose it is, what it is, from when."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from pydicom import dcmread
from pydicom.config import disable_value_validation

from ..rendering.visible import visible

_READ = [
    *("SpecificCharacterSet", "SOPClassUID", "PatientName", "PatientID", "PatientBirthDate", "PatientSex"),
    *("ContentDate", "ContentTime", "SeriesDescription"),
]


@dataclass(frozen=True)
class Header:
    """Plain text, in which nothing can hide; empty where the document says nothing. For the screen, never for a log."""

    patient: str
    """Name, identifier, sex and date of birth in one line."""
    title: str
    at: str
    """``2026-10-14 10:42``."""


def header_of(content: bytes) -> Header:
    """Of the bytes of a DICOM file that was read before."""
    # Warnings of pydicom hold values of the patient.
    with warnings.catch_warnings(), disable_value_validation():
        warnings.simplefilter("ignore")
        dataset = dcmread(BytesIO(content), specific_tags=_READ)
        text = {name: visible(str(dataset.get(name, "") or "")) for name in _READ}
    who = (text["PatientName"], text["PatientID"], text["PatientSex"], _dashed(text["PatientBirthDate"]))
    return Header(" · ".join(filter(None, who)), text["SeriesDescription"], _moment(text))


def _moment(text: dict[str, str]) -> str:
    time = text["ContentTime"]
    clock = f"{time[:2]}:{time[2:4]}" if len(time) >= 4 and time[:4].isdigit() else ""
    return " ".join(filter(None, (_dashed(text["ContentDate"]), clock)))


def _dashed(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date

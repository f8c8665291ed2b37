# SPDX-License-Identifier: Apache-2.0
"""Lines of validators that are known, each with the reason why it is no fault of the document."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pydicom.dataset import Dataset

from ..sr.header import COPIED, value_of
from ..terminology.scheme import DESIGNATOR, UID


class Context(NamedTuple):
    """The document that is judged, and the header of its images where it is known."""

    dataset: Dataset
    header: Dataset | None


@dataclass(frozen=True)
class Allowance:
    """Lines that match ``pattern`` as a whole; a group ``copied`` names an attribute that must be as in the images.

    Without the images nobody can tell, and the line is allowed: it is about the scanner's value, not about ours.
    """

    pattern: str
    reason: str

    def allows(self, line: str, context: Context) -> bool:
        """Whether the line is known, and its reason holds for this document."""
        found = re.fullmatch(self.pattern, line)
        if found is None:
            return False
        keyword = found.groupdict().get("copied")
        return keyword is None or _is_as_in_the_images(keyword, context)


def _is_as_in_the_images(keyword: str, context: Context) -> bool:
    if keyword not in COPIED or context.header is None:
        return keyword in COPIED
    return value_of(context.dataset, keyword) == value_of(context.header, keyword)


_COPIED = "the value is copied unchanged from the images (with the CT given, that was compared)"
DCIODVFY = (
    Allowance(
        rf"Warning - <.*> - Unrecognized defined term = <({re.escape(DESIGNATOR)}|{re.escape(UID)})>",
        "the private scheme is declared in the document; dciodvfy knows only the schemes of the standard",
    ),
    Allowance(
        r"Warning - </(ContentSequence.*/PersonName|VerifyingObserverSequence.*/VerifyingObserverName)\(.*\)\[1\]> - "
        r"Value dubious for this VR \[PN\] = <[^^=]*> - Retired Person Name form",
        "a name of one part as it was entered; PS3.5 section 6.2 allows it",
    ),
    Allowance(
        r"(Error|Warning) - </(?P<copied>\w+)\([0-9a-f]{4},[0-9a-f]{4}\)(\[\d+\])?> - (?!Missing attribute for Type).*",
        _COPIED,
    ),
)
DCMTK = (
    Allowance(
        "W: The VR checker does not support this Specific Character Set: ISO_IR 192",
        "dcmtk 3.6.7 checks no characters of UTF-8 values; the content is read rightly",
    ),
    Allowance(
        "W: Check for template constraints not yet supported",
        "dcmtk knows that TID 2010 has constraints and does not check them; PixelMed does",
    ),
    Allowance(r"W: (?P<copied>\w+) \([0-9a-f]{4},[0-9a-f]{4}\) .* in \w+Module", _COPIED),
)
_ROLES = 'Template 1003 PersonObserverIdentifyingAttributes/.*Role in this Procedure"'
PIXELMED = (
    Allowance(
        r'Error: Template 1500 MeasurementReport/.*"Procedure reported"\): Code \((37509-7|37496-7|70931-1),LN,.*\) '
        "not found in context group 100",
        "CID 100 is a baseline group (PS3.16 TID 1500 row 4) and names no CT after intradiscal contrast; LOINC does",
    ),
    Allowance(
        rf"Error: {_ROLES}\): Code \(C28747,NCIt,.*\) not found in context group 7453",
        "Reader is in CID 7453 since NCIt was adopted; the tables of PixelMed 2022 are older",
    ),
    Allowance(
        rf"Error: {_ROLES}\): Code \(DG3170,{DESIGNATOR},.*\) not found in context group 7453",
        "CID 7453 is extensible and names nobody who judges a response without taking part",
    ),
    Allowance(
        r'Error: Template 1003 PersonObserverIdentifyingAttributes/.*Role in the Organization"\): '
        r"Code \(\w+,(SCT|DCM),.*\) not found in context group 7452",
        "the code is in today's CID 7452; the tables of PixelMed 2022 are older",
    ),
    Allowance(
        r'Error: Template 1410 .*"Geometric purpose of region"\): Code \(128140,DCM,.*\) '
        "not found in context group 219",
        "the code is in today's CID 219; the tables of PixelMed 2022 are older",
    ),
    Allowance(
        r"Error: Template 1003 PersonObserverIdentifyingAttributes/\[Row \w+\] .*: Incorrect content item value "
        r"multiplicity - found \d+ content items but expected 1",
        "one block of TID 1002 per person (TID 1001 row 1, 1-n); PixelMed counts the items of all blocks together",
    ),
    Allowance(
        r"Warning: .*: Content Item not in template",
        "TID 1500 and TID 1410 are extensible; other software skips what it does not know",
    ),
)

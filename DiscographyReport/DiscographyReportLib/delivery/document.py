# SPDX-License-Identifier: Apache-2.0
"""A DICOM file that is to be delivered: its bytes and the identifiers that a PACS is told. Reading is elsewhere."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Document:
    """One SOP Instance as a DICOM file (PS3.10)."""

    uid: str
    sop_class: str
    transfer_syntax: str
    study_uid: str
    series_uid: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Of the whole file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


Following: TypeAlias = Callable[[], Document | None]
"""Gives the document that is sent next, or None; asked while waiting for an answer."""


def nothing() -> None:
    """No document follows."""


def data_set_bytes(document: Document) -> bytes:
    """What follows the header of the file: the data set in the encoding that it has, as a PACS is sent it."""
    return document.content[end_of_header(document.content) :]


def end_of_header(content: bytes) -> int:
    """The header begins at byte 132 with its own length (PS3.10 7.1)."""
    return 144 + int.from_bytes(content[140:144], "little")

# SPDX-License-Identifier: Apache-2.0
"""Reading a DICOM file that is to be delivered; a file that could not be is refused in one sentence."""

import re
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path

from pydicom import Dataset, dcmread
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from .document import Document, end_of_header
from .errors import DeliveryError

LARGEST_BYTES = 64 * 1024 * 1024
# No deflated one: a small file of it can fill the memory of whoever reads it.
TRANSFER_SYNTAXES = frozenset({ImplicitVRLittleEndian, ExplicitVRLittleEndian})
_UID = re.compile(r"(?=.{1,64}\Z)(0|[1-9]\d*)(\.(0|[1-9]\d*))+", re.ASCII)
_HEADER_BEGINS = b"DICM\x02\x00\x00\x00UL\x04\x00"
UNREADABLE = (
    *(InvalidDicomError, BytesLengthException, OSError, ValueError, AttributeError, NotImplementedError),
    *(TypeError, KeyError, IndexError, struct.error, RecursionError),
)


def read_document(path: Path) -> Document:
    """Read a file that is to be sent; DeliveryError where it is none that could be."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise DeliveryError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST_BYTES:
        raise DeliveryError(f"{path} is larger than {LARGEST_BYTES // 1024**2} MB; that is no report")
    return document_from(content, str(path))


def document_from(content: bytes, where: str) -> Document:
    """The document in the bytes of a DICOM file; ``where`` begins the sentence of a DeliveryError."""
    syntax = _transfer_syntax(content, where)
    dataset = read_dataset(content, where)
    found = {name: _uid(dataset, name, where) for name in ("SOPInstanceUID", "SOPClassUID")}
    above = [_uid(dataset, name, where) for name in ("StudyInstanceUID", "SeriesInstanceUID")]
    for name, in_header in (
        ("SOPInstanceUID", "MediaStorageSOPInstanceUID"),
        ("SOPClassUID", "MediaStorageSOPClassUID"),
    ):
        if _uid(dataset.file_meta, in_header, where) != found[name]:
            raise DeliveryError(f"{where}: its header names another {name} than its content; write the file anew")
    return Document(found["SOPInstanceUID"], found["SOPClassUID"], syntax, above[0], above[1], content)


def read_dataset(content: bytes, where: str) -> Dataset:
    """The bytes of a DICOM file as a dataset. Warnings of pydicom hold values of the patient, so nobody hears them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dcmread(BytesIO(content))
    except UNREADABLE as error:
        raise DeliveryError(f"{where} cannot be read as a DICOM file ({type(error).__name__})") from None


def _transfer_syntax(content: bytes, where: str) -> str:
    """Looked at before the rest is read: a deflated file can be made to burst."""
    if content[128:140] != _HEADER_BEGINS:
        raise DeliveryError(f"{where} is no DICOM file, or one without the header of PS3.10; export it anew")
    header = content[: end_of_header(content)]
    try:
        syntax = dcmread(BytesIO(header)).file_meta.get("TransferSyntaxUID")
    except zlib.error:
        syntax = DeflatedExplicitVRLittleEndian
    except UNREADABLE:
        raise DeliveryError(f"{where} has a damaged header; export it anew") from None
    if syntax not in TRANSFER_SYNTAXES:
        raise DeliveryError(f"{where} has the transfer syntax {syntax}; only uncompressed little endian is sent")
    return str(syntax)


def _uid(dataset: Dataset, name: str, where: str) -> str:
    value = str(dataset.get(name, ""))
    if not _UID.fullmatch(value):
        raise DeliveryError(f"{where} has no valid {name}")
    return value

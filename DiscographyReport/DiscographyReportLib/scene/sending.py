# SPDX-License-Identifier: Apache-2.0
"""The exported document of a report: found again on the disk, and proven to be what the scene says it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..delivery.document import Document
from ..delivery.document_reading import read_document
from ..jobs.errors import EXPECTED
from ..sr.envelope import Envelope
from ..sr.foreign import ForeignReport, read_file
from ..texts import _
from .database import copy_in
from .errors import SceneError
from .exporting import FILE_NAME
from .local_database import DicomDatabase
from .nodes import Node
from .report_node import digest_of, read_report, read_status
from .transitions import why_not_sent


@dataclass(frozen=True)
class Sendable:
    """The bytes that were exported, and what they say of themselves."""

    document: Document
    envelope: Envelope
    path: Path


def sendable(node: Node, folder: Path | None, database: DicomDatabase | None) -> Sendable:
    """The document that was exported last, from the database or from the folder of files.

    ``SceneError`` where the report is not what was exported, or where neither place has that document as it was
    written: byte for byte, by the digest that its SOP Instance UID is made of, and with the content on the desk.
    """
    refused = why_not_sent(read_status(node), digest_of(read_report(node)))
    if refused:
        raise SceneError(refused)
    return last_exported(node, folder, database)


def last_exported(node: Node, folder: Path | None, database: DicomDatabase | None) -> Sendable:
    """The same, also where the report has been changed since.

    ``SceneError`` where neither place has the document that was exported, or read, last.
    """
    status = read_status(node)
    if status.written is None:
        raise SceneError(_("The report was not exported yet: export it first."))
    uid = status.written.identity.sop_instance_uid
    reasons = []
    for path in _places(uid, folder, database):
        found = _proven(path, uid, status.written.digest)
        if not isinstance(found, str):
            return found
        reasons.append(found)
    raise SceneError(" ".join(reasons) or _nowhere())


def _places(uid: str, folder: Path | None, database: DicomDatabase | None) -> Iterator[Path]:
    copy = None if database is None else copy_in(database, uid)
    if copy is not None:
        yield copy
    if folder is not None and (path := folder / FILE_NAME.format(uid=uid)).is_file():
        yield path


def _proven(path: Path, uid: str, digest: str) -> Sendable | str:
    """The document, or why it is not the one; it was the same bytes before and after it was looked at."""
    if not path.is_file():
        return _("{path} is gone: export the report again.").format(path=path)
    try:
        document, found, again = read_document(path), read_file(path), read_document(path)
    except EXPECTED as error:
        return f"{error}."
    if isinstance(found, ForeignReport) or not found.as_written or digest_of(found.report) != digest:
        return _("{path} is not what was exported: export the report again.").format(path=path)
    if document.uid != uid or document != again:
        return _("{path} is not what was exported: export the report again.").format(path=path)
    return Sendable(document, found.envelope, path)


def _nowhere() -> str:
    return _("The exported file is neither in the DICOM database nor in the folder: export the report again.")

# SPDX-License-Identifier: Apache-2.0
"""A report of the scene as a DICOM file: which version it is, what it replaces, and what the scene remembers of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pydicom

from ..criteria.rulesets import RuleSet
from ..jobs.evaluating import evaluate_report
from ..jobs.exporting import Exported, export, refuse_blocked
from ..model.checks import check
from ..model.report import Report
from ..model.results import Assessment
from ..series.ct import CTSeries
from ..sr.envelope import Standing
from ..sr.errors import WriteError
from ..sr.reader import read_dataset
from ..sr.writer import refuse_what_cannot_be, write
from ..texts import _
from .errors import SceneError
from .nodes import Node
from .report_node import digest_of, mark_superseded, read_report, read_status, report_nodes, write_status
from .status import Status, after_export
from .transitions import why_not_exported

FILE_NAME = "discography-report_{uid}.dcm"
"""By the SOP Instance UID: nothing of the patient, and no two documents under one name."""


@dataclass(frozen=True)
class Stored:
    """A document that is written, and the database's own copy of it."""

    exported: Exported
    database_file: Path


def export_node(
    node: Node, series: CTSeries, folder: Path, at: datetime, reason: str | None = None, site: Sequence[RuleSet] = ()
) -> Exported:
    """Write the report of a node into a folder as it stands, and remember that in the node.

    An unchanged report gives the same file again; a changed one a new version that names the one it replaces, with
    ``reason`` or what the state says. Older versions in the scene are marked as replaced. ``WriteError`` where it
    cannot be exported; then nothing was written and the node is as before.
    """
    report, status = read_report(node), read_status(node)
    replaced = why_not_exported(status)
    if replaced:
        raise SceneError(replaced)
    refuse_blocked(check(report), status.state)
    assessment = evaluate_report(report, None, site)
    done = _again(report, series, folder, assessment, status)
    if done is None:
        done = _anew(report, series, folder, assessment, status.standing(reason))
    write_status(node, after_export(status, done.envelope, digest_of(report), at))
    _mark_replaced(node, done.envelope.standing, done.envelope.identity.sop_instance_uid)
    return done


def _anew(report: Report, series: CTSeries, folder: Path, assessment: Assessment, standing: Standing) -> Exported:
    """A document of its own, the first or the next version."""
    refuse_what_cannot_be(report, series, standing)
    return _written(report, series, folder, standing, assessment)


def _again(report: Report, series: CTSeries, folder: Path, assessment: Assessment, status: Status) -> Exported | None:
    """The document that was written last, where this one would be the same to the last byte; else ``None``."""
    last = status.written
    if last is None or last.digest != digest_of(report) or not _stands_alike(status, last.standing):
        return None
    uid = last.identity.sop_instance_uid
    content = write(report, series, last.standing, assessment)
    if _uid_of(content) != uid:
        return None
    path = folder / FILE_NAME.format(uid=uid)
    if path.is_file() and path.read_bytes() == content:
        return Exported(path, read_dataset(pydicom.dcmread(path)).envelope, assessment, len(content), True)
    return _written(report, series, folder, last.standing, assessment)


def _written(report: Report, series: CTSeries, folder: Path, standing: Standing, assessment: Assessment) -> Exported:
    """Write under a passing name, then under that of the SOP Instance UID, which only the content tells."""
    _make_folder(folder)
    passing = folder / f".{uuid.uuid4().hex}.part"
    try:
        done = export(report, series, passing, standing, assessment)
        return _named(done, folder / FILE_NAME.format(uid=done.envelope.identity.sop_instance_uid))
    except OSError as error:
        raise WriteError(
            _("cannot write to {folder}: {reason}; choose another place").format(
                folder=folder, reason=error.strerror or error
            )
        ) from None
    finally:
        passing.unlink(missing_ok=True)


def _named(done: Exported, path: Path) -> Exported:
    unchanged = path.is_file() and path.read_bytes() == done.path.read_bytes()
    done.path.replace(path)
    return replace(done, path=path, unchanged=unchanged)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            _("cannot make the folder {folder}: {reason}; choose another place").format(
                folder=folder, reason=error.strerror or error
            )
        ) from None


def _stands_alike(status: Status, standing: Standing) -> bool:
    same = (status.state, status.encoding, status.verifications)
    return status.reason is None and same == (standing.state, standing.encoding, standing.verifications)


def _uid_of(content: bytes) -> str:
    dataset = pydicom.dcmread(BytesIO(content), specific_tags=["SOPInstanceUID"])
    return str(dataset.SOPInstanceUID)


def _mark_replaced(node: Node, standing: Standing, uid: str) -> None:
    if standing.amendment is None:
        return
    for other in report_nodes(node.GetScene()):
        written = read_status(other).written if other is not node else None
        if written is not None and written.identity == standing.amendment.predecessor:
            mark_superseded(other, uid)

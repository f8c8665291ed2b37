# SPDX-License-Identifier: Apache-2.0
"""An exported report back into the scene: the report node, its markers, and its CT where that is loaded."""

from dataclasses import dataclass, replace
from pathlib import Path

from ..jobs.reading import read
from ..model.report import Report
from ..sr.envelope import Envelope
from ..sr.foreign import ForeignReport
from ..sr.reader import ReadReport
from ..texts import N_, _
from .chains import Link, chains, read_link
from .database import copy_in, same_content
from .errors import SceneError
from .local_database import DicomDatabase
from .markers import create_markers, update_markers
from .nodes import Node, Scene, Volume, nodes_of
from .report_node import (
    DOCUMENT,
    create_report,
    digest_of,
    document_line,
    read_report,
    read_status,
    report_nodes,
    write_status,
)
from .status import status_of
from .volume_origin import instance_uids

_FRAME = "0020,0052"
NO_CT = N_("The CT of this report is not loaded: load it from the DICOM database to see the discs on it.")


@dataclass(frozen=True)
class Loaded:
    """A report that was loaded: ``read`` is what the file said, ``notices`` are sentences, the gravest first."""

    node: Node
    read: ReadReport
    volume: Volume | None
    notices: tuple[str, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notices that somebody must have read; that the CT is not loaded (yet) is none of them."""
        return tuple(notice for notice in self.notices if notice != _(NO_CT))


def load_report(scene: Scene, path: Path, database: DicomDatabase | None = None) -> Loaded:
    """Load one of our documents.

    It opens without its CT too. With the database it is known whether a newer version exists, and whether the database
    holds the same file, byte for byte. ``ReadError`` or ``SceneError`` for a file that is damaged or not ours; then the
    scene is as before.
    A document that is in the scene already, unchanged, is not loaded twice.
    """
    found = read(path)
    if isinstance(found, ForeignReport):
        raise SceneError(
            _("{path} is {kind}: only a report of this extension can be opened here.").format(
                path=path, kind=found.kind
            )
        )
    newer = _newer(found.envelope, database)
    volume = matching_volume(scene, found.report, found.envelope, database)
    node = _present(scene, found) or _added(scene, found, volume)
    copy = None if database is None else copy_in(database, found.envelope.identity.sop_instance_uid)
    stored = copy is not None and same_content(copy, path)
    status = replace(read_status(node), stored=stored)
    write_status(node, replace(status, superseded_by=newer.identity.sop_instance_uid) if newer else status)
    update_markers(node, read_report(node))
    return Loaded(node, found, volume, tuple(_notices(found, newer, volume, copy is not None and not stored)))


def newest_of(paths: list[Path]) -> list[Path]:
    """Of several files the newest version of each report among them; files that are not ours are left out."""
    links = (read_link(path) for path in paths)
    return [chain.newest.path for chain in chains(link for link in links if link is not None)]


def matching_volume(
    scene: Scene, report: Report, envelope: Envelope, database: DicomDatabase | None = None
) -> Volume | None:
    """The loaded volume that the report is about: the one that shares most images, else one of its space."""
    images = {one.sop_instance_uid for one in envelope.evidence}
    volumes = list(nodes_of(scene, "vtkMRMLScalarVolumeNode"))
    shared = [(len(images & set(instance_uids(volume))), volume) for volume in volumes]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    if best[0]:
        return best[1]
    frames = {disc.position.frame_of_reference_uid for disc in report.discs if disc.position is not None}
    return next((volume for volume in volumes if _frame(volume, database) in frames), None)


def _frame(volume: Volume, database: DicomDatabase | None) -> str:
    uids = instance_uids(volume)
    return database.instanceValue(uids[0], _FRAME) if uids and database is not None else ""


def _added(scene: Scene, found: ReadReport, volume: Volume | None) -> Node:
    node = create_report(scene, found.report, volume=volume)
    write_status(node, status_of(found.envelope, digest_of(found.report)))
    placed = [disc.position for disc in found.report.discs if disc.position is not None]
    if placed:
        create_markers(node, placed[0].frame_of_reference_uid)
    return node


def _present(scene: Scene, found: ReadReport) -> Node | None:
    """The node that holds this very document already."""
    line = document_line(found.report)
    for node in report_nodes(scene):
        if node.GetParameter(DOCUMENT) == line:
            written = read_status(node).written
            if written is not None and written.identity == found.envelope.identity:
                return node
    return None


def _newer(envelope: Envelope, database: DicomDatabase | None) -> Link | None:
    """The newest version in the database, if it is not this one."""
    if database is None:
        return None
    uids = database.instancesForSeries(envelope.identity.series_instance_uid)
    files = (database.fileForInstance(uid) for uid in uids)
    links = (read_link(Path(file)) for file in files if file)
    for chain in chains(link for link in links if link is not None):
        if envelope.identity in [link.identity for link in chain.superseded]:
            return chain.newest
    return None


def _notices(found: ReadReport, newer: Link | None, volume: Volume | None, differs: bool) -> list[str]:
    notices = []
    if newer is not None:
        notices.append(
            _("This report was replaced by version {number} ({state}): open that one.").format(
                number=newer.number, state=newer.state
            )
        )
    if found.as_written is False:
        notices.append(_("The file was changed since it was written; an archive may do that to its header."))
    if differs:
        notices.append(_("The DICOM database holds a different copy of this document: find out which one is right."))
    if volume is None:
        notices.append(_(NO_CT))
    return [*notices, *found.notices]

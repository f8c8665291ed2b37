# SPDX-License-Identifier: Apache-2.0
"""A report as a node of the scene: saved with it, listed by it, never lost by it.

A non-singleton vtkMRMLScriptedModuleNode carries the report's JSON document and, beside it, where the report stands.
Both are one line each: in a scene file they are attributes, where XML turns a tab or a line break into a blank.
"""

import hashlib
import json
from dataclasses import replace
from functools import lru_cache

from ..model.document import DocumentError, from_json, to_json
from ..model.report import Report
from ..texts import _
from .errors import SceneError
from .nodes import Markups, Node, Point, Scene, Table, Volume, nodes_of
from .status import Status
from .status_json import status_from_json, status_to_json

MODULE_NAME = "DiscographyReport"
NODE_CLASS = "vtkMRMLScriptedModuleNode"
DOCUMENT, STANDING, PLANES = "document", "standing", "planes"
"""Names of the node's parameters."""
VOLUME, MARKERS, TABLE = "volume", "markers", "table"
"""Roles of the nodes that it refers to."""


def create_report(scene: Scene, report: Report, name: str | None = None, volume: Volume | None = None) -> Node:
    """Add a report to the scene; without a name it becomes the next "Discography n" that is free."""
    node = scene.CreateNodeByClass(NODE_CLASS)
    node.UnRegister(None)
    node.SetName(name or _free_name(scene))
    node.SetAttribute("ModuleName", MODULE_NAME)
    node.SetHideFromEditors(0)
    node.SetParameter(DOCUMENT, document_line(report))
    node.SetParameter(STANDING, status_to_json(Status()))
    added = scene.AddNode(node)
    set_volume(added, volume)
    return added


def is_report(node: Node | None) -> bool:
    """Whether a node is one of ours."""
    return bool(node is not None and node.IsA(NODE_CLASS) and node.GetAttribute("ModuleName") == MODULE_NAME
                and node.GetParameter(DOCUMENT))  # fmt: skip


def report_nodes(scene: Scene) -> list[Node]:
    """Every report of the scene in its order, also one whose document cannot be read."""
    return [node for node in nodes_of(scene, NODE_CLASS) if is_report(node)]


def document_line(report: Report) -> str:
    """The JSON document on one line; the same report always gives the same line."""
    return "".join(line.lstrip(" ") for line in to_json(report).split("\n"))


def digest_of(report: Report) -> str:
    """A digest by which the scene knows a report again."""
    return hashlib.sha256(document_line(report).encode()).hexdigest()


def read_report(node: Node) -> Report:
    """The report of a node; ``SceneError`` says why its document cannot be read, and it is left as it is."""
    try:
        return _parsed(node.GetParameter(DOCUMENT) or "")
    except DocumentError as error:
        raise SceneError(
            _("The report {node!r} cannot be read and is kept as it is: {error}.").format(
                node=node.GetName(), error=str(error).rstrip(".")
            )
        ) from None


def document_problem(node: Node) -> str:
    """Why the document of a node cannot be read; empty where it can."""
    try:
        read_report(node)
    except SceneError as error:
        return str(error)
    return ""


def write_report(node: Node, report: Report) -> bool:
    """Put a report into a node and tell whether that changed anything.

    ``SceneError`` where the document in the node cannot be read: a newer program wrote it, and it must not be lost.
    """
    line, present = document_line(report), node.GetParameter(DOCUMENT)
    if line == present:
        return False
    read_report(node)
    node.SetParameter(DOCUMENT, line)
    return True


def read_status(node: Node) -> Status:
    """Where the report stands; a node without it is a draft that was never exported."""
    line = node.GetParameter(STANDING)
    return status_from_json(line) if line else Status()


def write_status(node: Node, status: Status) -> None:
    """Keep where the report stands; ``SceneError`` where what is there cannot be read."""
    read_status(node)
    node.SetParameter(STANDING, status_to_json(status))


def volume_of(node: Node) -> Volume | None:
    """The CT volume of a report, if it is in the scene."""
    return node.GetNodeReference(VOLUME)


def set_volume(node: Node, volume: Volume | None) -> None:
    """Choose the CT volume."""
    _refer(node, VOLUME, volume)


def markers_of(node: Node) -> Markups | None:
    """The markers of a report, if they are in the scene."""
    return node.GetNodeReference(MARKERS)


def set_markers(node: Node, markups: Markups | None) -> None:
    """Choose the markers."""
    _refer(node, MARKERS, markups)


def table_of(node: Node) -> Table | None:
    """The level table of a report, if one was made."""
    return node.GetNodeReference(TABLE)


def set_table(node: Node, table: Table | None) -> None:
    """Choose the level table."""
    _refer(node, TABLE, table)


def rename_report(node: Node, name: str) -> None:
    """Give the report another name; ``SceneError`` for an empty one, or one that another report has."""
    wanted = name.strip()
    if not wanted:
        raise SceneError(_("A report needs a name: type one."))
    if any(other is not node and other.GetName() == wanted for other in report_nodes(node.GetScene())):
        raise SceneError(
            _("Another report of this scene is called {wanted!r}: choose another name.").format(wanted=wanted)
        )
    node.SetName(wanted)


def delete_report(node: Node) -> None:
    """Take a report out of the scene, with the markers and the table that were drawn from it; never the volume."""
    scene = node.GetScene()
    for drawn in (markers_of(node), table_of(node)):
        if drawn is not None and not _belongs_to_another(drawn, node):
            scene.RemoveNode(drawn)
    scene.RemoveNode(node)


def copy_as_amended(node: Node, reason: str) -> Node:
    """A draft with the same content, to be changed and exported in place of the document that was exported last.

    Same report UID and tracking UIDs: it is the same report, in a newer version.
    """
    status, why = read_status(node), reason.strip()
    if status.superseded_by is not None:
        raise SceneError(status.lock_reason)
    if status.written is None:
        raise SceneError(_("This report was not exported yet, so there is nothing to amend: go on editing it."))
    if not why:
        raise SceneError(_("An amended report needs the reason for the amendment: type one."))
    copy = create_report(node.GetScene(), read_report(node), _amended_name(node), volume_of(node))
    write_status(copy, Status(encoding=status.encoding, written=status.written, reason=why))
    write_planes(copy, read_planes(node))
    return copy


def mark_superseded(node: Node, sop_instance_uid: str) -> None:
    """Lock a report that a newer document has replaced."""
    write_status(node, replace(read_status(node), superseded_by=sop_instance_uid))


def read_planes(node: Node) -> dict[str, Point]:
    """Unit normals (LPS, toward the head) of disc planes by tracking UID, where they are known; a help for viewing."""
    try:
        content = json.loads(node.GetParameter(PLANES) or "{}")
        return {str(uid): (float(x), float(y), float(z)) for uid, (x, y, z) in content.items()}
    except (AttributeError, TypeError, ValueError):
        return {}


def write_planes(node: Node, planes: dict[str, Point]) -> None:
    """Keep the disc planes."""
    rounded = {uid: [round(value, 6) for value in normal] for uid, normal in planes.items()}
    node.SetParameter(PLANES, json.dumps(rounded, separators=(",", ":")))


@lru_cache(maxsize=16)
def _parsed(line: str) -> Report:
    """A report is immutable, so the same line may give the same one; a panel asks for it on every keystroke."""
    return from_json(line)


def _refer(node: Node, role: str, other: Node | None) -> None:
    node.SetNodeReferenceID(role, None if other is None else other.GetID())


def _belongs_to_another(drawn: Node, owner: Node) -> bool:
    others = (node for node in report_nodes(owner.GetScene()) if node is not owner)
    return any(drawn in (markers_of(node), table_of(node)) for node in others)


def _free_name(scene: Scene) -> str:
    taken = {node.GetName() for node in report_nodes(scene)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"Discography {number}") not in taken)


def _amended_name(node: Node) -> str:
    taken = {other.GetName() for other in report_nodes(node.GetScene())}
    stem = f"{node.GetName()}, amended"
    names = (stem, *(f"{stem} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)

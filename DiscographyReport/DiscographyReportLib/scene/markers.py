# SPDX-License-Identifier: Apache-2.0
"""The markers of a report: one control point per disc that has a place, drawn from the report.

A control point belongs to the disc whose tracking UID is in its description, which is saved with the markups; its label
is the level's name. Which frame of reference the markers stand in is an attribute of their node.
"""

from dataclasses import dataclass, replace

import vtk

from ..model.disc import Disc, Position
from ..model.report import Report
from ..texts import _
from .coordinates import position_of, ras_of
from .errors import SceneError
from .nodes import Markups, Node, Point
from .report_node import markers_of, read_status, set_markers

MARKUPS_CLASS = "vtkMRMLMarkupsFiducialNode"
FRAME = "DiscographyReport.FrameOfReferenceUID"
UID_PREFIX = "disc "
"""Before the tracking UID in a description, so that it is not taken for what a user wrote there."""
_PLACED = 2
"""vtkMRMLMarkupsNode::PositionDefined; a point that hangs on the mouse is PositionPreview."""


@dataclass(frozen=True)
class AddedMarker:
    """A control point that belongs to no disc: its ID in the markups, and where it lies (world RAS, mm)."""

    point_id: str
    ras: Point


@dataclass(frozen=True)
class MarkerChanges:
    """What was done to the markers since they were drawn: discs by tracking UID that moved or lost theirs, and more."""

    moved: tuple[tuple[str, Position], ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[AddedMarker, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was done."""
        return bool(self.moved or self.removed or self.added)


def create_markers(node: Node, frame_of_reference_uid: str) -> Markups:
    """The markers of a report, made if they are not in the scene; new markers stand in this frame of reference."""
    markups = markers_of(node)
    if markups is None:
        markups = node.GetScene().AddNewNodeByClass(MARKUPS_CLASS, f"{node.GetName()} discs")
        markups.CreateDefaultDisplayNodes()
        markups.SetAttribute(FRAME, frame_of_reference_uid)
        set_markers(node, markups)
    return markups


def frame_of(markups: Markups) -> str:
    """The frame of reference that the markers stand in; empty where nobody said."""
    return markups.GetAttribute(FRAME) or ""


def shown_discs(report: Report, markups: Markups) -> tuple[Disc, ...]:
    """The discs that have a marker: those with a place in the frame of reference of the markers."""
    frame = frame_of(markups)
    placed = (disc for disc in report.discs if disc.position is not None)
    return tuple(disc for disc in placed if disc.position and disc.position.frame_of_reference_uid == frame)


def update_markers(node: Node, report: Report) -> bool:
    """Draw the markers as the report says and tell whether anything changed; a second call changes nothing.

    Points that belong to no disc are left alone: they are what the user just added.
    """
    markups = markers_of(node)
    if markups is None:
        return False
    _require_linear(markups)
    _lock(markups, read_status(node).locked)
    wanted = shown_discs(report, markups)
    gone = _outdated(markups, wanted)
    links = _links(markups, wanted)
    changed = [disc for disc in wanted if _differs(markups, links.get(disc.uid), disc)]
    if not gone and not changed:
        return False
    paused = markups.StartModify()
    for disc in changed:
        _draw(markups, links.get(disc.uid), disc)
    for index in reversed(gone):
        markups.RemoveNthControlPoint(index)
    markups.EndModify(paused)
    return True


def read_changes(node: Node, report: Report) -> MarkerChanges:
    """What the markers say that the report does not; empty right after ``update_markers``."""
    markups = markers_of(node)
    if markups is None:
        return MarkerChanges()
    _require_linear(markups)
    shown = shown_discs(report, markups)
    links = _links(markups, shown)
    strangers = [index for index in _placed(markups) if index not in links.values()]
    return MarkerChanges(
        moved=tuple(_moved(markups, links, shown)),
        removed=tuple(disc.uid for disc in shown if disc.uid not in links),
        added=tuple(AddedMarker(markups.GetNthControlPointID(i), _world(markups, i)) for i in strangers),
    )


def apply_changes(report: Report, changes: MarkerChanges) -> Report:
    """The report with its discs where the markers are now.

    A disc whose marker was deleted loses its place; one of which nothing else was recorded goes altogether. Added
    points are not touched: ``placing`` offers a level for them.
    """
    moved = dict(changes.moved)
    kept = (disc for disc in report.discs if disc.uid not in changes.removed or not _is_bare(disc))
    discs = tuple(_placed_anew(disc, moved, changes.removed) for disc in kept)
    return report if discs == report.discs else replace(report, discs=discs)


def adopt(node: Node, point_id: str, disc: Disc) -> None:
    """Make an added control point the marker of a disc."""
    markups = markers_of(node)
    index = -1 if markups is None else markups.GetNthControlPointIndexByID(point_id)
    if markups is None or index < 0:
        raise SceneError(
            _("The point for {level} is not in the scene any more: place it again.").format(level=disc.level)
        )
    markups.SetNthControlPointDescription(index, _description(disc.uid))
    markups.SetNthControlPointLabel(index, disc.level.value)


def discard(node: Node, point_id: str) -> None:
    """Take an added control point away again; nothing happens where it is gone already."""
    markups = markers_of(node)
    index = -1 if markups is None else markups.GetNthControlPointIndexByID(point_id)
    if markups is not None and index >= 0:
        markups.RemoveNthControlPoint(index)


def disc_of_point(node: Node, index: int) -> str | None:
    """The tracking UID of the disc that a control point (0-based index) stands for, as when it was clicked."""
    markups = markers_of(node)
    if markups is None or not 0 <= index < markups.GetNumberOfControlPoints():
        return None
    return _described(markups, index) or None


def select_marker(node: Node, disc_uid: str | None) -> None:
    """Show one marker as the selected one (and only that), in whatever colors the user chose."""
    markups = markers_of(node)
    if markups is None:
        return
    paused = markups.StartModify()
    for index in range(markups.GetNumberOfControlPoints()):
        wanted = disc_uid is not None and _described(markups, index) == disc_uid
        if markups.GetNthControlPointSelected(index) != wanted:
            markups.SetNthControlPointSelected(index, wanted)
    markups.EndModify(paused)


def _require_linear(markups: Markups) -> None:
    transform = markups.GetParentTransformNode()
    if transform is not None and not transform.IsTransformToWorldLinear():
        raise SceneError(
            _(
                "The markers {markups!r} are under the warping transform {transform!r}, which would move "
                "them whenever they are drawn: take them out of it in the Transforms module."
            ).format(markups=markups.GetName(), transform=transform.GetName())
        )


def _lock(markups: Markups, locked: bool) -> None:
    """A report that may not be changed has markers that cannot be dragged by accident."""
    if markups.GetLocked() != locked:
        markups.SetLocked(locked)


def _placed(markups: Markups) -> list[int]:
    """Indices of the points that have a place; one that hangs on the mouse has none yet."""
    count = markups.GetNumberOfControlPoints()
    return [index for index in range(count) if markups.GetNthControlPointPositionStatus(index) == _PLACED]


def _links(markups: Markups, shown: tuple[Disc, ...]) -> dict[str, int]:
    """Index of each disc's control point: by its description, or where that was edited, by its very place."""
    placed, known = _placed(markups), {disc.uid for disc in shown}
    found: dict[str, int] = {}
    for index in placed:
        uid = _described(markups, index)
        if uid in known:
            found.setdefault(uid, index)
    for disc in shown:
        free = (index for index in placed if disc.uid not in found and index not in found.values())
        here = next((index for index in free if _here(markups, index) == disc.position), None)
        if here is not None:
            found[disc.uid] = here
    return found


def _outdated(markups: Markups, shown: tuple[Disc, ...]) -> list[int]:
    """Points whose description is a tracking UID of a disc that is no more; what the user wrote on a point is none."""
    linked = _links(markups, shown).values()
    described = ((index, markups.GetNthControlPointDescription(index)) for index in _placed(markups))
    return [index for index, words in described if index not in linked and words.startswith(UID_PREFIX)]


def _description(uid: str) -> str:
    return f"{UID_PREFIX}{uid}"


def _described(markups: Markups, index: int) -> str:
    """The tracking UID in the description of a point; empty where it holds something else."""
    words = markups.GetNthControlPointDescription(index)
    return words.removeprefix(UID_PREFIX) if words.startswith(UID_PREFIX) else ""


def _world(markups: Markups, index: int) -> Point:
    place = [0.0, 0.0, 0.0]
    markups.GetNthControlPointPositionWorld(index, place)
    return (place[0], place[1], place[2])


def _here(markups: Markups, index: int) -> Position:
    return position_of(_world(markups, index), frame_of(markups))


def _moved(markups: Markups, links: dict[str, int], shown: tuple[Disc, ...]) -> list[tuple[str, Position]]:
    places = [(disc, _here(markups, links[disc.uid])) for disc in shown if disc.uid in links]
    return [(disc.uid, here) for disc, here in places if here != disc.position]


def _differs(markups: Markups, index: int | None, disc: Disc) -> bool:
    if index is None:
        return True
    words = (markups.GetNthControlPointDescription(index), markups.GetNthControlPointLabel(index))
    return words != (_description(disc.uid), disc.level.value) or _here(markups, index) != disc.position


def _draw(markups: Markups, index: int | None, disc: Disc) -> None:
    """Bring one marker to its place and name."""
    assert disc.position is not None
    place = vtk.vtkVector3d(*ras_of(disc.position))
    if index is None:
        index = markups.AddControlPointWorld(place, disc.level.value)
    elif _here(markups, index) != disc.position:
        markups.SetNthControlPointPositionWorld(index, place)
    markups.SetNthControlPointDescription(index, _description(disc.uid))
    markups.SetNthControlPointLabel(index, disc.level.value)


def _is_bare(disc: Disc) -> bool:
    """Whether nothing was recorded of a disc but its name and place."""
    return replace(disc, position=None) == Disc(uid=disc.uid, level=disc.level, sequence_index=disc.sequence_index)


def _placed_anew(disc: Disc, moved: dict[str, Position], removed: tuple[str, ...]) -> Disc:
    if disc.uid in removed:
        return replace(disc, position=None)
    return replace(disc, position=moved[disc.uid]) if disc.uid in moved else disc

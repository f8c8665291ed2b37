# SPDX-License-Identifier: Apache-2.0
"""What was seen where somebody clicked: the slice view, the volume in it, and whether that is the CT of the report.

A click says "this is the disc" of the picture that was looked at. In a view of another volume it says so of another
place, another day, or another patient.
"""

import math

from ..texts import _
from .errors import SceneError, WrongViewError
from .local_database import DicomDatabase
from .nodes import Node, Point, Scene, SliceNode, Volume, nodes_of
from .volume_origin import frame_of_reference_of, volume_words

IN_PLANE_MM = 0.01
"""A clicked point lies in the plane of its view to rounding; slices are hundreds of times as far apart."""
AT_CURSOR_MM = 0.5
SEEN_THROUGH = 0.5
"""A foreground that is at least so opaque is what is looked at."""


def views_at(scene: Scene, ras: Point) -> list[SliceNode]:
    """The slice view under the mouse where the point belongs to it; else every view whose plane holds the point."""
    crosshair = next(nodes_of(scene, "vtkMRMLCrosshairNode"), None)
    under_mouse = None if crosshair is None else crosshair.GetCursorPositionXYZ([0.0, 0.0, 0.0])
    if under_mouse is not None and (_is_at_cursor(crosshair, ras) or _off_plane_mm(under_mouse, ras) <= IN_PLANE_MM):
        return [under_mouse]
    return [one for one in nodes_of(scene, "vtkMRMLSliceNode") if _off_plane_mm(one, ras) <= IN_PLANE_MM]


def _is_at_cursor(crosshair: Node, ras: Point) -> bool:
    """In a light box a view shows many planes; there the place of the mouse tells."""
    cursor = [0.0, 0.0, 0.0]
    return bool(crosshair.GetCursorPositionRAS(cursor)) and math.dist(cursor, ras) <= AT_CURSOR_MM


def looked_at(scene: Scene, view: SliceNode) -> Volume | None:
    """The volume that somebody sees in a slice view; ``None`` where it is empty."""
    shown = (one for one in nodes_of(scene, "vtkMRMLSliceCompositeNode") if _belongs(one, view))
    composite = next(shown, None)
    if composite is None:
        return None
    foreground = scene.GetNodeByID(composite.GetForegroundVolumeID() or "")
    if foreground is not None and composite.GetForegroundOpacity() >= SEEN_THROUGH:
        return foreground
    return scene.GetNodeByID(composite.GetBackgroundVolumeID() or "")


def seen_instead(
    scene: Scene, ras: Point, volume: Volume | None, frame_of_reference_uid: str, database: DicomDatabase | None
) -> str:
    """What must be said of a click at a point: empty where the CT was seen there, else what was seen instead.

    ``WrongViewError`` where that was nothing, or a volume in another frame of reference than the report's.
    """
    views = views_at(scene, ras)
    if not views:
        return _("The point was not set in a slice view: look whether it lies in the disc.")
    seen = [(view, looked_at(scene, view)) for view in views]
    if any(found is volume for _view, found in seen if found is not None):
        return ""
    view, found = next((pair for pair in seen if pair[1] is not None), seen[0])
    if found is None:
        raise WrongViewError(
            _("The view {view} shows no volume: show the CT of the report there, then click.").format(
                view=view.GetName()
            )
        )
    other = volume_words(found, database)
    if _frame(found, database) != frame_of_reference_uid:
        raise WrongViewError(
            _(
                "The view {view} shows {other}, which is not the CT of this report and lies in another "
                "frame of reference{own}: show the CT of the report there, then click."
            ).format(view=view.GetName(), other=other, own=_own(volume, database))
        )
    return _("It was set on {other}, in the same frame of reference{own}.").format(
        other=other, own=_own(volume, database)
    )


def other_views(scene: Scene, volume: Volume | None) -> tuple[str, ...]:
    """The names of the slice views in which another volume is seen than this one."""
    shown = [(view, looked_at(scene, view)) for view in nodes_of(scene, "vtkMRMLSliceNode") if view.IsMappedInLayout()]
    return tuple(view.GetName() for view, found in shown if found is not None and found is not volume)


def _own(volume: Volume | None, database: DicomDatabase | None) -> str:
    return (
        ""
        if volume is None
        else _(" (the CT of the report is {volume_words})").format(volume_words=volume_words(volume, database))
    )


def _frame(volume: Volume, database: DicomDatabase | None) -> str:
    try:
        return "" if database is None else frame_of_reference_of(volume, database)
    except SceneError:
        return ""


def _belongs(composite: Node, view: SliceNode) -> bool:
    return bool(composite.GetLayoutName() == view.GetLayoutName())


def _off_plane_mm(view: SliceNode, ras: Point) -> float:
    matrix = view.GetSliceToRAS()
    normal = [matrix.GetElement(row, 2) for row in range(3)]
    length = sum(part * part for part in normal) ** 0.5
    apart = sum(n * (at - matrix.GetElement(row, 3)) for row, (n, at) in enumerate(zip(normal, ras, strict=True)))
    return abs(float(apart)) / length if length else float("inf")

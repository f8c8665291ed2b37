# SPDX-License-Identifier: Apache-2.0
"""Discs and their markers: placing by clicks, following what is done to them, renaming all, adding and removing."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any, NamedTuple

from ..model.levels import Level, ordinal
from ..scene.arranging import arrange, is_arranged, put_back
from ..scene.coordinates import flipped
from ..scene.marker_link import MarkerLink
from ..scene.markers import MarkerChanges, disc_of_point, select_marker, update_markers
from ..scene.nodes import nodes_of
from ..scene.placing import Direction, Offer, offer, propose, shift_levels, with_offer
from ..scene.report_node import markers_of, volume_of
from ..scene.slices import is_tilted
from ..scene.views import other_views
from .desk import Desk
from .texts import _


class LevelActions(NamedTuple):
    """What the buttons above the level table show; a reason says why one is disabled."""

    placing: bool
    offered: str
    levels: tuple[str, ...]
    place_reason: str
    edit_reason: str
    disc_reason: str
    segmentation_reason: str
    tilted: bool
    arranged: bool


class MarkerWork:
    """The presenter of everything that makes, names and moves discs."""

    def __init__(self, desk: Desk, scene: Any) -> None:
        self.desk, self.scene = desk, scene
        self.direction = Direction.DOWN
        self.asked: Level | None = None
        self.tilt_view = "vtkMRMLSliceNodeRed"
        self.segmentation_id = ""
        self.link: MarkerLink | None = None
        self._in_view: Any = None
        desk.on_open.append(self._show_its_own)
        desk.on_open.append(self.attach)
        desk.on_move.append(self._highlight)
        desk.quiet = self._quiet

    # The link to the markers

    def attach(self) -> None:
        """Listen to the markers of the report on the desk; first comes what was done to them while nobody did."""
        self.detach()
        if self.desk.node is not None and self.desk.report is not None:
            self.link = MarkerLink(self.desk.node, self.changed)
            self._draw_lost(self.link)
            self.link.catch_up()

    def _draw_lost(self, link: MarkerLink) -> None:
        """A list without any point lost them, as with a file that was not saved: no disc loses its place by that."""
        if link.markups is None or link.markups.GetNumberOfControlPoints() or self.desk.report is None:
            return
        with link.quiet():
            if update_markers(self.desk.node, self.desk.report):
                self.desk.say(_("All markers were gone; they are drawn again as the report has them."), grave=True)

    def _show_its_own(self) -> None:
        """The views show the markers of the report that comes on the desk, and no longer those of the one before.

        Two reports have discs of the same names, and nobody could tell them apart.
        """
        node, before = self.desk.node, self._in_view
        if node is None or node is before:
            return
        self._in_view = node
        for one, shown in ((before, False), (node, True)):
            markups = None if one is None or one.GetScene() is None else markers_of(one)
            if markups is not None:
                markups.SetDisplayVisibility(shown)

    def detach(self) -> None:
        """Stop listening."""
        if self.link is not None:
            self.link.disconnect()
        self.link = None

    def _quiet(self) -> AbstractContextManager[Any]:
        return nullcontext() if self.link is None else self.link.quiet()

    def reconnect(self) -> None:
        """Listen to markers that were made meanwhile."""
        if self.link is not None:
            self.link.connect()

    def changed(self, changes: MarkerChanges) -> None:
        """The user dragged, deleted or added markers; what is refused goes back, and that is said."""
        if changes.moved or changes.removed:
            said = _("Marker moved. Undo: Ctrl+Z") if changes.moved else _("Marker removed. Undo: Ctrl+Z")
            if changes.moved and changes.removed:
                said = _("Markers moved, and removed. Undo: Ctrl+Z")
            self.desk.act(lambda: self.desk.logic.apply_markers(self.desk.node, changes), said)
        for added in changes.added:
            self._adopt(added.point_id, added.ras)
        self.desk.changed()

    def _adopt(self, point_id: str, ras: tuple[float, float, float]) -> None:
        self.desk.flush()
        report, chosen = self.desk.report, None
        if report is not None and not self.desk.lock_reason:
            chosen = self.next_offer() if self.placing() else propose(report, flipped(ras))
        if chosen is None or report is None:
            reason = self.desk.lock_reason or _("The spine has no further level there.")
            self.desk.say(_("{reason} The point stays without a disc.").format(reason=reason), grave=True)
            return
        node, clicked = self.desk.node, self.placing()
        disc = self.desk.act(lambda: self.desk.logic.adopt_point(node, point_id, ras, chosen, clicked))
        if disc is not None:
            self.asked = None
            self.desk.point(disc.uid, jump=False)
            self._say_placed(disc.level.value, self.desk.logic.seen_instead(node, ras) if clicked else "")

    def _say_placed(self, level: str, notice: str) -> None:
        following = self.next_offer()
        said = _("{level} placed.").format(level=level)
        if following is not None and self.placing():
            said = _("{level} placed; the next click is {following}.").format(
                level=level, following=following.level.value
            )
        self.desk.say(f"{said} {notice}".rstrip(), grave=bool(notice))

    def point_clicked(self, index: int) -> None:
        """A marker was clicked: its disc becomes the current one."""
        uid = None if self.desk.node is None else disc_of_point(self.desk.node, index)
        if uid is not None and self.desk.report is not None and uid in [disc.uid for disc in self.desk.report.discs]:
            self.desk.select(uid, jump=False)

    def _highlight(self) -> None:
        if self.desk.node is not None:
            with self._quiet():
                select_marker(self.desk.node, self.desk.disc_uid)

    # What is shown

    def state(self) -> LevelActions:
        """The buttons above the table."""
        report, locked = self.desk.report, self.desk.lock_reason
        following = None if report is None else self.next_offer()
        tilt = self.view_to_tilt()
        return LevelActions(
            placing=self.placing(),
            offered="" if following is None else following.level.value,
            levels=tuple(level.value for level in Level),
            place_reason=locked,
            edit_reason=locked or ("" if report is not None and report.discs else _("There is no disc yet.")),
            disc_reason="" if self.desk.disc is not None else _("There is no disc yet."),
            segmentation_reason=locked or self._segmentation_problem(),
            tilted=tilt is not None and is_tilted(tilt),
            arranged=is_arranged(self.scene),
        )

    def next_offer(self) -> Offer | None:
        """What the next disc will be called: as asked for, else the next in line."""
        report = self.desk.report
        if report is None:
            return None
        if self.asked is not None:
            return Offer(self.asked, ordinal(self.asked, report.region))
        return offer(report, self.direction)

    # Commands

    def ask(self, level: str) -> None:
        """The next disc shall be this level."""
        self.asked = Level(level)
        self.desk.say(_("The next click is {following}.").format(following=level))
        self.desk.changed()

    def set_direction(self, upward: bool) -> None:
        """Which way clicks go on."""
        self.direction = Direction.UP if upward else Direction.DOWN
        self.desk.changed()

    def placing(self) -> bool:
        """Whether a click places a disc now."""
        interaction, selection = self._mode_nodes()
        if self.link is None or self.link.markups is None or interaction is None:
            return False
        active = selection.GetActivePlaceNodeID() == self.link.markups.GetID()
        return active and interaction.GetCurrentInteractionMode() == interaction.Place

    def set_placing(self, on: bool) -> None:
        """Begin or end placing: one click per disc."""
        interaction, selection = self._mode_nodes()
        if on and not self.desk.lock_reason:
            markups = self.desk.act(lambda: self.desk.logic.markers(self.desk.node))
            self.reconnect()
            if markups is not None:
                selection.SetReferenceActivePlaceNodeClassName(markups.GetClassName())
                selection.SetActivePlaceNodeID(markups.GetID())
                interaction.SetPlaceModePersistence(1)
                interaction.SetCurrentInteractionMode(interaction.Place)
                following = self.next_offer()
                level = "?" if following is None else following.level.value
                said = _("Click {level} in a slice view; the next level follows by itself.").format(level=level)
                beware = self._beware()
                self.desk.say(" ".join([said, *beware]), grave=bool(beware))
        elif interaction is not None:
            interaction.SetCurrentInteractionMode(interaction.ViewTransform)
        self.desk.changed()

    def _beware(self) -> list[str]:
        """What in the views could be taken for what belongs to this report."""
        said, node = [], self.desk.node
        views = other_views(self.scene, volume_of(node))
        if views:
            said.append(_("Another volume than the CT of the report is in {views}.").format(views=", ".join(views)))
        drawn = [(one, markers_of(one)) for one in self.desk.logic.reports() if one is not node]
        names = [
            one.GetName() for one, markers in drawn
            if markers is not None and markers.GetDisplayVisibility() and markers.GetNumberOfControlPoints()
        ]  # fmt: skip
        if names:
            said.append(_("The markers of {reports} are shown too.").format(reports=", ".join(names)))
        return said

    def _mode_nodes(self) -> tuple[Any, Any]:
        found = (self.scene.GetNodeByID(f"vtkMRML{name}NodeSingleton") for name in ("Interaction", "Selection"))
        interaction, selection = found
        return interaction, selection

    def add(self) -> None:
        """A disc without a marker, as in a room without the CT."""
        following = self.next_offer()
        if following is None:
            self.desk.say(self.desk.lock_reason or _("The spine has no further level there."), grave=True)
        else:
            self._add(following)
        self.desk.changed()

    def _add(self, following: Offer) -> None:
        before = set() if self.desk.report is None else {disc.uid for disc in self.desk.report.discs}
        said = _("{level} added. Undo: Ctrl+Z").format(level=following.level.value)
        if self.desk.edit(lambda report: with_offer(report, following, None)[0], said):
            self.asked = None
            assert self.desk.report is not None
            self.desk.point(next(disc.uid for disc in self.desk.report.discs if disc.uid not in before))

    def remove(self) -> None:
        """Take the current disc out of the report, with its marker."""
        disc = self.desk.disc
        if disc is not None:
            said = _("{level} removed. Undo: Ctrl+Z").format(level=disc.level.value)
            kept = lambda report: tuple(one for one in report.discs if one.uid != disc.uid)  # noqa: E731
            self.desk.edit(lambda report: replace(report, discs=kept(report)), said)
        self.desk.changed()

    def shift(self, steps: int) -> None:
        """Rename all discs by one level, as when the count was off by one."""
        self.desk.edit(lambda report: shift_levels(report, steps), _("All levels renamed. Undo: Ctrl+Z"))
        self.desk.changed()

    def view_to_tilt(self) -> Any:
        """The slice view that is turned."""
        return self.scene.GetNodeByID(self.tilt_view)

    def tilt(self, on: bool) -> None:
        """Turn one slice view into the plane of the current disc, or back."""
        view, disc = self.view_to_tilt(), self.desk.disc
        if view is None or (on and disc is None):
            self.desk.say(_("There is no slice view, or no disc, to turn to."), grave=True)
        elif not on:
            self.desk.logic.straighten(view)
            self.desk.say(_("The view is as it was."))
        elif disc is not None and not self.desk.act(lambda: self.desk.logic.tilt(self.desk.node, disc.uid, view)):
            self.desk.say(_("The plane of {level} is not known: two discs need a marker.").format(
                level=disc.level.value), grave=True)  # fmt: skip
        self.desk.changed()

    def arrange(self, on: bool) -> None:
        """The views as discography is read, or as they were; and what that changed."""
        if not on:
            put_back(self.scene)
            self.desk.say(_("Layout and views are as they were."))
        else:
            volume = None if self.desk.node is None else volume_of(self.desk.node)
            layout_changed, views = arrange(self.scene, volume)
            said = [
                _("The layout is four views now.") if layout_changed else _("The layout was four views already."),
                _("The CT is shown now in {views}.").format(views=", ".join(views)) if views else "",
                _("Window, level and zoom are as they were; press again to go back."),
            ]
            self.desk.say(" ".join(filter(None, said)))
        self.desk.changed()

    # Segmentation

    def segmentation(self) -> Any:
        """The chosen segmentation, or the only one."""
        found = list(nodes_of(self.scene, "vtkMRMLSegmentationNode"))
        chosen = next((node for node in found if node.GetID() == self.segmentation_id), None)
        return chosen or (found[0] if len(found) == 1 else None)

    def _segmentation_problem(self) -> str:
        if self.segmentation() is not None:
            return ""
        if self.scene.GetNumberOfNodesByClass("vtkMRMLSegmentationNode"):
            return _("There are several segmentations: choose one in the section Advanced.")
        return _("There is no segmentation of the vertebrae in the scene.")

    def from_segmentation(self) -> None:
        """A disc between every two segmented vertebrae."""
        node = self.segmentation()
        if node is None:
            self.desk.say(self._segmentation_problem(), grave=True)
        else:
            derived = self.desk.act(lambda: self.desk.logic.discs_from_segmentation(self.desk.node, node))
            self.reconnect()
            if derived is not None:
                placed = _("{count} discs placed from the segmentation.").format(count=len(derived.discs))
                self.desk.say(" ".join([placed, *derived.notices]), bool(derived.notices))
        self.desk.changed()



# SPDX-License-Identifier: Apache-2.0
"""What scripts and the panel may ask of the reports in a scene.

In Slicer's Python console::

    logic = slicer.util.getModuleLogic("DiscographyReport")
    node = logic.new_report(getNode("4: Lumbar discogram"))       # a CT from the DICOM database
    logic.discs_from_segmentation(node, getNode("Segmentation"))  # or logic.place(node, (2.1, 18.0, -412.5))
    report = logic.report(node)                                   # a frozen value ...
    logic.edit(node, replace(report, comment="second reading"))   # ... that is replaced, never changed
    print("\\n".join(logic.evaluate(node).statements))
    logic.export(node, Path("C:/reports"))

In batch, without a window, the same with a ``DiscographyLogic`` of its own::

    for path in sorted(Path("exports").glob("*.dcm")):
        loaded = DiscographyLogic(slicer.mrmlScene).load(path)
        print(path, loaded.read.assessment.overall, *loaded.notices)

What reads or writes DICOM is imported where it is used, so that a panel opens without waiting for pydicom.
Every refusal is one sentence (``jobs.errors.EXPECTED``). Points are world coordinates of the scene (RAS, mm).
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..criteria.rulesets import RuleSet
from ..jobs.evaluating import evaluate_report
from ..model.checks import check
from ..model.disc import Disc, Position
from ..model.findings import Finding
from ..model.levels import Region, ordinal
from ..model.report import Report, new_uid
from ..model.results import Assessment
from ..model.values import person_name, text
from ..sr.envelope import Encoding, State, Verification
from ..texts import _
from .coordinates import flipped, position_of, ras_of
from .edits import Clock, Edits, local_now
from .errors import OutsideError, SceneError
from .local_database import DicomDatabase, LocalDatabase
from .markers import MarkerChanges, adopt, apply_changes, create_markers, discard, frame_of, update_markers
from .nodes import Markups, Node, Point, Scene, Segmentation, SliceNode, Volume
from .placing import Direction, Offer, offer, propose, shift_levels, with_offer
from .report_node import (
    copy_as_amended,
    create_report,
    delete_report,
    markers_of,
    read_planes,
    read_report,
    read_status,
    rename_report,
    report_nodes,
    set_volume,
    volume_of,
    write_planes,
    write_status,
)
from .segmentation import Derived, discs_from_segmentation
from .slices import jump_to, normal_ras, straighten, tilt
from .status import Status
from .transitions import why_not_amended, why_not_changed, why_not_completed, why_not_reopened, why_not_verified
from .views import seen_instead
from .volume_geometry import require_inside
from .volume_origin import PatientLine, frame_of_reference_of, other_frame, patient_line, volume_problems

if TYPE_CHECKING:
    from ..jobs.exporting import Exported
    from ..series.ct import CTSeries
    from .exporting import Stored
    from .loading import Loaded


class DiscographyLogic:
    """The reports of one scene. It holds nothing that the scene does not, but the steps to undo."""

    def __init__(self, scene: Scene, local: LocalDatabase | None = None, clock: Clock = local_now) -> None:
        """``local``: the DICOM database, without which reports can be read and edited, but not placed or exported."""
        self.scene, self.local = scene, local
        self._clock = clock
        self.edits = Edits(clock)
        self.site_rule_sets: tuple[RuleSet, ...] = ()
        """The rule sets of the site, which judge beside those that a report names (``jobs.evaluating``)."""

    @property
    def database(self) -> DicomDatabase | None:
        """The DICOM database to read from."""
        return None if self.local is None else self.local.database

    # Reports

    def reports(self) -> list[Node]:
        """The report nodes of the scene."""
        return report_nodes(self.scene)

    def new_report(self, volume: Volume | None = None, region: Region = Region.LUMBAR, name: str | None = None) -> Node:
        """An empty draft, about a CT volume or without one yet."""
        report = Report(uid=new_uid(), changed_at=self._clock(), region=region)
        return create_report(self.scene, report, name, volume)

    def report(self, node: Node) -> Report:
        """The report of a node; ``SceneError`` where its document cannot be read."""
        return read_report(node)

    def status(self, node: Node) -> Status:
        """Where the report stands."""
        return read_status(node)

    def edit(self, node: Node, report: Report, merge_key: str | None = None) -> Report:
        """Replace the report, as one step to undo (with others of the same ``merge_key``); markers follow."""
        return self._drawn(node, self.edits.apply(node, report, merge_key))

    def undo(self, node: Node) -> Report | None:
        """Take the last step back; ``None`` if there is none."""
        return self._redrawn(node, self.edits.undo(node))

    def redo(self, node: Node) -> Report | None:
        """Do the step again that was taken back; ``None`` if there is none."""
        return self._redrawn(node, self.edits.redo(node))

    def rename(self, node: Node, name: str) -> None:
        """Give the report node another name."""
        rename_report(node, name)

    def delete(self, node: Node) -> None:
        """Take the report out of the scene, with its markers. What was exported stays where it is."""
        delete_report(node)

    def amend(self, node: Node, reason: str) -> Node:
        """A draft that will replace the document that was exported; the original stays, its markers hidden."""
        self._require(why_not_amended(read_status(node)))
        copy, markups = copy_as_amended(node, reason), markers_of(node)
        if markups is not None:
            create_markers(copy, frame_of(markups))
            update_markers(copy, read_report(copy))
            markups.SetDisplayVisibility(False)
        return copy

    # Life cycle

    def complete(self, node: Node) -> None:
        """Call the report complete and lock it; ``WriteError`` names what is still open."""
        from ..jobs.exporting import refuse_blocked

        status = read_status(node)
        self._require(why_not_completed(status))
        refuse_blocked(check(read_report(node)), State.COMPLETE)
        self._stand(node, replace(status, state=State.COMPLETE))

    def reopen(self, node: Node) -> None:
        """Take *complete* back, as long as no complete document was exported; what is verified is amended instead."""
        status = read_status(node)
        self._require(why_not_reopened(status))
        self._stand(node, replace(status, state=State.DRAFT))

    def verify(self, node: Node, name: str, organization: str) -> None:
        """The explicit act of a named person (``Family^Given``); the report must be complete.

        ``ModelError`` for a name or an organization that DICOM cannot carry.
        """
        status = read_status(node)
        self._require(why_not_verified(status))
        verification = Verification(person_name(name), text(organization), self._clock())
        self._stand(node, replace(status, state=State.VERIFIED, verifications=(verification,)))

    # What follows from a report

    def evaluate(self, node: Node) -> Assessment:
        """Every chosen rule set for every disc."""
        return evaluate_report(read_report(node), None, self.site_rule_sets)

    def check(self, node: Node) -> tuple[Finding, ...]:
        """Everything that is open or wrong, the gravest first."""
        return check(read_report(node))

    # The CT

    def choose_volume(self, node: Node, volume: Volume | None) -> None:
        """Make a volume the CT of a draft; ``SceneError`` where its discs lie in another frame of reference."""
        self._require(why_not_changed(read_status(node)) or self.why_not_about(node, volume))
        set_volume(node, volume)

    def why_not_about(self, node: Node, volume: Volume | None) -> str:
        """Why a volume cannot be the CT of a report that has placed discs; empty where it can."""
        placed = [disc.position for disc in read_report(node).discs if disc.position is not None]
        if volume is None or self.database is None or not placed or volume_problems(volume, self.database):
            return ""
        frames = {position.frame_of_reference_uid for position in placed}
        return "" if frames == {frame_of_reference_of(volume, self.database)} else other_frame(volume)

    def choose_encoding(self, node: Node, encoding: Encoding) -> None:
        """Which kind of SR a draft becomes; for archives that know no Comprehensive 3D SR."""
        status = read_status(node)
        self._require(why_not_changed(status))
        write_status(node, replace(status, encoding=encoding))

    def volume_problems(self, volume: Volume | None) -> tuple[str, ...]:
        """Why a volume cannot be reported on, quickly; empty where nothing is known against it."""
        return volume_problems(volume, self.database)

    def patient(self, node: Node) -> PatientLine | None:
        """Whose CT it is, for display only."""
        volume, database = volume_of(node), self.database
        return None if volume is None or database is None else patient_line(volume, database)

    def evidence(self, node: Node) -> "CTSeries":
        """The CT series of the report, its headers read now; ``SceneError`` or ``SeriesError`` say what is wrong."""
        from .evidence import series_of_volume

        database, volume = self.database, volume_of(node)
        problems = volume_problems(volume, database)
        if problems or database is None or volume is None:
            raise SceneError(problems[0])
        return series_of_volume(volume, database)

    def frame_of_reference(self, node: Node) -> str:
        """The frame of reference that markers are placed in: the CT's, or without it that of the markers there are."""
        database, volume, markups = self.database, volume_of(node), markers_of(node)
        if database is not None and volume is not None:
            return frame_of_reference_of(volume, database)
        if markups is None or not frame_of(markups):
            raise SceneError(volume_problems(volume, database)[0])
        return frame_of(markups)

    # Discs on the CT

    def markers(self, node: Node) -> Markups:
        """The markers of the report, made if need be and drawn as the report says."""
        markups = create_markers(node, self.frame_of_reference(node))
        update_markers(node, read_report(node))
        return markups

    def offer(self, node: Node, direction: Direction) -> Offer | None:
        """The level that the next click would get."""
        return offer(read_report(node), direction)

    def _position(self, node: Node, ras: Point) -> Position:
        """A point as a place of the model; ``SceneError`` outside the CT, where that is loaded."""
        frame = self.frame_of_reference(node)
        self._require_inside(node, ras)
        return position_of(ras, frame)

    def _require_inside(self, node: Node, ras: Point) -> None:
        volume = volume_of(node)
        if volume is not None:
            require_inside(volume, ras)

    def place(self, node: Node, ras: Point, direction: Direction | None = None, offered: Offer | None = None) -> Disc:
        """A new disc at a point: the next one in a direction, as offered, or whichever lies there."""
        report, position = read_report(node), self._position(node, ras)
        chosen = offered or (offer(report, direction) if direction else propose(report, flipped(ras)))
        if chosen is None:
            raise SceneError(_("The spine has no further level there: add the disc by hand and choose its level."))
        changed, disc = with_offer(report, chosen, position)
        create_markers(node, position.frame_of_reference_uid)
        self.edit(node, changed)
        return disc

    def adopt_point(self, node: Node, point_id: str, ras: Point, offered: Offer, clicked: bool = False) -> Disc:
        """A disc for a point that was added to the markers themselves, in the Markups module or by place mode.

        A point outside the CT is taken away again, and ``SceneError`` says so; one that was ``clicked`` also where its
        view shows something else.
        """
        try:
            if clicked:
                self.seen_instead(node, ras)
            position = self._position(node, ras)
        except OutsideError:
            discard(node, point_id)
            raise
        changed, disc = with_offer(read_report(node), offered, position)
        self.edits.apply(node, changed)
        adopt(node, point_id, disc)
        update_markers(node, changed)
        return disc

    def seen_instead(self, node: Node, ras: Point) -> str:
        """What must be said of a click at a point; empty where the CT was seen there. ``SceneError`` refuses it."""
        return seen_instead(self.scene, ras, volume_of(node), self.frame_of_reference(node), self.database)

    def apply_markers(self, node: Node, changes: MarkerChanges) -> Report:
        """Take over what was done to the markers; ``SceneError`` says why not, and they go back.

        That is where the report is locked or a marker was dragged out of the CT.
        """
        report = read_report(node)
        try:
            for _uid, position in changes.moved:
                self._require_inside(node, ras_of(position))
            return self.edits.apply(node, apply_changes(report, changes))
        finally:
            update_markers(node, read_report(node))

    def move(self, node: Node, disc_uid: str, ras: Point) -> Report:
        """Put the marker of a disc somewhere else."""
        report = read_report(node)
        position = self._position(node, ras)
        create_markers(node, position.frame_of_reference_uid)
        return self.edit(node, report.with_disc(replace(report.disc(disc_uid), position=position)))

    def shift_levels(self, node: Node, steps: int) -> Report:
        """Rename all discs by one level down (1) or up (-1): the same discs, counted anew."""
        return self.edit(node, shift_levels(read_report(node), steps))

    def discs_from_segmentation(self, node: Node, segmentation: Segmentation) -> Derived:
        """Place every disc between two segmented vertebrae: new ones are added, those of the same level are moved."""
        derived = discs_from_segmentation(segmentation)
        report, frame = read_report(node), self.frame_of_reference(node)
        planes = read_planes(node)
        for found in derived.discs:
            disc = next((disc for disc in report.discs if disc.level is found.level), None)
            disc = disc or Disc(uid=new_uid(), level=found.level, sequence_index=ordinal(found.level, report.region))
            report = report.with_disc(replace(disc, position=self._position(node, found.center_ras)))
            planes[disc.uid] = flipped(found.normal_ras)
        create_markers(node, frame)
        self.edit(node, report)
        write_planes(node, planes)
        return derived

    def go_to(self, node: Node, disc_uid: str) -> bool:
        """Bring all slice views to a disc; False where it has no marker."""
        position = read_report(node).disc(disc_uid).position
        if position is not None:
            jump_to(self.scene, ras_of(position))
        return position is not None

    def tilt(self, node: Node, disc_uid: str, slice_node: SliceNode) -> bool:
        """Turn one slice view into the plane of a disc; False where that is not known. ``straighten`` undoes it."""
        report = read_report(node)
        position, normal = report.disc(disc_uid).position, normal_ras(report, disc_uid, read_planes(node))
        if position is None or normal is None:
            return False
        tilt(slice_node, ras_of(position), normal)
        return True

    def straighten(self, slice_node: SliceNode) -> bool:
        """Turn a tilted slice view back to exactly where it was."""
        return straighten(slice_node)

    # Documents

    def export(self, node: Node, folder: Path, reason: str | None = None) -> "Exported":
        """Write the report as a DICOM SR into a folder; unchanged, it is the same file again."""
        from .exporting import export_node

        return export_node(node, self.evidence(node), folder, self._clock(), reason, self.site_rule_sets)

    def export_to_database(self, node: Node, folder: Path, reason: str | None = None) -> "Stored":
        """Write the report into a folder, insert that file into the DICOM database, and prove that it is there.

        ``StoreError`` names the file that is safe where the database failed.
        """
        from .database import store
        from .exporting import Stored

        if self.local is None:
            raise SceneError(_("The DICOM database is not open: open it in the DICOM module."))
        exported = self.export(node, folder, reason)
        copy = store(exported.path, exported.envelope.identity.sop_instance_uid, self.local)
        write_status(node, replace(read_status(node), stored=True))
        return Stored(exported, copy)

    def load(self, path: Path) -> "Loaded":
        """Open an exported report, with or without its CT."""
        from .loading import load_report

        return load_report(self.scene, path, self.database)

    def forget(self) -> None:
        """Drop the steps to undo, as when the scene is closed."""
        self.edits.forget()

    @staticmethod
    def _require(refusal: str) -> None:
        if refusal:
            raise SceneError(refusal)

    def _stand(self, node: Node, status: Status) -> None:
        write_status(node, status)
        update_markers(node, read_report(node))

    def _drawn(self, node: Node, report: Report) -> Report:
        update_markers(node, report)
        return report

    def _redrawn(self, node: Node, report: Report | None) -> Report | None:
        return None if report is None else self._drawn(node, report)

# SPDX-License-Identifier: Apache-2.0
"""The self test: from the sample to an exported report and back, through the panel, with Slicer's own parts only."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import slicer

from ..jobs.errors import JobError
from ..model.report import Report
from ..scene.coordinates import flipped
from ..series.sample.discogram import DiscTruth
from .database_access import local_database
from .sample_source import DicomUtils, load_sample, no_dicom_utils

SIZE, SLICES, DISCS = 96, 60, 4
DATABASE = "ctkDICOM.sql"
PROCEDURE = {
    "performed_at": "2026-10-14 09:40",
    "reporting.able": "y",
    "sedation.level": "1",
    "manometry.used": "y",
    "manometry.reading": "s",
    "post_ct.performed": "y",
    "complications": "0",
    "numbering.method": "down from C2",
}
PAINLESS = (("66", "1.8", "0", "p"),)
PAINFUL = (("18", "0.6", "0", "p"), ("25", "1.1", "8", "e"))


class SelfTest:
    """The main scenario; ``say`` shows what is being done. ``AssertionError`` says what was found instead."""

    def __init__(
        self, scene: Any, logic: Any, say: Callable[[str], None], dicom_utils: DicomUtils = no_dicom_utils
    ) -> None:
        self.scene, self.logic, self.say, self.dicom_utils = scene, logic, say, dicom_utils

    def run(self) -> None:
        """Sample, discs, entry, interpretation, export, and the report read back into an empty scene."""
        # On Windows the database may still hold its files when the folder is removed.
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            own_database(Path(folder), self.dicom_utils()),
        ):
            self.logic.reporting.local = local_database()
            self._walk(Path(folder))

    def _walk(self, folder: Path) -> None:
        self.say("Make the sample discogram")
        volume = load_sample(SIZE, SLICES, self.dicom_utils)
        widget = slicer.util.getModuleWidget("DiscographyReport")
        view, shown = widget.view, bool(getattr(widget.parent, "isEntered", False))
        view.enter()
        written = self._report_on(view.panel, volume, folder)
        view.exit()
        self._read_back(*written)
        if shown:
            view.enter()

    def _report_on(self, panel: Any, volume: Any, folder: Path) -> tuple[Report, Path]:
        panel.desk.logic.local = local_database()
        panel.study.choose_volume(volume)
        panel.study.set_person("Doe^Jane")
        panel.study.new()
        _expect(panel.study.problems(), ())
        self.say("Place the discs")
        self._place(panel)
        self.say("Enter what was found")
        self._enter(panel)
        self.say("Export")
        panel.closing.folder = str(folder / "reports")
        state = panel.closing.state()
        _expect((state.complete_reason, state.export_reason), ("", ""))
        panel.closing.complete()
        exported = panel.closing.export()
        _expect(exported is not None, True, panel.desk.message.text)
        return panel.desk.report, exported.path

    def _place(self, panel: Any) -> None:
        """Discs where the sample has them; the first level is chosen, the others follow by themselves."""
        truths = self._truths()
        panel.markers.ask(truths[0].level)
        for truth in truths:
            self._place_one(panel, flipped(truth.center))
        _expect([disc.level.value for disc in panel.desk.report.discs], [one.level for one in truths])

    def _place_one(self, panel: Any, ras: tuple[float, float, float]) -> None:
        offered = panel.markers.next_offer()
        panel.desk.act(lambda: panel.desk.logic.place(panel.desk.node, ras, None, offered))
        panel.markers.asked = None

    def _truths(self) -> list[DiscTruth]:
        from ..jobs.sample import make_sample

        with tempfile.TemporaryDirectory() as folder:
            return list(make_sample(Path(folder), size=SIZE, slices=SLICES).discogram.discs)[-DISCS:]

    def _enter(self, panel: Any) -> None:
        for path, text in PROCEDURE.items():
            _expect(panel.procedure.commit(path, text), True, panel.desk.message.text)
        for number, disc in enumerate(panel.desk.report.discs):
            panel.desk.select(disc.uid)
            painful = number >= DISCS // 2
            self._fill(panel, PAINFUL if painful else PAINLESS, painful)
        grades = [row[6].text for row in panel.levels.state().rows]
        _expect(grades, ["1", "1", "4", "4"])
        _expect(bool(panel.interpretation.state().rows), True)

    def _fill(self, panel: Any, events: tuple[tuple[str, ...], ...], painful: bool) -> None:
        """One disc, by the keys that a user would press."""
        panel.disc.key("role", "t" if painful else "c")
        panel.disc.enter("opening_pressure", "14")
        panel.events.begin()
        for pressure, volume, nrs, concordance in events:
            for text in (pressure, volume):
                for character in text:
                    panel.events.key(character)
                panel.events.press("enter")
            panel.events.key(nrs)
            panel.events.key(concordance)
        panel.events.key("=")
        panel.disc.key("endpoint", "f")
        panel.disc.key("stop_reason", "c" if painful else "p")
        panel.disc.key("ct.extent", "3" if painful else "1")
        if painful:
            panel.disc.enter("ct.arc_deg", "45")
        panel.disc.enter("leaks", "0")

    def _read_back(self, report: Report, path: Path) -> None:
        """An empty scene opens the file and finds the same report, without its CT too."""
        self.say("Read it back")
        self.scene.Clear()
        loaded = self.logic.load(path)
        _expect(replace(loaded.read.report, changed_at=report.changed_at), report)
        _expect(self.logic.report(loaded.node), loaded.read.report)
        _expect(len(self.logic.reports()), 1)


@contextmanager
def own_database(folder: Path, utils: Any = None) -> Iterator[None]:
    """A DICOM database in a folder of ours; the user's own, open or not, is afterwards as it was.

    ``utils``: Slicer's ``DICOMLib.DICOMUtils``, whose way is taken where it is there. ``JobError`` in a Slicer
    that has no DICOM database at all.
    """
    database = getattr(slicer, "dicomDatabase", None)
    if database is None:
        raise JobError("This Slicer has no DICOM database: start it with its DICOM module, then test again.")
    with _switched(database, folder) if utils is None else utils.TemporaryDICOMDatabase(str(folder)):
        yield


@contextmanager
def _switched(database: Any, folder: Path) -> Iterator[None]:
    before = str(database.databaseDirectory) if database.isOpen else ""
    if before:
        database.closeDatabase()
    database.openDatabase(str(folder / DATABASE))
    try:
        yield
    finally:
        database.closeDatabase()
        if before:
            database.openDatabase(str(Path(before) / DATABASE))


def _expect(found: object, wanted: object, message: str = "") -> None:
    if found != wanted:
        raise AssertionError(f"{found!r} instead of {wanted!r}. {message}".rstrip())

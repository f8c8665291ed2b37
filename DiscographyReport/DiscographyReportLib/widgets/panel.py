# SPDX-License-Identifier: Apache-2.0
"""All presenters of the panel around one desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ..jobs.child import Launch, launch_here
from ..scene.nodes import nodes_of
from ..scene.volume_origin import instance_uids
from .closing import Closing, Confirm
from .desk import Desk
from .destinations import Destinations
from .events import EventsGrid
from .fields_disc import DISC_BY_PATH
from .fields_procedure import PROCEDURE_FIELDS, REPORT_FIELDS
from .forms import Form
from .interpretation import Interpretation
from .levels import LevelsGrid
from .marker_work import MarkerWork
from .options import Options
from .post import Post
from .report_page import ReportPage
from .sending import Sending
from .settings import Settings
from .study import Study
from .texts import _
from .work_list import WorkList


class Surroundings(NamedTuple):
    """What delivery needs of the program that it runs in."""

    launch: Callable[[], Launch] = launch_here
    """How a child process is started."""
    read_setting: Callable[[str], str] = lambda _key: ""
    """One of the program's own settings, by its whole name."""
    install: Callable[[], None] = lambda: None
    """Ask the user, and install pynetdicom."""


class Panel:
    """The panel without its widgets: everything that it can do, for views, scripts and tests."""

    def __init__(
        self, logic: Any, settings: Settings, confirm: Confirm, around: Surroundings = Surroundings()  # noqa: B008
    ) -> None:
        """``logic``: the scene's ``DiscographyLogic``; ``confirm`` asks before what cannot be taken back."""
        self.desk = Desk(logic)
        self.study = Study(self.desk, settings, confirm, self._folder)
        self.markers = MarkerWork(self.desk, logic.scene)
        self.events = EventsGrid(self.desk)
        self.levels = LevelsGrid(self.desk, self.events)
        self.procedure = Form(self.desk, {field.path: field for field in PROCEDURE_FIELDS})
        self.disc = Form(self.desk, DISC_BY_PATH)
        self.words = Form(self.desk, {field.path: field for field in REPORT_FIELDS})
        self.interpretation = Interpretation(self.desk)
        self.closing = Closing(self.desk, confirm, self.study.problems, self.study.patient)
        self.page = ReportPage(self.desk, self._folder, around.launch)
        forms = (self.procedure, self.disc)
        self.options = Options(self.desk, settings, self.levels, self.events, forms, self.closing)
        self.post = Post(around.launch)
        self.sending = Sending(self.desk, self.post, settings, self._folder, self._ct)
        self.work_list = WorkList(self.desk, self.post, self._folder)
        self.destinations = Destinations(self.desk, self.post, settings, around.read_setting, around.install)

    def _folder(self) -> str:
        return self.closing.folder

    def _ct(self) -> str:
        """The folder with the files of the CT; empty where they are not in the database."""
        volume, database = self.study.volume, self.desk.logic.database
        uids = instance_uids(volume) if volume is not None and database is not None else ()
        first = database.fileForInstance(uids[0]) if uids else ""
        return str(Path(first).parent) if first else ""

    def scene_changed(self) -> None:
        """Nodes came or went: keep the report if it is still there; none is opened in place of one that is gone."""
        node = self.desk.node
        if node is not None and node not in self.desk.logic.reports():
            self.desk.open(None)
            self.desk.say(_("The report {name} was removed.").format(name=node.GetName()), grave=True)
        self.study.forget()
        volume = self.study.volume
        if volume is not None and volume.GetScene() is None:
            self.study.volume = None
        self.study.take_the_only_volume(list(nodes_of(self.desk.logic.scene, "vtkMRMLScalarVolumeNode")))
        self.desk.changed()

    def take_the_only_report(self) -> None:
        """Open the report of the scene where there is no choice; never one of two."""
        reports = self.desk.logic.reports()
        if self.desk.node is None and len(reports) == 1:
            self.desk.open(reports[0])

    def close(self) -> None:
        """Let go of the scene's nodes; what is being typed belongs to them."""
        self.desk.drop()
        self.markers.detach()
        self.desk.node = None
        self.desk.derived = None
        self.desk.disc_uid = None
        self.study.volume = None
        self.post.close()
        self.page.close()



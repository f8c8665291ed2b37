# SPDX-License-Identifier: Apache-2.0
"""The panel as a whole: its sections in order, the status line, the keys of the panel, and one refresh for all."""

from collections.abc import Callable
from typing import Any

import qt
import slicer

from ..rendering.tones import Tone
from .closing_view import ClosingView
from .database_access import local_database
from .destinations_view import DestinationsView
from .disc_view import DiscView
from .folds_view import folds
from .form_view import FormView, named
from .interpretation_view import InterpretationView
from .key_sheet import SHORTCUTS, sheet_lines
from .levels_view import LevelsView
from .options_view import OptionsView
from .panel import Panel
from .places import Place
from .post_view import PostClock
from .qt_tools import REDO, UNDO, EventFilter, breakable, check, color_text, embolden, fixed_width, reveal, write
from .scene_watch import SceneWatch
from .sending_view import SendingView
from .study_view import StudyView
from .work_list_view import WorkListView

_SECTIONS = {
    "studySection": ("StudySection",),
    "procedureSection": ("ProcedureFields",),
    "levelsSection": ("LevelsSection",),
    "discSection": ("DiscStart", "DiscSection", "DiscFields"),
    "interpretationSection": ("InterpretationSection",),
    "reportSection": ("ReportFields", "ReportSection", "Sending"),
    "advancedSection": ("AdvancedSection", "Destinations"),
}
_BUDDIES = {
    "StudySection": {
        "volumeLabel": "volumeSelector", "reportLabel": "reportCombo", "renameLabel": "renameEdit",
        "personLabel": "personEdit",
    },
    "DiscSection": {"eventsLabel": "eventsTable"},
    "InterpretationSection": {"leadLabel": "leadCombo"},
    "ReportSection": {"folderLabel": "folderEdit", "verifyLabel": "verifierEdit", "amendLabel": "amendEdit"},
    "Sending": {"destinationLabel": "destinationCombo"},
    "Destinations": {
        "listLabel": "listCombo", "serverLabel": "serverCombo", "nameLabel": "nameEdit", "addressLabel": "addressEdit",
        "protocolLabel": "protocolCombo", "calledLabel": "calledEdit", "callingLabel": "callingEdit",
        "loginLabel": "loginCombo", "userLabel": "userEdit", "timeoutLabel": "timeoutEdit",
        "commitmentLabel": "commitmentEdit",
    },
    "AdvancedSection": {
        "unitLabel": "unitCombo", "regionLabel": "regionCombo", "segmentationLabel": "segmentationSelector",
        "tiltLabel": "tiltSelector", "enterLabel": "downCheck", "goingLabel": "goingCheck",
    },
}  # fmt: skip
_SHEET_HEIGHT = 330


class PanelView:
    """Loads the sections, shows every state, and gives the keyboard where a presenter asks for it."""

    def __init__(self, root: Any, panel: Panel, load: Callable[[str], Any], scene: Any) -> None:
        """``root``: the widget of DiscographyReport.ui; ``load``: the widget of another .ui file, by its name."""
        self.root, self.panel, self.desk = root, panel, panel.desk
        self.ui = slicer.util.childWidgetVariables(root)
        self.parts = {name: self._loaded(load(name), section) for section, names in _SECTIONS.items() for name in names}
        for name, pairs in _BUDDIES.items():
            for label, widget in pairs.items():
                getattr(self.parts[name][1], label).setBuddy(getattr(self.parts[name][1], widget))
        self.watch = SceneWatch(scene, panel)
        self._make_sections()
        for name, part in self.parts.items():
            if name in ("StudySection", "AdvancedSection"):
                part[0].setMRMLScene(scene)
        self._shortcuts = [self._shortcut(key, action) for key, action in self._actions().items()]
        self.ui.keysButton.connect("toggled(bool)", self._on_sheet)
        self.ui.keySheet.plainText = "\n".join(sheet_lines())
        fixed_width(self.ui.keySheet)
        every = named((self.ui, *(widgets for _root, widgets in self.parts.values())))
        self._folds = folds(every, panel.options.settings)
        self._filter = EventFilter(root, self._on_event)
        self.ui.statusLabel.installEventFilter(self._filter)
        self.ui.sectionsBody.installEventFilter(self._filter)
        embolden(self.ui.pinnedPatient)
        self._showing = self._again = False
        self.desk.listeners.append(self.refresh)

    def _loaded(self, widget: Any, section: str) -> tuple[Any, Any]:
        getattr(self.ui, section).layout().addWidget(widget)
        return widget, slicer.util.childWidgetVariables(widget)

    def _make_sections(self) -> None:
        panel, parts = self.panel, {name: part[1] for name, part in self.parts.items()}
        self.study = StudyView(parts["StudySection"], panel.study, self.ui)
        self.levels = LevelsView(parts["LevelsSection"], panel.levels, panel.markers, self.step_back)
        self.disc = DiscView(parts["DiscSection"], self.ui.discSection, panel.events, self.step_back)
        self.interpretation = InterpretationView(parts["InterpretationSection"], panel.interpretation)
        self.closing = ClosingView(parts["ReportSection"], panel.closing, panel.options, panel.page)
        self.options = OptionsView(parts["AdvancedSection"], panel.options, panel.study, panel.markers)
        self._make_delivery(parts)
        disc_widgets = named((parts["DiscStart"], parts["DiscFields"]))
        self.forms = (
            FormView(panel.procedure, named((parts["ProcedureFields"],)), self._undo_only),
            FormView(panel.disc, disc_widgets, self._command),
            FormView(panel.words, named((parts["ReportFields"],)), self._undo_only),
        )

    def _make_delivery(self, parts: dict[str, Any]) -> None:
        panel = self.panel
        self.work_list = WorkListView(parts["Sending"], panel.work_list)
        self.sending = SendingView(parts["Sending"], panel.sending, self.work_list.toggle)
        self.destinations = DestinationsView(parts["Destinations"], panel.destinations)
        self.clock = PostClock(self.root, panel.post, panel.work_list, panel.destinations, self._show_delivery)

    def _actions(self) -> dict[str, Callable[[], Any]]:
        return {
            "sheet": self._toggle_sheet,
            "next_open": self.panel.closing.next,
            "undo": self._undo,
            "redo": self._redo,
            "next_disc": self.disc.next,
            "previous_disc": self.disc.previous,
            "to_levels": self.levels.table.focus,
            "to_disc": self.disc.begin,
            "place": self.levels.toggle_placing,
            "add": self.panel.markers.add,
            "event": self.disc.stamp,
            "shift_down": self.levels.shift_down,
            "shift_up": self.levels.shift_up,
            "tilt": self.levels.toggle_tilt,
            "complete": self._complete,
            "send": self.panel.sending.ask,
            "export": self._export,
        }

    def _shortcut(self, name: str, action: Callable[[], Any]) -> Any:
        """A key that works while the keyboard is anywhere in the panel, and nowhere else."""
        made = qt.QShortcut(qt.QKeySequence(SHORTCUTS[name].key), self.root)
        made.setContext(qt.Qt.WidgetWithChildrenShortcut)
        made.connect("activated()", action)
        return made

    # Showing

    def refresh(self) -> None:
        """Show every state; a change that happens meanwhile is shown by one more round."""
        if self._showing:
            self._again = True
            return
        self._showing = True
        try:
            self._show()
        finally:
            self._showing = False
        if self._again:
            self._again = False
            self.refresh()

    def _show(self) -> None:
        for view in (self.study, self.levels, self.disc, self.interpretation, self.closing, self.options, *self.forms):
            view.show()
        self._show_delivery()
        place, self.desk.focus = self.desk.focus, None
        if place is not None:
            self._focus(place)

    def _show_delivery(self) -> None:
        """Where reports are on their way, and what is said about it."""
        for view in (self.sending, self.work_list, self.destinations):
            view.show()
        self._show_message()

    def _show_message(self) -> None:
        write(self.ui.statusLabel, breakable(self.desk.message.text))
        self._color_message()

    def _color_message(self) -> None:
        color_text(self.ui.statusLabel, Tone.GRAVE if self.desk.message.grave else Tone.PLAIN)

    def _focus(self, place: Place) -> None:
        if self.disc.focus(place) or any(form.focus(place) for form in self.forms):
            return
        if place.path == "observers":
            reveal(self.parts["StudySection"][1].personEdit)
        elif place.path == "discs" or place.disc_uid is not None:
            self.levels.table.focus()
        else:
            self._focus_near(place)

    def _focus_near(self, place: Place) -> None:
        """A list of records has one field for the whole: ``complications[0].kind`` is in ``complications``."""
        whole = place.path.partition("[")[0]
        if whole != place.path:
            self._focus(Place(place.disc_uid, whole))
        else:
            reveal(self.ui.procedureSection)

    # Keys

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.PaletteChange:
            self._color_message()
        elif event.type() in (qt.QEvent.LayoutRequest, qt.QEvent.Resize):
            self._keep_wide_enough()
        return False

    def _keep_wide_enough(self) -> None:
        """What scrolls up and down never has to be scrolled sideways: Slicer asks a panel for its least width."""
        area = self.ui.sectionsArea
        wanted = self.ui.sectionsBody.minimumSizeHint.width() + area.verticalScrollBar().sizeHint.width()
        if area.minimumWidth != wanted:
            area.minimumWidth = wanted

    def _command(self, character: str) -> bool:
        """What a character does in a field of the disc while nothing is typed there."""
        if character in "+=" and self.panel.events.command(character):
            self.desk.changed()
            return True
        return self._undo_only(character)

    def _undo_only(self, character: str) -> bool:
        if character in (UNDO, REDO):
            self.step_back(character)
            return True
        return False

    def step_back(self, character: str) -> None:
        """Undo or redo, by the character of the key."""
        self._undo() if character == UNDO else self._redo()

    def _undo(self) -> None:
        self.desk.undo()
        self.desk.changed()

    def _redo(self) -> None:
        self.desk.redo()
        self.desk.changed()

    def _complete(self) -> None:
        self._if_enabled(self.parts["ReportSection"][1].completeButton, self.panel.closing.complete)

    def _export(self) -> None:
        self._if_enabled(self.parts["ReportSection"][1].databaseButton, self.closing.export_to_database)

    def _if_enabled(self, button: Any, action: Callable[[], Any]) -> None:
        """A key does what its button does, and says why it does not."""
        self.desk.flush()
        self.refresh()
        if button.enabled:
            action()
        else:
            self.desk.say(button.toolTip.split("\n\n")[-1].replace("\n", " "), grave=True)
            self.refresh()

    def _toggle_sheet(self) -> None:
        self._on_sheet(not self.ui.keySheet.visible)

    def _on_sheet(self, on: bool) -> None:
        check(self.ui.keysButton, on)
        self.ui.keySheet.visible = on
        self.ui.keySheet.minimumHeight = _SHEET_HEIGHT if on else 0
        self.ui.keySheet.maximumHeight = _SHEET_HEIGHT

    # Life

    def enter(self) -> None:
        """The module was chosen."""
        self.watch.start()
        self.desk.logic.local = local_database()
        self.panel.scene_changed()
        self.panel.take_the_only_report()
        self.panel.desk.reread()
        self.panel.markers.attach()
        self.watch.follow()
        self.clock.start()
        self.refresh()

    def exit(self) -> None:
        """The module was left: nothing typed is lost, and nothing is heard any more."""
        self.desk.flush()
        if self.panel.markers.placing():
            self.panel.markers.set_placing(False)
        self.panel.sending.leave()
        self.clock.stop()
        self.watch.stop()
        self.panel.markers.detach()

    def close(self) -> None:
        """The panel goes away."""
        self.clock.stop()
        self.watch.stop()
        self.desk.listeners.clear()
        self.desk.droppers.clear()
        self.panel.close()

# SPDX-License-Identifier: Apache-2.0
"""The part Send of the section Report: the chooser, the confirmation, and what became of the report."""

from collections.abc import Callable
from typing import Any

import qt

from ..rendering.tones import Tone
from .grid import ESCAPE
from .qt_tools import EventFilter, check, color_text, embolden, enable, is_key, key_name, reveal, show_list, write
from .sending import QuestionState, Sending, SendingState
from .texts import _


class SendingView:
    """Writes the state of Send, and forwards the answers."""

    def __init__(self, ui: Any, presenter: Sending, on_work: Callable[[bool], None]) -> None:
        """``on_work`` shows or hides the work list."""
        self.ui, self.presenter = ui, presenter
        self._asked = False
        self._tones: tuple[tuple[Any, Tone], ...] = ()
        embolden(ui.confirmTitle)
        ui.destinationCombo.connect("activated(int)", self._on_destination)
        ui.sendButton.connect("clicked()", presenter.ask)
        ui.leaveButton.connect("clicked()", self._on_leave)
        ui.nowButton.connect("clicked()", self._on_now)
        ui.draftCheck.connect("toggled(bool)", presenter.agree)
        ui.companionsCheck.connect("toggled(bool)", presenter.accompany)
        ui.workButton.connect("toggled(bool)", on_work)
        self._filter = EventFilter(ui.confirmBox, self._on_event)
        answers = (ui.leaveButton, ui.nowButton, ui.draftCheck, ui.companionsCheck, ui.sendSecretEdit, ui.sendKeepCheck)
        for widget in (ui.confirmBox, *answers, ui.draftWarning, ui.sentLabel, ui.waitingLabel):
            widget.installEventFilter(self._filter)

    def show(self) -> None:
        """Write the state."""
        state = self.presenter.state()
        show_list(self.ui.destinationCombo, state.destinations, state.chosen)
        enable(self.ui.sendButton, state.send_reason, _("Show what would be sent, and ask (F9)"))
        self._show_question(state.question)
        self._show_progress(state)

    def _show_question(self, question: QuestionState | None) -> None:
        self.ui.confirmBox.visible = question is not None
        if question is not None:
            self._write_question(question)
        elif self._asked:
            self.ui.sendSecretEdit.text = ""
            check(self.ui.sendKeepCheck, False)
        if question is not None and not self._asked:
            self._begin_question()
            # Its height is known only when Qt has laid it out.
            qt.QTimer.singleShot(0, self._begin_question)
        self._asked = question is not None

    def _begin_question(self) -> None:
        """All of it in sight, and the keyboard on the answer that changes nothing: a key pressed twice is harmless."""
        if self.ui.confirmBox.visible:
            reveal(self.ui.confirmBox)
            self.ui.leaveButton.setFocus()

    def _write_question(self, question: QuestionState) -> None:
        ui = self.ui
        for label, text in (
            (ui.wheretoLabel, question.whereto),
            (ui.patientLabel, question.patient),
            (ui.reportLabel, question.report),
            (ui.whatLabel, question.what),
            (ui.draftWarning, question.warning),
            (ui.sendSecretLabel, question.secret_label),
            (ui.nowButton, question.now_text),
        ):
            write(label, text)
        ui.draftWarning.visible = ui.draftCheck.visible = question.draft
        check(ui.draftCheck, self.presenter.agreed)
        check(ui.companionsCheck, self.presenter.with_companions)
        enable(ui.companionsCheck, question.companions_reason,
               _("The same report as PDF, and a list of its key slices, as objects of their own"))  # fmt: skip
        ui.sendSecretBox.visible = bool(question.secret_label)
        enable(ui.nowButton, question.now_reason, _("Into the outbox, and from there to the PACS"))

    def _show_progress(self, state: SendingState) -> None:
        write(self.ui.sentLabel, state.sent)
        self.ui.sentLabel.visible = bool(state.sent)
        write(self.ui.waitingLabel, state.waiting or _("Nothing waits to be sent."))
        self._tones = (
            (self.ui.sentLabel, state.sent_tone),
            (self.ui.waitingLabel, state.waiting_tone if state.waiting else Tone.QUIET),
            (self.ui.draftWarning, Tone.GRAVE),
        )
        self._color()

    def _color(self) -> None:
        for label, tone in self._tones:
            color_text(label, tone)

    def _on_destination(self, index: int) -> None:
        self.presenter.choose(str(self.ui.destinationCombo.itemData(index)))

    def _on_leave(self) -> None:
        self.presenter.leave()
        self.ui.sendButton.setFocus()

    def _on_now(self) -> None:
        typed, keep = self.ui.sendSecretEdit.text, bool(self.ui.sendKeepCheck.checked)
        self.ui.sendSecretEdit.text = ""
        self.presenter.send(typed, keep)
        self.ui.workButton.setFocus()

    def _on_event(self, _watched: Any, event: Any) -> bool:
        if event.type() == qt.QEvent.PaletteChange:
            self._color()
        if is_key(event) and key_name(event) == ESCAPE:
            self._on_leave()
            return True
        return False

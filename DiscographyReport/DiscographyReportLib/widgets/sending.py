# SPDX-License-Identifier: Apache-2.0
"""Sending the report on the desk: why not, the question before, and into the outbox only after an explicit yes."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ..delivery.outcome import CONFIRMED, State
from ..jobs.errors import EXPECTED
from ..model.findings import blocks_complete
from ..rendering.tones import Tone
from ..scene.transitions import why_not_sent
from ..texts import language
from .delivery_words import (
    progress,
    secret_word,
    state_tone,
    state_word,
    waiting_line,
    whereto_words,
)
from .desk import Desk
from .post import Post
from .sending_question import Question, QuestionState, question_state
from .settings import Settings
from .texts import _


class SendingState(NamedTuple):
    """The part Send of the section Report."""

    destinations: tuple[str, ...]
    chosen: str
    send_reason: str
    question: QuestionState | None
    sent: str
    sent_tone: Tone
    waiting: str
    waiting_tone: Tone


class Sending:
    """The presenter of Send."""

    def __init__(
        self, desk: Desk, post: Post, settings: Settings, folder: Callable[[], str], ct: Callable[[], str]
    ) -> None:
        """``folder`` says where exported files go, ``ct`` where the files of the CT are, or nothing."""
        self.desk, self.post, self._settings, self._folder, self._ct = desk, post, settings, folder, ct
        self.chosen = settings.value("Destination", "")
        self.question: Question | None = None
        self.agreed = self.with_companions = False
        desk.on_open.append(self._drop_question)

    def state(self) -> SendingState:
        """What is shown."""
        self._drop_what_changed()
        names = tuple(one.name for one in self.post.destinations)
        if self.chosen not in names:
            self.chosen = names[0] if len(names) == 1 else ""
        sent, tone = self._sent()
        waiting, waiting_tone = self._waiting()
        return SendingState(
            destinations=names,
            chosen=self.chosen,
            send_reason="\n".join(self.why_not()),
            question=None if self.question is None else self._question_state(self.question),
            sent=sent,
            sent_tone=tone,
            waiting=waiting,
            waiting_tone=waiting_tone,
        )

    # Why not: every reason

    def why_not(self) -> list[str]:
        """Why the report cannot be sent; empty where it can."""
        if self.desk.node is None or self.desk.derived is None:
            return [self.desk.lock_reason or _("There is no report.")]
        status = self.desk.logic.status(self.desk.node)
        refused = why_not_sent(status, self.desk.derived.digest)
        faults = [f"{fault.text!r}: {fault.sentence}" for fault in self.desk.faults.values()]
        there = self._there_already(status) if not refused else []
        return [*([refused] if refused else []), *faults, *self._no_destination(), *there]

    def _no_destination(self) -> list[str]:
        if self.post.list_problem:
            return [self.post.list_problem]
        if not self.post.destinations:
            return [_("There is no destination yet: add one in Advanced, PACS destinations.")]
        destination = self.post.destination(self.chosen)
        if destination is None:
            return [_("Choose a destination.")]
        missing = self.post.missing_package(destination)
        return [missing] if missing else []

    def _there_already(self, status: Any) -> list[str]:
        uid = status.written.identity.sop_instance_uid
        there = [one for one in self.post.of(uid) if one.destination == self.chosen]
        if not there or there[0].state is State.CANCELLED:
            return []
        today = self.post.destination(self.chosen)
        if there[0].is_elsewhere(today):
            line = _("This report went to {whereto}; to send it to the new address too, give that another name.")
            return [line.format(whereto=whereto_words(there[0], today))]
        if there[0].state in CONFIRMED:
            return [_("{destination} has this report.").format(destination=self.chosen)]
        return [_("It is in the outbox for {destination} already: see the work list.").format(destination=self.chosen)]

    # The question

    def choose(self, name: str) -> None:
        """Choose a destination; it is remembered."""
        self.chosen = name
        self._settings.set("Destination", name)
        self.desk.changed()

    def ask(self) -> None:
        """Look at the exported document and show what would be sent; nothing is sent."""
        self.desk.flush()
        self.post.reread_destinations()
        reasons = self.why_not()
        if reasons:
            self.desk.say(" ".join(reasons), grave=True)
        else:
            self.question, self.agreed, self.with_companions = self._asked(), False, False
        self.desk.changed()

    def _asked(self) -> Question | None:
        from ..jobs.document_header import header_of
        from ..scene.sending import sendable

        destination = self.post.destination(self.chosen)
        assert destination is not None
        folder = Path(self._folder()) if self._folder() else None
        try:
            found = sendable(self.desk.node, folder, self.desk.logic.database)
        except EXPECTED as error:
            self.desk.say(str(error), grave=True)
            return None
        self.desk.say(_("Nothing is sent yet: check what is asked, and answer."))
        header = header_of(found.document.content)
        return Question(found, header, destination, self.desk.node.GetName(), self.desk.node)

    def _question_state(self, question: Question) -> QuestionState:
        assert self.desk.derived is not None
        destination = question.destination
        asks = destination.needs_secret and destination.name not in self.post.secrets
        return question_state(
            question,
            agreed=self.agreed,
            open_checks=len(blocks_complete(self.desk.derived.findings)),
            with_pdf=self.post.has_package("typst"),
            secret=secret_word(destination) if asks else "",
        )

    def agree(self, agreed: bool) -> None:
        """That a draft is to be sent, in so many words."""
        self.agreed = agreed
        self.desk.changed()

    def accompany(self, on: bool) -> None:
        """That the PDF and the key slices are to follow the report."""
        self.with_companions = on
        self.desk.changed()

    def leave(self) -> None:
        """No: nothing is sent."""
        if self.question is not None:
            self.question = None
            self.desk.say(_("Nothing was sent."))
            self.desk.changed()

    def send(self, secret: str = "", keep: bool = False) -> bool:
        """Yes: the bytes that the question was about go into the outbox, and the worker is started."""
        self.post.reread_destinations()
        self._drop_what_changed()
        question = self.question
        done = False
        if question is not None and (self.agreed or not question.is_draft):
            self.question = None
            if secret:
                self.post.take_secret(question.destination, secret, keep)
            done = self._put(question)
        self.desk.changed()
        return done

    def _put(self, question: Question) -> bool:
        document, destination = question.sendable.document, question.destination
        try:
            new = self.post.put(document, destination)
        except EXPECTED as error:
            self.desk.say(_("Not saved, and not sent: {reason}").format(reason=error), grave=True)
            return False
        if not new:
            self.desk.say(_("It was in the outbox already, and nothing new was saved: see the work list."), grave=True)
            return False
        if self.with_companions:
            self.post.make_companions(document.uid, destination.name, self._ct(), language())
        paused = any(one.paused for one in self.post.of(document.uid) if one.destination == destination.name)
        saved = _("Saved in the outbox for {destination}. It is being sent; the work list says how it goes.")
        waits = _("Saved in the outbox for {destination}, which is paused: nothing is sent there before Retry.")
        self.desk.say((waits if paused else saved).format(destination=destination.name), grave=paused)
        return True

    def _drop_question(self) -> None:
        self.question = None

    def _drop_what_changed(self) -> None:
        """A question is about one document and one destination; where either is another now, it is asked anew."""
        question = self.question
        if question is None:
            return
        same = question.node is self.desk.node and question.destination == self.post.destination(self.chosen)
        if same and not self.why_not() and self._is_written(question):
            return
        self.question = None
        changed = _("Nothing was sent: the report or the destination changed while the question stood.")
        self.desk.say(changed, grave=True)

    def _is_written(self, question: Question) -> bool:
        written = self.desk.logic.status(self.desk.node).written
        return bool(written is not None and written.identity.sop_instance_uid == question.sendable.document.uid)

    # What became of it

    def _sent(self) -> tuple[str, Tone]:
        """Where the report on the desk has gone, by the outbox; empty where it is not there."""
        if self.desk.node is None or self.desk.derived is None:
            return "", Tone.PLAIN
        status = self.desk.logic.status(self.desk.node)
        if status.written is None:
            return "", Tone.PLAIN
        found = self.post.of(status.written.identity.sop_instance_uid)
        if not found:
            return "", Tone.PLAIN
        version = status.written.number if why_not_sent(status, self.desk.derived.digest) else None
        lines = [self._sent_line(one, version) for one in found]
        tones = [state_tone(one) for one in found]
        return "\n".join(lines), next((tone for tone in (Tone.GRAVE, Tone.WARNING) if tone in tones), tones[0])

    def _sent_line(self, delivery: Any, earlier_version: int | None) -> str:
        """Of an earlier version it says so: that a PACS has *it* says nothing about the report on the desk."""
        whereto = whereto_words(delivery, self.post.destination(delivery.destination))
        text = f"{whereto}: {state_word(delivery)}. {progress(delivery, time.time())}"
        if earlier_version is None:
            return text
        return _("Version {number} only: {text}").format(number=earlier_version, text=text)

    def _waiting(self) -> tuple[str, Tone]:
        waiting, problem = self.post.open, self.post.problem
        asking = sum(one.state is State.NEEDS_ATTENTION or one.paused for one in waiting)
        line = waiting_line(waiting)
        if asking:
            line = _("{line} (needing you: {count})").format(line=line, count=asking)
        grave = bool(asking or problem)
        return "\n".join(filter(None, (line, problem))), Tone.GRAVE if grave else Tone.WARNING

# SPDX-License-Identifier: Apache-2.0
"""The work list: every document that no PACS has confirmed, and the last that one has; what was answered, what next."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..delivery.outcome import CONFIRMED, ENDED, State
from ..delivery.records import Delivery
from ..jobs.errors import EXPECTED
from ..rendering.tones import Tone
from .delivery_words import (
    address_line,
    kind_word,
    progress,
    secret_word,
    state_tone,
    state_word,
    whereto_words,
)
from .desk import Desk
from .post import Post
from .texts import _

if TYPE_CHECKING:
    from ..jobs.document_header import Header

MOST_ROWS = 200
_AT_ONCE = 12
"""So many documents are opened for their header at one beat of the clock: the window must not wait for them."""


class Row(NamedTuple):
    """One document on its way to one destination."""

    what: str
    destination: str
    state: str
    tone: Tone
    tooltip: str


class WorkListState(NamedTuple):
    """The work list; a reason for each button says why it is disabled."""

    rows: tuple[Row, ...]
    current: int
    more: str
    detail: str
    retry_reason: str
    cancel_reason: str
    offer: bool
    export_reason: str
    secret_label: str
    secret_for: str


class WorkList:
    """The presenter of the work list."""

    def __init__(self, desk: Desk, post: Post, folder: Callable[[], str]) -> None:
        """``folder`` says where files go that are taken out."""
        self.desk, self.post, self._folder = desk, post, folder
        self.shown = False
        self.reason = ""
        self._current: int | None = None
        self._headers: dict[str, Header | str] = {}

    def rows(self) -> tuple[Delivery, ...]:
        """What needs a person first, then what is on its way, then what has ended; the latest first in each."""
        order = {State.NEEDS_ATTENTION: 0, State.SENDING: 1, State.WAITING: 1}
        rank = lambda one: (0 if one.paused and one.state is State.WAITING else order.get(one.state, 2), -one.number)  # noqa: E731
        return tuple(sorted(self.post.deliveries, key=rank))

    def chosen(self) -> Delivery | None:
        """The delivery under the cursor, which stays on it while others come and go: acts are meant for that one."""
        rows = self.rows()[:MOST_ROWS]
        found = next((one for one in rows if one.number == self._current), rows[0] if rows else None)
        self._move_to(None if found is None else found.number)
        return found

    def _move_to(self, number: int | None) -> None:
        """A reason is typed for one delivery, and never holds for another."""
        if number != self._current:
            self._current, self.reason = number, ""

    def state(self) -> WorkListState:
        """What is shown."""
        rows, chosen = self.rows(), self.chosen()
        shown = rows[:MOST_ROWS]
        more = _("and {count} more").format(count=len(rows) - len(shown)) if len(rows) > len(shown) else ""
        return WorkListState(
            rows=tuple(map(self._row, shown)),
            current=0 if chosen is None else shown.index(chosen),
            more=more,
            detail="" if chosen is None else self._detail(chosen),
            retry_reason=self._why_no_retry(chosen),
            cancel_reason=self._why_no_cancel(chosen),
            offer=chosen is not None and _is_offered(chosen),
            export_reason=self._why_no_export(),
            secret_label=self._secret_label(chosen),
            secret_for="" if chosen is None else chosen.destination,
        )

    def _row(self, delivery: Delivery) -> Row:
        header = self._headers.get(delivery.uid)
        at = getattr(header, "at", "")
        what = " ".join(filter(None, (kind_word(delivery.sop_class), at)))
        whereto = whereto_words(delivery, self.post.destination(delivery.destination))
        return Row(what, whereto, state_word(delivery), state_tone(delivery), self._detail(delivery))

    def _detail(self, delivery: Delivery) -> str:
        header = self._headers.get(delivery.uid, "")
        who = header if isinstance(header, str) else " · ".join(filter(None, (header.patient, header.title, header.at)))
        said = (who, progress(delivery, time.time()), self._new_address(delivery), delivery.uid)
        return "\n".join(filter(None, said))

    def _new_address(self, delivery: Delivery) -> str:
        today = self.post.destination(delivery.destination)
        if today is None or self._why_no_retry(delivery) or not delivery.is_elsewhere(today):
            return ""
        line = _("Retry sends it to where {name} is now: {address}.")
        return line.format(name=delivery.destination, address=address_line(today))

    def read_some(self) -> bool:
        """Open a few of the documents that are listed; whether any was. Only while the list is looked at."""
        if not self.shown:
            return False
        uids = dict.fromkeys(one.uid for one in self.rows()[:MOST_ROWS] if one.uid not in self._headers)
        for uid in list(uids)[:_AT_ONCE]:
            self._headers[uid] = self._header(uid)
        return bool(uids)

    def _header(self, uid: str) -> "Header | str":
        from ..jobs.document_header import header_of

        try:
            return header_of(self.post.document(uid).content)
        except EXPECTED as error:
            return str(error)

    # Why not

    def _why_no_retry(self, chosen: Delivery | None) -> str:
        if chosen is None:
            return _("Nothing is on the list.")
        if chosen.state in CONFIRMED:
            return _("It has arrived.")
        if chosen.state is State.CANCELLED:
            return _("It was cancelled: send the report again.")
        return _("It is being sent.") if chosen.state is State.SENDING else ""

    def _why_no_cancel(self, chosen: Delivery | None) -> str:
        refused = self._why_no_retry(chosen)
        if refused:
            return refused
        return "" if self.reason.strip() else _("Give the reason.")

    def _why_no_export(self) -> str:
        if not [one for one in self.post.deliveries if one.state not in ENDED]:
            return _("Everything has arrived or was cancelled.")
        return "" if self._folder() else _("Choose a folder for the file.")

    def _secret_label(self, chosen: Delivery | None) -> str:
        stopped = chosen is not None and not self._why_no_retry(chosen)
        destination = self.post.destination(chosen.destination) if chosen is not None and stopped else None
        return secret_word(destination) if destination is not None and destination.needs_secret else ""

    # Commands

    def show(self, shown: bool) -> None:
        """Whether it is looked at."""
        self.shown = shown
        self.read_some()
        self.desk.changed()

    def select(self, row: int) -> None:
        """Put the cursor on a row."""
        rows = self.rows()
        self._move_to(rows[row].number if row < len(rows) else None)
        self.desk.changed()

    def set_reason(self, reason: str) -> None:
        """Why it is not to be sent any more."""
        self.reason = reason
        self.desk.changed()

    def retry(self, secret: str = "", keep: bool = False) -> None:
        """Try the chosen one at once, and everything else at a destination that was paused."""
        chosen = self.chosen()
        if chosen is None or self._why_no_retry(chosen):
            return
        destination = self.post.destination(chosen.destination)
        if secret and destination is not None:
            self.post.take_secret(destination, secret, keep)
        said = _("Trying {destination} again.").format(destination=chosen.destination)
        self._do(lambda: self.post.retry(chosen), said)

    def cancel(self) -> None:
        """Do not send the chosen one any more; it stays in the outbox."""
        chosen, reason = self.chosen(), " ".join(self.reason.split())
        if chosen is None or self._why_no_cancel(chosen):
            return
        if self._do(lambda: self.post.cancel(chosen, reason), _("Cancelled; it is kept in the outbox.")) is False:
            self.desk.say(_("Not cancelled: it is being sent, or it has arrived."), grave=True)
        self.reason = ""
        self.desk.changed()

    def offer(self) -> None:
        """The report again as Comprehensive SR, for a PACS that does not take the three-dimensional one."""
        chosen = self.chosen()
        if chosen is None or not _is_offered(chosen):
            return
        notice = self._do(lambda: self.post.offer(chosen), "")
        if notice is not None:
            self.desk.say(notice)
            self.desk.changed()

    def export(self) -> None:
        """Everything that no PACS has confirmed as DICOM files into the folder."""
        said = _("Written to {folder}: {count} files. They stay in the outbox.")
        paths = self._do(lambda: self.post.export(Path(self._folder())), "")
        if paths is not None:
            self.desk.say(said.format(folder=self._folder(), count=len(paths)))
            self.desk.changed()

    def _do(self, action: Callable[[], Any], said: str) -> Any:
        try:
            done = action()
        except EXPECTED as error:
            self.desk.say(str(error), grave=True)
            done = None
        else:
            self.desk.say(said)
        self.desk.changed()
        return done


def _is_offered(delivery: Delivery) -> bool:
    if delivery.state is not State.NEEDS_ATTENTION:
        return False
    from ..jobs.offering import can_offer_comprehensive

    return can_offer_comprehensive(delivery)

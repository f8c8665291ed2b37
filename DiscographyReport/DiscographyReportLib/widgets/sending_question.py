# SPDX-License-Identifier: Apache-2.0
"""The question before a report is sent: what exactly, of whom, and where to, as a person checks it."""

from typing import TYPE_CHECKING, Any, NamedTuple

from ..delivery.destination import AnyDestination
from ..rendering.visible import visible
from ..sr.envelope import State
from .delivery_words import address_line, kind_word
from .texts import _

if TYPE_CHECKING:
    from ..jobs.document_header import Header
    from ..scene.sending import Sendable

_STANDINGS = {
    State.DRAFT: _("draft"),
    State.COMPLETE: _("complete, not verified"),
    State.VERIFIED: _("verified"),
}


class Question(NamedTuple):
    """What exactly would be sent, and where to; nothing is sent while it stands."""

    sendable: "Sendable"
    header: "Header"
    destination: AnyDestination
    name: str
    node: Any

    @property
    def is_draft(self) -> bool:
        """Whether the document is one that is sent only when that is said."""
        return self.sendable.envelope.standing.state is State.DRAFT


class QuestionState(NamedTuple):
    """The lines of the confirmation; ``now_reason`` says why Send now is disabled."""

    whereto: str
    patient: str
    report: str
    what: str
    warning: str
    draft: bool
    companions_reason: str
    secret_label: str
    now_text: str
    now_reason: str


def question_state(question: Question, *, agreed: bool, open_checks: int, with_pdf: bool, secret: str) -> QuestionState:
    """The question in words. ``agreed``: that a draft is to be sent; ``secret``: what must be typed, or nothing."""
    draft = question.is_draft
    return QuestionState(
        whereto=f"{question.destination.name}\n{address_line(question.destination)}",
        patient=question.header.patient or _("The document names no patient."),
        report=_report_line(question),
        what=_what_line(question),
        warning=_warning(open_checks) if draft else "",
        draft=draft,
        companions_reason="" if with_pdf else _("The package typst is not installed, so no PDF can be made."),
        secret_label=secret,
        now_text=_("Send the draft now") if draft else _("Send now"),
        now_reason=_("Say first that a draft is to be sent.") if draft and not agreed else "",
    )


def _report_line(question: Question) -> str:
    return _("{name} · {title} · {standing} · version {number} · {at}").format(
        name=visible(question.name),
        title=question.header.title,
        standing=_STANDINGS[question.sendable.envelope.standing.state],
        number=question.sendable.envelope.instance_number,
        at=question.header.at,
    )


def _what_line(question: Question) -> str:
    document = question.sendable.document
    line = _("{kind}, {size:.0f} kB, byte for byte as exported")
    return line.format(kind=kind_word(document.sop_class), size=len(document.content) / 1000)


def _warning(open_checks: int) -> str:
    warning = _("This report is a DRAFT. The PACS will show it as preliminary, and others may read it.")
    checks = _("Checks that are open: {count}.").format(count=open_checks) if open_checks else ""
    return f"{warning} {checks}".strip()

# SPDX-License-Identifier: Apache-2.0
"""Which change of state a report allows. One answer for all: a script is refused with it, a button is disabled by it.

Each function gives the sentence that says why not; empty where it may be done.
"""

from ..sr.envelope import State
from ..texts import _
from .status import Status


def why_not_changed(status: Status) -> str:
    """Content, CT and form of the document: only of a draft."""
    return status.lock_reason


def why_not_completed(status: Status) -> str:
    """Complete: a draft; what its checks say is another question."""
    return status.lock_reason


def why_not_reopened(status: Status) -> str:
    """Back to a draft: only *complete*, and only as long as nobody can have got a complete document."""
    if status.superseded_by is not None:
        return status.lock_reason
    if status.state is State.DRAFT:
        return _("The report is a draft.")
    if status.state is State.VERIFIED:
        return _("A verified report is not taken back: export it, and make an amended copy with a reason.")
    if _left_as_final(status):
        return _("This report was exported as complete: make an amended copy to change it.")
    return ""


def why_not_verified(status: Status) -> str:
    """Verified: only what is complete and still counts."""
    if status.superseded_by is not None:
        return status.lock_reason
    return "" if status.state is State.COMPLETE else _("Only a complete report can be verified: complete it first.")


def why_not_amended(status: Status) -> str:
    """An amended copy: only of what was exported as complete and still counts; anything else is edited or reopened."""
    if status.superseded_by is not None:
        return status.lock_reason
    if status.locked and _left_as_final(status):
        return ""
    return _("Only a report that was exported as complete is amended: a draft is edited, and exported again.")


def why_not_exported(status: Status) -> str:
    """A document: not of what a newer one has replaced."""
    return status.lock_reason if status.superseded_by is not None else ""


def why_not_sent(status: Status, digest: str) -> str:
    """To a PACS: only what was exported, and as it was exported. ``digest``: of the report as it is now."""
    if status.superseded_by is not None:
        return status.lock_reason
    if status.written is None:
        return _("Export the report first: what is sent is the exported file, byte for byte.")
    if not status.is_written(digest):
        return _("The report was changed since it was exported: export it again.")
    return ""


def _left_as_final(status: Status) -> bool:
    """Whether this report was exported as complete; an amended copy with its reason still pending was not yet."""
    return status.written is not None and status.written.standing.state is not State.DRAFT and status.reason is None

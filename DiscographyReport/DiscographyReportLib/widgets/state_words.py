# SPDX-License-Identifier: Apache-2.0
"""Where a report stands, said in words at one place."""

from ..scene.status import Status
from ..sr.envelope import State
from .texts import _

_STATES = {State.DRAFT: _("Draft"), State.COMPLETE: _("Complete, not verified"), State.VERIFIED: _("Verified")}


def stands(status: Status, digest: str) -> str:
    """``Draft · version 1 exported 2026-10-14 10:42 · in the DICOM database``.

    ``digest``: of the report as it is now; what is said of a document holds only for the report that it carries.
    """
    parts = [_STATES[status.state]]
    if status.superseded_by:
        parts = [_("Replaced by a newer report")]
    elif status.state is State.DRAFT and status.reason:
        parts = [_("Amended draft: {reason}").format(reason=status.reason)]
    parts += [_("verified by {name}").format(name=one.name) for one in status.verifications]
    parts.append(_saved(status, digest))
    parts.append(_("in the DICOM database") if status.stored and not _is_changed(status, digest) else "")
    return " · ".join(part for part in parts if part)


def _saved(status: Status, digest: str) -> str:
    if status.written is None:
        return _("not exported yet")
    number = status.written.number
    if _is_changed(status, digest):
        return _("changed since version {number}; this state is not exported").format(number=number)
    if status.saved_at is None:
        return _("as read from version {number}").format(number=number)
    return _("version {number} exported {time}").format(number=number, time=f"{status.saved_at:%Y-%m-%d %H:%M}")


def _is_changed(status: Status, digest: str) -> bool:
    """Whether the document that was written last says something else than the report does now."""
    return status.written is not None and not status.is_written(digest)

# SPDX-License-Identifier: Apache-2.0
"""Where a report stands, said in words at one place."""

from typing import Any

from ..sr.envelope import State
from .texts import _

_STATES = {State.DRAFT: _("Draft"), State.COMPLETE: _("Complete, not verified"), State.VERIFIED: _("Verified")}


def stands(status: Any) -> str:
    """``Draft · saved 10:42 · in the DICOM database``, from the scene's ``Status``."""
    parts = [_STATES[status.state]]
    if status.superseded_by:
        parts = [_("Replaced by a newer report")]
    elif status.state is State.DRAFT and status.reason:
        parts = [_("Amended draft: {reason}").format(reason=status.reason)]
    parts += [_("verified by {name}").format(name=one.name) for one in status.verifications]
    parts.append(_saved(status))
    parts.append(_("in the DICOM database") if status.stored else "")
    return " · ".join(part for part in parts if part)


def _saved(status: Any) -> str:
    if status.saved_at is None:
        return _("not exported yet")
    return _("version {number} exported {time}").format(
        number=status.written.number if status.written else 1, time=f"{status.saved_at:%Y-%m-%d %H:%M}"
    )

# SPDX-License-Identifier: Apache-2.0
"""The status as one line of versioned JSON, strict in both directions."""

import json
from datetime import datetime
from typing import Any

from ..model.errors import ModelError
from ..model.values import person_name, text, uid
from ..sr.envelope import Amendment, Encoding, InstanceIdentity, Standing, State, Verification
from ..texts import _
from .errors import SceneError
from .status import Status, Written

FORMAT = "discography-report-status"
VERSION = 1


def status_to_json(status: Status) -> str:
    """One line of JSON; the same status always gives the same line."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "state": status.state,
        "encoding": status.encoding,
        "verifications": _verifications(status.verifications),
        "written": None if status.written is None else _written(status.written),
        "reason": status.reason,
        "superseded_by": status.superseded_by,
        "saved_at": None if status.saved_at is None else status.saved_at.isoformat(),
        "stored": status.stored,
    }
    return json.dumps(content, separators=(",", ":"))


def status_from_json(line: str) -> Status:
    """Read it back; ``SceneError`` where it is none of ours, newer, or damaged."""
    try:
        content = json.loads(line)
        _require_known(content)
        return _status(content)
    except (KeyError, TypeError, ValueError, AttributeError, ModelError) as error:
        if isinstance(error, SceneError):
            raise
        raise SceneError(
            _(
                "The standing of the report in this scene is damaged ({kind}), so it cannot be said "
                "what was exported of it: load the exported report from the DICOM database instead."
            ).format(kind=type(error).__name__)
        ) from None


def _require_known(content: dict[str, Any]) -> None:
    if content["format"] != FORMAT:
        raise SceneError(
            _("What the scene holds as the standing of the report is something else: save nothing over it.")
        )
    if content["version"] != VERSION:
        raise SceneError(
            _(
                "The standing of the report was saved in version {content}, and this program reads "
                "{version}: update the extension."
            ).format(content=content["version"], version=VERSION)
        )


def _status(content: dict[str, Any]) -> Status:
    replaced, saved = content["superseded_by"], content["saved_at"]
    return Status(
        state=State(content["state"]),
        encoding=Encoding(content["encoding"]),
        verifications=tuple(map(_read_verification, content["verifications"])),
        written=None if content["written"] is None else _read_written(content["written"]),
        reason=None if content["reason"] is None else text(content["reason"]),
        superseded_by=None if replaced is None else uid(replaced),
        saved_at=None if saved is None else datetime.fromisoformat(saved),
        stored=content["stored"] is True,
    )


def _verifications(found: tuple[Verification, ...]) -> list[list[str]]:
    return [[one.name, one.organization, one.at.isoformat()] for one in found]


def _read_verification(content: list[str]) -> Verification:
    name, organization, at = content
    return Verification(person_name(name), text(organization), datetime.fromisoformat(at))


def _written(written: Written) -> dict[str, Any]:
    standing, amendment = written.standing, written.standing.amendment
    return {
        "identity": list(written.identity),
        "number": written.number,
        "digest": written.digest,
        "state": standing.state,
        "encoding": standing.encoding,
        "verifications": _verifications(standing.verifications),
        "replaces": None if amendment is None else [*amendment.predecessor, amendment.predecessor_number],
        "reason": None if amendment is None else amendment.reason,
    }


def _read_written(content: dict[str, Any]) -> Written:
    standing = Standing(
        Encoding(content["encoding"]),
        State(content["state"]),
        tuple(map(_read_verification, content["verifications"])),
        None if content["replaces"] is None else _read_amendment(content["replaces"], content["reason"]),
    )
    return Written(_identity(content["identity"]), int(content["number"]), standing, str(content["digest"]))


def _read_amendment(replaces: list[Any], reason: str) -> Amendment:
    *predecessor, number = replaces
    return Amendment(_identity(predecessor), int(number), reason)


def _identity(uids: list[str]) -> InstanceIdentity:
    return InstanceIdentity(*map(uid, uids))

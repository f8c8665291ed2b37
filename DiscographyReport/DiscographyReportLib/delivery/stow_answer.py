# SPDX-License-Identifier: Apache-2.0
"""The answer to a STOW-RS request that held one object (PS3.18 10.5.3, Annex I.2).

Only the UID in the list of what was stored means stored. A server with a full disk answers 200 with empty lists, and
a log-in page is a 200 as well.
"""

import json
from dataclasses import replace
from typing import Any

from .destination import WebDestination
from .http_statuses import http_outcome
from .outcome import Outcome, Verdict
from .statuses import failure_outcome, status_outcome, warning_outcome
from .web_session import Answer

JSON_TYPES = frozenset({"application/dicom+json", "application/json"})
_FAILED, _STORED, _OTHER_FAILURES = "00081198", "00081199", "0008119A"
_UID, _FAILURE_REASON, _WARNING_REASON = "00081155", "00081197", "00081196"
_UNCONFIRMED = "{} answered, but did not confirm this report. Whether the PACS has it is not known."
_NO_DICOMWEB = (
    "{} answered with something that is not DICOMweb, perhaps a log-in page: the URL is wrong, or a log-in is missing. "
    "It did not confirm this report."
)


def stow_outcome(answer: Answer, destination: WebDestination, uid: str, size: int) -> Outcome:
    """What became of the object with this SOP Instance UID, ``size`` bytes of it."""
    content = _content(answer)
    stored = _naming(content, _STORED, uid)
    failed = _failure(content, uid)
    if failed is not None:
        # "None stored" is said, too, of an object that was there already.
        return replace(failed, doubtful=answer.status == 409 or bool(stored))
    if not 200 <= answer.status < 300:
        return http_outcome(answer.status, answer.headers, destination, size)
    if stored:
        return _success(stored)
    if answer.content and answer.media_type not in JSON_TYPES:
        said = _NO_DICOMWEB.format(destination.shown)
        return Outcome(Verdict.ATTENTION, "NO-DICOMWEB", said, doubtful=True)
    said = _UNCONFIRMED.format(destination.shown)
    return Outcome(Verdict.LATER_A_FEW_TIMES, "UNCONFIRMED", said, doubtful=True)


def _content(answer: Answer) -> dict[str, Any]:
    if answer.too_long or answer.media_type not in JSON_TYPES:
        return {}
    try:
        content = json.loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    # Some servers send the one data set as a list of data sets.
    if isinstance(content, list) and len(content) == 1:
        (content,) = content
    return content if isinstance(content, dict) else {}


def _success(stored: list[dict[str, Any]]) -> Outcome:
    for item in stored:
        if _WARNING_REASON in item:
            return warning_outcome(_number(item, _WARNING_REASON))
    return status_outcome(0)


def _failure(content: dict[str, Any], uid: str) -> Outcome | None:
    """One that names no object is about ours: the request held no other."""
    items = [*_items(content, _OTHER_FAILURES), *_items(content, _FAILED)]
    ours = [item for item in items if _value(item, _UID) in (uid, None)]
    return failure_outcome(_number(ours[0], _FAILURE_REASON)) if ours else None


def _naming(content: dict[str, Any], sequence: str, uid: str) -> list[dict[str, Any]]:
    return [item for item in _items(content, sequence) if _value(item, _UID) == uid]


def _items(content: dict[str, Any], sequence: str) -> list[dict[str, Any]]:
    return [item for item in _values(content, sequence) if isinstance(item, dict)]


def _value(item: dict[str, Any], tag: str) -> Any:
    return next(iter(_values(item, tag)), None)


def _number(item: dict[str, Any], tag: str) -> int:
    """A status; 0, which fails as unknown, where there is none."""
    found = _value(item, tag)
    return found if type(found) is int and 0 <= found <= 0xFFFF else 0


def _values(item: dict[str, Any], tag: str) -> list[Any]:
    element = item.get(tag)
    values = element.get("Value") if isinstance(element, dict) else None
    return values if isinstance(values, list) else []

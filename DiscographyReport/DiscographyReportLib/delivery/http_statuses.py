# SPDX-License-Identifier: Apache-2.0
"""What the status line of a DICOMweb server means (RFC 9110, PS3.18 10.5.3)."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from .destination import Login, WebDestination
from .outcome import Outcome, Verdict

_LATER, _FEW, _STOP = Verdict.LATER, Verdict.LATER_A_FEW_TIMES, Verdict.ATTENTION
_NO_STORE = "takes no reports at this URL: the URL is wrong, or the server has no STOW-RS"
_BUSY = "is busy, and the report will be sent again"
_BEHIND = "does not reach the PACS behind it"
_STATUSES = {
    400: (_STOP, "calls the request invalid"),
    403: (_STOP, "does not let this account store reports"),
    404: (_STOP, _NO_STORE),
    405: (_STOP, _NO_STORE),
    406: (_STOP, "cannot answer as DICOM JSON"),
    407: (_STOP, "is behind a proxy that asks for a log-in"),
    408: (_LATER, _BUSY),
    409: (_FEW, "stored nothing, and gives no reason"),
    413: (_STOP, "says that the report is too large for it ({size} kB); ask the PACS team to raise its limit"),
    415: (_STOP, "does not accept DICOM files"),
    429: (_LATER, _BUSY),
    501: (_STOP, _NO_STORE),
    502: (_LATER, _BEHIND),
    503: (_LATER, _BUSY),
    504: (_LATER, _BEHIND),
    507: (_LATER, "is out of storage; tell the PACS team"),
}
_REFUSED = {
    Login.NONE: "asks for a log-in, and none is set for this destination",
    Login.BASIC: "refused the user name or the password",
    Login.BEARER: "refused the token; it may have expired",
}
_LONGEST_WAIT_S = 3600.0


def http_outcome(status: int, headers: Mapping[str, str], destination: WebDestination, size: int) -> Outcome:
    """The outcome of an answer that says nothing about the report itself; ``size`` is that of the report, in bytes."""
    verdict, why = _meaning(status, destination.login)
    return Outcome(
        verdict,
        f"HTTP-{status}",
        f"{destination.shown} {why.format(size=-(-size // 1000))} (HTTP {status}).",
        # A gateway or a failure may come after the object was stored, a conflict because it was.
        doubtful=status == 409 or (status >= 500 and status not in {501, 503, 507}),
        retry_after_s=_retry_after_s(headers),
        pauses=status in {401, 403, 407},
    )


def _meaning(status: int, login: Login) -> tuple[Verdict, str]:
    if status == 401:
        return _STOP, _REFUSED[login]
    if status in _STATUSES:
        return _STATUSES[status]
    if 300 <= status < 400:
        return _STOP, "redirects elsewhere, perhaps to a log-in page; that is not followed, and nothing was stored"
    return _FEW, "failed while processing" if status >= 500 else "refused the report, in a way not known here"


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a date (RFC 9110 10.2.3) seen from the server's own clock where it tells it."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said), _LONGEST_WAIT_S)
    at = _seconds(said)
    if at is None:
        return None
    now = _seconds(headers.get("Date", ""))
    return min(max(at - (time.time() if now is None else now), 0.0), _LONGEST_WAIT_S)


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None

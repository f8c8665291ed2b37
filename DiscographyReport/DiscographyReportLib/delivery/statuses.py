# SPDX-License-Identifier: Apache-2.0
"""What the answers of a PACS mean.

C-STORE status (PS3.4 B.2.3, PS3.7 C), the reasons of STOW-RS (PS3.18 I.2.2) and association rejections (PS3.8 9.3.4).
"""

from dataclasses import replace

from .outcome import Outcome, Verdict

_WARNINGS = {
    0xB000: "it changed some values",
    0xB006: "it discarded some values",
    0xB007: "it says that the data set does not match the SOP class",
}
_LATER, _FEW, _STOP = Verdict.LATER, Verdict.LATER_A_FEW_TIMES, Verdict.ATTENTION
_FAILURES = {
    0x0105: (_STOP, "it knows no such attribute"),
    0x0106: (_STOP, "it finds a value of the report invalid"),
    0x0110: (_FEW, "it failed while processing"),
    0x0111: (_STOP, "it has an object with this identifier already; whether that is this report is not known"),
    0x0117: (_STOP, "it finds the identifier of the report invalid"),
    0x0122: (_STOP, "it does not accept this kind of object"),
    0x0124: (_STOP, "this workstation is not allowed to store there"),
    0xC122: (_STOP, "it does not accept the encoding (transfer syntax) of the report"),
}
_RANGES = (
    (0xA700, 0xA7FF, _LATER, "it is out of storage; tell the PACS team"),
    (0xA900, 0xA9FF, _STOP, "it says that the data set does not match the SOP class"),
    (0xC000, 0xCFFF, _FEW, "it cannot understand the report"),
)
_UNKNOWN = (_FEW, "it gave an answer that this program does not know")
_REJECTIONS = {
    (1, 1): (_FEW, "it gave no reason"),
    (1, 2): (_STOP, "it does not support this application context"),
    (1, 3): (_STOP, "the AE title of this workstation ({calling}) is not registered there"),
    (1, 7): (_STOP, "the called AE title ({called}) is not the one that this PACS uses"),
    (2, 2): (_STOP, "it does not support this version of the protocol"),
    (3, 1): (_LATER, "it is busy (temporary congestion)"),
    (3, 2): (_LATER, "it is busy (too many connections)"),
}

_WRONG_TITLES = {(1, 3), (1, 7)}


def status_outcome(status: int, comment: str = "") -> Outcome:
    """The outcome of a C-STORE response. ``comment`` is the PACS's own."""
    if status == 0:
        return Outcome(Verdict.STORED, f"{status:04X}", "The PACS confirmed that it stored the report.")
    if 0xB000 <= status <= 0xBFFF:
        return warning_outcome(status)
    outcome = failure_outcome(status)
    # A comment can quote the patient's name, so it is not kept.
    said = " It added a comment, which its own log shows." if comment else ""
    return replace(outcome, answer=outcome.answer + said)


def warning_outcome(status: int) -> Outcome:
    """It is stored, whatever the warning."""
    what = _WARNINGS.get(status, "it gave a warning")
    return Outcome(
        Verdict.WARNED, f"{status:04X}", f"The PACS stored the report with a warning: {what} ({status:04X})."
    )


def failure_outcome(status: int) -> Outcome:
    """It is not stored, whatever the status."""
    verdict, why = _FAILURES.get(status) or _of_range(status)
    return Outcome(verdict, f"{status:04X}", f"The PACS refused the report: {why} ({status:04X}).")


def _of_range(status: int) -> tuple[Verdict, str]:
    for first, last, verdict, why in _RANGES:
        if first <= status <= last:
            return verdict, why
    return _UNKNOWN


def rejection_outcome(result: int, source: int, reason: int, *, called: str, calling: str) -> Outcome:
    """The outcome of an A-ASSOCIATE-RJ; ``result`` 2 is transient whatever the reason."""
    verdict, why = _REJECTIONS.get((source, reason), _UNKNOWN)
    if result == 2 and verdict is not _LATER:
        verdict = _FEW
    answer = f"The PACS rejected the connection: {why.format(called=called, calling=calling)}."
    wrong_title = (source, reason) in _WRONG_TITLES
    return Outcome(verdict, f"RJ-{result}-{source}-{reason}", answer, pauses=wrong_title)

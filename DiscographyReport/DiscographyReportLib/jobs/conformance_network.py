# SPDX-License-Identifier: Apache-2.0
"""The network in the conformance statement; what an answer leads to is asked of the code that decides it."""

from collections.abc import Iterator

from ..delivery.backoff import FEW_TIMES, FIRST_WAIT_S, LONGEST_WAIT_S
from ..delivery.destination import WebDestination
from ..delivery.http_statuses import http_outcome
from ..delivery.outcome import Outcome, Verdict
from ..delivery.statuses import rejection_outcome, status_outcome
from .markdown import table

_FOLLOWS = {
    Verdict.STORED: "stored",
    Verdict.WARNED: "stored with warning",
    Verdict.LATER: "tried again until it works",
    Verdict.LATER_A_FEW_TIMES: f"tried {FEW_TIMES} times, then a person is asked",
    Verdict.ATTENTION: "a person is asked",
}
_SERVICES = (
    ("Storage", "that of the file: see above", "SCU", "send"),
    ("Study Root Query/Retrieve, FIND", "1.2.840.10008.5.1.4.1.2.2.1", "SCU", "optional: is it there? (IMAGE level)"),
    ("Storage Commitment Push Model", "1.2.840.10008.1.20.1", "SCU", "optional: does the PACS keep it?"),
    ("Verification", "1.2.840.10008.1.1", "SCU", "connection test"),
)
_STORE_STATUSES = (
    *(0x0000, 0xB000, 0xB006, 0xB007, 0x0105, 0x0106, 0x0110, 0x0111, 0x0117, 0x0122, 0x0124, 0xA700, 0xA900),
    *(0xC000, 0xC122, 0x0211),
)
_WHOLE_RANGES = {0xA700: "A7xx", 0xA900: "A9xx", 0xC000: "other Cxxx", 0x0211: "any other", 0xB000: "B000, other Bxxx"}
_REJECTIONS = ((1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 1, 7), (1, 2, 2), (2, 3, 1), (2, 3, 2))
_HTTP_STATUSES = (*(302, 400, 401, 403, 404, 405, 406, 407, 408, 409, 413, 415, 429, 500, 501, 502, 503, 504, 507),)
_HTTP = WebDestination("pacs", "https://pacs.example.org")


def network_lines() -> Iterator[str]:
    """As Markdown."""
    yield _ASSOCIATIONS
    yield from table(("Service", "SOP class", "Role", "When"), _SERVICES)
    yield _STORAGE
    yield from table(("Status", "What the user reads", "What follows"), map(_status_row, _STORE_STATUSES))
    yield "An association that is rejected (result-source-reason; PS3.8 9.3.4):\n"
    yield from table(("A-ASSOCIATE-RJ", "What the user reads", "What follows"), map(_rejection_row, _REJECTIONS))
    yield _COMMITMENT
    yield from table(("HTTP status, without a reason for the object", "What follows"), _http_rows())
    yield _SECURITY


def _follows(outcome: Outcome) -> str:
    paused = ", and nothing more is sent there until then" if outcome.pauses else ""
    return _FOLLOWS[outcome.verdict] + paused


def _status_row(status: int) -> tuple[str, str, str]:
    outcome = status_outcome(status)
    return _WHOLE_RANGES.get(status, f"{status:04X}"), outcome.answer, _follows(outcome)


def _rejection_row(numbers: tuple[int, int, int]) -> tuple[str, str, str]:
    outcome = rejection_outcome(*numbers, called="CALLED", calling="CALLING")
    return "-".join(map(str, numbers)), outcome.answer, _follows(outcome)


def _http_rows() -> Iterator[tuple[str, str]]:
    grouped: dict[str, list[str]] = {}
    for status in _HTTP_STATUSES:
        grouped.setdefault(_follows(http_outcome(status, {}, _HTTP, 0)), []).append(str(status))
    for follows, statuses in grouped.items():
        yield ", ".join(statuses).replace("302", "3xx"), follows


_ASSOCIATIONS = """\
## Network

Nothing is sent but to destinations that a user has named, and when a user says so. There is no Storage SCP.
"""
_STORAGE = f"""\
- An association proposes one presentation context per kind of file that waits, with the SOP class and the transfer
  syntax of the file and no other. The other services are proposed in Implicit VR Little Endian, Explicit VR Little
  and Big Endian and Deflated Explicit VR Little Endian. Data sets go out byte for byte as they were written: nothing
  is converted, compressed or changed. A report goes before its companions.
- Called and calling AE title, address and time-out are set for each destination; the time-out holds for connecting,
  TLS, association and each answer by itself. Many files go over one association, one after the other.
- Without an answer nothing counts as stored: it is kept and sent again, and before that the PACS is asked by C-FIND,
  where that is switched on, whether it is there already. C-FIND tells identifiers, not content: "found" means listed,
  not compared.
- Waits before the next try double from {FIRST_WAIT_S:g} s to {LONGEST_WAIT_S / 60:g} min, with a jitter of 50 to 100 %.

C-STORE responses (PS3.4 B.2.3):
"""
_COMMITMENT = """\
Storage commitment (PS3.4 annex J) is asked for where the destination has a port for the answer: N-ACTION with up to 500
instances; the Transaction UID is kept on the disk first. The answer (N-EVENT-REPORT) is taken on the same association
for 1 s, else on a new one, from the PACS to that port, only while it is waited for, only under our own AE title, and
over plain TCP. Where none comes the report stays stored, and is asked about again after a day. A failure for 0112 or
0119 asks a person; every other reason leaves the report stored and says so.

DICOMweb (PS3.18), as user agent: STOW-RS with one instance per request (multipart/related, application/dicom), answers
as application/dicom+json; then WADO-RS, which reads back and compares, or QIDO-RS where that gives nothing, unless the
destination has it switched off. Stored is only what stands in the Referenced SOP Sequence of an answer 2xx, and in no
list of failures. A failure reason of the object counts as the C-STORE status above. No redirect is followed, an answer
is read up to 1 MB and for a limited time, Retry-After is honored up to an hour. URLs hold UIDs and nothing else.
"""
_SECURITY = """\
## Security

- TLS 1.2 or later, for DIMSE and DICOMweb. Certificate and host name are always checked, against the authorities of the
  system or a file; a client certificate is optional. Storage commitment answers come over plain TCP.
- DICOMweb log-in: none, basic (RFC 7617) or bearer token (RFC 6750), over https or to this computer only. Passwords and
  tokens are in the keyring of the system or asked for each session; they are in no file, argument or log of ours.
- Audit trail: local, append-only, one row per event with time, event, SOP Instance UID, destination, code, SHA-256 of
  the file and account, without patient data; each row holds a hash over itself and the row before. It is not sent to an
  audit repository (PS3.15 A.5).
- The outbox holds the reports themselves, not encrypted, in a file that its owner alone can read.
"""

# SPDX-License-Identifier: Apache-2.0
"""The DICOMweb client: documents are stored (STOW-RS), read back (WADO-RS) and looked up (QIDO-RS): PS3.18 10.4-10.6.

One object per request, so that each has its own answer. URLs hold UIDs and nothing else: they end up in logs.
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from .comparison import differences
from .credentials import Secret
from .destination import WebDestination
from .document import Document, Following, nothing
from .document_reading import document_from
from .errors import DeliveryError
from .multipart import DICOM, as_multipart, parts_of
from .network import check_network
from .outcome import LinkError, Outcome, Verdict
from .stow_answer import JSON_TYPES, stow_outcome
from .web_session import WebSession

MOST_KINDS = 10_000
"""HTTP agrees on none beforehand."""
DICOM_JSON = {"Accept": "application/dicom+json"}
_AS_STORED = {"Accept": f'multipart/related; type="{DICOM}"; transfer-syntax=*'}
_MOST_NAMES = 5
_ROOM = 64 * 1024
"""What a PACS may add to a report, in bytes; what is longer is not compared."""
_MAYBE = "The PACS may or may not have the report; it will be sent again."
_EQUAL = "The PACS confirmed that it stored the report, and what it gives back is equal to what was sent."
_LISTED = "The PACS confirmed that it stored the report, and lists it when asked. The content was not compared."
_FOUND_EQUAL = "The PACS has this report already (its earlier confirmation was lost); what it gives back is equal."
_FOUND = "The PACS lists this report already (its earlier confirmation was lost). The content was not compared."
_DIFFERS = (
    "The PACS holds a different object under the identifier of this report ({}). What was sent may not be what it "
    "shows; compare them, and tell the PACS team."
)


class Link:
    """A line to a DICOMweb server. Use it in a ``with``."""

    def __init__(self, session: WebSession, destination: WebDestination) -> None:
        self._session = session
        self._destination = destination
        self.alive = True
        """Whether more can go over it."""

    def __enter__(self) -> "Link":
        self._session.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._session.__exit__()

    def store(self, document: Document, _following: Following = nothing) -> Outcome:
        """Store it, and look at what is there afterwards where the destination says so."""
        try:
            outcome = self._post(document)
        except LinkError as error:
            self.alive = False
            return _with_doubt(error.outcome)
        if outcome.pauses:
            self.alive = False
        elif self._destination.query:
            return self._looked_up(document, outcome)
        return outcome

    def _post(self, document: Document) -> Outcome:
        content_type, body = as_multipart(document.content)
        answer = self._session.ask("POST", "/studies", headers={**DICOM_JSON, "Content-Type": content_type}, body=body)
        return stow_outcome(answer, self._destination, document.uid, len(document.content))

    def _looked_up(self, document: Document, outcome: Outcome) -> Outcome:
        if outcome.verdict is Verdict.STORED:
            return self._verified(document, outcome)
        if outcome.verdict is Verdict.WARNED:
            changed = self._differences(document)
            said = f" Not as it was sent: {_names(changed)}." if changed else ""
            return replace(outcome, answer=outcome.answer + said)
        return (self.found(document) or outcome) if outcome.doubtful else outcome

    def _verified(self, document: Document, outcome: Outcome) -> Outcome:
        different = self._differences(document)
        if different:
            return _differs(different)
        if different is not None:
            return replace(outcome, verdict=Verdict.VERIFIED, answer=_EQUAL)
        if self._lists(document):
            return replace(outcome, verdict=Verdict.VERIFIED, answer=_LISTED)
        return outcome

    def found(self, document: Document) -> Outcome | None:
        """What the PACS has of a document that it may have got before; None: nothing, or it does not say."""
        if not self._destination.query:
            return None
        different = self._differences(document)
        if different:
            return _differs(different)
        if different is not None:
            return Outcome(Verdict.VERIFIED, "FOUND", _FOUND_EQUAL)
        return Outcome(Verdict.WARNED, "FOUND", _FOUND) if self._lists(document) else None

    def _differences(self, document: Document) -> tuple[str, ...] | None:
        """The attributes in which what is there differs; None where nothing comes back that could be compared."""
        largest = 2 * len(document.content) + _ROOM
        try:
            answer = self._session.ask("GET", _instance(document), headers=_AS_STORED, largest=largest)
            parts = parts_of(answer.headers.get("Content-Type", ""), answer.content)
            if answer.status != 200 or answer.too_long or not parts or len(parts) != 1:
                return None
            return differences(document, document_from(parts[0], "what the PACS gave back"))
        except LinkError:
            self.alive = False
        except DeliveryError:
            return None
        return None

    def _lists(self, document: Document) -> bool:
        """Whether a query finds it; also False where the PACS does not say."""
        if not self.alive:
            return False
        series, _, _ = _instance(document).rpartition("/")
        try:
            answer = self._session.ask("GET", f"{series}?SOPInstanceUID={document.uid}", headers=DICOM_JSON)
            if answer.status != 200 or answer.media_type not in JSON_TYPES:
                return False
            return any(one["00080018"]["Value"] == [document.uid] for one in json.loads(answer.content))
        except LinkError:
            self.alive = False
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        return False


def _with_doubt(outcome: Outcome) -> Outcome:
    return replace(outcome, answer=f"{outcome.answer} {_MAYBE}") if outcome.doubtful else outcome


def _instance(document: Document) -> str:
    return f"/studies/{document.study_uid}/series/{document.series_uid}/instances/{document.uid}"


def _differs(names: tuple[str, ...]) -> Outcome:
    return Outcome(Verdict.ATTENTION, "DIFFERS", _DIFFERS.format(f"it differs in {_names(names)}"), doubtful=True)


def _names(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def connect(
    destination: WebDestination,
    kinds: Iterable[tuple[str, str]],  # noqa: ARG001
    secret: Secret | None = None,
) -> Link:
    """A line, after a look at whether anybody is there; LinkError where not, or where the log-in is missing.

    ``kinds`` are those of the DIMSE client, which agrees on them beforehand.
    """
    session = WebSession(destination, secret)
    check_network(destination, patient=False)
    return Link(session, destination)

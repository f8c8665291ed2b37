# SPDX-License-Identifier: Apache-2.0
"""The DICOM client: one association over which documents are stored and asked for (PS3.4 Annexes B and C)."""

import socket
import time
from collections.abc import Iterable
from typing import Any

from pydicom import Dataset
from pydicom.uid import UID
from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.pdu_primitives import A_ASSOCIATE, SCP_SCU_RoleSelectionNegotiation
from pynetdicom.presentation import PresentationContext, build_context
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StudyRootQueryRetrieveInformationModelFind,
    Verification,
)

from . import exchange
from .credentials import Secret
from .destination import Destination
from .document import Document, Following, nothing
from .errors import DeliveryError
from .network import check_network, resolve, tls_context
from .outcome import LinkError, Outcome, Verdict
from .statuses import rejection_outcome, status_outcome

Kind = tuple[str, str]
"""SOP class and transfer syntax, as UIDs."""
MOST_KINDS = 120
"""An association holds 128 presentation contexts (PS3.8 9.3.2.2)."""
_REJECTED = (1, 2)
"""For good, or for now (PS3.8 9.3.4)."""
_FIND = str(StudyRootQueryRetrieveInformationModelFind)
_ECHO = str(Verification)
_SILENT = "The PACS did not confirm within {:g} s. It may or may not have the report; it will be sent again."
_ENDED = "The PACS closed the connection before this report went out; it will be sent."
_FOUND = "The PACS lists this report already (its earlier confirmation was lost). The content was not compared."
_LISTED = "The PACS confirmed that it stored the report, and lists it when asked. The content was not compared."
_LOST = "The connection was lost while sending. The PACS may or may not have the report; it will be sent again."


class Link:
    """An open association. Use it in a ``with``: it is released at the end."""

    def __init__(self, association: Association, destination: Destination) -> None:
        self._association = association
        self._destination = destination
        self._sent = 0
        self._next: exchange.Message | None = None
        exchange.keep_answers(association)
        self.kinds = {(str(one.abstract_syntax), str(one.transfer_syntax[0])) for one in association.accepted_contexts}

    def __enter__(self) -> "Link":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        exchange.let_go(self._association)
        if kind:
            # It may be in the middle of a message, and a release would wait for what never comes.
            self._association.abort()
        elif self.alive:
            self._association.release()

    @property
    def alive(self) -> bool:
        """Whether more can go over it."""
        return exchange.is_open(self._association)

    def store(self, document: Document, following: Following = nothing) -> Outcome:
        """C-STORE it in the encoding that it has; then ask whether it is there, where the destination wants that."""
        outcome = self._store(document, following)
        if outcome.verdict is Verdict.STORED and self._destination.query and self._lists(document):
            return Outcome(Verdict.VERIFIED, outcome.code, _LISTED)
        return outcome

    def found(self, document: Document) -> Outcome | None:
        """What a C-FIND says of a document that may have arrived; None: it is not there, or the PACS does not say."""
        return Outcome(Verdict.WARNED, "FOUND", _FOUND) if self._lists(document) else None

    def _store(self, document: Document, following: Following) -> Outcome:
        if not self._takes(document):
            return _not_accepted([document.sop_class])
        exchange.hold(self._association)
        if not self.alive:
            # It ended since the last document.
            return Outcome(Verdict.LATER, "ENDED", _ENDED)
        message = self._message(document)
        began = time.monotonic()
        exchange.send(self._association, message)
        self._look_ahead(following)
        answer = exchange.answer(self._association, message)
        return status_outcome(*answer) if answer else self._without_answer(time.monotonic() - began)

    def _takes(self, document: Document) -> bool:
        return (document.sop_class, document.transfer_syntax) in self.kinds

    def _message(self, document: Document) -> exchange.Message:
        if self._next and self._next.document is document:
            return self._next
        self._sent += 1
        return exchange.prepare(self._association, document, self._sent)

    def _look_ahead(self, following: Following) -> None:
        """Encode the next one while the PACS stores this one."""
        document = following()
        self._next = None
        if document and self._takes(document):
            self._next = self._message(document)

    def _without_answer(self, waited_s: float) -> Outcome:
        if waited_s >= self._destination.timeout_s:
            return Outcome(Verdict.LATER, "SILENT", _SILENT.format(self._destination.timeout_s), doubtful=True)
        return Outcome(Verdict.LATER, "LOST", _LOST, doubtful=True)

    def _lists(self, document: Document) -> bool | None:
        """Whether a C-FIND at IMAGE level finds it; None where the PACS does not say."""
        if _FIND not in {sop_class for sop_class, _ in self.kinds} or not self.alive:
            return None
        hits = 0
        for status, found in self._association.send_c_find(_image_query(document), _FIND):
            if "Status" not in status or status.Status not in (0x0000, 0xFF00, 0xFF01):
                return None
            hits += found is not None and found.get("SOPInstanceUID") == document.uid
        return hits > 0

    def echo(self) -> int | None:
        """The status of a C-ECHO; None where no answer came."""
        status = self._association.send_c_echo()
        return int(status.Status) if "Status" in status else None


def _image_query(document: Document) -> Dataset:
    query = Dataset()
    query.QueryRetrieveLevel = "IMAGE"
    query.StudyInstanceUID = document.study_uid
    query.SeriesInstanceUID = document.series_uid
    query.SOPInstanceUID = document.uid
    return query


def connect(
    destination: Destination, kinds: Iterable[Kind], _secret: Secret | None = None, *, echo: bool = False
) -> Link:
    """Associate, proposing exactly these kinds (and the query, where the destination has it); LinkError where not.

    DIMSE has no log-in: who we are is said by the AE title and the client certificate.
    """
    wanted = [build_context(sop_class, syntax) for sop_class, syntax in sorted(kinds)]
    if destination.query:
        wanted.append(build_context(_FIND))
    if echo:
        wanted.append(build_context(_ECHO))
    association = associate(destination, wanted)
    if association.is_established:
        return Link(association, destination)
    raise LinkError(why_none(association, destination, wanted))


def associate(
    destination: Destination,
    wanted: list[PresentationContext],
    handlers: Iterable[Any] = (),
    roles: Iterable[SCP_SCU_RoleSelectionNegotiation] = (),
) -> Association:
    """Ask for an association; whether it came about is for the caller to see. LinkError: the name is unknown."""
    entity = AE(destination.calling_ae)
    entity.connection_timeout = destination.timeout_s
    entity.acse_timeout = destination.timeout_s
    entity.dimse_timeout = destination.timeout_s
    entity.network_timeout = destination.timeout_s
    return entity.associate(
        resolve(destination),
        destination.port,
        wanted,
        ae_title=destination.called_ae,
        tls_args=_tls_arguments(destination),
        ext_neg=list(roles),
        evt_handlers=[(evt.EVT_CONN_OPEN, _tune_socket, [destination.timeout_s]), *handlers],
    )


def _tls_arguments(destination: Destination) -> tuple | None:
    if destination.tls is None:
        return None
    try:
        return tls_context(destination.tls), destination.host
    except DeliveryError as error:
        raise LinkError(Outcome(Verdict.ATTENTION, "TLS-FILES", f"{error}.")) from None


def _tune_socket(event: evt.Event, timeout_s: float) -> None:
    """Without TCP_NODELAY each message waits 40 ms for the peer's delayed ACK; pynetdicom leaves no time-out set."""
    carrier = event.assoc.dul.socket
    opened = carrier.socket if carrier else None
    if opened is None:
        return
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    opened.settimeout(timeout_s)


def why_none(association: Association, destination: Destination, wanted: list[PresentationContext]) -> Outcome:
    """Why an association that was asked for did not come about, with these contexts."""
    said = _rejection(association)
    if said is not None:
        numbers = (int(said.result or 0), int(said.result_source or 0), int(said.diagnostic or 0))
        return rejection_outcome(*numbers, called=destination.called_ae, calling=destination.calling_ae)
    if association.rejected_contexts:
        return _not_accepted([str(one.abstract_syntax) for one in wanted])
    try:
        check_network(destination)
    except LinkError as error:
        return error.outcome
    answer = (
        f"Something answers at {destination.shown} but does not complete a DICOM connection within "
        f"{destination.timeout_s:g} s: wrong port, TLS expected or not expected there, or a PACS that hangs."
    )
    return Outcome(Verdict.LATER_A_FEW_TIMES, "NO-ASSOCIATION", answer)


def _rejection(association: Association) -> A_ASSOCIATE | None:
    """The A-ASSOCIATE-RJ, also where pynetdicom (3.0.4) left it in its queue.

    It does so where the answer came before it looked whether the line is open: by then the PACS has closed it.
    """
    said = association.acceptor.primitive or association.dul.peek_next_pdu()
    return said if isinstance(said, A_ASSOCIATE) and said.result in _REJECTED else None


def _not_accepted(sop_classes: Iterable[str]) -> Outcome:
    names = ", ".join(sorted({UID(one).name for one in sop_classes} - {UID(_FIND).name}))
    answer = f"The PACS does not accept {names} in the encoding of the report. Send another kind, or export the file."
    return Outcome(Verdict.ATTENTION, "NO-CONTEXT", answer)

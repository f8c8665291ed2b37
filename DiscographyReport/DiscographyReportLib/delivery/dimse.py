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
from pynetdicom.presentation import PresentationContext, build_context
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StudyRootQueryRetrieveInformationModelFind,
    Verification,
)

from .destination import Destination
from .document import Document, read_dataset
from .errors import DeliveryError
from .network import check_network, resolve, tls_context
from .outcome import LinkError, Outcome, Verdict
from .statuses import rejection_outcome, status_outcome

Kind = tuple[str, str]
"""SOP class and transfer syntax, as UIDs."""
MOST_KINDS = 120
"""An association holds 128 presentation contexts (PS3.8 9.3.2.2)."""
_FIND = str(StudyRootQueryRetrieveInformationModelFind)
_ECHO = str(Verification)
_SILENT = "The PACS did not confirm within {:g} s. It may or may not have the report; it will be sent again."
_ENDED = "The PACS closed the connection before this report went out; it will be sent."
_NOT_ENCODED = "The report cannot be encoded for sending, so it was not sent; export it anew."
_LOST = "The connection was lost while sending. The PACS may or may not have the report; it will be sent again."


class Link:
    """An open association. Use it in a ``with``: it is released at the end."""

    def __init__(self, association: Association, destination: Destination) -> None:
        self._association = association
        self._destination = destination
        _keep_answers(association)
        self.kinds = {(str(one.abstract_syntax), str(one.transfer_syntax[0])) for one in association.accepted_contexts}

    def __enter__(self) -> "Link":
        return self

    def __exit__(self, *_: object) -> None:
        if self.alive:
            self._association.release()

    @property
    def alive(self) -> bool:
        """Whether more can go over it."""
        return bool(self._association.is_established)

    def store(self, document: Document) -> Outcome:
        """C-STORE it in the encoding that it has."""
        if (document.sop_class, document.transfer_syntax) not in self.kinds:
            return _not_accepted([document.sop_class])
        dataset = read_dataset(document.content, document.uid)
        began = time.monotonic()
        try:
            status = self._association.send_c_store(dataset)
        except RuntimeError:
            # The association ended since the last document.
            return Outcome(Verdict.LATER, "ENDED", _ENDED)
        except ValueError:
            return Outcome(Verdict.ATTENTION, "ENCODING", _NOT_ENCODED)
        if "Status" in status:
            return status_outcome(int(status.Status), str(status.get("ErrorComment", "")))
        return self._without_answer(time.monotonic() - began)

    def _without_answer(self, waited_s: float) -> Outcome:
        if waited_s >= self._destination.timeout_s:
            return Outcome(Verdict.LATER, "SILENT", _SILENT.format(self._destination.timeout_s), doubtful=True)
        return Outcome(Verdict.LATER, "LOST", _LOST, doubtful=True)

    def lists(self, document: Document) -> bool | None:
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


def _keep_answers(association: Association) -> None:
    """Give back an answer that pynetdicom's own thread took from the one who waits for it.

    On a busy machine that thread (3.0.4: ``Association._run_reactor``) runs on past the checkpoint at which a
    request has just paused it, takes the answer off the queue as if it were a request, and drops it: the report was
    stored, and we heard nothing.
    """
    serve = association._serve_request

    def give_back(message: Any, context_id: int) -> None:
        if getattr(message, "MessageIDBeingRespondedTo", None) is None:
            serve(message, context_id)
        else:
            association.dimse.msg_queue.put((context_id, message))

    association._serve_request = give_back  # type: ignore[method-assign]


def _image_query(document: Document) -> Dataset:
    query = Dataset()
    query.QueryRetrieveLevel = "IMAGE"
    query.StudyInstanceUID = document.study_uid
    query.SeriesInstanceUID = document.series_uid
    query.SOPInstanceUID = document.uid
    return query


def connect(destination: Destination, kinds: Iterable[Kind], *, echo: bool = False) -> Link:
    """Associate, proposing exactly these kinds (and the query, where the destination has it); LinkError where not."""
    wanted = [build_context(sop_class, syntax) for sop_class, syntax in sorted(kinds)]
    if destination.query:
        wanted.append(build_context(_FIND))
    if echo:
        wanted.append(build_context(_ECHO))
    association = _associate(destination, wanted)
    if association.is_established:
        return Link(association, destination)
    raise LinkError(_why_none(association, destination, wanted))


def _associate(destination: Destination, wanted: list[PresentationContext]) -> Association:
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
        evt_handlers=[(evt.EVT_CONN_OPEN, _tune_socket, [destination.timeout_s])],
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


def _why_none(association: Association, destination: Destination, wanted: list[PresentationContext]) -> Outcome:
    said = association.acceptor.primitive
    if association.is_rejected and said is not None:
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


def _not_accepted(sop_classes: Iterable[str]) -> Outcome:
    names = ", ".join(sorted({UID(one).name for one in sop_classes} - {UID(_FIND).name}))
    answer = f"The PACS does not accept {names} in the encoding of the report. Send another kind, or export the file."
    return Outcome(Verdict.ATTENTION, "NO-CONTEXT", answer)

# SPDX-License-Identifier: Apache-2.0
"""C-STORE over an association of pynetdicom, with the bytes as they are and without its waiting times.

``Association.send_c_store`` wants a parsed data set, encodes it anew and stops pynetdicom's own thread before each
request; that takes as long as the PACS itself. Here the thread is stopped once and the stored bytes go out.
"""

import ssl
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.pdu_primitives import P_DATA

from .document import Document, data_set_bytes

_POLL_S = 0.0001
"""How often pynetdicom looks for an answer while something is sent: ten times as often as by itself."""
_LAST_MESSAGE_ID = 65535
_MEDIUM = 0
"""Priority (PS3.7 9.1.1.1.5); most PACS look at none."""


def keep_answers(association: Association) -> None:
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

    association._serve_request = give_back  # type: ignore[method-assign, assignment]


def hold(association: Association) -> None:
    """Stop pynetdicom's own thread, so that nothing waits for it; ``let_go`` has to follow."""
    association.dul._run_loop_delay = _POLL_S
    association._reactor_checkpoint.clear()
    while not association._is_paused:
        time.sleep(_POLL_S)


def let_go(association: Association) -> None:
    """Let the thread see what came meanwhile: an abort, a wish to release."""
    association._reactor_checkpoint.set()


def is_open(association: Association) -> bool:
    """Whether more can go over it; also while the thread that would notice the end is held."""
    return bool(association.is_established) and association.dul.peek_next_pdu() is None


@dataclass(frozen=True)
class Message:
    """A C-STORE request, ready to go out."""

    document: Document
    number: int
    parts: tuple[tuple[int, bytes], ...]
    """Presentation data values (PS3.8 9.3.5.1): context, then control header and a piece of command or data set."""


def prepare(association: Association, document: Document, count: int) -> Message:
    """The request of PS3.7 9.3.1 for a document; ``count`` goes up by one with each."""
    number = count % _LAST_MESSAGE_ID + 1
    context, most = _context_id(association, document), association.dimse.maximum_pdu_size
    pieces = (*_pieces(_command(document, number), _COMMAND, most), *_pieces(data_set_bytes(document), _DATA, most))
    return Message(document, number, tuple((context, piece) for piece in pieces))


def _command(document: Document, number: int) -> bytes:
    """The command set of a C-STORE-RQ (PS3.7 9.3.1.1), always Implicit VR Little Endian."""
    elements = (
        _element(0x0002, _padded(document.sop_class)),
        *(_element(0x0100, b"\x01\x00"), _element(0x0110, struct.pack("<H", number))),
        *(_element(0x0700, struct.pack("<H", _MEDIUM)), _element(0x0800, b"\x01\x00")),
        _element(0x1000, _padded(document.uid)),
    )
    content = b"".join(elements)
    return _element(0x0000, struct.pack("<I", len(content))) + content


def _element(element: int, value: bytes) -> bytes:
    return struct.pack("<HHI", 0x0000, element, len(value)) + value


def _padded(uid: str) -> bytes:
    value = uid.encode("ascii")
    return value + b"\0" * (len(value) % 2)


def _pieces(content: bytes, kind: int, most: int) -> Iterator[bytes]:
    """With their control header (PS3.8 E.2); ``most`` bytes fit into a PDU, any number where it is 0."""
    size = most - _HEADERS_OF_A_VALUE if most else len(content)
    for first in range(0, len(content), size):
        last = first + size >= len(content)
        yield bytes([kind | _LAST if last else kind]) + content[first : first + size]


_COMMAND, _DATA, _LAST = 1, 0, 2
_HEADERS_OF_A_VALUE = 6
_P_DATA_TF = 4


def send(association: Association, message: Message) -> None:
    """Begin to send it; ``answer`` has to follow. Meanwhile pynetdicom's thread only reads.

    Under TLS that thread has to write too: OpenSSL takes no reading and writing at once.
    """
    line = association.dul.socket
    if line is None or isinstance(line.socket, ssl.SSLSocket):
        for part in message.parts:
            primitive = P_DATA()
            primitive.presentation_data_value_list.append(part)
            association.dul.send_pdu(primitive)
    else:
        line.send(as_bytes(message))


def as_bytes(message: Message) -> bytes:
    """Every part as a P-DATA-TF PDU of its own (PS3.8 9.3.5)."""
    return b"".join(
        struct.pack(">BxIIB", _P_DATA_TF, 5 + len(piece), 1 + len(piece), context) + piece
        for context, piece in message.parts
    )


def answer(association: Association, message: Message) -> tuple[int, str] | None:
    """Status and comment of the answer; None where none to this message came, and the association is at its end."""
    _, said = association.dimse.get_msg(block=True)
    if not isinstance(said, C_STORE) or not _answers(said, message):
        # What comes after this could be taken for an answer to something else.
        let_go(association)
        association.abort()
        return None
    return int(said.Status or 0), str(said.ErrorComment or "")


def _answers(said: C_STORE, message: Message) -> bool:
    about = said.AffectedSOPInstanceUID
    same = said.MessageIDBeingRespondedTo == message.number
    return bool(said.is_valid_response) and same and about in (None, "", message.document.uid)


def _context_id(association: Association, document: Document) -> int:
    wanted = (document.sop_class, document.transfer_syntax)
    return next(
        int(one.context_id or 0)
        for one in association.accepted_contexts
        if (one.abstract_syntax, one.transfer_syntax[0]) == wanted
    )

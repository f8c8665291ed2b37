# SPDX-License-Identifier: Apache-2.0
"""The C-STORE request that we write ourselves, beside the one that pynetdicom writes of the same document."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.uid import UID
from pynetdicom.dimse_messages import C_STORE_RQ
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.pdu import P_DATA_TF

from Delivery.made_documents import a_document
from Delivery.servers import StoreScp, store_scp, to_port
from DiscographyReportLib.delivery import exchange
from DiscographyReportLib.delivery.dimse import connect
from DiscographyReportLib.delivery.document import Document, data_set_bytes

DOCUMENT = a_document()
uids = st.lists(st.integers(0, 10**9), min_size=2, max_size=6).map(lambda parts: ".".join(map(str, parts)))


def as_pynetdicom_writes_it(document: Document, number: int, context: int, most: int) -> bytes:
    request = C_STORE()
    request.MessageID, request.Priority = number, 0
    request.AffectedSOPClassUID, request.AffectedSOPInstanceUID = UID(document.sop_class), UID(document.uid)
    request.DataSet = BytesIO(data_set_bytes(document))
    message = C_STORE_RQ()
    message.primitive_to_message(request)
    return b"".join(P_DATA_TF(part).encode() for part in message.encode_msg(context, most))


class Agreed:
    """What an association has agreed on, as far as it matters here."""

    def __init__(self, document: Document, context: int, most: int) -> None:
        self.dimse = self
        self.maximum_pdu_size = most
        self.accepted_contexts = [self]
        self.abstract_syntax, self.transfer_syntax = document.sop_class, [document.transfer_syntax]
        self.context_id = context


@given(uid=uids, count=st.integers(0, 200_000), context=st.integers(0, 127), most=st.sampled_from([0, 128, 4096]))
def test_byte_for_byte_it_is_what_pynetdicom_writes(uid: str, count: int, context: int, most: int) -> None:
    document = replace(DOCUMENT, uid=uid)
    context = 2 * context + 1

    message = exchange.prepare(Agreed(document, context, most), document, count)

    assert 1 <= message.number <= 65535
    assert exchange.as_bytes(message) == as_pynetdicom_writes_it(document, message.number, context, most)


@pytest.mark.parametrize("size", ["4096", "131072"])
def test_a_pacs_that_takes_small_or_large_pieces_gets_the_whole(tmp_path: Path, size: str) -> None:
    documents = [a_document(title="x" * 60) for _ in range(3)]
    with store_scp(tmp_path, "--max-pdu", size) as server:
        with connect(to_port(server.port), [(DOCUMENT.sop_class, DOCUMENT.transfer_syntax)]) as link:
            assert [link.store(one).code for one in documents] == ["0000"] * 3
        assert server.uids == sorted(one.uid for one in documents)


def test_an_answer_to_another_message_is_no_answer(scp: StoreScp) -> None:
    with connect(to_port(scp.port), [(DOCUMENT.sop_class, DOCUMENT.transfer_syntax)]) as link:
        association = link._association
        exchange.hold(association)
        message = exchange.prepare(association, DOCUMENT, 1)
        exchange.send(association, message)

        assert exchange.answer(association, replace(message, number=message.number + 1)) is None
        assert not link.alive

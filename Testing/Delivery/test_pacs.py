# SPDX-License-Identifier: Apache-2.0
"""Reports into real servers: Orthanc, which is strict about AE titles, and DCMTK's two."""

import threading
import time
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from pynetdicom.acse import ACSE

from Delivery.made_documents import a_document
from Delivery.servers import Orthanc, StoreScp, misbehaving, query_scp, to_port
from DiscographyReportLib.delivery.dimse import connect
from DiscographyReportLib.delivery.document import Document
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.worker import BATCH, run_once


def after_header(content: bytes) -> bytes:
    """The data set of a DICOM file, as bytes."""
    return content[144 + int.from_bytes(content[140:144], "little") :]


def test_the_data_set_arrives_bit_for_bit(scp: StoreScp, outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, to_port(scp.port))

    run_once(outbox)

    (arrived,) = scp.folder.iterdir()
    assert after_header(arrived.read_bytes()) == after_header(document.content)
    assert pydicom.dcmread(arrived).file_meta.TransferSyntaxUID == document.transfer_syntax
    assert [(one.state, one.code) for one in outbox.deliveries()] == [(State.STORED, "0000")]


def test_many_reports_go_over_one_association(scp: StoreScp, outbox: Outbox) -> None:
    for _ in range(BATCH + 5):
        outbox.put(a_document(), to_port(scp.port))

    run_once(outbox)

    assert (scp.received, len(scp.uids), scp.associations) == (BATCH + 5, BATCH + 5, 1)


def as_implicit(document: Document) -> Document:
    """The same report in the other encoding."""
    from DiscographyReportLib.delivery.document_reading import document_from

    dataset = pydicom.dcmread(BytesIO(document.content))
    dataset.file_meta.TransferSyntaxUID = pydicom.uid.ImplicitVRLittleEndian
    out = BytesIO()
    dataset.save_as(out, implicit_vr=True, little_endian=True, enforce_file_format=True)
    return document_from(out.getvalue(), "implicit")


def test_reports_of_both_encodings_keep_theirs_on_one_association(scp: StoreScp, outbox: Outbox) -> None:
    documents = [a_document(), as_implicit(a_document())]
    for document in documents:
        outbox.put(document, to_port(scp.port))

    run_once(outbox)

    arrived = {one.SOPInstanceUID: one for one in map(pydicom.dcmread, scp.folder.iterdir())}
    syntaxes = {uid: one.file_meta.TransferSyntaxUID for uid, one in arrived.items()}
    assert syntaxes == {one.uid: one.transfer_syntax for one in documents}
    assert len(set(syntaxes.values())) == 2
    assert scp.associations == 1


def test_a_report_that_the_pacs_lists_is_verified(pacs: Orthanc, outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, to_port(pacs.port, query=True))

    run_once(outbox)

    assert [one.state for one in outbox.deliveries()] == [State.VERIFIED]
    assert [str(one.PatientName) for one in pacs.instances(document.uid)] == ["CANARY^SECRET"]


def test_other_content_under_a_known_identifier_is_not_seen_by_dimse_and_not_said_to_have_been_compared(
    pacs: Orthanc, outbox: Outbox
) -> None:
    """Orthanc keeps the first and answers 0000, and a C-FIND tells of UIDs: only DICOMweb can read back."""
    document = a_document()
    with connect(to_port(pacs.port), [(document.sop_class, document.transfer_syntax)]) as link:
        link.store(document)
    outbox.put(a_document(document.uid, "changed"), to_port(pacs.port, query=True))

    run_once(outbox)

    (found,) = outbox.deliveries()
    (kept,) = pacs.instances(document.uid)
    assert kept.get("SeriesDescription") != "changed"
    assert (found.state, found.code) == (State.VERIFIED, "0000")
    assert "lists it when asked. The content was not compared." in found.answer


def test_dcmqrscp_stores_and_lists_too(outbox: Outbox, tmp_path: Path) -> None:
    with query_scp(tmp_path) as port:
        outbox.put(a_document(), to_port(port, called_ae="QRSCP", query=True))
        run_once(outbox)

    assert [one.state for one in outbox.deliveries()] == [State.VERIFIED]


def test_a_pacs_without_query_still_stores_and_is_not_called_verified(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "no-find") as port:
        outbox.put(a_document(), to_port(port, query=True))
        run_once(outbox)

    assert [one.state for one in outbox.deliveries()] == [State.STORED]


@pytest.mark.parametrize(
    ("titles", "code", "said"),
    [
        ({"called_ae": "OTHER"}, "RJ-1-1-7", "the called AE title (OTHER) is not the one that this PACS uses"),
        ({"calling_ae": "NOBODY"}, "RJ-1-1-3", "the AE title of this workstation (NOBODY) is not registered"),
    ],
)
def test_a_wrong_ae_title_stops_and_names_the_title(
    pacs: Orthanc, outbox: Outbox, titles: dict[str, str], code: str, said: str
) -> None:
    outbox.put(a_document(), to_port(pacs.port, **titles))

    run_once(outbox)

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.NEEDS_ATTENTION, code)
    assert said in found.answer


def test_an_answer_that_pynetdicoms_own_thread_takes_off_the_queue_still_reaches_us(scp: StoreScp) -> None:
    document = a_document()
    with connect(to_port(scp.port), [(document.sop_class, document.transfer_syntax)]) as link:
        association = link._association

        def take_one() -> None:
            context_id, message = association.dimse.get_msg(block=True)
            association._serve_request(message, context_id)

        thread = threading.Thread(target=take_one)
        thread.start()
        outcome = link.store(document)
        thread.join()

    assert outcome.code == "0000"


def test_a_rejection_that_comes_before_pynetdicom_looks_at_the_line_is_still_heard(
    pacs: Orthanc, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine it does, and pynetdicom then says that there was no line."""
    asked = ACSE.send_request

    def ask_and_be_late(self: ACSE) -> None:
        asked(self)
        while self.dul.is_alive():
            time.sleep(0.01)

    monkeypatch.setattr(ACSE, "send_request", ask_and_be_late)
    outbox.put(a_document(), to_port(pacs.port, calling_ae="NOBODY"))

    run_once(outbox)

    assert [one.code for one in outbox.deliveries()] == ["RJ-1-1-3"]

# SPDX-License-Identifier: Apache-2.0
"""A PACS that misbehaves, as a program: PORT MODE [ARGUMENT]. AE title PACS.

silent          accepts TCP and never answers
half-answer     answers an association request with half a PDU, then hangs
status XXXX     answers every C-STORE with this status, with a comment that quotes the patient
hang            never answers C-STORE
abort           A-ABORT in place of the answer
store-and-drop  takes the object and cuts the line before the answer
no-sr           accepts CT images only
comprehensive-only  accepts Comprehensive SR only, and keeps it in the folder ARGUMENT
pdf-only        the same with Encapsulated PDF
no-echo         refuses every C-ECHO
no-find         accepts reports, and no query
hang-find       stores, and never answers a query
busy            rejects for a local limit
reject R-S-D    rejects with this result, source and diagnostic
rubbish         answers with bytes that are no DIMSE message, then hangs
commit-all      takes responsibility for everything; answers at the port in ARGUMENT
commit-same     the same, on the association on which it was asked
commit-stranger the same, for a transaction that nobody asked about
commit-partial  not for the first report (0112: no such object)
commit-none     for nothing (0213: short of resources)
commit-never    thanks for the question and never answers
commit-refuse   refuses the question (0110)
"""

import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset
from pynetdicom import AE, build_role, evt
from pynetdicom.association import Association
from pynetdicom.sop_class import (
    Comprehensive3DSRStorage,
    ComprehensiveSRStorage,
    CTImageStorage,
    EncapsulatedPDFStorage,
    StorageCommitmentPushModel,
    StorageCommitmentPushModelInstance,
    StudyRootQueryRetrieveInformationModelFind,
    Verification,
)

HOUR_S = 3600


def serve_raw(port: int, answer: bytes, *, after_request: bool = False) -> None:
    listener = socket.create_server(("127.0.0.1", port))
    kept = []
    while True:
        connected, _ = listener.accept()
        kept.append(connected)
        if after_request and connected.recv(65536):
            sys.stdout.write("asked\n")
            sys.stdout.flush()
        connected.sendall(answer)


def on_store(event: evt.Event, mode: str, argument: str) -> Any:
    if mode == "hang":
        time.sleep(HOUR_S)
    if mode == "abort":
        event.assoc.abort()
    if mode == "store-and-drop":
        event.assoc.dul.socket.socket.shutdown(socket.SHUT_RDWR)
    if mode == "rubbish":
        event.assoc.dul.socket.send(b"\x04\x00\x00\x00\x00\x0a" + b"\xff" * 10)
        time.sleep(HOUR_S)
    if mode in ("comprehensive-only", "pdf-only"):
        (Path(argument) / "received-1.dcm").write_bytes(event.encoded_dataset())
    answer = Dataset()
    answer.Status = int(argument, 16) if mode == "status" else 0
    answer.ErrorComment = f"cannot take {event.dataset.PatientName}"
    return answer


NOT_KEPT = {"commit-partial": 0x0112, "commit-none": 0x0213}


def on_action(event: evt.Event, mode: str, argument: str) -> tuple[int, None]:
    if mode == "commit-refuse":
        return 0x0110, None
    answer = verdict(event.action_information, mode)
    if mode == "commit-same":
        threading.Thread(target=report, args=(event.assoc, answer)).start()
    elif mode != "commit-never":
        threading.Thread(target=report_anew, args=(int(argument), answer)).start()
    return 0x0000, None


def verdict(question: Dataset, mode: str) -> Dataset:
    answer = Dataset()
    answer.TransactionUID = "1.2.3.4" if mode == "commit-stranger" else question.TransactionUID
    asked = list(question.ReferencedSOPSequence)
    failed = {"commit-partial": asked[:1], "commit-none": asked}.get(mode, [])
    for one in failed:
        one.FailureReason = NOT_KEPT[mode]
    kept = [one for one in asked if one not in failed]
    if kept:
        answer.ReferencedSOPSequence = kept
    if failed:
        answer.FailedSOPSequence = failed
    return answer


def report(association: Association, answer: Dataset) -> None:
    time.sleep(0.2)
    kind = 2 if "FailedSOPSequence" in answer else 1
    status, _ = association.send_n_event_report(
        answer, kind, StorageCommitmentPushModel, StorageCommitmentPushModelInstance
    )
    sys.stdout.write(f"N-EVENT-REPORT answered {status.get('Status')}\n")
    sys.stdout.flush()


def report_anew(port: int, answer: Dataset) -> None:
    entity = AE("PACS")
    entity.add_requested_context(StorageCommitmentPushModel)
    role = build_role(StorageCommitmentPushModel, scp_role=True)
    association = entity.associate("127.0.0.1", port, ae_title="SLICER", ext_neg=[role])
    report(association, answer)
    association.release()


def serve(port: int, mode: str, argument: str) -> None:
    entity = AE("PACS")
    kinds = {"no-sr": CTImageStorage, "comprehensive-only": ComprehensiveSRStorage, "pdf-only": EncapsulatedPDFStorage}
    entity.add_supported_context(kinds.get(mode, Comprehensive3DSRStorage))
    entity.add_supported_context(Verification)
    if mode == "hang-find":
        entity.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
    if mode.startswith("commit-"):
        entity.add_supported_context(StorageCommitmentPushModel)
    if mode == "reject":
        serve_raw(port, bytes([3, 0, 0, 0, 0, 4, 0, *map(int, argument.split("-"))]), after_request=True)
    if mode == "busy":
        # The public setter makes 1 of 0.
        entity._maximum_associations = 0
    echo_status = 0x0122 if mode == "no-echo" else 0x0000
    handlers = [
        (evt.EVT_C_STORE, on_store, [mode, argument]),
        (evt.EVT_C_ECHO, lambda _: echo_status),
        (evt.EVT_C_FIND, lambda _: time.sleep(HOUR_S)),
        (evt.EVT_N_ACTION, on_action, [mode, argument]),
    ]
    entity.start_server(("127.0.0.1", port), evt_handlers=handlers)


if __name__ == "__main__":
    port, mode, argument = int(sys.argv[1]), sys.argv[2], (sys.argv[3:] or [""])[0]
    if mode in ("silent", "half-answer"):
        serve_raw(port, b"\x02\x00\x00\x00\x00\xff" + b"\x00\x01" if mode == "half-answer" else b"")
    serve(port, mode, argument)

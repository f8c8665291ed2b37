# SPDX-License-Identifier: Apache-2.0
"""A PACS that misbehaves, as a program: PORT MODE [ARGUMENT]. AE title PACS.

silent          accepts TCP and never answers
half-answer     answers an association request with half a PDU, then hangs
status XXXX     answers every C-STORE with this status, with a comment that quotes the patient
hang            never answers C-STORE
abort           A-ABORT in place of the answer
store-and-drop  takes the object and cuts the line before the answer
no-sr           accepts CT images only
no-echo         refuses every C-ECHO
no-find         accepts reports, and no query
busy            rejects for a local limit
rubbish         answers with bytes that are no DIMSE message, then hangs
"""

import socket
import sys
import time
from typing import Any

from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.sop_class import Comprehensive3DSRStorage, CTImageStorage, Verification

HOUR_S = 3600


def serve_raw(port: int, answer: bytes) -> None:
    listener = socket.create_server(("127.0.0.1", port))
    kept = []
    while True:
        connected, _ = listener.accept()
        kept.append(connected)
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
    answer = Dataset()
    answer.Status = int(argument, 16) if mode == "status" else 0
    answer.ErrorComment = f"cannot take {event.dataset.PatientName}"
    return answer


def serve(port: int, mode: str, argument: str) -> None:
    entity = AE("PACS")
    entity.add_supported_context(CTImageStorage if mode == "no-sr" else Comprehensive3DSRStorage)
    entity.add_supported_context(Verification)
    if mode == "busy":
        # The public setter makes 1 of 0.
        entity._maximum_associations = 0
    echo_status = 0x0122 if mode == "no-echo" else 0x0000
    handlers = [(evt.EVT_C_STORE, on_store, [mode, argument]), (evt.EVT_C_ECHO, lambda _: echo_status)]
    entity.start_server(("127.0.0.1", port), evt_handlers=handlers)


if __name__ == "__main__":
    port, mode, argument = int(sys.argv[1]), sys.argv[2], (sys.argv[3:] or [""])[0]
    if mode in ("silent", "half-answer"):
        serve_raw(port, b"\x02\x00\x00\x00\x00\xff" + b"\x00\x01" if mode == "half-answer" else b"")
    serve(port, mode, argument)

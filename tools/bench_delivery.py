# SPDX-License-Identifier: Apache-2.0
"""Sending, timed: a waiting outbox into a real Orthanc, beside the usual senders. For ``bench_child``.

Every sender, and Orthanc, has TCP_NODELAY on: without it each message waits 40 ms for an acknowledgment, which is all
that would be measured. Every run has an Orthanc of its own on an empty folder, and counts what arrived there.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from bench_work import Measured
from Delivery.made_documents import a_document  # type: ignore[import-not-found]
from Delivery.servers import WITHOUT_DELAY, Orthanc, orthanc, to_port  # type: ignore[import-not-found]
from DiscographyReportLib.delivery.clients import client_for
from DiscographyReportLib.delivery.document import Document
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.worker import run_once

_TITLES = ("-aet", "SLICER", "-aec", "PACS", "127.0.0.1")


def send_ours(folder: Path, count: int) -> Measured:
    """A worker on an outbox in which ``count`` reports wait; seconds per report."""
    with _pacs(count) as server, Outbox(_fresh(folder, "outbox.db")) as outbox:
        for document in _documents(count):
            outbox.put(document, to_port(server.port))
        # Imports it, as everywhere before the clock starts.
        client_for(to_port(server.port))
        start = time.perf_counter()
        run_once(outbox)
        return (time.perf_counter() - start) / count, None


def send_storescu(folder: Path, count: int) -> Measured:
    """DCMTK's, all files over one association."""
    return _send_with(folder, count, ["storescu", "-R", "+sd"])


def send_dcmsend(folder: Path, count: int) -> Measured:
    """DCMTK's newer one."""
    return _send_with(folder, count, ["dcmsend", "+sd"])


def _send_with(folder: Path, count: int, sender: list[str]) -> Measured:
    files = _files(folder, count)
    with _pacs(count) as server:
        # Not the programs of the same name that pynetdicom brings along.
        command = [f"/usr/bin/{sender[0]}", *sender[1:], *_TITLES, str(server.port), str(files)]
        start = time.perf_counter()
        subprocess.run(command, check=True, env=WITHOUT_DELAY)
        return (time.perf_counter() - start) / count, None


def send_pynetdicom(folder: Path, count: int) -> Measured:
    """A plain loop over the files with pynetdicom; with our mending, or on a busy machine it loses an answer."""
    from pydicom import dcmread
    from pynetdicom import AE, evt

    from DiscographyReportLib.delivery.exchange import keep_answers

    paths = sorted(_files(folder, count).iterdir())
    first = dcmread(paths[0])
    entity = AE("SLICER")
    entity.add_requested_context(first.SOPClassUID, first.file_meta.TransferSyntaxUID)
    with _pacs(count) as server:
        start = time.perf_counter()
        association = entity.associate(
            "127.0.0.1", server.port, ae_title="PACS", evt_handlers=[(evt.EVT_CONN_OPEN, _without_delay)]
        )
        keep_answers(association)
        for path in paths:
            assert association.send_c_store(dcmread(path)).Status == 0
        association.release()
        return (time.perf_counter() - start) / count, None


def _without_delay(event: object) -> None:
    event.assoc.dul.socket.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # type: ignore[attr-defined]


def put_median(folder: Path, count: int) -> Measured:
    """Until a report is on the disk, the usual time."""
    return median(_put(folder, count)), None


def put_p99(folder: Path, count: int) -> Measured:
    """Until a report is on the disk, longer in one of a hundred."""
    return quantiles(_put(folder, count), n=100)[98], None


def _put(folder: Path, count: int) -> list[float]:
    seconds = []
    with Outbox(_fresh(folder, "put.db")) as outbox:
        for document in _documents(count):
            start = time.perf_counter()
            outbox.put(document, to_port(104))
            seconds.append(time.perf_counter() - start)
    return seconds


@contextmanager
def _pacs(expected: int) -> Iterator[Orthanc]:
    with orthanc() as server:
        yield server
        arrived = json.loads(server.get("/statistics"))["CountInstances"]
        assert arrived == expected, f"{arrived} of {expected} arrived"


def _documents(count: int) -> Iterator[Document]:
    """Small reports (5 kB): with large ones the time is that of the PACS, whoever sends."""
    return (a_document() for _ in range(count))


def _files(folder: Path, count: int) -> Path:
    place = folder / f"files-{count}"
    if not place.exists():
        place.mkdir()
        for document in _documents(count):
            (place / f"{document.uid}.dcm").write_bytes(document.content)
    return place


def _fresh(folder: Path, name: str) -> Path:
    for path in folder.glob(f"{name}*"):
        os.remove(path)
    return folder / name

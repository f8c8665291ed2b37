# SPDX-License-Identifier: Apache-2.0
"""Real DICOM servers on loopback, each with its storage in a temporary folder."""

import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pydicom

from DiscographyReportLib.delivery.destination import Destination, Tls
from tools_found import external_tool

START_S = 20.0
# DCMTK, and Orthanc with it, waits 40 ms for each message otherwise.
WITHOUT_DELAY = {**os.environ, "TCP_NODELAY": "1"}
MISBEHAVING = Path(__file__).with_name("misbehaving_peer.py")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def to_port(port: int, **more: Any) -> Destination:
    """A destination on loopback with short time-outs."""
    settings = {"name": "pacs", "host": "127.0.0.1", "called_ae": "PACS", "calling_ae": "SLICER", "timeout_s": 20.0}
    return Destination(**{**settings, "port": port, **more})


@contextmanager
def running(command: list[str], port: int, log: Path, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens while the `with` lasts."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, **more)
        try:
            _wait_for(port, process, log)
            yield process
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + START_S
    while time.monotonic() < ends and process.poll() is None:
        if _is_listening(port):
            return
        time.sleep(0.02)
    raise AssertionError(f"{process.args} did not start: {log.read_text(errors='replace')[-2000:]}")


def _is_listening(port: int) -> bool:
    """Read from the kernel: a connection made to find out would count as one."""
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()]
    return any(line[3] == "0A" and line[1].endswith(f":{port:04X}") for line in lines if len(line) > 3)


@dataclass(frozen=True)
class StoreScp:
    """DCMTK's storescp, which keeps the data sets bit for bit."""

    port: int
    folder: Path
    log: Path

    @property
    def uids(self) -> list[str]:
        return sorted(str(pydicom.dcmread(path).SOPInstanceUID) for path in self.folder.iterdir())

    @property
    def received(self) -> int:
        """How many C-STORE requests came, repeated ones too."""
        return self.log.read_text(errors="replace").count("Received Store Request")

    @property
    def associations(self) -> int:
        return self.log.read_text(errors="replace").count("Association Received")


@contextmanager
def store_scp(folder: Path, *options: str, port: int | None = None) -> Iterator[StoreScp]:
    kept = folder / "received"
    kept.mkdir(exist_ok=True)
    server = StoreScp(port or free_port(), kept, folder / "storescp.log")
    command = [external_tool("storescp"), "-v", "--bit-preserving", "-od", str(kept), *options, str(server.port)]
    with running(command, server.port, server.log, env=WITHOUT_DELAY):
        yield server


@contextmanager
def misbehaving(folder: Path, mode: str, *arguments: str) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, str(MISBEHAVING), str(port), mode, *arguments]
    with running(command, port, folder / f"{mode}.log"):
        yield port


@contextmanager
def query_scp(folder: Path) -> Iterator[int]:
    """DCMTK's dcmqrscp, AE title QRSCP, which stores and answers C-FIND."""
    port, kept = free_port(), folder / "qr"
    kept.mkdir()
    config = folder / "dcmqrscp.cfg"
    config.write_text(
        f"NetworkTCPPort = {port}\nMaxPDUSize = 16384\nMaxAssociations = 16\n"
        "HostTable BEGIN\nHostTable END\nVendorTable BEGIN\nVendorTable END\n"
        f"AETable BEGIN\nQRSCP {kept} RW (200, 1024mb) ANY\nAETable END\n"
    )
    command = [external_tool("dcmqrscp"), "-c", str(config)]
    with running(command, port, folder / "dcmqrscp.log", env=WITHOUT_DELAY):
        yield port


@dataclass(frozen=True)
class Orthanc:
    """Debian's Orthanc, AE title PACS, which knows SLICER and nobody else."""

    port: int
    http: int

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}", timeout=20) as answer:
            content: bytes = answer.read()
            return content

    def instances(self, uid: str) -> list[pydicom.Dataset]:
        """What it holds under a SOP Instance UID."""
        return [pydicom.dcmread(BytesIO(self.get(f"/instances/{name}/file"))) for name in self._names(uid)]

    def delete(self, uid: str) -> None:
        for name in self._names(uid):
            url = f"http://127.0.0.1:{self.http}/instances/{name}"
            urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=20).close()

    def _names(self, uid: str) -> list[str]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http}/tools/find",
            json.dumps({"Level": "Instance", "Query": {"SOPInstanceUID": uid}}).encode(),
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            names: list[str] = json.load(answer)
            return names


@contextmanager
def orthanc(largest_file: int | None = None, **more: Any) -> Iterator[Orthanc]:
    """One of its own; `more` are settings that it has beside ours.

    `largest_file`, in bytes, stands for a disk that is soon full: the kernel lets no file of it grow larger.
    """
    program = external_tool("Orthanc")
    server = Orthanc(free_port(), free_port())
    # Not pytest's folder: the user nobody may not enter it.
    with tempfile.TemporaryDirectory(prefix="orthanc-") as name:
        folder = Path(name)
        (folder / "orthanc.json").write_text(json.dumps({**_orthanc_settings(server, folder), **more}))
        special = _as_nobody(folder) if os.getuid() == 0 else {}
        if largest_file:
            limits = (resource.RLIMIT_FSIZE, (largest_file, largest_file))
            # Python lets a program that it starts die of the signal that comes with it; without, the write fails.
            special |= {"preexec_fn": lambda: resource.setrlimit(*limits), "restore_signals": False}
        command = [program, str(folder / "orthanc.json")]
        with running(command, server.port, folder / "log.txt", cwd=folder, env=WITHOUT_DELAY, **special) as process:
            _wait_for(server.http, process, folder / "log.txt")
            yield server


def _orthanc_settings(server: Orthanc, folder: Path) -> dict[str, Any]:
    allowed = {"AllowEcho": True, "AllowStore": True, "AllowFind": True}
    modality = {"AET": "SLICER", "Host": "127.0.0.1", "Port": 104, **allowed}
    return {
        **{name: str(folder / "db") for name in ("StorageDirectory", "IndexDirectory")},
        **{"HttpPort": server.http, "DicomPort": server.port, "DicomAet": "PACS", "Plugins": []},
        **{"RemoteAccessAllowed": False, "AuthenticationEnabled": False, "DicomCheckCalledAet": True},
        **{"DicomAlwaysAllowEcho": False, "DicomAlwaysAllowStore": False, "UnknownSopClassAccepted": False},
        **{"OverwriteInstances": False, "DicomModalities": {"slicer": modality}, "SyncStorageArea": True},
    }


def _as_nobody(folder: Path) -> dict[str, Any]:
    nobody = 65534
    (folder / "db").mkdir()
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody, nobody)
    return {"user": nobody, "group": nobody, "extra_groups": []}


@dataclass(frozen=True)
class Certificates:
    """A certificate authority and what it signed, as PEM files; made with openssl."""

    folder: Path

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def tls(self, *, client: bool = True) -> Tls:
        own = (self.file("client.crt"), self.file("client.key")) if client else (None, None)
        return Tls(self.file("ca.crt"), *own)


def make_certificates(folder: Path) -> Certificates:
    for authority in ("ca", "other-ca"):
        _openssl(
            folder, *_NEW_KEY, f"{authority}.key", "-x509", "-out", f"{authority}.crt", "-subj", f"/CN={authority}"
        )
    for name, authority, host, days in (
        ("server", "ca", "IP:127.0.0.1,DNS:localhost", 30),
        ("client", "ca", "DNS:client", 30),
        ("wrong-host", "ca", "DNS:pacs.example.invalid", 30),
        ("untrusted", "other-ca", "IP:127.0.0.1,DNS:localhost", 30),
        ("expired", "ca", "IP:127.0.0.1,DNS:localhost", -1),
    ):
        _openssl(folder, *_NEW_KEY, f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        (folder / f"{name}.ext").write_text(f"subjectAltName={host}\n")
        signer = ("-CA", f"{authority}.crt", "-CAkey", f"{authority}.key", "-CAcreateserial")
        files = ("-in", f"{name}.csr", "-out", f"{name}.crt", "-extfile", f"{name}.ext")
        _openssl(folder, "x509", "-req", *files, *signer, "-days", str(days))
    return Certificates(folder)


_NEW_KEY = ("req", "-newkey", "rsa:2048", "-nodes", "-keyout")


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run([external_tool("openssl"), *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

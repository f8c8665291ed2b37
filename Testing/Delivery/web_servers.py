# SPDX-License-Identifier: Apache-2.0
"""DICOMweb servers on loopback: Orthanc with its plug-in, TLS in front of it, and one that misbehaves."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from Delivery.servers import Certificates, Orthanc, free_port, orthanc, running
from DiscographyReportLib.delivery.destination import WebDestination
from tools_found import dicomweb_plugin, external_tool

MISBEHAVING = Path(__file__).with_name("misbehaving_http.py")
ROOT = "/dicom-web"
LIMIT = 4096


def to_url(url: str, **more: Any) -> WebDestination:
    return WebDestination(**{"name": "web", "timeout_s": 20.0, **more, "url": url})


def to_web(port: int, **more: Any) -> WebDestination:
    """A destination on loopback, without TLS."""
    return to_url(f"http://127.0.0.1:{port}{ROOT}", **more)


@contextmanager
def web_orthanc(**more: Any) -> Iterator[Orthanc]:
    web = {"Enable": True, "Root": f"{ROOT}/"}
    with orthanc(**{"Plugins": [dicomweb_plugin()], "DicomWeb": web, **more}) as server:
        yield server


@dataclass(frozen=True)
class Misbehaving:
    port: int
    log: Path

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    @property
    def methods(self) -> list[str]:
        return [one["method"] for one in self.requests]


@contextmanager
def misbehaving_web(folder: Path, mode: str, *arguments: str) -> Iterator[Misbehaving]:
    server = Misbehaving(free_port(), folder / f"{mode}.log")
    command = [sys.executable, str(MISBEHAVING), str(server.port), mode, *arguments]
    with running(command, server.port, server.log):
        yield server


@dataclass(frozen=True)
class Fronts:
    """Doors to a server, by name; the ports of haproxy."""

    ports: dict[str, int]

    def url(self, name: str, host: str = "127.0.0.1", scheme: str = "https") -> str:
        return f"{scheme}://{host}:{self.ports[name]}{ROOT}"


@contextmanager
def fronts(folder: Path, certificates: Certificates, server: Orthanc) -> Iterator[Fronts]:
    """haproxy: `server`, `expired`, `wrong-host` and `untrusted` show that certificate, `mutual` asks for ours.

    In plain HTTP: `limited` takes no large body, `down` has nothing behind it.
    """
    secured = ("server", "expired", "wrong-host", "untrusted", "mutual")
    doors = Fronts({name: free_port() for name in (*secured, "limited", "down")})
    for name in secured[:-1]:
        both = (Path(certificates.file(f"{name}.{end}")).read_bytes() for end in ("crt", "key"))
        (folder / f"{name}.pem").write_bytes(b"".join(both))
    config = folder / "haproxy.cfg"
    config.write_text(_haproxy_config(folder, certificates, server, doors.ports))
    # The last one opens last.
    with running([external_tool("haproxy"), "-db", "-f", str(config)], doors.ports["down"], folder / "haproxy.log"):
        yield doors


def _haproxy_config(folder: Path, certificates: Certificates, server: Orthanc, ports: dict[str, int]) -> str:
    lines = ["defaults", "mode http", *(f"timeout {what} 20s" for what in ("connect", "client", "server"))]
    for name, port in ports.items():
        own = {"mutual": "server"}.get(name, name)
        tls = f" ssl crt {folder / own}.pem" if name not in ("limited", "down") else ""
        asks = f" ca-file {certificates.file('ca.crt')} verify required" if name == "mutual" else ""
        lines += [f"frontend {name}", f"bind 127.0.0.1:{port}{tls}{asks}"]
        if name == "limited":
            large = f"{{ req.hdr_val(content-length) gt {LIMIT} }}"
            lines.append(f'http-request return status 413 content-type text/plain string "too large" if {large}')
        lines.append(f"default_backend {'nothing' if name == 'down' else 'orthanc'}")
    return "\n".join([*lines, "backend nothing", "backend orthanc", f"server o 127.0.0.1:{server.http}", ""])

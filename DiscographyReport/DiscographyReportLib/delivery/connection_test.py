# SPDX-License-Identifier: Apache-2.0
"""A test of a destination, layer by layer: name, TCP, TLS, association, presentation context, C-ECHO."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from pydicom.uid import UID, ExplicitVRLittleEndian

from .destination import Destination
from .dimse import Kind, Link, connect
from .network import check_tls, connect_tcp, resolve
from .outcome import LinkError

COMPREHENSIVE_3D_SR = "1.2.840.10008.5.1.4.1.1.88.34"
DEFAULT_KINDS: tuple[Kind, ...] = ((COMPREHENSIVE_3D_SR, str(ExplicitVRLittleEndian)),)


@dataclass(frozen=True)
class Layer:
    """One layer: whether it works, and a sentence."""

    name: str
    works: bool
    said: str


def check_connection(destination: Destination, kinds: Iterable[Kind] = DEFAULT_KINDS) -> Iterator[Layer]:
    """The layers from the bottom up; the first that fails is the last that comes. Nothing is stored."""
    try:
        yield from _network(destination)
        yield from _dicom(destination, tuple(kinds))
    except _Failed as failed:
        yield failed.layer


class _Failed(Exception):
    def __init__(self, name: str, said: str) -> None:
        super().__init__(said)
        self.layer = Layer(name, False, said)


def _network(destination: Destination) -> Iterator[Layer]:
    try:
        name = "name"
        address = resolve(destination)
        yield Layer(name, True, f"{destination.host} is {address}.")
        name = "TCP"
        with closing(connect_tcp(destination, address)) as connected:
            yield Layer(name, True, f"{destination.shown} accepts connections.")
            if destination.tls:
                name = "TLS"
                check_tls(destination, destination.tls, connected)
                yield Layer(name, True, f"{destination.host} proved its identity and accepts ours.")
    except LinkError as error:
        raise _Failed(name, str(error)) from None


def _dicom(destination: Destination, kinds: tuple[Kind, ...]) -> Iterator[Layer]:
    try:
        link = connect(destination, kinds, echo=True)
    except LinkError as error:
        layer = "presentation context" if error.outcome.code == "NO-CONTEXT" else "association"
        raise _Failed(layer, str(error)) from None
    with link:
        said = f"{destination.called_ae} accepts associations from {destination.calling_ae}."
        yield Layer("association", True, said)
        yield _contexts(link, kinds)
        yield _echo(link)


def _contexts(link: Link, kinds: tuple[Kind, ...]) -> Layer:
    refused = sorted({UID(sop_class).name for sop_class, syntax in kinds if (sop_class, syntax) not in link.kinds})
    if refused:
        raise _Failed("presentation context", f"The PACS does not accept {', '.join(refused)}.")
    names = sorted({UID(sop_class).name for sop_class, _ in kinds})
    return Layer("presentation context", True, f"The PACS accepts {', '.join(names)}.")


def _echo(link: Link) -> Layer:
    status = link.echo()
    if status == 0:
        return Layer("C-ECHO", True, "The PACS answers.")
    said = "The PACS did not answer." if status is None else f"The PACS answered with status {status:04X}."
    return Layer("C-ECHO", False, said)

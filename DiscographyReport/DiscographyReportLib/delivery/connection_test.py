# SPDX-License-Identifier: Apache-2.0
"""A test of a destination, layer by layer: name, TCP, TLS, and then those of its protocol."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from pydicom.uid import Comprehensive3DSRStorage, ExplicitVRLittleEndian

from .clients import missing_client
from .credentials import Secret
from .destination import AnyDestination, Destination
from .errors import DeliveryError
from .layer import Layer, LayerFailed
from .network import check_tls, connect_tcp, resolve
from .outcome import LinkError

DEFAULT_KINDS = ((str(Comprehensive3DSRStorage), str(ExplicitVRLittleEndian)),)


def check_connection(
    destination: AnyDestination, kinds: Iterable[tuple[str, str]] = DEFAULT_KINDS, secret: Secret | None = None
) -> Iterator[Layer]:
    """The layers from the bottom up; the first that fails is the last that comes. Nothing is stored.

    ``kinds``: SOP class and transfer syntax, as UIDs. DeliveryError: the package that speaks the protocol is missing.
    """
    try:
        yield from _network(destination)
        yield from _protocol(destination, tuple(kinds), secret)
    except LayerFailed as failed:
        yield failed.layer


def _network(destination: AnyDestination) -> Iterator[Layer]:
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
        raise LayerFailed(name, str(error)) from None


def _protocol(
    destination: AnyDestination, kinds: tuple[tuple[str, str], ...], secret: Secret | None
) -> Iterator[Layer]:
    try:
        if isinstance(destination, Destination):
            from .connection_test_dimse import dimse_layers

            return dimse_layers(destination, kinds)
        from .connection_test_web import web_layers

        return web_layers(destination, secret)
    except ImportError:
        raise DeliveryError(missing_client(destination)) from None

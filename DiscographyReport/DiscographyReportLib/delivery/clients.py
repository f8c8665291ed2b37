# SPDX-License-Identifier: Apache-2.0
"""Which client speaks to a destination. Each is imported when it is needed: its package may be missing."""

from types import ModuleType

from .destination import AnyDestination, Protocol
from .errors import DeliveryError

_PACKAGES = {Protocol.DIMSE: "pynetdicom", Protocol.DICOMWEB: "requests"}


def client_for(destination: AnyDestination) -> ModuleType:
    """The module with ``connect`` and ``MOST_KINDS``; DeliveryError where its package is not installed."""
    try:
        if destination.protocol is Protocol.DICOMWEB:
            from . import stow

            return stow
        from . import dimse
    except ImportError:
        raise DeliveryError(f"{missing_client(destination)}; nothing was sent") from None
    return dimse


def missing_client(destination: AnyDestination) -> str:
    """What is not installed, and how to mend it."""
    package = _PACKAGES[destination.protocol]
    return f"{package} is not installed (pip install {package} installs it)"

# SPDX-License-Identifier: Apache-2.0
"""One destination: where a PACS is and how to speak to it. It never holds a password."""

import math
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from .errors import DeliveryError

_NAME = re.compile(r"[\w][\w .-]{0,63}")
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,253}")
_AE_TITLE = re.compile(r"(?=.*\S)[ -\[\]-~]{1,16}")
_LONGEST_TIMEOUT_S = 600.0


@dataclass(frozen=True)
class Tls:
    """Files (PEM) for TLS. The host name is always checked, and there is no way around a certificate that fails."""

    authorities: str | None = None
    """Certificate authorities to trust; None: those of the system."""
    certificate: str | None = None
    key: str | None = None
    """Our own certificate and its key, where the PACS asks for one."""

    def __post_init__(self) -> None:
        _texts(self)
        if (self.certificate is None) != (self.key is None):
            raise DeliveryError("a client certificate and its key belong together: name both files, or neither")


@dataclass(frozen=True)
class Destination:
    """A PACS that takes objects by DIMSE C-STORE (PS3.4 Annex B)."""

    name: str
    host: str
    port: int
    called_ae: str
    calling_ae: str
    timeout_s: float = 30.0
    """For each step: connect, TLS, association, answer."""
    query: bool = False
    """Ask by C-FIND (PS3.4 Annex C): after storing, and before a report goes out again after a lost answer."""
    tls: Tls | None = None

    def __post_init__(self) -> None:
        """Raise DeliveryError for a value that no PACS can have."""
        for value, pattern, what in (
            (self.name, _NAME, "name: letters, digits, blanks, dots and hyphens, at most 64"),
            (self.host, _HOST, "host: a host name or an address, without protocol and port"),
            (self.called_ae, _AE_TITLE, "called AE title: 1 to 16 ASCII characters without backslash (PS3.5 6.2)"),
            (self.calling_ae, _AE_TITLE, "calling AE title: 1 to 16 ASCII characters without backslash (PS3.5 6.2)"),
        ):
            if not isinstance(value, str) or not pattern.fullmatch(value):
                raise DeliveryError(f"{value!r} is no {what}")
        if type(self.port) is not int or not 1 <= self.port <= 65535:
            raise DeliveryError(f"{self.port!r} is no port: a number from 1 to 65535")
        _check_seconds(self.timeout_s)
        if type(self.query) is not bool:
            raise DeliveryError(f"query is {self.query!r}; it is true or false")

    @property
    def shown(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port}"

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def destination_from(content: Any, where: str) -> Destination:
    """The reverse of ``plain``. An unknown field, a password say, is refused with DeliveryError."""
    known = _known(content, Destination, where)
    if known.get("tls") is not None:
        known["tls"] = Tls(**_known(known["tls"], Tls, f"{where}, tls"))
    try:
        return Destination(**known)
    except TypeError:
        raise DeliveryError(f"{where} lacks a name, host, port, called_ae or calling_ae") from None


def _known(content: Any, kind: type, where: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise DeliveryError(f"{where} is no JSON object")
    unknown = content.keys() - {field.name for field in fields(kind)}
    if unknown:
        raise DeliveryError(f"{where} has the unknown field {min(unknown)}; take it out (passwords are kept nowhere)")
    return dict(content)


def _check_seconds(value: float) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or not 0 < value <= _LONGEST_TIMEOUT_S:
        raise DeliveryError(f"{value!r} is no time-out: seconds, more than 0 and at most {_LONGEST_TIMEOUT_S:.0f}")


def _texts(tls: Tls) -> None:
    for name, value in asdict(tls).items():
        if value is not None and (not isinstance(value, str) or not value):
            raise DeliveryError(f"tls {name} is {value!r}; it is the name of a file")

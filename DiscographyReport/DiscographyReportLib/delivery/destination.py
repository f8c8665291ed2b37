# SPDX-License-Identifier: Apache-2.0
"""One destination: where a PACS is and how to speak to it, by DIMSE or by DICOMweb. It never holds a password."""

import math
import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, TypeAlias

from ..texts import N_, _
from .errors import DeliveryError
from .web_address import check_url, host_of, is_loopback, is_secured, port_of

_NAME = re.compile(r"[\w][\w .-]{0,63}")
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,253}")
_AE_TITLE = re.compile(r"(?=.*\S)[ -\[\]-~]{1,16}")
_LONGEST_TIMEOUT_S = 600.0
_NAME_RULE = N_("name: letters, digits, blanks, dots and hyphens, at most 64")
_AE_RULE = N_("AE title: 1 to 16 ASCII characters without backslash (PS3.5 6.2)")


class Protocol(StrEnum):
    """How a PACS is spoken to. The values are persisted."""

    DIMSE = "dimse"
    DICOMWEB = "dicomweb"


class Login(StrEnum):
    """What a DICOMweb server asks for. The values are persisted."""

    NONE = "none"
    BASIC = "basic"
    """User name and password (RFC 7617)."""
    BEARER = "bearer"
    """A token (RFC 6750)."""


@dataclass(frozen=True)
class Tls:
    """Files (PEM) for TLS. The host name is always checked, and there is no way around a certificate that fails."""

    authorities: str | None = None
    """Certificate authorities to trust; None: those of the system."""
    certificate: str | None = None
    key: str | None = None
    """Our own certificate and its key, where the PACS asks for one."""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value is not None and (not isinstance(value, str) or not value):
                raise DeliveryError(
                    _("tls {name} is {value!r}; it is the name of a file").format(name=name, value=value)
                )
        if (self.certificate is None) != (self.key is None):
            raise DeliveryError(_("a client certificate and its key belong together: name both files, or neither"))


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
    commitment_port: int | None = None
    """Where we listen for the storage commitment (PS3.4 Annex J) that we then ask for; None: it is not asked for."""

    def __post_init__(self) -> None:
        """Raise DeliveryError for a value that no PACS can have."""
        _check_text(self.name, _NAME, _(_NAME_RULE))
        _check_text(self.host, _HOST, _("host: a host name or an address, without protocol and port"))
        _check_text(self.called_ae, _AE_TITLE, _("called {rule}").format(rule=_(_AE_RULE)))
        _check_text(self.calling_ae, _AE_TITLE, _("calling {rule}").format(rule=_(_AE_RULE)))
        for port in (self.port, *([] if self.commitment_port is None else [self.commitment_port])):
            if type(port) is not int or not 1 <= port <= 65535:
                raise DeliveryError(_("{port!r} is no port: a number from 1 to 65535").format(port=port))
        _check_manner(self.timeout_s, self.query)

    @property
    def protocol(self) -> Protocol:
        """Which client speaks to it."""
        return Protocol.DIMSE

    @property
    def needs_secret(self) -> bool:
        """DIMSE knows no password; certificates are files."""
        return False

    @property
    def shown(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port}"

    @property
    def place(self) -> str:
        """Which archive it is, whatever it is called here: the address, and the AE title that it answers to."""
        return f"{self.shown} {self.called_ae}"

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"protocol": self.protocol.value, **asdict(self)}


@dataclass(frozen=True)
class WebDestination:
    """A PACS that takes objects by STOW-RS (PS3.18 10.5), the store service of DICOMweb."""

    name: str
    url: str
    """The base that ``/studies`` is added to: ``https://pacs.hospital.org/dicom-web``."""
    timeout_s: float = 30.0
    """For each step: connect, TLS, answer."""
    query: bool = True
    """Read back and compare (WADO-RS), or look it up (QIDO-RS): after storing, and before sending a doubtful one."""
    tls: Tls | None = None
    """Never None with https."""
    login: Login = Login.NONE
    user: str | None = None
    """With the log-in ``basic``."""

    def __post_init__(self) -> None:
        """Raise DeliveryError for a value that no server can have, or that would give a password away."""
        _check_text(self.name, _NAME, _(_NAME_RULE))
        object.__setattr__(self, "url", check_url(self.url))
        _check_manner(self.timeout_s, self.query)
        if not is_secured(self.url) and self.tls is not None:
            raise DeliveryError(
                _("{url} begins with http, so no certificates belong to it; use https").format(url=self.url)
            )
        if is_secured(self.url) and self.tls is None:
            object.__setattr__(self, "tls", Tls())
        self._check_login()

    def _check_login(self) -> None:
        if self.login not in tuple(Login):
            raise DeliveryError(_("{login!r} is no log-in: {known}").format(login=self.login, known=", ".join(Login)))
        object.__setattr__(self, "login", Login(self.login))
        if (self.user is not None) != (self.login is Login.BASIC):
            raise DeliveryError(_("a user name and the log-in basic belong together: give both, or neither"))
        if self.user is not None and (not isinstance(self.user, str) or not _is_user(self.user)):
            raise DeliveryError(_("that is no user name: 1 to 128 printable characters without colon (RFC 7617)"))
        if self.needs_secret and not is_secured(self.url) and not is_loopback(self.url):
            raise DeliveryError(_("{url} would carry the log-in unencrypted; use https").format(url=self.url))

    @property
    def protocol(self) -> Protocol:
        """Which client speaks to it."""
        return Protocol.DICOMWEB

    @property
    def needs_secret(self) -> bool:
        """Whether a password or a token has to be known before anything can be sent."""
        return self.login is not Login.NONE

    @property
    def host(self) -> str:
        """The host in the URL."""
        return host_of(self.url)

    @property
    def port(self) -> int:
        """The port in the URL, or that of its protocol."""
        return port_of(self.url)

    @property
    def shown(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port}"

    @property
    def place(self) -> str:
        """Which archive it is, whatever it is called here."""
        return self.url

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"protocol": self.protocol.value, **asdict(self), "login": self.login.value}


AnyDestination: TypeAlias = Destination | WebDestination


def destination_from(content: Any, where: str) -> AnyDestination:
    """The reverse of ``plain``. An unknown field, a password say, is refused with DeliveryError."""
    protocol = content.get("protocol", Protocol.DIMSE) if isinstance(content, dict) else Protocol.DIMSE
    if protocol not in tuple(Protocol):
        raise DeliveryError(
            _("{where} has the unknown protocol {protocol!r}; known are {known}").format(
                where=where, protocol=protocol, known=", ".join(Protocol)
            )
        )
    kind: type[AnyDestination] = WebDestination if protocol == Protocol.DICOMWEB else Destination
    known = _known(content, kind, where)
    if known.get("tls") is not None:
        known["tls"] = Tls(**_known(known["tls"], Tls, f"{where}, tls"))
    try:
        return kind(**known)
    except TypeError:
        lacks = _("a name or url") if kind is WebDestination else _("a name, host, port, called_ae or calling_ae")
        raise DeliveryError(_("{where} lacks {lacks}").format(where=where, lacks=lacks)) from None


def _known(content: Any, kind: type, where: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise DeliveryError(_("{where} is no JSON object").format(where=where))
    unknown = content.keys() - {field.name for field in fields(kind)} - {"protocol"}
    if unknown:
        raise DeliveryError(
            _("{where} has the unknown field {unknown}; take it out (passwords are kept nowhere)").format(
                where=where, unknown=min(unknown)
            )
        )
    return {name: value for name, value in content.items() if name != "protocol"}


def _check_text(value: Any, pattern: re.Pattern[str], what: str) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise DeliveryError(_("{value!r} is no {what}").format(value=value, what=what))


def _is_user(user: str) -> bool:
    return 0 < len(user) <= 128 and user.isprintable() and ":" not in user


def _check_manner(timeout_s: Any, query: Any) -> None:
    is_number = isinstance(timeout_s, int | float) and not isinstance(timeout_s, bool) and math.isfinite(timeout_s)
    if not is_number or not 0 < timeout_s <= _LONGEST_TIMEOUT_S:
        raise DeliveryError(
            _("{timeout_s!r} is no time-out: seconds, more than 0 and at most {longest:.0f}").format(
                timeout_s=timeout_s, longest=_LONGEST_TIMEOUT_S
            )
        )
    if type(query) is not bool:
        raise DeliveryError(_("query is {query!r}; it is true or false").format(query=query))

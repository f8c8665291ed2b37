# SPDX-License-Identifier: Apache-2.0
"""The form of a destination: what is typed into it, and the destination that it makes."""

from dataclasses import dataclass, replace

from ..delivery.destination import AnyDestination, Destination, Login, Protocol, Tls, WebDestination
from ..delivery.errors import DeliveryError
from .texts import _

OWN_AE = "SLICER"
_TIMEOUT = "30"


@dataclass(frozen=True)
class Entry:
    """What stands in the form, as it was typed."""

    name: str = ""
    protocol: str = Protocol.DIMSE.value
    address: str = ""
    called_ae: str = ""
    calling_ae: str = OWN_AE
    timeout: str = _TIMEOUT
    query: bool = False
    commitment_port: str = ""
    tls: bool = False
    authorities: str = ""
    certificate: str = ""
    key: str = ""
    login: str = Login.NONE.value
    user: str = ""

    @property
    def is_web(self) -> bool:
        """Whether it is for DICOMweb."""
        return self.protocol == Protocol.DICOMWEB


def made_of(entry: Entry) -> AnyDestination:
    """The destination that the form says; ``DeliveryError`` says why it is none."""
    return _web_of(entry) if entry.is_web else _dimse_of(entry)


def _tls_of(entry: Entry) -> Tls | None:
    return Tls(entry.authorities or None, entry.certificate or None, entry.key or None) if entry.tls else None


def _dimse_of(entry: Entry) -> Destination:
    host, colon, port = entry.address.strip().rpartition(":")
    if not colon or not _is_number(port):
        raise DeliveryError(_("the address is host:port, as in pacs.hospital.org:104"))
    commitment = entry.commitment_port.strip()
    if commitment and not _is_number(commitment):
        raise DeliveryError(_("the port for storage commitment is a number, or empty"))
    return Destination(
        entry.name.strip(), host.strip("[]"), int(port), entry.called_ae.strip(), entry.calling_ae.strip(),
        timeout_s=_seconds(entry), query=entry.query, tls=_tls_of(entry),
        commitment_port=int(commitment) if commitment else None,
    )  # fmt: skip


def _web_of(entry: Entry) -> WebDestination:
    login = Login(entry.login)
    user = entry.user.strip() if login is Login.BASIC else None
    files = _tls_of(entry) if entry.address.strip().lower().startswith("https:") else None
    return WebDestination(
        entry.name.strip(), entry.address.strip(), timeout_s=_seconds(entry), query=entry.query, tls=files, login=login,
        user=user,
    )  # fmt: skip


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5


def _seconds(entry: Entry) -> float:
    try:
        return float(entry.timeout.strip().replace(",", "."))
    except ValueError:
        raise DeliveryError(_("the time-out is a number of seconds")) from None


def entry_of(held: AnyDestination) -> Entry:
    """A destination as it stands in the form."""
    tls = held.tls
    common = Entry(
        name=held.name,
        protocol=held.protocol.value,
        timeout=f"{held.timeout_s:g}",
        query=held.query,
        tls=tls is not None,
        authorities="" if tls is None else tls.authorities or "",
        certificate="" if tls is None else tls.certificate or "",
        key="" if tls is None else tls.key or "",
    )
    if isinstance(held, Destination):
        port = "" if held.commitment_port is None else str(held.commitment_port)
        aes = replace(common, called_ae=held.called_ae, calling_ae=held.calling_ae, commitment_port=port)
        return replace(aes, address=_host_and_port(held))
    return replace(common, address=held.url, login=held.login.value, user=held.user or "")


def _host_and_port(held: Destination) -> str:
    return f"[{held.host}]:{held.port}" if ":" in held.host else f"{held.host}:{held.port}"

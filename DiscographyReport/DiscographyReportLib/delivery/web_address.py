# SPDX-License-Identifier: Apache-2.0
"""The address of a DICOMweb server: which URLs are one, and what is in them."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from ..texts import _
from .errors import DeliveryError

_PORTS = {"http": 80, "https": 443}
_LONGEST = 1024


def check_url(url: object) -> str:
    """The URL without the slash at its end; DeliveryError where it is no base of a DICOMweb server.

    A password in it would be kept on the disk and shown, so the error does not repeat the URL then.
    """
    is_text = isinstance(url, str) and url.isascii() and url.isprintable() and " " not in url
    if not isinstance(url, str) or not is_text or not 0 < len(url) <= _LONGEST:
        raise DeliveryError(_("the URL is none: ASCII without blanks, as in https://pacs.hospital.org/dicom-web"))
    parts = _split(url)
    if "@" in parts.netloc:
        raise DeliveryError(_("the URL holds a user name or a password; take it out, and give it as the log-in"))
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise DeliveryError(_("the URL has a part after ? or #; leave it out"))
    if parts.scheme not in _PORTS or not parts.hostname or "\\" in url:
        raise DeliveryError(
            _("{url} is no URL of a DICOMweb server, as in https://pacs.hospital.org/dicom-web").format(url=url)
        )
    return url.rstrip("/")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.port == 0:
            raise ValueError
    except ValueError:
        raise DeliveryError(_("the URL has an impossible host or port; as in https://pacs.hospital.org:8443")) from None
    return parts


def host_of(url: str) -> str:
    """Name or address, IPv6 without brackets."""
    return urlsplit(url).hostname or ""


def port_of(url: str) -> int:
    """The port written, or 80 and 443."""
    parts = urlsplit(url)
    return parts.port or _PORTS[parts.scheme]


def is_secured(url: str) -> bool:
    """Whether it is https."""
    return urlsplit(url).scheme == "https"


def is_loopback(url: str) -> bool:
    """Whether what is sent there never leaves this machine."""
    host = host_of(url)
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

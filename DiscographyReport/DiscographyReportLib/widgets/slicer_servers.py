# SPDX-License-Identifier: Apache-2.0
"""The servers that Slicer's DICOM module knows, to be taken over into our list. Its settings are read, never written.

CTK keeps them (ctkDICOMServerNodeWidget2): ``DICOM/ServerNodeCount``, and each server as JSON in
``DICOM/ServerNodes/<n>``.
"""

import json
from collections.abc import Callable
from typing import NamedTuple

_COUNT, _NODE = "DICOM/ServerNodeCount", "DICOM/ServerNodes/{number}"
_SEND_URL, _SEND_AE, _SEND_PROTOCOL = "DICOM/Send/URL", "DICOM/Send/AETitle", "DICOM/Send/Protocol"
_MOST = 200
Read = Callable[[str], str]


class Server(NamedTuple):
    """What Slicer knows of one; all as texts, and nothing of it is checked yet."""

    name: str
    address: str
    """``host:port``, or the URL of a DICOMweb server."""
    called_ae: str
    calling_ae: str
    web: bool


def slicer_servers(read: Read) -> tuple[Server, ...]:
    """All of them; one that cannot be read is left out. ``read`` gives a setting by its whole name, else nothing."""
    count = read(_COUNT)
    numbers = range(min(int(count), _MOST)) if count.isdecimal() else ()
    found = [_server(read(_NODE.format(number=number))) for number in numbers]
    return tuple(one for one in (*found, _last_sent_to(read)) if one is not None)


def _server(text: str) -> Server | None:
    try:
        node = {str(key): str(value) for key, value in json.loads(text).items()}
    except (ValueError, AttributeError, RecursionError):
        return None
    host, port = node.get("Address", ""), node.get("Port", "")
    if not host:
        return None
    return Server(
        node.get("Name", "") or host, f"{host}:{port}", node.get("Called AETitle", ""),
        node.get("Calling AETitle", ""), False,
    )  # fmt: skip


def _last_sent_to(read: Read) -> Server | None:
    """Where Slicer's own Send dialog last sent to."""
    url = read(_SEND_URL)
    if not url:
        return None
    web = read(_SEND_PROTOCOL) == "DICOMweb"
    return Server("Slicer Send", url, "" if web else read(_SEND_AE), "", web)

# SPDX-License-Identifier: Apache-2.0
"""What ``requests`` sends through: lines with a deadline, and our own TLS context."""

import socket
import ssl
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from .watch import Watch


class WatchedAdapter(HTTPAdapter):
    """One line to one server, watched; certificates are judged by our own TLS context alone."""

    def __init__(self, watch: Watch, context: ssl.SSLContext | None) -> None:
        self._watch = watch
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:
        """Called by ``requests``."""
        if self._context is not None:
            settings["ssl_context"] = self._context
        super().init_poolmanager(*arguments, **settings)
        _watch_lines(self.poolmanager, self._watch)

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Called by ``requests``, which here adds the authorities of certifi to those that the user named."""


def _watch_lines(manager: PoolManager, watch: Watch) -> None:
    manager.pool_classes_by_scheme = {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": _watched(HTTPConnection, watch)}),
        "https": type("SecuredPool", (HTTPSConnectionPool,), {"ConnectionCls": _watched(HTTPSConnection, watch)}),
    }


def _watched(kind: Any, watch: Watch) -> Any:
    class Watched(kind):
        def _new_conn(self) -> socket.socket:
            watch.connected = False
            line: socket.socket = super()._new_conn()
            watch.keep(line)
            return line

        def connect(self) -> None:
            super().connect()
            watch.connected = True

    return Watched

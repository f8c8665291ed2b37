# SPDX-License-Identifier: Apache-2.0
"""A line that breaks: passes bytes on to a port of loopback and cuts after so many of them."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_RESET = struct.pack("ii", 1, 0)
_ARRIVE_S = 0.05


class CuttingProxy:
    """Counts the bytes of its last connection in `up` (to the server) and `down`; None never cuts."""

    def __init__(self, target: int, up_limit: int | None, down_limit: int | None) -> None:
        self._target = target
        self._limits = {"up": up_limit, "down": down_limit}
        self.passed = {"up": 0, "down": 0}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            self.passed = {"up": 0, "down": 0}
            for source, sink, way in ((client, server, "up"), (server, client, "down")):
                threading.Thread(target=self._pass_on, args=(source, sink, way), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        limit = self._limits[way]
        with suppress(OSError):
            while data := source.recv(65536):
                allowed = data if limit is None else data[: max(0, limit - self.passed[way])]
                sink.sendall(allowed)
                self.passed[way] += len(allowed)
                if len(allowed) < len(data):
                    # So that what was passed on arrives before the reset overtakes it.
                    time.sleep(_ARRIVE_S)
                    break
        for end in (source, sink):
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()


@contextmanager
def cutting(target: int, *, up: int | None = None, down: int | None = None) -> Iterator[CuttingProxy]:
    proxy = CuttingProxy(target, up, down)
    try:
        yield proxy
    finally:
        proxy.close()

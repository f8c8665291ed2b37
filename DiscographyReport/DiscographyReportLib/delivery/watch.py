# SPDX-License-Identifier: Apache-2.0
"""A deadline for a whole exchange over a line.

The time-out of a socket begins anew with every byte: a peer that sends one in time, again and again, holds us up for
ever (in a handshake, in headers, in a body). At the deadline the line itself is cut.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Watch:
    """The lines that are open, and whether time is up."""

    def __init__(self) -> None:
        self.connected = False
        """Whether the newest line stands, with TLS where it is wanted: from then on something may have been sent."""
        self.expired = False
        self._lines: list[socket.socket] = []

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Cut every line if the ``with`` lasts longer."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def keep(self, line: socket.socket) -> None:
        """A new line. Its double stays valid when TLS takes the socket over."""
        self.close()
        self._lines.append(line.dup())
        if self.expired:
            self._cut()

    def close(self) -> None:
        """Forget the lines."""
        while self._lines:
            self._lines.pop().close()

    def _cut(self) -> None:
        self.expired = True
        for line in tuple(self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

# SPDX-License-Identifier: Apache-2.0
"""The worker of this panel: a child process that sends what waits, and is asked now and then whether it lives."""

import time
from collections.abc import Callable, Mapping

from ..delivery.credentials import Secret, secrets_line
from ..delivery.places import outbox_file
from ..jobs.child import Child, Launch
from .texts import _

WORKER = "DiscographyReportLib.delivery.worker_process"
_AGAIN_S = 10.0
"""A worker that is gone while something waits is replaced, but not more often than this."""


class Sender:
    """At most one process of ours at a time; that of another Slicer may be at the same outbox."""

    def __init__(self, launch: Callable[[], Launch], clock: Callable[[], float] = time.monotonic) -> None:
        """``launch`` says how a child process is started; ``clock`` gives seconds."""
        self._launch, self._clock = launch, clock
        self._worker: Child | None = None
        self.refresh()

    def refresh(self) -> None:
        """A person is there, or did something: one that gave up may be started again, and at once."""
        self._failed, self._started_at = False, -_AGAIN_S

    def start(self, secrets: Mapping[str, Secret]) -> str:
        """Start it where none is at it and it may be started; why it could not be, else nothing."""
        if self._worker is not None or self._failed or self._clock() - self._started_at < _AGAIN_S:
            return ""
        self._started_at = self._clock()
        try:
            self._worker = Child(self._launch(), WORKER, [str(outbox_file())])
        except OSError as error:
            self._failed = True
            return _("The sender cannot be started: {reason}.").format(reason=error.strerror or error)
        self.tell(secrets)
        return ""

    def tell(self, secrets: Mapping[str, Secret]) -> None:
        """Secrets, before the worker can take up what needs them."""
        if self._worker is not None:
            self._worker.tell(secrets_line(secrets))

    def look(self) -> str:
        """Why it gave up, where it just has; else nothing. One that was killed is replaced by the next start."""
        worker = self._worker
        if worker is None or worker.running:
            return ""
        self._worker = None
        if not worker.code:
            return ""
        self._failed = worker.code > 0
        said = worker.lines()
        why = said[-1] if said else _("exit status {code}").format(code=worker.code)
        return _("The sender stopped: {why}").format(why=why)

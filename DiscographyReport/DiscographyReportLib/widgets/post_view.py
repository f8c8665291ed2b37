# SPDX-License-Identifier: Apache-2.0
"""The clock of delivery: while the module is open, files are looked at again and again, and the network never is."""

from collections.abc import Callable
from typing import Any

import qt

from .destinations import Destinations
from .post import Post
from .work_list import WorkList

_BEAT_MS = 500


class PostClock:
    """Beats while the module is shown, and tells the sections only when there is something new."""

    def __init__(
        self, parent: Any, post: Post, work_list: WorkList, destinations: Destinations, show: Callable[[], None]
    ) -> None:
        """``show`` writes what concerns delivery, and nothing else."""
        self._show = show
        self._post, self._work_list, self._destinations = post, work_list, destinations
        self._was_testing = (False, 0)
        self._timer = qt.QTimer(parent)
        self._timer.setInterval(_BEAT_MS)
        self._timer.connect("timeout()", self.beat)

    def start(self) -> None:
        """The module was chosen."""
        self._post.enter()
        self._destinations.enter()
        self._timer.start()

    def stop(self) -> None:
        """The module was left; what is being sent goes on."""
        self._timer.stop()

    def beat(self) -> None:
        """Look once."""
        changed = self._post.tick()
        changed = self._work_list.read_some() or changed
        testing = (self._destinations.testing, len(self._destinations.layers()))
        changed = testing != self._was_testing or changed
        self._was_testing = testing
        desk = self._work_list.desk
        for note in self._post.taken_notes():
            desk.say(note)
            changed = True
        if changed:
            self._show()

# SPDX-License-Identifier: Apache-2.0
"""Whether the window is free while reports are sent: gaps between the beats of a 5 ms clock. For ``bench_child``."""

import os
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench_panel import _panel
from bench_work import Measured
from Delivery.made_documents import a_document  # type: ignore[import-not-found]
from Delivery.servers import store_scp, to_port  # type: ignore[import-not-found]
from DiscographyReportLib.delivery.destinations import add_destination
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.places import destinations_file, outbox_file

_BEAT_MS, _LONGEST_S = 5, 120.0


def window_idle(folder: Path, _count: int) -> Measured:
    """The longest gap while nothing is sent, for as long as a few beats of the panel's own clock take."""
    _own_places(folder)
    return _longest_gap(_panel(), lambda _view, since_s: since_s > 5.0), None


def window_sending(folder: Path, count: int) -> Measured:
    """The longest gap while the worker sends reports to a real server and the work list is looked at."""
    _own_places(folder)
    place = folder / "received" / str(time.monotonic_ns())
    place.mkdir(parents=True)
    view = _panel()
    with store_scp(place) as server:
        destination = to_port(server.port)
        add_destination(destinations_file(), destination)
        with Outbox(outbox_file()) as outbox:
            for _ in range(count):
                outbox.put(a_document(), destination)
        view.work_list.toggle(True)
        gap = _longest_gap(view, lambda view, since_s: since_s > 2.0 and not view.panel.post.open)
        assert server.received == count
    return gap, None


def _own_places(folder: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = str(folder / "places" / str(time.monotonic_ns()))


def _longest_gap(view: Any, done: Any) -> float:
    """Seconds. The panel is entered inside: so is what that costs when reports wait."""
    import qt
    import slicer

    beats: list[float] = []
    timer = qt.QTimer()
    timer.setInterval(_BEAT_MS)
    timer.connect("timeout()", lambda: beats.append(time.perf_counter()))
    timer.start()
    start = time.perf_counter()
    while not done(view, time.perf_counter() - start):
        slicer.app.processEvents()
        assert time.perf_counter() - start < _LONGEST_S, view.panel.post.problem
        time.sleep(0.0005)
    timer.stop()
    return max(later - earlier for earlier, later in pairwise(beats))

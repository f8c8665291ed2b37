# SPDX-License-Identifier: Apache-2.0
"""What a user does to send a report, and what a test waits for: real servers, a real worker, real keys and clicks."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydicom

from DiscographyReportLib.delivery.destination import AnyDestination
from DiscographyReportLib.delivery.destinations import add_destination
from DiscographyReportLib.delivery.places import destinations_file, outbox_file
from Host.hands import settle
from Panel import user

STARTED_S = 2.0
LONGEST_S = 60.0


def part(view: Any) -> Any:
    """The widgets of Send."""
    return user.widgets(view, "Sending")


def add(view: Any, destination: AnyDestination) -> None:
    """A destination of the user, chosen in the panel."""
    add_destination(destinations_file(), destination)
    view.panel.post.reread_destinations()
    view.panel.sending.choose(destination.name)


def export(view: Any) -> Path:
    """The report as a file in its folder."""
    done = view.panel.closing.export()
    assert done is not None, view.desk.message
    path: Path = done.path
    return path


def ask(view: Any, hands: Any) -> None:
    """Press Send: the confirmation opens, and has the keyboard."""
    hands.click(part(view).sendButton)
    assert_asked(view, hands)


def assert_asked(view: Any, hands: Any) -> None:
    """The question stands, all of it in sight, and the keyboard is on No."""
    assert part(view).confirmBox.visible, view.desk.message
    _assert_all_in_sight(part(view).confirmBox)
    assert hands.focused().objectName == "leaveButton"


def _assert_all_in_sight(widget: Any) -> None:
    """Nobody can agree to what is scrolled away."""
    shown = widget.visibleRegion().boundingRect()
    assert (shown.width(), shown.height()) == (widget.width, widget.height), shown


def agree(view: Any, hands: Any) -> None:
    """From the answer No to the answer Yes by keys, and press it."""
    ask(view, hands)
    while hands.focused().objectName != "nowButton":
        hands.press("Tab")
    hands.press("Space")


def wait_until(view: Any, done: Callable[[], bool], longest_s: float = LONGEST_S) -> None:
    """Let the panel's own clock beat until something is so; the test touches nothing meanwhile."""
    ends = time.monotonic() + longest_s
    while not done():
        seen = [(one.state.value, one.answer) for one in view.panel.post.deliveries]
        assert time.monotonic() < ends, f"not in {longest_s} s: {view.desk.message} {view.panel.post.problem} {seen}"
        settle()
        time.sleep(0.01)


def sent_says(view: Any, words: str) -> Callable[[], bool]:
    """Whether the panel says so of the report on the desk."""
    return lambda: words in part(view).sentLabel.text


def received(folder: Path) -> list[pydicom.Dataset]:
    """What a server has written, in no order."""
    return [pydicom.dcmread(path) for path in folder.iterdir()]


def _workers() -> dict[int, str]:
    """The processes that work on the outbox of this test, by their ids, and how they were started."""
    found, outbox = {}, str(outbox_file())
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = place.read_bytes().decode(errors="replace").split("\0")
            if outbox in command:
                environment = place.with_name("environ").read_bytes().decode(errors="replace")
                found[int(place.parent.name)] = "\n".join([*command, environment])
    return found


def worker_commands() -> list[str]:
    """Arguments and environment of the workers.

    A process that has just been started shows no arguments for a moment: its last program is gone and the new one not
    there yet. So one that is looked for is waited for.
    """
    ends = time.monotonic() + STARTED_S
    while not (found := _workers()) and time.monotonic() < ends:
        time.sleep(0.01)
    return list(found.values())


def end_workers() -> None:
    """A worker goes on as long as a report waits."""
    for number in _workers():
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)

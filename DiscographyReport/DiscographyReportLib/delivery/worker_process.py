# SPDX-License-Identifier: Apache-2.0
"""The worker as a process, for a program that must not wait for it: Slicer starts it with ``PythonSlicer -m``.

    python -m DiscographyReportLib.delivery.worker_process OUTBOX

Every line on its stdin holds secrets of destinations as JSON, or nothing; it waits for the first, or for the end of
stdin, before it begins. What stdin does not give is looked up in the keyring. It prints one line of JSON for each
change, after that change is on the disk, and ends when nothing waits any more but for a person. What it prints is
news; the truth is in the outbox. It goes on when nobody reads or writes any more: then the program that started it
has ended, and what it saved is still to be sent.
"""

import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from .credentials import Secret, find_secret, secrets_from_line
from .errors import DeliveryError
from .outbox import Outbox
from .packages import use_packages
from .places import account
from .records import AuditRow
from .worker import run_until_done

_DONE, _FAILED = 0, 2


class _Secrets(dict[str, Secret]):
    """What stdin gave, and else the keyring."""

    def get(self, name: str, _default: object = None) -> Secret | None:  # type: ignore[override]
        """By the name of a destination."""
        return super().get(name) or find_secret(name)


def main(arguments: list[str]) -> int:
    """Run; 2 and one sentence on stderr where it could not."""
    _outlive_the_terminal()
    use_packages()
    secrets, first = _Secrets(), threading.Event()
    # A daemon: at the end nobody waits for a line that never comes.
    threading.Thread(target=_listen, args=(sys.stdin, secrets, first), daemon=True).start()
    first.wait()
    try:
        with Outbox(Path(arguments[0]), who=account(), listener=_tell) as opened:
            run_until_done(opened, secrets)
    except DeliveryError as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED
    return _DONE


def _outlive_the_terminal() -> None:
    """A key pressed there, or its end, is meant for the program that started us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _listen(stdin: TextIO, secrets: dict[str, Secret], first: threading.Event) -> None:
    for line in stdin:
        try:
            secrets.update(secrets_from_line(line))
        except DeliveryError as error:
            sys.stderr.write(f"{error}\n")
        first.set()
    first.set()


def _tell(row: AuditRow) -> None:
    _say(asdict(row))


def _say(content: dict[str, str]) -> None:
    try:
        sys.stdout.write(f"{json.dumps(content)}\n")
        sys.stdout.flush()
    except (OSError, ValueError):
        # Whoever read has gone. What is left to print must not fail at the end either.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

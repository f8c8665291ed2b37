# SPDX-License-Identifier: Apache-2.0
"""A child process of ours that nobody waits for: a thread collects what it says; who asks gets the lines so far.

Secrets go to it as lines on its stdin: an argument or an environment variable could be read by others on the machine.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_LIBRARY_IN = Path(__file__).resolve().parents[2]
_PATH = "PYTHONPATH"
_MOST_LINES = 1000


@dataclass(frozen=True)
class Launch:
    """How a Python with our library is started: the program, and its whole environment."""

    python: str
    environment: Mapping[str, str]


def launch_from(python: str, environment: Mapping[str, str]) -> Launch:
    """A Python in an environment, with our library on its path."""
    path = os.pathsep.join(filter(None, (str(_LIBRARY_IN), environment.get(_PATH, ""))))
    return Launch(python, {**environment, _PATH: path})


def launch_here() -> Launch:
    """This Python, in the environment of this process."""
    return launch_from(sys.executable, os.environ)


class Child:
    """One process. It goes on when we end: it has a session of its own."""

    def __init__(self, launch: Launch, module: str, arguments: Sequence[str] = ()) -> None:
        """Start a module; ``OSError`` where the program cannot be started."""
        self._process = subprocess.Popen(
            [launch.python, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=dict(launch.environment),
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines: list[str] = []
        self._drain = threading.Thread(target=self._collect, args=(self._process.stdout,), daemon=True)
        self._drain.start()

    def tell(self, line: str) -> None:
        """Write a line to its stdin; one that has ended does not hear it."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def tell_all(self, lines: str) -> None:
        """The last that it is told."""
        assert self._process.stdin is not None
        self.tell(lines)
        with suppress(OSError):
            self._process.stdin.close()

    def lines(self) -> tuple[str, ...]:
        """What it has said so far, without line ends; of very much, the last."""
        return tuple(self._lines)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet, or something that it said is still on its way."""
        return self._process.poll() is None or self._drain.is_alive()

    @property
    def code(self) -> int | None:
        """Its exit status, once it has ended."""
        return self._process.poll()

    def stop(self) -> None:
        """End it. What it was doing is taken up by the next one."""
        self._process.terminate()

    def _collect(self, output: IO[str]) -> None:
        with output:
            for line in output:
                self._lines.append(line.rstrip("\n"))
                del self._lines[:-_MOST_LINES]

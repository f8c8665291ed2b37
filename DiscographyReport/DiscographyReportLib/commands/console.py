# SPDX-License-Identifier: Apache-2.0
"""What a command writes: answers to stdout, everything else to stderr."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

_BAR_WIDTH = 30
_PATIENCE_S = 1.0


def show(lines: Iterable[str]) -> None:
    """Lines of an answer."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def show_json(content: Any) -> None:
    """An answer for other programs."""
    sys.stdout.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def note(line: str) -> None:
    """A remark beside the answer."""
    sys.stderr.write(f"{line}\n")


def progress(what: str) -> Callable[[int, int], None]:
    """A progress bar on a terminal, once something has taken a second; called with (done, in all)."""
    started = time.monotonic()

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE_S:
            filled = _BAR_WIDTH * done // max(total, 1)
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{what} [{'#' * filled:{_BAR_WIDTH}}] {done}/{total}{end}")
            sys.stderr.flush()

    return report

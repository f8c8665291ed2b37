# SPDX-License-Identifier: Apache-2.0
"""Times what a user of the command line waits for: the median and the range of a few runs, each in a new process."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 5
COMMAND = str(Path(sys.executable).with_name("discography-report"))


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _say(what: str, times: list[float]) -> None:
    print(f"{what:<28} median {median(times):6.2f} s, {min(times):.2f} to {max(times):.2f} s in {len(times)} runs")


def main() -> None:
    """Print one line for each thing timed."""
    _say("python itself", [_seconds([sys.executable, "-c", ""]) for _ in range(RUNS)])
    _say("discography-report --help", [_seconds([COMMAND, "--help"]) for _ in range(RUNS)])
    with tempfile.TemporaryDirectory() as folder:
        _say("discography-report demo", [_seconds([COMMAND, "demo", f"{folder}/{run}"]) for run in range(RUNS)])


if __name__ == "__main__":
    main()

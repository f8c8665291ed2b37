# SPDX-License-Identifier: Apache-2.0
"""One measurement is one new process: its own clock for the work, and its peak memory as the system counted it.

This file and ``bench`` import the standard library only: a child's peak is never below what its parent holds.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CHILD = Path(__file__).with_name("bench_child.py")
_KIB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1


@dataclass(frozen=True)
class Sample:
    """Seconds of the work, peak resident memory in MB (of the largest process), bytes made where there are some."""

    seconds: float
    peak_mb: float
    size: int | None = None


@dataclass(frozen=True)
class Series:
    """The samples of one contender, in the order of the rounds."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(sample.seconds for sample in self.samples)

    @property
    def peak_mb(self) -> float:
        """The median of the peaks."""
        return median(sample.peak_mb for sample in self.samples)

    def times_faster_than(self, other: "Series") -> float:
        """Median of the ratios within each round, so that a slow minute of the machine counts for both."""
        return median(b.seconds / a.seconds for a, b in zip(self.samples, other.samples, strict=True))


def timed_command(command: Sequence[str]) -> Sample:
    """From the start of a process to its end."""
    start = time.perf_counter()
    _, peak = _run(command)
    return Sample(time.perf_counter() - start, peak)


def timed_work(scenario: str, folder: Path, *numbers: int) -> Sample:
    """A function of ``bench_work`` in a new Python; it times itself, without its imports and inputs."""
    output, peak = _run([sys.executable, str(CHILD), scenario, str(folder), *map(str, numbers)])
    answer = json.loads(output)
    return Sample(answer["seconds"], peak, answer["size"])


def in_turn(rounds: int, contenders: dict[str, Callable[[int], Sample]]) -> list[Series]:
    """Every contender once a round; each is called with the number of the round."""
    samples: dict[str, list[Sample]] = {name: [] for name in contenders}
    for number in range(rounds):
        for name, measure in contenders.items():
            samples[name].append(measure(number))
    return [Series(name, tuple(taken)) for name, taken in samples.items()]


def _run(command: Sequence[str]) -> tuple[str, float]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it was asked for"
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}")
    return output, usage.ru_maxrss * _KIB_PER_UNIT / 1024

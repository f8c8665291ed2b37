# SPDX-License-Identifier: Apache-2.0
"""The lines that the benchmark prints."""

from bench_measure import Series

_WIDTHS = f"{'':<34}{'median':>10}{'range':>20}{'peak MB':>10}{'kB':>8}  beside"


def heading() -> None:
    """The names of the columns."""
    print(_WIDTHS.rstrip(), flush=True)


def row(series: Series, beside: str = "") -> None:
    """One contender: time in ms, peak memory of its largest process, size of what it made."""
    times = [sample.seconds * 1000 for sample in series.samples]
    span = f"{_short(min(times))} to {_short(max(times))}"
    size = series.samples[0].size
    made = "" if size is None else f"{size / 1000:.0f}"
    line = f"{series.name:<34}{_short(series.seconds * 1000):>7} ms{span:>20}{series.peak_mb:>10.0f}{made:>8}"
    print(f"{line}  {beside}".rstrip(), flush=True)


def peer_row(series: Series, peer: Series) -> None:
    """A contender, and how many times faster than its peer it was."""
    row(series, f"{series.times_faster_than(peer):.1f} times faster than {peer.name.strip()}")


def goal(what: str, reached: bool) -> None:
    """A goal of the project, and whether this run reached it."""
    print(f"  goal: {what}: {'reached' if reached else 'NOT reached'}", flush=True)


def note(text: str) -> None:
    """A line between the rows."""
    print(f"  {text}", flush=True)


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds >= 100 else f"{milliseconds:.2f}"

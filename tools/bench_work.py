# SPDX-License-Identifier: Apache-2.0
"""The work that is timed. Each function gets the folder of the inputs and answers (seconds, bytes made or None).

Inputs are read and modules imported before the clock starts; a write is the first one of its process, on either side.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import bench_inputs as inputs
from DiscographyReportLib.jobs.read_many import read_many
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.document import from_json, to_json
from DiscographyReportLib.series.reading import read_series
from DiscographyReportLib.sr.envelope import Standing
from DiscographyReportLib.sr.foreign import read_file
from DiscographyReportLib.sr.reader import ReadReport
from DiscographyReportLib.sr.writer import write

Measured = tuple[float, int | None]
REPEATS = 15


def prepare(folder: Path, count: int) -> Measured:
    """The CT, and ``count`` different reports about it with all results."""
    start = time.perf_counter()
    inputs.write_ct(folder / "ct")
    (folder / "sr").mkdir()
    cores = os.cpu_count() or 1
    shares = [range(first, count, cores) for first in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(_save, [folder] * cores, shares))
    return time.perf_counter() - start, None


def _save(folder: Path, numbers: range) -> None:
    series = read_series(folder / "ct")
    for number in numbers:
        report = inputs.full_report(series, number)
        content = write(report, series, Standing(), inputs.assessment(report))
        (folder / "sr" / f"{number:05d}.dcm").write_bytes(content)


def write_ours(folder: Path, with_results: int) -> Measured:
    """Items, data sets and bytes of one report."""
    series = read_series(folder / "ct")
    report = inputs.full_report(series)
    assessment = inputs.assessment(report, with_results=bool(with_results))
    return _once(lambda: write(report, series, Standing(), assessment))


def write_sample_case(folder: Path, with_results: int) -> Measured:
    """The five lumbar discs of the case that users get as a sample, with what all rule sets answer, or without."""
    from DiscographyReportLib.criteria.evaluator import evaluate

    series = read_series(folder / "ct")
    report = inputs.sample_case(series)
    judged = evaluate(report)
    assessment = judged if with_results else judged._replace(results=())
    return _once(lambda: write(report, series, Standing(), assessment))


def write_highdicom(folder: Path, with_results: int) -> Measured:
    """The same with highdicom's templates, from headers already read."""
    from pydicom import dcmread

    import bench_highdicom

    headers = [dcmread(path, stop_before_pixels=True) for path in sorted((folder / "ct").iterdir())]
    report = inputs.full_report(read_series(folder / "ct"))
    assessment = inputs.assessment(report, with_results=bool(with_results))
    return _once(lambda: bench_highdicom.write(report, headers, assessment))


def _once(action: Callable[[], bytes]) -> Measured:
    start = time.perf_counter()
    made = action()
    return time.perf_counter() - start, len(made)


def read_ours(folder: Path, first: int, count: int) -> Measured:
    """Reports, envelopes and signed results, one file after another in one process; seconds per file."""
    return _each(_some(folder, first, count), _read_report)


def _read_report(path: Path) -> None:
    found = read_file(path)
    assert isinstance(found, ReadReport), f"{path} is one of ours"


def read_highdicom(folder: Path, first: int, count: int) -> Measured:
    """``srread`` and every group, number and answer; seconds per file."""
    import bench_highdicom

    return _each(_some(folder, first, count), bench_highdicom.read)


def _each(paths: list[Path], read: Callable[[Path], Any]) -> Measured:
    start = time.perf_counter()
    for path in paths:
        read(path)
    return (time.perf_counter() - start) / len(paths), None


def read_on_all_cores(folder: Path, first: int, count: int) -> Measured:
    """``jobs.read_many``, which also evaluates every report anew; seconds per file, the start of workers included."""
    paths = _some(folder, first, count)
    start = time.perf_counter()
    for path, found in read_many(paths):
        assert isinstance(found, ReadReport), f"{path} is one of ours"
    return (time.perf_counter() - start) / len(paths), None


def tid1500reader_on_all_cores(folder: Path, first: int, count: int) -> Measured:
    """A ``tid1500reader`` for each file, as many at a time as there are cores; seconds per file."""
    tool = str(tid1500reader())
    paths = _some(folder, first, count)

    def convert(path: Path) -> None:
        command = [tool, "--inputDICOM", str(path), "--outputMetadata", str(folder / f"{path.stem}.json")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    start = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(convert, paths))
    return (time.perf_counter() - start) / len(paths), None


def tid1500reader() -> Path | None:
    """dcmqi's converter, from the environment that runs this or from the path."""
    found = shutil.which("tid1500reader", path=str(Path(sys.executable).parent)) or shutil.which("tid1500reader")
    return Path(found) if found else None


def has_tid1500reader(_: Path) -> Measured:
    """Whether it is there, as a number of bytes."""
    return 0.0, int(tid1500reader() is not None)


def has_slicer_core(_: Path) -> Measured:
    """Whether the panel can be measured, as a number of bytes."""
    return 0.0, int(find_spec("slicer") is not None and find_spec("PySide6") is not None)


def _some(folder: Path, first: int, count: int) -> list[Path]:
    return list(islice(sorted((folder / "sr").iterdir()), first, first + count))


def check_report(folder: Path) -> Measured:
    """All checks of a full report on five discs."""
    report = inputs.full_report(read_series(folder / "ct"))
    return _median(lambda: check(report)), None


def to_text(folder: Path) -> Measured:
    """A report as JSON."""
    report = inputs.full_report(read_series(folder / "ct"))
    return _median(lambda: to_json(report)), len(to_json(report).encode())


def from_text(folder: Path) -> Measured:
    """A report from JSON."""
    text = to_json(inputs.full_report(read_series(folder / "ct")))
    return _median(lambda: from_json(text)), len(text.encode())


def evaluate_report(folder: Path) -> Measured:
    """Seven discs under all rule sets, with every condition and caveat in words."""
    from DiscographyReportLib.criteria.evaluator import evaluate

    report = inputs.full_report(read_series(folder / "ct"), discs=7)
    return _median(lambda: evaluate(report)), None


def render_page(folder: Path) -> Measured:
    """Five discs, every field filled, judged under all rule sets, as a page without key images and as HTML."""
    from DiscographyReportLib.criteria.evaluator import evaluate
    from DiscographyReportLib.jobs.covers import control_words
    from DiscographyReportLib.rendering.content import report_page
    from DiscographyReportLib.rendering.cover import Cover
    from DiscographyReportLib.rendering.html import render_html

    report = inputs.full_report(read_series(folder / "ct"))
    judged = evaluate(report)

    def render() -> bytes:
        return render_html(report_page(report, judged, Cover(), control_words(report)))

    return _median(render), len(render())


def _median(action: Callable[[], Any]) -> float:
    action()
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return median(seconds)

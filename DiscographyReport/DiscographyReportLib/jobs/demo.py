# SPDX-License-Identifier: Apache-2.0
"""The main job once, from nothing to a document that was read back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..series.reading import read_series
from ..sr.envelope import Standing, State
from ..sr.foreign import ForeignReport
from ..sr.reader import ReadReport
from ..texts import _
from .cases import load_case
from .errors import JobError
from .evaluating import evaluate_report
from .exporting import export
from .reading import read
from .rendering import PdfMissing, render
from .sample import make_sample


@dataclass(frozen=True)
class Demo:
    """What the demonstration made: the report as read back, and where the files lie."""

    read: ReadReport
    files: dict[str, Path]
    conclusion: str


def run_demo(folder: Path, progress: Callable[[int, int], None] | None = None) -> Demo:
    """Make the sample CT, export its case, read the file back and render it for people; repeats in seconds."""
    sample = make_sample(folder / "sample", progress=progress)
    report = load_case(sample.case)
    series = read_series(sample.images)
    path = folder / "report.dcm"
    done = export(report, series, path, Standing(state=State.COMPLETE), evaluate_report(report, None), overwrite=True)
    found = read(path)
    if isinstance(found, ForeignReport) or found.report != report:
        raise JobError(_("{path} does not read back as the report that was written").format(path=path))
    files = {"CT": sample.images, "case": sample.case, "SR": path, **_rendered(path, sample.images)}
    conclusion = f"Exported, checked and read back: the document says what the case says ({done.size / 1000:.0f} kB)."
    return Demo(found, files, conclusion)


def _rendered(report: Path, images: Path) -> dict[str, Path]:
    """The report as pages with pictures; as PDF where the library for it is installed."""
    pages = {}
    for form, ending in (("HTML", ".html"), ("PDF", ".pdf")):
        with suppress(PdfMissing):
            pages[form] = render(report, report.with_suffix(ending), ct=images, overwrite=True).path
    return pages

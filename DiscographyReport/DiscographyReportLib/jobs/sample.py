# SPDX-License-Identifier: Apache-2.0
"""Sample data for users: the synthetic discogram, and a complete case that fits it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..model.disc import Disc, Position
from ..model.document import from_json
from ..model.report import Report
from ..series.errors import SeriesError
from ..series.sample.discogram import DiscTruth, SampleDiscogram, write_sample
from .cases import save_case
from .errors import JobError

_CASE = Path(__file__).parent / "data" / "sample_case.json"


class Sample(NamedTuple):
    """A written sample: ``folder/ct`` holds the images, ``folder/case.json`` the report, ``truth.json`` the truth."""

    folder: Path
    images: Path
    case: Path
    discogram: SampleDiscogram
    case_was_kept: bool


def make_sample(
    folder: Path, *, size: int = 256, slices: int = 160, progress: Callable[[int, int], None] | None = None
) -> Sample:
    """Write the sample discogram and its case; a sample that is complete is used again.

    A ``case.json`` that is already there is kept: it may be the user's own edited copy.
    """
    try:
        discogram = write_sample(folder, size=size, slices=slices, progress=progress)
    except SeriesError as error:
        raise JobError(str(error)) from None
    case = folder / "case.json"
    kept = case.exists()
    if not kept:
        save_case(sample_report(discogram), case)
    return Sample(folder, folder / "ct", case, discogram, kept)


def sample_report(discogram: SampleDiscogram) -> Report:
    """The sample case with every marker in the center of its disc."""
    report = from_json(_CASE.read_bytes())
    truths = {truth.level: truth for truth in discogram.discs}
    frame = discogram.frame_of_reference_uid
    return replace(report, discs=tuple(_placed(disc, truths[disc.level], frame) for disc in report.discs))


def _placed(disc: Disc, truth: DiscTruth, frame_of_reference_uid: str) -> Disc:
    return replace(disc, position=Position(*truth.center, frame_of_reference_uid))

# SPDX-License-Identifier: Apache-2.0
"""An archive keeps every version of a report: a change that makes them larger should be meant."""

from dataclasses import replace
from pathlib import Path

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.jobs.sample import sample_report
from DiscographyReportLib.series.ct import CTSeries, Slice
from DiscographyReportLib.series.sample.discogram import SampleDiscogram, disc_truths
from sr_documents import flat_series, opened, read_bytes, written

SLICES = 300
LONGEST_OF_A_RANDOM_UID = 10**38


def wide_series() -> CTSeries:
    """300 slices around the whole lumbar spine of the sample, in memory only."""
    series = flat_series()
    plane = series.slices[0]
    slices = [_slice(plane, number) for number in range(SLICES)]
    return replace(series, slices=tuple(slices))


def _slice(plane: Slice, number: int) -> Slice:
    place = (-250.0, -250.0, -620.0 + 1.5 * number)
    uid = f"2.25.{LONGEST_OF_A_RANDOM_UID + number}"
    return replace(plane, sop_instance_uid=uid, position=place, rows=500, columns=500)


def sample_on(series: CTSeries):
    """The five lumbar discs of the sample case."""
    frame = series.frame_of_reference_uid
    report = sample_report(SampleDiscogram(Path(), disc_truths(), "", "", frame))
    return replace(report, discs=report.discs[-5:], criteria=(), primary_criteria=None)


def test_the_sample_case_on_300_slices_stays_small():
    series = wide_series()
    report = sample_on(series)
    judged = evaluate(report)
    assert (len(report.discs), len(judged.results)) == (5, 40)

    bare = written(report, None, judged._replace(results=()), series)
    full = written(report, None, judged, series)

    assert len(bare) <= 150_000
    assert len(full) <= 178_000
    assert (read_bytes(full).report, read_bytes(full).assessment) == (report, judged)
    assert len(opened(full).ContentSequence) > 5

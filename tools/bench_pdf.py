# SPDX-License-Identifier: Apache-2.0
"""The readable report on paper, as work that is timed: a CT of 512 x 512 x 300 with noise in every voxel."""

import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

import bench_inputs as inputs
from DiscographyReportLib.rendering.page import Picture
from DiscographyReportLib.series.ct import CTSeries
from DiscographyReportLib.series.reading import read_series
from DiscographyReportLib.series.sample.instances import write_slice
from DiscographyReportLib.series.sample.voxels import Grid

PIXELS = 512


def large_ct(folder: Path) -> CTSeries:
    """The CT, made once."""
    place = folder / "ct512"
    if not place.exists():
        grid, random = Grid(PIXELS, inputs.SLICES), np.random.default_rng(1)
        noise = random.normal(300.0, 200.0, (PIXELS, PIXELS))
        part = folder / "ct512.part"
        part.mkdir()
        for index in range(inputs.SLICES):
            write_slice(part / f"{index:04d}.dcm", np.roll(noise, 37 * index), grid, "benchmark 512", index)
        part.rename(place)
    return read_series(place)


def key_images_of_five(folder: Path) -> tuple[float, int]:
    """Ten pictures of five discs, from files to PNG."""
    from DiscographyReportLib.rendering.key_images import key_images

    series = large_ct(folder)
    report = inputs.full_report(series)
    start = time.perf_counter()
    made = key_images(report, series)
    seconds = time.perf_counter() - start
    pictures = [figure.picture for figures in made.values() for figure in figures]
    return seconds, sum(len(picture.png) for picture in pictures if isinstance(picture, Picture))


def pdf_of_five(folder: Path) -> tuple[float, int]:
    """The same, the page and its PDF: what a user waits for once the CT's headers are read."""
    from DiscographyReportLib.criteria.evaluator import evaluate
    from DiscographyReportLib.jobs.covers import control_words
    from DiscographyReportLib.rendering.content import report_page
    from DiscographyReportLib.rendering.cover import Cover
    from DiscographyReportLib.rendering.key_images import key_images
    from DiscographyReportLib.rendering.pdf import render_pdf

    series = large_ct(folder)
    report = inputs.full_report(series)
    start = time.perf_counter()
    images = key_images(report, series)
    page = report_page(report, evaluate(report), Cover(), control_words(report), images)
    content = render_pdf(page, changed_at=report.changed_at).content
    return time.perf_counter() - start, len(content)


def has_typst(_: Path) -> tuple[float, int]:
    """Whether a PDF can be made, as a number of bytes."""
    return 0.0, int(find_spec("typst") is not None)

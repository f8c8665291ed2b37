# SPDX-License-Identifier: Apache-2.0
"""The voxels of single slices, one in memory at a time."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.pixels import iter_pixels

from ..texts import _
from .attributes import UNREADABLE, items
from .ct import Slice
from .errors import SeriesError

_RESCALING = [
    *("RescaleSlope", "RescaleIntercept", "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"),
]


def hounsfield(planes: Sequence[Slice]) -> Iterator[NDArray[np.float32]]:
    """The pixels (rows, columns) in HU of each plane in turn, read when it is asked for.

    Raises ``SeriesError`` where a file has no pixels or they are compressed in a way that cannot be decoded here.
    """
    for path, group in groupby(planes, key=lambda plane: plane.path):
        yield from _of_file(path, list(group))


def _of_file(path: Path, planes: list[Slice]) -> Iterator[NDArray[np.float32]]:
    try:
        yield from _single(path) if planes[0].frame is None else _several(path, planes)
    except (*UNREADABLE, AttributeError, RuntimeError) as error:
        raise SeriesError(
            _(
                "The pixels of the CT file {path} cannot be read ({kind}): export the series again "
                "from the scanner or the archive, uncompressed."
            ).format(path=path, kind=type(error).__name__)
        ) from None


def _single(path: Path) -> Iterator[NDArray[np.float32]]:
    dataset = dcmread(path, force=True)
    yield _rescaled(dataset.pixel_array, dataset, None)


def _several(path: Path, planes: list[Slice]) -> Iterator[NDArray[np.float32]]:
    """A multi-frame file can fill the memory: its frames are read one by one."""
    frames = [plane.frame or 1 for plane in planes]
    header = dcmread(path, stop_before_pixels=True, force=True, specific_tags=_RESCALING)
    for frame, stored in zip(frames, iter_pixels(path, indices=[frame - 1 for frame in frames]), strict=True):
        yield _rescaled(stored, header, frame)


def _rescaled(stored: NDArray[np.generic], header: Dataset, frame: int | None) -> NDArray[np.float32]:
    slope, intercept = _rescaling(header, frame)
    hu: NDArray[np.float32] = stored.astype(np.float32) * np.float32(slope) + np.float32(intercept)
    return hu


def _rescaling(header: Dataset, frame: int | None) -> tuple[float, float]:
    """Slope and intercept (PS3.3 C.11.1.1.2); those of a frame stand in its functional groups or the shared ones."""
    groups = items(header, "SharedFunctionalGroupsSequence")
    if frame is not None:
        groups += items(header, "PerFrameFunctionalGroupsSequence")[frame - 1 : frame]
    found = [header, *(one for group in groups for one in items(group, "PixelValueTransformationSequence"))]
    known = next((one for one in reversed(found) if "RescaleSlope" in one), Dataset())
    return float(known.get("RescaleSlope", 1)), float(known.get("RescaleIntercept", 0))

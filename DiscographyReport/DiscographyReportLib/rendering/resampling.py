# SPDX-License-Identifier: Apache-2.0
"""Pictures of planes through a CT: linear between pixels and between slices, which are read one at a time.

Every sample is computed from where it lies in the patient, so it makes no difference in which order, direction or tilt
the slices were stored.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from ..series.consistency import GAP_FACTOR
from ..series.ct import CTSeries, Slice
from ..series.pixels import hounsfield
from ..series.vectors import Vector, dot, subtract
from .views import View

Floats = NDArray[np.float32]


def resample(series: CTSeries, views: Sequence[View], pixels: int) -> list[Floats]:
    """HU of each view, (pixels, pixels); NaN where the CT has no image: beyond it, and where slices are missing.

    Only slices that a view needs are read. ``SeriesError`` where one cannot be.
    """
    pictures = [_Picture(series, view, pixels) for view in views]
    needed = sorted(set().union(*(picture.slices() for picture in pictures)))
    planes = [series.slices[number] for number in needed]
    for number, plane, image in zip(needed, planes, hounsfield(planes), strict=True):
        for picture in pictures:
            picture.take(number, plane, image)
    return [picture.finished() for picture in pictures]


class _Picture:
    """One view that is filled slice by slice; its samples are held in the order of the gaps between slices."""

    def __init__(self, series: CTSeries, view: View, pixels: int) -> None:
        self._view, self._pixels = view, pixels
        offsets = (np.arange(pixels, dtype=np.float32) + 0.5) * (view.side_mm / pixels) - view.side_mm / 2
        u, v = (grid.ravel() for grid in np.meshgrid(offsets, offsets))
        gap, share = _gaps(series, view, u, v)
        self._order = np.argsort(gap, kind="stable")
        self._u, self._v, share = u[self._order], v[self._order], share[self._order]
        self._ends = np.searchsorted(gap[self._order], np.arange(len(series.slices) + 1))
        self._counts = np.nan_to_num(1 - share), np.nan_to_num(share)
        self._sum = np.where(np.isnan(share), share, 0)

    def slices(self) -> set[int]:
        """Numbers of the slices that this view needs."""
        gaps = range(len(self._ends) - 1)
        return {gap + side for gap in gaps for side in (0, 1) if self._weights(gap, side).any()}

    def take(self, number: int, plane: Slice, image: Floats) -> None:
        """Add a slice's part to the samples of the gap above it and of the gap below it."""
        for gap, side in ((number, 0), (number - 1, 1)):
            weights = self._weights(gap, side)
            if weights.any():
                chosen = self._of_gap(gap)
                self._sum[chosen] += np.where(weights > 0, weights * self._sampled(plane, image, chosen), 0)

    def finished(self) -> Floats:
        """The whole view."""
        flat = np.empty_like(self._sum)
        flat[self._order] = self._sum
        return flat.reshape(self._pixels, self._pixels)

    def _of_gap(self, gap: int) -> slice:
        return slice(self._ends[gap], self._ends[gap + 1]) if gap >= 0 else slice(0, 0)

    def _weights(self, gap: int, side: int) -> Floats:
        """What the slice below (0) or above (1) a gap counts in each sample of the gap."""
        return self._counts[side][self._of_gap(gap)]

    def _sampled(self, plane: Slice, image: Floats, chosen: slice) -> Floats:
        offset, u, v = subtract(self._view.center, plane.position), self._u[chosen], self._v[chosen]
        row = _along(self._view, offset, plane.column_direction(), u, v) / plane.spacing[0]
        column = _along(self._view, offset, plane.row_direction(), u, v) / plane.spacing[1]
        sampled: Floats = map_coordinates(image, [row, column], order=1, prefilter=False, cval=np.nan)
        return sampled


def _gaps(series: CTSeries, view: View, u: Floats, v: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The gap between slices that each sample lies in, and its way up from the lower one (0 to 1); NaN: in none."""
    first, spacing = series.slices[0], series.slice_spacing_mm()
    heights = np.array([first.distance(plane.position) for plane in series.slices], np.float32)
    steps = np.diff(heights) if len(heights) > 1 else np.array([spacing], np.float32)
    wanted = _along(view, subtract(view.center, first.position), first.normal(), u, v)
    height = np.clip(wanted, heights[0], heights[-1])
    gap = np.clip(np.searchsorted(heights, height, side="right") - 1, 0, len(steps) - 1)
    share = ((height - heights[gap]) / steps[gap]).astype(np.float32)
    share[(np.abs(wanted - height) > spacing / 2) | (steps[gap] > GAP_FACTOR * spacing)] = np.nan
    return gap, share


def _along(view: View, offset: Vector, direction: Vector, u: Floats, v: Floats) -> Floats:
    """How far each sample of a view lies along a direction, mm; ``offset`` is that of the view's center."""
    across, down = np.float32(dot(view.across, direction)), np.float32(dot(view.down, direction))
    along: Floats = np.float32(dot(offset, direction)) + u * across + v * down
    return along

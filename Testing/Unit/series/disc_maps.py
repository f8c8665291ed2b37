# SPDX-License-Identifier: Apache-2.0
"""Looking at a disc of the clean sample volume along rays from its center: an independent reading of the voxels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from DiscographyReportLib.series.sample.anatomy import Disc, build_spine
from DiscographyReportLib.series.sample.patterns import PATTERNS, Pattern
from DiscographyReportLib.series.sample.shapes import radial_share
from DiscographyReportLib.series.sample.voxels import Grid

SHARES = np.arange(0.0, 1.3, 0.01)
DEGREES = np.arange(0.0, 360.0, 1.0)
THIRDS = (("nucleus", 0.52), ("inner_third", 0.667), ("middle_third", 0.833), ("outer_third", 1.0))
HEIGHTS_MM = (-0.8, 0.0, 0.8)


@dataclass(frozen=True)
class Reading:
    """What the voxels of one disc show."""

    extent: str
    outer_arc_deg: int
    leaks: bool

    def grade(self) -> int:
        """Modified Dallas, 0 to 5."""
        if self.leaks:
            return 5
        if self.extent == "outer_third":
            return 4 if self.outer_arc_deg > 30 else 3
        return [name for name, _ in THIRDS].index(self.extent)


def discs() -> list[tuple[Disc, Pattern]]:
    by_level = {disc.level: disc for disc in build_spine().discs}
    return [(by_level[pattern.level], pattern) for pattern in PATTERNS]


def sample(volume: NDArray[np.float32], grid: Grid, disc: Disc, u: object, v: object, w: object) -> NDArray[np.float32]:
    """HU at local coordinates of a disc (arrays in mm that broadcast)."""
    u, v, w = np.broadcast_arrays(*np.atleast_1d(u, v, w))
    place = [o + v * b + w * n for o, b, n in zip(disc.frame.origin, disc.frame.back, disc.frame.up, strict=True)]
    place[0] = place[0] + u
    x, y, z = grid.position(0)
    indices = (z - place[2]) / grid.step_mm, (place[1] - y) / grid.pixel_mm, (place[0] - x) / grid.pixel_mm
    return map_coordinates(volume, indices, order=1)


def polar_map(volume: NDArray[np.float32], grid: Grid, disc: Disc) -> NDArray[np.float32]:
    """Highest HU near the middle plane, shape (directions, radial shares)."""
    across, along = np.cos(np.radians(DEGREES)), np.sin(np.radians(DEGREES))
    border = 1 / radial_share(across, along, disc.width, disc.depth, disc.concavity)
    radius = border[:, None] * SHARES
    u, v = across[:, None] * radius, along[:, None] * radius
    return np.max([sample(volume, grid, disc, u, v, height) for height in HEIGHTS_MM], axis=0)


def read(volume: NDArray[np.float32], grid: Grid, disc: Disc, threshold: float) -> Reading:
    filled = polar_map(volume, grid, disc) > threshold
    inside = SHARES <= 1.0
    furthest = SHARES[inside][filled[:, inside].any(axis=0)].max()
    extent = next(name for name, bound in THIRDS if furthest <= bound)
    outer = (SHARES > 0.84) & inside
    leaks = filled[:, (SHARES > 1.05) & (SHARES < 1.25)] & (np.abs(DEGREES - 90) < 60)[:, None]
    return Reading(extent, int(filled[:, outer].any(axis=1).sum()), bool(leaks.any()))

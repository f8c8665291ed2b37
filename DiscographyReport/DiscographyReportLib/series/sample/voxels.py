# SPDX-License-Identifier: Apache-2.0
"""Sampling the painted spine as a scanner would: partial volume, blur, noise."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from .anatomy import PLACE, Array, Spine, build_spine
from .bones import paint_iliac_wings, paint_sacrum, paint_vertebra
from .contrast import paint_disc
from .patterns import PATTERNS
from .shapes import Slab
from .tissue import Course, course, paint_trunk

FIELD_OF_VIEW_MM, EXTENT_MM = 190.0, 224.0
SAMPLES_PER_SLICE = 2
SLAB_SLICES = 8
BLUR_MM, NOISE_HU, NOISE_GRAIN_MM, TEXTURE_GRAIN_MM = 0.55, 21.0, 0.55, 0.9

# Standard deviation of tissue texture (HU) by mean intensity: cancellous bone is coarse, fluid is smooth.
TEXTURE_AT = (-1000.0, -150.0, -100.0, -40.0, 0.0, 50.0, 70.0, 110.0, 160.0, 300.0, 600.0, 1500.0)
TEXTURE = (0.0, 2.0, 9.0, 9.0, 4.0, 8.0, 6.0, 12.0, 42.0, 40.0, 25.0, 20.0)


@dataclass(frozen=True)
class Grid:
    """The voxels of a sample: `size` x `size` pixels over the field of view, `slices` planes from the head downward."""

    size: int
    slices: int

    @property
    def pixel_mm(self) -> float:
        """Distance of neighboring pixels, both ways."""
        return FIELD_OF_VIEW_MM / self.size

    @property
    def step_mm(self) -> float:
        """Distance of neighboring slices, and their thickness."""
        return EXTENT_MM / self.slices

    def position(self, index: int) -> tuple[float, float, float]:
        """Center of the first voxel of a slice (LPS mm), on a grid of 0.001 mm."""
        across = PLACE[0] - FIELD_OF_VIEW_MM / 2 + self.pixel_mm / 2
        down = PLACE[1] + 25 - FIELD_OF_VIEW_MM / 2 + self.pixel_mm / 2
        top = PLACE[2] - 14 + EXTENT_MM / 2 - self.step_mm / 2
        return (round(across, 3), round(down, 3), round(top - index * self.step_mm, 3))


def clean_slices(grid: Grid, seed: int) -> Iterator[Array]:
    """The slices from the head downward as HU (rows, columns), blurred as by a scanner, without noise or texture."""
    spine = build_spine()
    line = course(spine)
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, (len(PATTERNS), 4)).astype(np.float32)
    for first in range(0, grid.slices, SLAB_SLICES):
        indices = range(first, min(first + SLAB_SLICES, grid.slices))
        yield from _slab(grid, indices, spine, line, phases)


def noisy(clean: Array, grid: Grid, seed: int, index: int) -> Array:
    """A slice with the texture of its tissues and the scanner's noise, other noise in every slice."""
    random = np.random.default_rng((seed, index))
    noise = _grain(random, clean.shape, NOISE_GRAIN_MM / grid.pixel_mm) * np.float32(NOISE_HU)
    texture = _grain(random, clean.shape, TEXTURE_GRAIN_MM / grid.pixel_mm)
    return clean + noise + texture * np.interp(clean, TEXTURE_AT, TEXTURE).astype(np.float32)


def _grain(random: np.random.Generator, shape: tuple[int, ...], sigma: float) -> Array:
    field = gaussian_filter(random.standard_normal(shape, dtype=np.float32), sigma)
    return field / field.std()


def _slab(grid: Grid, indices: range, spine: Spine, line: Course, phases: Array) -> Iterator[Array]:
    slab = _empty(grid, indices)
    paint_trunk(slab, line)
    by_level = {disc.level: disc for disc in spine.discs}
    for pattern, phase in zip(PATTERNS, phases, strict=True):
        paint_disc(slab, by_level[pattern.level], pattern, phase)
    paint_iliac_wings(slab, spine.sacrum)
    paint_sacrum(slab, spine.sacrum)
    for vertebra in spine.vertebrae:
        paint_vertebra(slab, vertebra)
    planes = slab.hu.reshape(len(indices), SAMPLES_PER_SLICE, grid.size, grid.size).mean(axis=1)
    yield from (gaussian_filter(plane, BLUR_MM / grid.pixel_mm) for plane in planes)


def _empty(grid: Grid, indices: range) -> Slab:
    shifts = ((np.arange(SAMPLES_PER_SLICE) + 0.5) / SAMPLES_PER_SLICE - 0.5) * grid.step_mm
    x, y, _ = grid.position(0)
    steps = np.arange(grid.size) * grid.pixel_mm
    z = np.concatenate([grid.position(index)[2] + shifts for index in indices])
    hu = np.empty((len(z), grid.size, grid.size), np.float32)
    return Slab((x + steps).astype(np.float32), (y + steps).astype(np.float32), z.astype(np.float32), hu)

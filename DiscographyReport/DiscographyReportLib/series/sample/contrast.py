# SPDX-License-Identifier: Apache-2.0
"""Painting the contrast of a pattern into its disc."""

from dataclasses import dataclass

import numpy as np

from .anatomy import Array, Disc
from .patterns import Arc, Pattern, Pool, Tongue
from .shapes import Box, Slab, outside, paint, radial_share

DISH_MM = 1.4
"""Depth of the end plates' hollow, which the disc fills."""

NUCLEUS_HU, ANNULUS_HU, VACUUM_HU = 72.0, 98.0, -550.0
FISSURE_SHARE, POOL_SHARE = 0.78, 0.6
"""Density of contrast in a fissure and outside the disc, relative to the nucleogram."""


@dataclass(frozen=True)
class DiscGrid:
    """Coordinates within a disc: mm (`u` left, `v` back, `w` up), radial share, and height as a share of the half."""

    u: Array
    v: Array
    w: Array
    share: Array
    radius: Array
    height: Array
    angle: Array


def disc_grid(disc: Disc, box: Box) -> DiscGrid:
    """The disc's own coordinates of the points of a box."""
    u, v, w = disc.frame.local(box.x, box.y, box.z)
    share = radial_share(u, v, disc.width, disc.depth, disc.concavity)
    wedge = np.float32(np.tan(np.radians(disc.wedge / 2)))
    half = disc.height / 2 - v * wedge + DISH_MM * np.clip(1 - share**2, 0, 1)
    return DiscGrid(u, v, w, share, np.hypot(u, v), w / np.maximum(half, 1), np.arctan2(v, u))


def paint_disc(slab: Slab, disc: Disc, pattern: Pattern, phases: Array) -> None:
    """The disc, its contrast and what leaked out of it; bone painted afterward bounds it above and below.

    `phases` are a few random angles that make the ragged outlines of this seed.
    """
    box = slab.around(disc.frame.origin, (32, 36, 26))
    if box is None:
        return
    grid = disc_grid(disc, box)
    border = np.maximum(outside(grid.share, grid.u, grid.v) - 0.4, np.abs(grid.w) - disc.height)
    tissue = NUCLEUS_HU + (ANNULUS_HU - NUCLEUS_HU) * np.clip((grid.share - 0.35) / 0.4, 0, 1)
    paint(box, border, tissue, 1.0)
    _paint_contrast(box, grid, pattern, phases)
    if pattern.vacuum:
        paint(box, _vacuum(grid), VACUUM_HU, 0.8)


def _paint_contrast(box: Box, grid: DiscGrid, pattern: Pattern, phases: Array) -> None:
    fissures = [_tongue(grid, tongue, phases) for tongue in pattern.tongues]
    fissures += [_arc(grid, arc) for arc in pattern.arcs]
    for distance in fissures:
        paint(box, distance, pattern.density * FISSURE_SHARE, 0.9)
    if pattern.pool is not None:
        paint(box, _pool(grid, pattern.pool), pattern.density * POOL_SHARE, 1.4)
    softness = 3.2 if pattern.adams == "cottonball" else 1.2
    paint(box, NUCLEOGRAMS[pattern.adams](grid, pattern, phases), pattern.density, softness)


def _blob(grid: DiscGrid, radius: Array | float, middle: float, half: float, power: float) -> Array:
    across, along = grid.share / radius, np.abs(grid.height - middle) / np.float32(half)
    return ((across**power + along**power) ** (1 / power) - 1) * np.float32(4.0)


def _cottonball(grid: DiscGrid, pattern: Pattern, phases: Array) -> Array:
    wave = 1 + 0.04 * np.sin(3 * grid.angle + phases[0])
    return _blob(grid, pattern.radius * wave, 0, 0.78, 2.0)


def _lobular(grid: DiscGrid, pattern: Pattern, phases: Array) -> Array:
    wave = pattern.radius * (1 + 0.05 * np.sin(4 * grid.angle + phases[0]))
    plates = np.minimum(_blob(grid, wave, 0.48, 0.27, 3.0), _blob(grid, wave, -0.48, 0.27, 3.0))
    waist = np.maximum(grid.radius - 3.6, (np.abs(grid.height) - 0.5) * 4)
    return np.minimum(plates, waist)


def _irregular(grid: DiscGrid, pattern: Pattern, phases: Array) -> Array:
    return _ragged(grid, pattern, phases, 0.16)


def _degenerate(grid: DiscGrid, pattern: Pattern, phases: Array) -> Array:
    return _ragged(grid, pattern, phases, 0.11)


def _ragged(grid: DiscGrid, pattern: Pattern, phases: Array, depth: float) -> Array:
    wave = (
        0.55 * np.sin(3 * grid.angle + phases[0] + 2 * grid.height)
        + 0.3 * np.sin(7 * grid.angle + phases[1])
        + 0.25 * np.sin(11 * grid.angle + phases[2] - 4 * grid.height)
    )
    body = _blob(grid, pattern.radius * (1 + depth * wave), 0, 0.66, 2.6)
    return np.maximum(body, -_cleft(grid, phases))


def _cleft(grid: DiscGrid, phases: Array) -> Array:
    """Two thin folds of nucleus that contrast does not enter; they spare the center."""
    bend = 1.6 * np.sin(grid.u * 0.35 + phases[3])
    first = np.abs(grid.v - 0.25 * grid.u - bend - 3.2) - 0.55
    second = np.abs(grid.w + 0.12 * grid.u - 0.5 * bend - 1.2) - 0.45
    return np.maximum(np.minimum(first, second), 3.0 - grid.radius)


NUCLEOGRAMS = {
    "cottonball": _cottonball,
    "lobular": _lobular,
    "irregular": _irregular,
    "fissured": _degenerate,
    "ruptured": _degenerate,
}


def _tongue(grid: DiscGrid, tongue: Tongue, phases: Array) -> Array:
    angle = np.radians(tongue.direction)
    along = grid.u * np.float32(np.cos(angle)) + grid.v * np.float32(np.sin(angle))
    across = grid.v * np.float32(np.cos(angle)) - grid.u * np.float32(np.sin(angle))
    wiggle = 0.7 * np.sin(along * 0.55 + phases[0])
    end = (grid.share - tongue.reach) * grid.radius / np.maximum(grid.share, 1e-3)
    level = np.abs(grid.w) - tongue.thickness / 2
    return np.maximum.reduce(np.broadcast_arrays(-along, np.abs(across + wiggle) - tongue.width / 2, end, level))


def _arc(grid: DiscGrid, arc: Arc) -> Array:
    scale = grid.radius / np.maximum(grid.share, 1e-3)
    turn = np.abs(np.angle(np.exp(1j * (grid.angle - np.radians(arc.direction))))).astype(np.float32)
    side = (turn - np.radians(arc.angle / 2)) * grid.radius
    level = np.abs(grid.w) - arc.thickness / 2
    bounds = ((grid.share - arc.outer) * scale, (arc.inner - grid.share) * scale, side, level)
    return np.maximum.reduce(np.broadcast_arrays(*bounds))


def _pool(grid: DiscGrid, pool: Pool) -> Array:
    angle = np.radians(pool.direction)
    across = grid.v * np.float32(np.cos(angle)) - grid.u * np.float32(np.sin(angle))
    depth = (outside(grid.share, grid.u, grid.v) - pool.thickness / 2) / (pool.thickness / 2)
    shape = depth**2 + (across / pool.half_width) ** 2 + ((grid.w - 2) / pool.half_height) ** 2
    behind = np.where(grid.v > 0, np.sqrt(shape), 9)
    return (behind - 1) * np.float32(pool.thickness / 2)


def _vacuum(grid: DiscGrid) -> Array:
    """A flat cleft of gas in the anterior annulus."""
    square = (grid.u / 9) ** 2 + ((grid.v + 11) / 3) ** 2 + (grid.w / 1.1) ** 2
    return np.sqrt(square) - 1

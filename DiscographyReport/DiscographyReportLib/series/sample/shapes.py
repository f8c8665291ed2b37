# SPDX-License-Identifier: Apache-2.0
"""Signed distances (mm, negative inside) and how they become paint."""

from dataclasses import dataclass

import numpy as np

from .anatomy import Array, Frame

POSTERIOR_POWER = 2.6
"""Exponent of the superellipse behind the middle: above 2 it flattens the posterior border."""


@dataclass(frozen=True)
class Box:
    """The part of a slab that a shape can reach: its coordinates, broadcasting as (slices, rows, columns)."""

    x: Array
    y: Array
    z: Array
    hu: Array
    """View of the picture in this box, painted in place."""


@dataclass(frozen=True)
class Slab:
    """Some planes of the picture under construction; `hu` has the shape (planes, rows, columns)."""

    x: Array
    y: Array
    z: Array
    hu: Array

    def around(self, center: tuple[float, float, float], reach: tuple[float, float, float]) -> Box | None:
        """The box within `reach` of `center`, None where the slab does not meet it."""
        axes = (self.x, self.y, self.z)
        i, j, k = (_within(axis, c, r) for axis, c, r in zip(axes, center, reach, strict=True))
        hu = self.hu[k, j, i]
        if not hu.size:
            return None
        return Box(self.x[i][None, None, :], self.y[j][None, :, None], self.z[k][:, None, None], hu)


def _within(axis: Array, center: float, reach: float) -> slice:
    inside = np.flatnonzero(np.abs(axis - np.float32(center)) <= reach)
    return slice(int(inside[0]), int(inside[-1]) + 1) if inside.size else slice(0, 0)


def paint(box: Box, distance: Array, value: Array | float, softness: float = 0.6) -> None:
    """Blend `value` (HU) into the box where `distance` is negative, over an edge of `softness` mm."""
    cover = np.clip(0.5 - distance / np.float32(softness), 0, 1)
    hu = box.hu
    hu += cover * (value - hu)


def ellipsoid(box: Box, center: tuple[float, float, float], radii: tuple[float, float, float]) -> Array:
    """Distance from an axis-parallel ellipsoid, right near its surface."""
    a, b, c = (np.float32(1 / radius) for radius in radii)
    square = ((box.x - center[0]) * a) ** 2 + ((box.y - center[1]) * b) ** 2 + ((box.z - center[2]) * c) ** 2
    return (np.sqrt(square) - 1) * np.float32(min(radii))


def capsule(
    point: tuple[Array, Array, Array],
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    radius: float,
    flat: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> Array:
    """Distance from a rounded rod between two places; `flat` squeezes it along an axis (2: half as thick)."""
    offset = [(p - np.float32(s)) * np.float32(f) for p, s, f in zip(point, start, flat, strict=True)]
    along = [np.float32((e - s) * f) for s, e, f in zip(start, end, flat, strict=True)]
    length = sum(a * a for a in along)
    share = np.clip(sum(o * a for o, a in zip(offset, along, strict=True)) / length, 0, 1)
    square = sum((o - share * a) ** 2 for o, a in zip(offset, along, strict=True))
    return (np.sqrt(square) - np.float32(radius)) / np.float32(max(flat))


def radial_share(u: Array, v: Array, width: float, depth: float, concavity: float) -> Array:
    """Place between the center (0) and the outer border (1) of a disc or body in its plane.

    An ellipse in front of the middle, a superellipse with a shallow dip behind it; it grows linearly along every ray
    from the center, so thirds of the annulus are thirds along the ray.
    """
    across, along = np.abs(u) * np.float32(2 / width), np.abs(v) * np.float32(2 / depth)
    front = np.sqrt(across**2 + along**2)
    power = np.float32(POSTERIOR_POWER)
    back = (across**power + along**power) ** (1 / power)
    backward = np.clip(v / np.maximum(np.hypot(u, v), 1e-3), 0, 1)
    return np.where(v < 0, front, back) * (1 + np.float32(concavity) * backward**8)


def outside(share: Array, u: Array, v: Array) -> Array:
    """Distance (mm, along the ray from the center) from the border where the radial share is 1."""
    return np.hypot(u, v) * (1 - 1 / np.maximum(share, 1e-3))


def above(plane: Frame, box: Box) -> Array:
    """Height of the points of the box over a plane."""
    return plane.local(box.x, box.y, box.z)[2]

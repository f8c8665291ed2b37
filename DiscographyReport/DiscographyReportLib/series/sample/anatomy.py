# SPDX-License-Identifier: Apache-2.0
"""Where the discs, bodies and arches of the synthetic spine stand (LPS, mm)."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

PLACE = (-2.5, -18.0, -412.0)
"""Center of the L3 body in the synthetic scanner: off the axes, as in any real CT."""

SACRAL_SLOPE = 38.0
"""Degrees of the S1 end plate against the axial plane; its upper side faces forward."""


@dataclass(frozen=True)
class Frame:
    """A place in the mid-sagittal plane: `u` to the left, `v` backward, `w` upward, tilted about the left-right axis.

    `tilt` (degrees) turns the upward direction toward the front, so that the normal is (0, -sin, cos).
    """

    origin: tuple[float, float, float]
    tilt: float

    @cached_property
    def up(self) -> tuple[float, float, float]:
        angle = math.radians(self.tilt)
        return (0.0, -math.sin(angle), math.cos(angle))

    @cached_property
    def back(self) -> tuple[float, float, float]:
        angle = math.radians(self.tilt)
        return (0.0, math.cos(angle), math.sin(angle))

    def point(self, u: float, v: float, w: float) -> tuple[float, float, float]:
        """The point at local coordinates (mm)."""
        x, y, z = (o + v * b + w * n for o, b, n in zip(self.origin, self.back, self.up, strict=True))
        return (x + u, y, z)

    def local(self, x: Array, y: Array, z: Array) -> tuple[Array, Array, Array]:
        """Local coordinates of points given as arrays that broadcast."""
        dy, dz = y - np.float32(self.origin[1]), z - np.float32(self.origin[2])
        sine, cosine = -np.float32(self.up[1]), np.float32(self.up[2])
        return x - np.float32(self.origin[0]), dy * cosine + dz * sine, dz * cosine - dy * sine


@dataclass(frozen=True)
class Disc:
    """One disc; `height` at its center, `wedge` (degrees) how much its end plates open toward the front."""

    level: str
    frame: Frame
    width: float
    depth: float
    height: float
    wedge: float
    concavity: float
    """How far the posterior border is drawn in, as a share of the radius."""


@dataclass(frozen=True)
class Vertebra:
    """One vertebra; `lower` and `upper` are the frames of its end plates, `frame` stands between them."""

    name: str
    frame: Frame
    lower: Frame
    upper: Frame
    width: float
    depth: float
    height: float
    concavity: float


@dataclass(frozen=True)
class Spine:
    """Discs and vertebrae from T12 down to S1, and the sacrum's end plate."""

    discs: tuple[Disc, ...]
    vertebrae: tuple[Vertebra, ...]
    sacrum: Frame


# From below: level, width, depth, height, wedge, posterior concavity of the disc.
DISCS = (
    ("L5-S1", 50.5, 34.0, 10.3, 14.0, 0.0),
    ("L4-L5", 51.0, 35.5, 11.0, 11.0, 0.02),
    ("L3-L4", 49.0, 34.5, 10.3, 8.0, 0.05),
    ("L2-L3", 46.5, 33.5, 9.3, 6.0, 0.07),
    ("L1-L2", 44.0, 32.0, 8.0, 4.0, 0.08),
    ("T12-L1", 41.0, 30.0, 6.5, 1.5, 0.09),
)
# From below: name, height, wedge of the body above each of those discs.
BODIES = (
    ("L5", 26.5, 8.0),
    ("L4", 27.5, 3.0),
    ("L3", 28.0, 1.0),
    ("L2", 27.0, 0.0),
    ("L1", 26.0, -2.0),
    ("T12", 25.5, -2.5),
)


def build_spine() -> Spine:
    """The spine, stacked from the sacrum upward and then moved so that the L3 body lies at `PLACE`."""
    x, y, z = _stack((0.0, 0.0, 0.0)).vertebrae[2].frame.origin
    return _stack((PLACE[0] - x, PLACE[1] - y, PLACE[2] - z))


def _stack(start: tuple[float, float, float]) -> Spine:
    sacrum = Frame(start, SACRAL_SLOPE)
    discs: list[Disc] = []
    vertebrae: list[Vertebra] = []
    below = sacrum
    for disc_values, body_values in zip(DISCS, BODIES, strict=True):
        disc, lower = _disc(below, *disc_values)
        body, below = _body(disc, lower, *body_values)
        discs.append(disc)
        vertebrae.append(body)
    return Spine(tuple(discs), tuple(vertebrae), sacrum)


def _rise(below: Frame, height: float, wedge: float) -> tuple[Frame, Frame]:
    """The frame in the middle of a segment that stands on `below`, and the one on its top."""
    middle = below.tilt - wedge / 2
    center = Frame(below.origin, middle).point(0, 0, height / 2)
    top = Frame(below.origin, middle).point(0, 0, height)
    return Frame(center, middle), Frame(top, below.tilt - wedge)


def _disc(
    below: Frame, level: str, width: float, depth: float, height: float, wedge: float, concavity: float
) -> tuple[Disc, Frame]:
    frame, top = _rise(below, height, wedge)
    return Disc(level, frame, width, depth, height, wedge, concavity), top


def _body(disc: Disc, lower: Frame, name: str, height: float, wedge: float) -> tuple[Vertebra, Frame]:
    frame, top = _rise(lower, height, wedge)
    return Vertebra(name, frame, lower, top, disc.width, disc.depth, height, disc.concavity), top

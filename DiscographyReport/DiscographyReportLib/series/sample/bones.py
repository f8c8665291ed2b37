# SPDX-License-Identifier: Apache-2.0
"""Painting vertebrae, sacrum and iliac wings: cortex around cancellous bone, end plates between."""

import math
from dataclasses import dataclass

import numpy as np

from .anatomy import Array, Frame, Vertebra
from .contrast import DISH_MM
from .shapes import Box, Slab, above, capsule, outside, paint, radial_share

CANCELLOUS_HU, CORTEX_HU, END_PLATE_HU, VEIN_HU, OSTEOPHYTE_HU = 165.0, 720.0, 560.0, 75.0, 520.0
BODY_SHELL_MM, ARCH_SHELL_MM, END_PLATE_MM = 0.7, 1.7, 0.9
WAIST = 0.12
"""How much narrower a body is at half its height."""

Local = tuple[Array, Array, Array]


@dataclass(frozen=True)
class Osteophyte:
    """A spur at the upper (+1) or lower (-1) rim of a body, in a direction (degrees, 270 anterior)."""

    vertebra: str
    direction: float
    rim: int
    size: float


OSTEOPHYTES = (
    Osteophyte("L4", 215, 1, 3.4),
    Osteophyte("L3", 218, -1, 3.0),
    Osteophyte("L5", 300, -1, 2.8),
    Osteophyte("L5", 330, 1, 2.4),
)


def paint_vertebra(slab: Slab, vertebra: Vertebra) -> None:
    """Body, arch and processes of one vertebra as one bone, its shell around their union."""
    box = slab.around(vertebra.frame.point(0, 26, -4), (52, 64, 40))
    if box is None:
        return
    local = vertebra.frame.local(box.x, box.y, box.z)
    body, plates = _body(vertebra, box, local)
    arch = _arch(local, vertebra)
    _paint_bone(box, _union(body, arch), np.where(arch < body, np.float32(ARCH_SHELL_MM), np.float32(BODY_SHELL_MM)))
    paint(box, np.maximum(body + 0.2, -plates - END_PLATE_MM), END_PLATE_HU, 0.7)
    paint(box, _vein(local, vertebra), VEIN_HU, 2.5)
    for spur in OSTEOPHYTES:
        if spur.vertebra == vertebra.name:
            paint(box, _spur(local, vertebra, spur), OSTEOPHYTE_HU, 1.2)


def paint_sacrum(slab: Slab, plate: Frame) -> None:
    """The first sacral segment below its end plate, with alae and posterior wall."""
    box = slab.around(plate.point(0, 14, -22), (62, 62, 48))
    if box is None:
        return
    u, v, w = plate.local(box.x, box.y, box.z)
    taper = 1 + np.clip(-w, 0, 60) * np.float32(0.009)
    share = radial_share(u * taper, (v - 0.08 * w) * taper, 50.5, 34.0, 0.0)
    body = np.maximum(outside(share, u, v), w + DISH_MM * np.clip(1 - share**2, 0, 1))
    alae = np.minimum(*(_ala(u, v, w, side) for side in (-1, 1)))
    wall = _sacral_wall((u, v, w))
    _paint_bone(box, _union(_union(body, alae), wall), np.float32(1.0) + 0 * body)
    paint(box, np.maximum(body + 0.2, -(w + DISH_MM) - END_PLATE_MM), END_PLATE_HU, 0.7)


def paint_iliac_wings(slab: Slab, plate: Frame) -> None:
    """The posterior parts of both iliac wings, as far as the picture reaches."""
    for side in (-1, 1):
        box = slab.around((plate.origin[0] + side * 72, plate.origin[1] + 10, plate.origin[2] - 20), (42, 62, 60))
        if box is None:
            continue
        across = (box.x - plate.origin[0]) * side - 50
        backward = box.y - plate.origin[1] - 50
        along = across * np.float32(0.5) - backward * np.float32(0.866)
        aside = across * np.float32(0.866) + backward * np.float32(0.5)
        bow = aside + 0.0032 * (along - 45) ** 2 - 6
        height = box.z - plate.origin[2] - (22 - 0.011 * (along - 58) ** 2)
        blunt = np.sqrt(np.clip(along / 12, 0, 1) * np.clip(-height / 9, 0, 1))
        thickness = (5.5 + 3.0 * np.clip(1 - along / 30, 0, 1)) * blunt
        distance = np.maximum.reduce(np.broadcast_arrays(np.abs(bow) - thickness, height, -along))
        _paint_bone(box, distance, np.float32(1.9) + 0 * distance)


def _paint_bone(box: Box, distance: Array, shell: Array) -> None:
    rind = np.clip((distance + shell) / np.float32(0.9) + 0.5, 0, 1)
    paint(box, distance, CANCELLOUS_HU + (CORTEX_HU - CANCELLOUS_HU) * rind, 0.6)


def _union(a: Array, b: Array, blend: float = 3.0) -> Array:
    """Smooth union: bones that meet round off instead of keeping a crease."""
    mix = np.clip(0.5 + (b - a) / (2 * blend), 0, 1).astype(np.float32)
    return b + (a - b) * mix - blend * mix * (1 - mix)


def _body(vertebra: Vertebra, box: Box, local: Local) -> tuple[Array, Array]:
    """Distance from the body, and from its two hollow end plates alone (negative between them)."""
    u, v, w = local
    waist = 1 - WAIST * np.clip(1 - (2 * w / vertebra.height) ** 2, 0, 1)
    share = radial_share(u / waist, v / waist, vertebra.width, vertebra.depth, vertebra.concavity)
    hollow = DISH_MM * np.clip(1 - share**2, 0, 1)
    plates = np.maximum(above(vertebra.upper, box), -above(vertebra.lower, box)) + hollow
    return np.maximum(outside(share, u, v), plates), plates


def _arch(local: Local, vertebra: Vertebra) -> Array:
    b = vertebra.depth / 2
    reach = {"T12": 27.0, "L5": 36.0}.get(vertebra.name, 42.0)
    spine = {"T12": 40.0, "L5": 41.0}.get(vertebra.name, 46.0)
    u, v, w = local
    right = (np.abs(u), v, w)
    parts = (
        capsule(right, (15.5, b - 4, 5), (17, b + 9, 4.5), 6.6, (1.5, 1, 1)),
        capsule(right, (17, b + 10, 3), (20, b + 11.5, 20), 5.3),
        capsule(right, (15, b + 14, -1), (13, b + 21, -24), 5.0),
        capsule(right, (16, b + 13, 0), (2, b + 22, -8), 7.5, (1, 2.4, 1)),
        capsule(right, (17, b + 9, 5), (reach, b + 14, 6), 5.5, (1, 1.7, 1)),
        capsule(local, (0, b + 24, -8), (0, b + spine, -13), 8.5, (2.7, 1, 1)),
    )
    total = parts[0]
    for part in parts[1:]:
        total = _union(total, part, 1.5)
    return total


def _vein(local: Local, vertebra: Vertebra) -> Array:
    """The basivertebral veins: a fan that enters the body in the middle of its back."""
    b = vertebra.depth / 2
    u, v, w = local
    trunk = capsule((u, v, w), (0, 1, 0), (0, b - 2, 0), 2.2, (1, 1, 1.4))
    arms = capsule((np.abs(u), v, w), (0, b * 0.5, 0), (9, -b * 0.25, 0), 1.4, (1, 1, 1.3))
    return np.minimum(trunk, arms)


def _spur(local: Local, vertebra: Vertebra, spur: Osteophyte) -> Array:
    angle = math.radians(spur.direction)
    across, along = math.cos(angle), math.sin(angle)
    radius = 1 / math.hypot(2 * across / vertebra.width, 2 * along / vertebra.depth)
    height = spur.rim * vertebra.height / 2
    start = (across * (radius - 3), along * (radius - 3), height - spur.rim * 5)
    end = (across * (radius + 2.4), along * (radius + 2.4), height + spur.rim * 1.2)
    return capsule(local, start, end, spur.size)


def _ala(u: Array, v: Array, w: Array, side: int) -> Array:
    square = ((u * side - 30) / 27) ** 2 + ((v - 10) / 19) ** 2 + ((w + 22) / 22) ** 2
    return (np.sqrt(square) - 1) * np.float32(18)


def _sacral_wall(local: Local) -> Array:
    u, v, w = local
    right = (np.abs(u), v, w)
    facet = capsule(right, (21, 26, -14), (21, 29, 9), 5.0)
    lamina = capsule(right, (20, 28, -18), (2, 39, -24), 8.5, (1, 2.2, 1))
    crest = capsule(local, (0, 38, -22), (0, 47, -30), 7.0, (2.4, 1, 1))
    return np.minimum(np.minimum(facet, lamina), crest)

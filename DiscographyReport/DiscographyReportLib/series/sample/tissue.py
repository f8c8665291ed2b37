# SPDX-License-Identifier: Apache-2.0
"""Painting what surrounds the spine: skin, fat, muscles, canal, vessels, kidneys, bowel, table."""

from dataclasses import dataclass

import numpy as np

from .anatomy import PLACE, Array, Spine
from .shapes import Box, Slab, ellipsoid, paint

AIR_HU, SKIN_HU, FAT_HU, DEEP_FAT_HU, EPIDURAL_FAT_HU = -1000.0, 25.0, -108.0, -98.0, -84.0
MUSCLE_HU, BLOOD_HU, KIDNEY_HU, LIVER_HU, BOWEL_HU, GAS_HU = 56.0, 42.0, 33.0, 58.0, 36.0, -880.0
SAC_HU, ROOT_HU, PLAQUE_HU, TABLE_HU, PAD_HU = 14.0, 44.0, 480.0, -250.0, -930.0
SKIN_MM, SUBCUTANEOUS_MM = 2.0, 17.0


@dataclass(frozen=True)
class Course:
    """How the spine runs through the planes: heights (mm, ascending) and the backward place of its parts there."""

    height: Array
    body: Array
    canal: Array

    def at(self, z: Array, line: Array) -> Array:
        """A line of the course at the heights `z`, shaped to broadcast over planes."""
        return np.interp(z, self.height, line).astype(np.float32)[:, None, None]


def course(spine: Spine) -> Course:
    """The course through disc and body centers, and through the middle of the canal behind them."""
    parts = [(part.frame, part.depth) for pair in zip(spine.discs, spine.vertebrae, strict=True) for part in pair]
    parts.insert(0, (spine.sacrum, 33.0))
    canal = [frame.point(0, depth / 2 + 8.5, 0) for frame, depth in parts]
    heights = [point[2] for point in canal]
    bodies = np.interp(heights, [f.origin[2] for f, _ in parts], [f.origin[1] for f, _ in parts])
    return Course(*(np.array(line, np.float32) for line in (heights, bodies, [point[1] for point in canal])))


def paint_trunk(slab: Slab, line: Course) -> None:
    """Everything around the spine, back to front in the order in which it covers; bone and discs come later."""
    slab.hu[:] = AIR_HU
    box = Box(slab.x[None, None, :], slab.y[None, :, None], slab.z[:, None, None], slab.hu)
    behind = box.y - line.at(slab.z, line.body)
    x = box.x - np.float32(PLACE[0])
    level = (box.z - PLACE[2]) / np.float32(100)
    _paint_table(box)
    _paint_skin(box, x, behind)
    _paint_organs(slab)
    _paint_muscles(box, x, behind, level)
    _paint_vessels(box, x, behind, level)
    _paint_canal(slab, line)


def _oval(x: Array, y: Array, cx: Array | float, cy: float, rx: Array | float, ry: Array | float) -> Array:
    """Distance from an upright oval in the plane, right near its border."""
    share = np.sqrt(((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2)
    return (share - 1) * np.minimum(rx, ry)


def _paint_table(box: Box) -> None:
    depth = np.abs(box.y - np.float32(PLACE[1] + 112)) + 0 * box.x + 0 * box.z
    paint(box, depth - 6, PAD_HU, 2.0)
    paint(box, np.abs(depth - 6) - 0.9, TABLE_HU, 1.0)


def _paint_skin(box: Box, x: Array, behind: Array) -> None:
    y = box.y - np.float32(PLACE[1] - 30) - 0.25 * (box.y - PLACE[1] - behind)
    share = (np.abs(x / 176) ** 2.4 + np.abs(y / 128) ** 2.4) ** (1 / 2.4)
    furrow = 3.5 * np.exp(-((x / 14) ** 2)) * (y > 0)
    depth = (share - 1) * 128 + furrow
    paint(box, depth, SKIN_HU, 1.2)
    paint(box, depth + SKIN_MM, FAT_HU, 1.2)
    paint(box, depth + SUBCUTANEOUS_MM - furrow, MUSCLE_HU - 30, 1.5)
    paint(box, depth + SUBCUTANEOUS_MM + 1.6 - furrow, DEEP_FAT_HU, 1.5)


def _paint_muscles(box: Box, x: Array, behind: Array, level: Array) -> None:
    side = np.abs(x)
    share = np.clip(0.5 - level / 2, 0, 1)
    erector = _oval(side, behind, 36.0, 56.5, 30.0 + 0 * share, 25.0 - 3 * share)
    multifidus = _oval(side, behind, 14.0, 56.0, 13.0 + 0 * share, 20.0 + 3 * share)
    quadratus = _oval(side, behind, 66.0, 22.0, 17.0 + 0 * share, 10.0 + 0 * share)
    psoas = _oval(side, behind, 27.0 + 14 * share, 0.0, 5.0 + 15 * share, 8.0 + 14 * share)
    flank = np.abs(_oval(side, behind, 0.0, -35.0, 112.0 + 0 * share, 84.0 + 0 * share)) - 7
    # Thin septa of fat run through the back muscles.
    septa = 40 * np.clip(np.sin(side * 0.55 + behind * 0.32) * np.sin(behind * 0.41 - side * 0.2) - 0.3, 0, 1)
    paint(box, np.where(behind < 40, flank, 9.0), MUSCLE_HU, 1.2)
    for muscle in (quadratus, psoas):
        paint(box, muscle, MUSCLE_HU, 1.2)
    for muscle in (erector, multifidus):
        paint(box, muscle, MUSCLE_HU - septa * 2.2, 1.2)


def _paint_vessels(box: Box, x: Array, behind: Array, level: Array) -> None:
    # Both great vessels divide at about the L4-L5 disc.
    split = np.clip(-0.42 - level, 0, 1) * 62
    for sign in (-1, 1):
        aorta = _oval(x, behind, 9 + sign * split, -29.0, 9.5 - np.clip(split, 0, 4) + 0 * x, 9.5 + 0 * x)
        vein = _oval(x, behind, -15 + sign * split * 0.9, -27.0, 11.0 - np.clip(split, 0, 4) + 0 * x, 8.0 + 0 * x)
        paint(box, vein, BLOOD_HU - 4, 1.0)
        paint(box, aorta, BLOOD_HU, 1.0)
    plaque = np.maximum(np.abs(_oval(x, behind, 9.0, -29.0, 9.5, 9.5)) - 0.8, np.abs(level + 0.28) * 100 - 9)
    paint(box, np.maximum(plaque, np.hypot(x - 16, behind + 24) - 5), PLAQUE_HU, 0.8)


# Ellipsoids around the L3 body: center and radii (mm), HU. What lies in front of the others comes last.
ORGANS = (
    ((-92, -50, 70), (62, 52, 75), LIVER_HU),
    ((68, -12, 42), (25, 21, 54), KIDNEY_HU),
    ((58, -15, 40), (12, 9, 24), FAT_HU + 25),
    ((-68, -10, 30), (25, 21, 52), KIDNEY_HU),
    ((-58, -13, 28), (12, 9, 23), FAT_HU + 25),
    ((6, -52, 20), (38, 9, 12), BOWEL_HU),
    ((34, -62, -20), (17, 13, 30), BOWEL_HU),
    ((-8, -64, -42), (19, 12, 24), BOWEL_HU),
    ((-40, -58, -62), (16, 14, 30), BOWEL_HU),
    ((20, -60, -78), (22, 13, 18), BOWEL_HU),
    ((2, -62, 62), (30, 15, 24), BOWEL_HU),
    ((44, -58, 20), (15, 12, 26), BOWEL_HU),
    ((-30, -55, -18), (14, 10, 22), BOWEL_HU),
    ((-3, -48, -10), (5, 5, 60), BOWEL_HU),
    ((10, -46, -8), (4, 4, 62), BOWEL_HU),
    ((58, -52, -80), (18, 13, 26), BOWEL_HU),
    ((82, -38, -45), (15, 17, 60), BOWEL_HU),
    ((82, -44, -45), (11, 10, 54), GAS_HU),
    ((-84, -36, -50), (17, 19, 50), BOWEL_HU),
    ((-84, -43, -48), (12, 10, 42), GAS_HU),
    ((34, -68, -18), (10, 5, 18), GAS_HU),
    ((-40, -65, -60), (9, 5, 17), GAS_HU),
)


def _paint_organs(slab: Slab) -> None:
    for (x, y, z), radii, value in ORGANS:
        center = (PLACE[0] + x, PLACE[1] + y, PLACE[2] + z)
        box = slab.around(center, (radii[0] + 3, radii[1] + 3, radii[2] + 3))
        if box is not None:
            paint(box, ellipsoid(box, center, radii), value, 1.4)


def _paint_canal(slab: Slab, line: Course) -> None:
    box = slab.around((PLACE[0], PLACE[1] + 30, PLACE[2]), (32, 60, 400))
    if box is None:
        return
    behind = box.y - line.at(slab.z, line.canal)
    x = box.x - np.float32(PLACE[0])
    paint(box, _oval(x, behind, 0.0, 0.5, 13.0, 10.0), EPIDURAL_FAT_HU, 1.0)
    paint(box, _oval(np.abs(x), behind, 19.0, -5.0, 8.0, 8.0), EPIDURAL_FAT_HU, 1.0)
    paint(box, _oval(x, behind, 0.0, 0.4, 8.8, 6.6), SAC_HU, 1.0)
    for u, v in ((-5, 2), (-3, 3.6), (0, 4.2), (3, 3.4), (5, 1.8), (-1.5, 2.2), (2, 1.5)):
        paint(box, np.hypot(x - np.float32(u), behind - np.float32(v)) - 0.9, ROOT_HU, 1.0)
    paint(box, _oval(np.abs(x), behind, 17.5, -3.5, 2.6, 3.0), ROOT_HU, 1.0)

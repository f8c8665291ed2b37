# SPDX-License-Identifier: Apache-2.0
"""Planes through the patient in which a disc is looked at, and what their edges are called."""

from dataclasses import dataclass

from ..series.ct import CTSeries
from ..series.vectors import Vector, cross, dot

LEFT: Vector = (1.0, 0.0, 0.0)
POSTERIOR: Vector = (0.0, 1.0, 0.0)
FEET: Vector = (0.0, 0.0, -1.0)
_AXES = (("L", "R"), ("P", "A"), ("H", "F"))
"""Letters of the LPS axes, ascending and descending (PS3.3 C.7.6.1.1.1)."""
_NAMED = 0.25
"""A component below this (about 15 degrees) is not worth a letter."""
_AXIAL = 0.7
"""Slices whose normal is within 45 degrees of the patient's long axis are axial ones."""


@dataclass(frozen=True)
class View:
    """A square picture of the plane through ``center`` (LPS mm), of ``side_mm``.

    ``across`` and ``down`` are the unit vectors (LPS) along which the columns and the rows of the picture ascend.
    """

    center: Vector
    across: Vector
    down: Vector
    side_mm: float

    def edges(self) -> tuple[str, str, str, str]:
        """What lies to the left, right, top and bottom of the picture, in the patient's terms."""
        left, top = scaled(self.across, -1), scaled(self.down, -1)
        return letters(left), letters(self.across), letters(top), letters(self.down)


def letters(direction: Vector) -> str:
    """A direction of the patient (LPS) in letters, the main one first: ``L``, ``AH``."""
    ranked = sorted(enumerate(direction), key=lambda component: -abs(component[1]))
    return "".join(_AXES[axis][value < 0] for axis, value in ranked if abs(value) > _NAMED)


def scaled(vector: Vector, factor: float) -> Vector:
    """The vector times a number."""
    return vector[0] * factor, vector[1] * factor, vector[2] * factor


def axial(center: Vector, normal: Vector, side_mm: float) -> View:
    """The plane with this unit normal, seen from the feet: the patient's right at the left, anterior at the top.

    ``normal`` may point either way along the spine, not across it.
    """
    upward = normal if normal[2] >= 0 else scaled(normal, -1)
    along = dot(LEFT, upward)
    across = unit((LEFT[0] - along * upward[0], -along * upward[1], -along * upward[2]))
    return View(center, across, cross(upward, across), side_mm)


def sagittal(center: Vector, side_mm: float) -> View:
    """The patient's sagittal plane, seen from the left: anterior at the left, the head at the top."""
    return View(center, POSTERIOR, FEET, side_mm)


def slice_normal(series: CTSeries) -> Vector:
    """The normal of axial slices, tilted gantry or not; for any others the patient's long axis."""
    normal = series.slices[0].normal()
    return normal if abs(normal[2]) >= _AXIAL else (0.0, 0.0, 1.0)


def unit(vector: Vector) -> Vector:
    """The direction of a vector."""
    return scaled(vector, dot(vector, vector) ** -0.5)

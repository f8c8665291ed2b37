# SPDX-License-Identifier: Apache-2.0
"""RAS, in which the scene works, and LPS, in which DICOM and the model do: two axes change sign."""

from ..model.disc import Position
from .nodes import Point


def flipped(point: Point) -> Point:
    """LPS to RAS and back (mm)."""
    return (-point[0] + 0.0, -point[1] + 0.0, point[2] + 0.0)


def ras_of(position: Position) -> Point:
    """Where a position of the model lies in the scene's world (RAS, mm)."""
    return flipped(position.point)


def position_of(ras: Point, frame_of_reference_uid: str) -> Position:
    """The model's position of a point of the scene's world (RAS, mm), rounded as DICOM will hold it."""
    x, y, z = flipped(ras)
    return Position(x=float(x), y=float(y), z=float(z), frame_of_reference_uid=frame_of_reference_uid)

# SPDX-License-Identifier: Apache-2.0
"""Vectors of three floats, where a numpy array would cost more than it gives."""

Vector = tuple[float, float, float]


def dot(a: Vector, b: Vector) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Vector product, right-handed."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def subtract(a: Vector, b: Vector) -> Vector:
    """`a - b`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])

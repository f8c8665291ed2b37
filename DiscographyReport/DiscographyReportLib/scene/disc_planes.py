# SPDX-License-Identifier: Apache-2.0
"""The plane of a disc from the voxels of the vertebra above and the one below it.

Rays along the axis of the disc leave the lower end plate of one body and meet the upper end plate of the next; halfway
lies the disc. A plane through these halves gives its normal, and their middle its center. Two rounds: the second looks
along the axis that the first found.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray
from vtk.util.numpy_support import vtk_to_numpy

Vectors = NDArray[np.float64]

RAY_STEP_MM, RAY_SPACING_MM = 0.5, 1.5
REACH_MM = 34.0
"""How far from the axis rays are sent: beyond the half width of a large lumbar disc."""
CORE_SHARE = 0.7
"""A body's core is where the bone is at least this share as deep as at its deepest; the arch is thinner."""
NEAR_MM = 42.0
"""How much of the vertebra below is looked at from the body above: its upper end, also of a whole sacrum."""
TALLEST_MM = 22.0
"""A wider space than that holds no disc but a vertebra that was not segmented."""
CORE_MM = 12.0
OFF_PLANE_MM = 2.0
FEWEST_RAYS = 12


@dataclass(frozen=True)
class DiscPlane:
    """Center and unit normal toward the head, in the world of the labelmaps."""

    center: Vectors
    normal: Vectors


@dataclass(frozen=True)
class Labelmap:
    """The voxels of one vertebra (k, j, i) and the matrix from (i, j, k) to the world."""

    voxels: NDArray[np.bool_]
    to_world: Vectors

    @classmethod
    def of_image(cls, image: Any, matrix: Any) -> "Labelmap":
        """From VTK image data and the 4 x 4 matrix of its voxels; the image may begin at any index."""
        low_i, high_i, low_j, high_j, low_k, high_k = image.GetExtent()
        shape = (high_k - low_k + 1, high_j - low_j + 1, high_i - low_i + 1)
        scalars = image.GetPointData().GetScalars()
        if scalars is None or min(shape) < 1:
            return cls(np.zeros((1, 1, 1), dtype=bool), np.eye(4))
        to_world = np.array([[matrix.GetElement(row, column) for column in range(4)] for row in range(4)])
        shift = np.eye(4)
        shift[:3, 3] = low_i, low_j, low_k
        return cls(vtk_to_numpy(scalars).reshape(shape) > 0, to_world @ shift)

    def inside(self, points: Vectors) -> NDArray[np.bool_]:
        """Whether points of the world (..., 3) lie in a voxel of the vertebra."""
        back = np.linalg.inv(self.to_world)
        ijk = np.rint(points @ back[:3, :3].T + back[:3, 3]).astype(int)
        size = np.array(self.voxels.shape[::-1])
        within = np.all((ijk >= 0) & (ijk < size), axis=-1)
        i, j, k = np.moveaxis(np.where(within[..., None], ijk, 0), -1, 0)
        found: NDArray[np.bool_] = within & self.voxels[k, j, i]
        return found

    def world(self, kji: NDArray[np.intp]) -> Vectors:
        """Where voxels (n, 3) given as (k, j, i) lie."""
        points: Vectors = kji[:, ::-1] @ self.to_world[:3, :3].T + self.to_world[:3, 3]
        return points


def disc_between(upper: Labelmap, lower: Labelmap) -> DiscPlane | None:
    """The disc between two neighboring vertebrae; ``None`` where they are no neighbors or hold no bodies."""
    if not upper.voxels.any() or not lower.voxels.any():
        return None
    top = body_center(upper)
    bottom = _upper_end(lower, top)
    if bottom is None:
        return None
    plane: DiscPlane | None = DiscPlane((top + bottom) / 2, _unit(top - bottom))
    for _ in range(3):
        plane = _refined(upper, lower, plane, top) if plane is not None else None
    return plane


def body_center(vertebra: Labelmap) -> Vectors:
    """The middle of the body: where the bone is deepest."""
    depth = _depth(vertebra)
    return vertebra.world(np.argwhere(depth >= CORE_SHARE * depth.max())).mean(axis=0)


def _depth(vertebra: Labelmap) -> NDArray[np.float64]:
    """Distance of each voxel from the surface, mm."""
    spacing = np.linalg.norm(vertebra.to_world[:3, :3], axis=0)
    padded = np.pad(vertebra.voxels, 1).astype(np.uint8)
    carrier = vtk.vtkImageImport()
    content = padded.tobytes()
    carrier.CopyImportVoidPointer(content, len(content))
    carrier.SetDataScalarTypeToUnsignedChar()
    extent = [bound for size in padded.shape[::-1] for bound in (0, size - 1)]
    carrier.SetWholeExtent(*extent)
    carrier.SetDataExtentToWholeExtent()
    carrier.SetDataSpacing(*spacing)
    distance = vtk.vtkImageEuclideanDistance()
    distance.SetInputConnection(carrier.GetOutputPort())
    distance.ConsiderAnisotropyOn()
    distance.SetMaximumDistance(1e6)
    distance.Update()
    squared = vtk_to_numpy(distance.GetOutput().GetPointData().GetScalars()).reshape(padded.shape)
    inner: NDArray[np.float64] = np.sqrt(squared[1:-1, 1:-1, 1:-1])
    return inner


def _upper_end(lower: Labelmap, top: Vectors) -> Vectors | None:
    """The middle of that part of the lower vertebra that is near the body above."""
    points = lower.world(np.argwhere(lower.voxels))
    near = points[np.linalg.norm(points - top, axis=1) < NEAR_MM]
    return near.mean(axis=0) if len(near) else None


def _refined(upper: Labelmap, lower: Labelmap, plane: DiscPlane, top: Vectors) -> DiscPlane | None:
    across, along = _basis(plane.normal)
    offsets = np.arange(-REACH_MM, REACH_MM + RAY_SPACING_MM / 2, RAY_SPACING_MM)
    u, v = np.meshgrid(offsets, offsets, indexing="ij")
    feet = plane.center + u[..., None] * across + v[..., None] * along
    leaves, meets = _ends(upper, lower, feet, plane.normal)
    facing = _body_part(leaves - meets)
    if facing.sum() < FEWEST_RAYS:
        return None
    halves = feet[facing] + ((leaves + meets)[facing] / 2)[:, None] * plane.normal
    fitted = _fitted(halves, plane)
    return fitted if np.linalg.norm(fitted.center - top) < NEAR_MM else None


def _ends(upper: Labelmap, lower: Labelmap, feet: Vectors, normal: Vectors) -> tuple[Vectors, Vectors]:
    """Heights over the plane (mm) at which each ray leaves the body above and meets the one below; else NaN."""
    heights = np.arange(-TALLEST_MM, TALLEST_MM + RAY_STEP_MM / 2, RAY_STEP_MM)
    points = feet[..., None, :] + heights[:, None] * normal
    over, under = upper.inside(points), lower.inside(points)
    leaves = np.where(over.any(axis=-1), heights[over.argmax(axis=-1)], np.nan)
    last = under.shape[-1] - 1 - under[..., ::-1].argmax(axis=-1)
    meets = np.where(under.any(axis=-1), heights[last], np.nan)
    return leaves, meets


def _body_part(space: Vectors) -> NDArray[np.bool_]:
    """The rays through the disc: those around the axis that cross a space between two end plates, and hang together."""
    with np.errstate(invalid="ignore"):
        open_rays = (space > 0) & (space < TALLEST_MM)
    middle = space.shape[0] // 2
    reached = np.zeros_like(open_rays)
    seed = slice(middle - 3, middle + 4)
    reached[seed, seed] = open_rays[seed, seed]
    while True:
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= open_rays
        if (grown == reached).all():
            return reached
        reached = grown


def _fitted(points: Vectors, before: DiscPlane) -> DiscPlane:
    """Plane through points: first through those around the axis, then through all that lie in it."""
    kept = points[np.linalg.norm(points - before.center, axis=1) <= CORE_MM]
    kept = kept if len(kept) >= FEWEST_RAYS else points
    for _ in range(3):
        center = kept.mean(axis=0)
        normal = np.linalg.svd(kept - center, full_matrices=False)[2][2]
        off = np.abs((points - center) @ normal)
        kept = points[off <= max(OFF_PLANE_MM, float(np.median(off)))]
    normal = normal if normal @ before.normal >= 0 else -normal
    return DiscPlane(kept.mean(axis=0), _unit(normal))


def _basis(normal: Vectors) -> tuple[Vectors, Vectors]:
    helper = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    along = _unit(np.cross(normal, helper))
    return np.cross(along, normal), along


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit

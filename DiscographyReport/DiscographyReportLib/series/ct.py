# SPDX-License-Identifier: Apache-2.0
"""A CT series as a value: its slices in space, and where a point of the patient lies in them."""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

from pydicom.dataset import Dataset

from ..texts import _
from .errors import SeriesError
from .vectors import Vector, cross, dot, subtract

ASSUMED_THICKNESS_MM = 1.0
"""Reach of a lone slice that does not say its thickness."""


@dataclass(frozen=True)
class Slice:
    """One plane: a single-frame instance, or one frame of a multi-frame instance."""

    path: Path
    sop_class_uid: str
    sop_instance_uid: str
    frame: int | None
    """1-based frame number of a multi-frame instance, None for a single-frame one."""
    position: Vector
    """Image Position (Patient): center of the first voxel, LPS mm (PS3.3 C.7.6.2.1.1)."""
    orientation: tuple[float, ...]
    """Image Orientation (Patient): 6 cosines, along a row (columns ascend), then along a column (rows ascend)."""
    spacing: tuple[float, float]
    """Pixel Spacing: between rows, between columns, mm (PS3.3 10.7.1.3)."""
    rows: int
    columns: int

    def row_direction(self) -> Vector:
        """Unit vector along which the column index ascends."""
        return (self.orientation[0], self.orientation[1], self.orientation[2])

    def column_direction(self) -> Vector:
        """Unit vector along which the row index ascends."""
        return (self.orientation[3], self.orientation[4], self.orientation[5])

    def normal(self) -> Vector:
        """Unit normal of the plane, row direction x column direction."""
        return cross(self.row_direction(), self.column_direction())

    def distance(self, point: Vector) -> float:
        """Distance of the point (LPS mm) from the plane along its normal, mm, signed."""
        return dot(subtract(point, self.position), self.normal())

    def pixel(self, point: Vector) -> tuple[float, float]:
        """Column and row (SCOORD convention, see `PixelPoint`) of the point projected into the plane."""
        offset = subtract(point, self.position)
        column = dot(offset, self.row_direction()) / self.spacing[1]
        row = dot(offset, self.column_direction()) / self.spacing[0]
        return column + 0.5, row + 0.5


@dataclass(frozen=True)
class PixelPoint:
    """A place in one slice.

    `column` and `row` are those of a SCOORD (PS3.3 C.18.6.1.1): image-relative with sub-pixel resolution, 0.0 / 0.0 is
    the top left corner of the top left pixel and 0.5 / 0.5 its center, so the greatest values are columns / rows.
    The array index of the pixel is `[int(row), int(column)]`. `distance_mm` is the distance of the point from the
    slice's plane, never negative.
    """

    slice: Slice
    column: float
    row: float
    distance_mm: float


@dataclass(frozen=True)
class CTSeries:
    """One CT series of one patient in one Frame of Reference; the slices are sorted along their normal."""

    header: Dataset = field(compare=False, repr=False)
    """The first slice's whole dataset without pixel data: patient, study, equipment."""
    study_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str
    slices: tuple[Slice, ...]
    notices: tuple[str, ...]
    """Sentences for the user: what was left out, where slices are missing."""

    def instance_uids(self) -> tuple[tuple[str, str], ...]:
        """(SOP Class UID, SOP Instance UID) of every instance once, in slice order."""
        return tuple(dict.fromkeys((plane.sop_class_uid, plane.sop_instance_uid) for plane in self.slices))

    def slice_spacing_mm(self) -> float:
        """Usual distance between neighboring planes along the normal; of a lone slice its thickness."""
        if len(self.slices) == 1:
            return _thickness(self.header) or ASSUMED_THICKNESS_MM
        return median(a.distance(b.position) for a, b in pairwise(self.slices))

    def locate(self, point: tuple[float, float, float]) -> PixelPoint:
        """Nearest slice to a point (LPS mm) and the pixel in it, also under gantry tilt.

        Raises `SeriesError` where the point lies beside the image or more than one slice spacing from every slice.
        """
        nearest = min(self.slices, key=lambda plane: abs(plane.distance(point)))
        distance = abs(nearest.distance(point))
        if not distance <= self.slice_spacing_mm():
            raise SeriesError(
                _beyond(point, _("{distance:.1f} mm from the nearest slice of the CT").format(distance=distance))
            )
        column, row = nearest.pixel(point)
        if not (0 <= column <= nearest.columns and 0 <= row <= nearest.rows):
            raise SeriesError(_beyond(point, _("beside the image of the CT")))
        return PixelPoint(nearest, column, row, distance)


def _beyond(point: Vector, where: str) -> str:
    place = ", ".join(f"{value:.1f}" for value in point)
    return _(
        "The point ({place}) mm lies {where}: place it inside the CT, or choose the CT that it was placed on."
    ).format(place=place, where=where)


def _thickness(header: Dataset) -> float | None:
    for source in (header, *_pixel_measures(header)):
        value = source.get("SliceThickness")
        if isinstance(value, float) and value > 0:
            return value
    return None


def _pixel_measures(header: Dataset) -> list[Dataset]:
    shared = header.get("SharedFunctionalGroupsSequence") or []
    return [measures for groups in shared for measures in groups.get("PixelMeasuresSequence") or []]

# SPDX-License-Identifier: Apache-2.0
"""Whether slices form one stack in one space, and where slices of it are missing."""

from collections import Counter
from itertools import pairwise
from statistics import median

from ..texts import _
from .attributes import text
from .ct import Slice
from .errors import SeriesError
from .files import DicomFile

COSINE_TOLERANCE = 1e-3
SPACING_TOLERANCE_MM = 1e-3
SAME_PLANE_MM = 0.01
GAP_FACTOR = 1.5
LISTED_GAPS = 3


def frame_of_reference(images: tuple[DicomFile, ...]) -> str:
    """The one Frame of Reference UID of all images; `SeriesError` when one lacks it or there are two."""
    found = Counter(text(file.dataset, "FrameOfReferenceUID") for file in images)
    if found[""]:
        raise SeriesError(
            _(
                "{found} of {images} images of the series have no Frame of Reference UID, so positions "
                "in them could not be related to anything: export the series again from the scanner."
            ).format(found=found[""], images=len(images))
        )
    if len(found) > 1:
        raise SeriesError(
            _(
                "The series has {found} Frames of Reference, so positions in its slices do not belong "
                "together: export it again as one series per Frame of Reference."
            ).format(found=len(found))
        )
    return next(iter(found))


def sorted_stack(slices: list[Slice]) -> tuple[Slice, ...]:
    """The slices in ascending order along their normal; `SeriesError` when they do not form one stack."""
    _require_one_geometry(slices)
    reference = slices[0]
    stack = tuple(sorted(slices, key=lambda plane: reference.distance(plane.position)))
    _require_distinct_planes(stack)
    return stack


def gaps(stack: tuple[Slice, ...]) -> tuple[str, ...]:
    """One notice that names the places where slices are missing, or nothing."""
    steps = [a.distance(b.position) for a, b in pairwise(stack)]
    usual = median(steps) if steps else 0.0
    found = [
        _gap(a, b, round(step / usual) - 1)
        for (a, b), step in zip(pairwise(stack), steps, strict=True)
        if step > GAP_FACTOR * usual
    ]
    if not found:
        return ()
    more = [_("and at {found} more places").format(found=len(found) - LISTED_GAPS)] if len(found) > LISTED_GAPS else []
    return (
        _("Slices are missing (usual distance {usual:.2f} mm): {found}.").format(
            usual=usual, found="; ".join(found[:LISTED_GAPS] + more)
        ),
    )


def _gap(a: Slice, b: Slice, missing: int) -> str:
    normal = a.normal()
    axis = max(range(3), key=lambda index: abs(normal[index]))
    return _("{missing} between {axis} = {low:.2f} and {high:.2f} mm").format(
        missing=missing, axis="xyz"[axis], low=a.position[axis], high=b.position[axis]
    )


def _require_one_geometry(slices: list[Slice]) -> None:
    sizes = Counter((plane.rows, plane.columns) for plane in slices)
    usual = next(plane for plane in slices if (plane.rows, plane.columns) == sizes.most_common(1)[0][0])
    aspects = {
        "size": sum(not _same_size(plane, usual) for plane in slices),
        "Pixel Spacing": sum(not _close(plane.spacing, usual.spacing, SPACING_TOLERANCE_MM) for plane in slices),
        "orientation": sum(not _close(plane.orientation, usual.orientation, COSINE_TOLERANCE) for plane in slices),
    }
    differing = [f"{count} in {aspect}" for aspect, count in aspects.items() if count]
    if differing:
        raise SeriesError(
            _(
                "Of the {slices} slices of the series some differ from the others ({differing}), so they "
                "are no single stack: export each stack as a series of its own."
            ).format(slices=len(slices), differing=", ".join(differing))
        )


def _same_size(a: Slice, b: Slice) -> bool:
    return (a.rows, a.columns) == (b.rows, b.columns)


def _close(a: tuple[float, ...], b: tuple[float, ...], tolerance: float) -> bool:
    return all(abs(x - y) <= tolerance for x, y in zip(a, b, strict=True))


def _require_distinct_planes(stack: tuple[Slice, ...]) -> None:
    twice = [(a, b) for a, b in pairwise(stack) if a.distance(b.position) < SAME_PLANE_MM]
    if twice:
        a, b = twice[0]
        raise SeriesError(
            _(
                "The series has more than one slice at {twice} positions (the first: {name} and "
                "{other}), so it holds two acquisitions: export each as a series of its own."
            ).format(twice=len(twice), name=_name(a), other=_name(b))
        )


def _name(plane: Slice) -> str:
    return f"{plane.path.name}" if plane.frame is None else f"{plane.path.name} frame {plane.frame}"

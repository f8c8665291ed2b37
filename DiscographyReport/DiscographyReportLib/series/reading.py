# SPDX-License-Identifier: Apache-2.0
"""Reading the CT of a report from a folder, headers only."""

from pathlib import Path

from pydicom.config import disable_value_validation

from ..texts import _
from .attributes import text
from .consistency import frame_of_reference, gaps, sorted_stack
from .ct import CTSeries
from .errors import SeriesError
from .files import MULTI_FRAME, Progress, Scan, read_full_header, scan
from .frames import slices_of
from .selection import (
    Files,
    ct_images,
    kinds,
    of_series,
    require_one_patient,
    require_one_series,
    require_whole,
    without_copies,
    without_localizers,
)


def read_series(folder: Path, series_instance_uid: str | None = None, progress: Progress | None = None) -> CTSeries:
    """The one CT series under a folder, or in a multi-frame CT file; pixel data are not read.

    `series_instance_uid` chooses among several. `progress` is called with (files read, files in all) and may raise to
    cancel. A folder, patient, geometry or file that cannot be used raises `SeriesError` with one sentence.
    """
    # pydicom would write malformed values, a patient's name among them, to the log.
    with disable_value_validation():
        return _read(folder, series_instance_uid, progress)


def _read(folder: Path, series_instance_uid: str | None, progress: Progress | None) -> CTSeries:
    found = scan(folder, progress)
    _require_dicom(found, folder)
    candidates = found.files
    if series_instance_uid is not None:
        candidates = of_series(candidates, series_instance_uid, folder)
    require_one_patient(candidates, folder)
    images = ct_images(candidates, folder)
    kept = without_localizers(images, folder)
    require_one_series(kept, folder)
    require_whole(kept)
    single = without_copies(kept)
    notices = _left_out(found, candidates, images, kept, single)
    return assemble(single, notices)


def assemble(images: Files, notices: tuple[str, ...]) -> CTSeries:
    """The series of images that were selected; `SeriesError` where their geometry does not fit together."""
    space = frame_of_reference(images)
    stack = sorted_stack([plane for file in images for plane in slices_of(file)])
    return CTSeries(
        header=read_full_header(stack[0].path),
        study_instance_uid=text(images[0].dataset, "StudyInstanceUID"),
        series_instance_uid=text(images[0].dataset, "SeriesInstanceUID"),
        frame_of_reference_uid=space,
        slices=stack,
        notices=notices + gaps(stack),
    )


def _require_dicom(found: Scan, place: Path) -> None:
    if not found.files:
        what = _("is no DICOM file") if place.is_file() else _("holds no DICOM files")
        raise SeriesError(
            _("{place} {what} ({other} other): give the folder that holds the CT.").format(
                place=place, what=what, other=found.other
            )
        )
    if place.is_file() and text(found.files[0].dataset, "SOPClassUID") not in MULTI_FRAME:
        raise SeriesError(
            _("{place} is a single file and no multi-frame CT: give the folder that holds all slices.").format(
                place=place
            )
        )


def _left_out(found: Scan, candidates: Files, images: Files, kept: Files, single: Files) -> tuple[str, ...]:
    paths = {file.path for file in images}
    others = tuple(file for file in candidates if file.path not in paths)
    bare = sum(not file.has_pixels for file in single)
    lines = {
        _("Files that are not DICOM were left out: {other}.").format(other=found.other): found.other,
        _("DICOM objects that are no CT images were left out: {kinds}.").format(kinds=kinds(others)): len(others),
        _("Localizer images were left out: {images}.").format(images=len(images) - len(kept)): len(images) - len(kept),
        _("Files that were there twice are used once: {kept}.").format(kept=len(kept) - len(single)): len(kept)
        - len(single),
        _("Images without pixel data: {bare}.").format(bare=bare): bare,
    }
    return tuple(line for line, count in lines.items() if count)

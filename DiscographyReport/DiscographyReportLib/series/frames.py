# SPDX-License-Identifier: Apache-2.0
"""The planes of one CT instance: one of a single-frame image, one per frame of a multi-frame image."""

from pydicom.dataset import Dataset

from ..texts import _
from .attributes import items, numbers, text
from .ct import Slice
from .errors import SeriesError
from .files import MULTI_FRAME, DicomFile
from .vectors import dot

COSINE_TOLERANCE = 1e-3


def slices_of(file: DicomFile) -> list[Slice]:
    """All planes of one CT file in the order of its frames; `SeriesError` where its geometry is missing or unsound."""
    if text(file.dataset, "SOPClassUID") in MULTI_FRAME:
        return _frames(file)
    where = _("The CT slice {path}").format(path=file.path)
    return [_slice(file, None, where, file.dataset, file.dataset, file.dataset)]


def _frames(file: DicomFile) -> list[Slice]:
    """PS3.3 C.7.6.16: a functional group stands either in the shared groups or in those of every frame."""
    shared = items(file.dataset, "SharedFunctionalGroupsSequence")
    frames = items(file.dataset, "PerFrameFunctionalGroupsSequence")
    declared = text(file.dataset, "NumberOfFrames")
    if not frames or declared != str(len(frames)):
        raise SeriesError(
            _(
                "The multi-frame CT {path} describes {frames} frames and says that it has {declared}: "
                "export the series again from the scanner or the archive."
            ).format(path=file.path, frames=len(frames), declared=declared or "none")
        )
    return [_frame(file, number, [groups, *shared]) for number, groups in enumerate(frames, 1)]


def _frame(file: DicomFile, number: int, groups: list[Dataset]) -> Slice:
    position = _group(groups, "PlanePositionSequence")
    orientation = _group(groups, "PlaneOrientationSequence")
    measures = _group(groups, "PixelMeasuresSequence")
    return _slice(
        file,
        number,
        _("Frame {number} of the CT {path}").format(number=number, path=file.path),
        position,
        orientation,
        measures,
    )


def _group(groups: list[Dataset], keyword: str) -> Dataset:
    return next((item for group in groups for item in items(group, keyword)), Dataset())


def _slice(
    file: DicomFile, frame: int | None, where: str, position: Dataset, orientation: Dataset, measures: Dataset
) -> Slice:
    x, y, z = numbers(position, "ImagePositionPatient", 3, where)
    row_spacing, column_spacing = numbers(measures, "PixelSpacing", 2, where)
    plane = Slice(
        path=file.path,
        sop_class_uid=text(file.dataset, "SOPClassUID"),
        sop_instance_uid=text(file.dataset, "SOPInstanceUID"),
        frame=frame,
        position=(x, y, z),
        orientation=numbers(orientation, "ImageOrientationPatient", 6, where),
        spacing=(row_spacing, column_spacing),
        rows=int(numbers(file.dataset, "Rows", 1, where)[0]),
        columns=int(numbers(file.dataset, "Columns", 1, where)[0]),
    )
    if not _is_sound(plane):
        raise SeriesError(
            _(
                "{where} has an impossible geometry (orientation {orientation}, Pixel Spacing {spacing}): export "
                "the series again from the scanner or the archive."
            ).format(where=where, orientation=list(plane.orientation), spacing=list(plane.spacing))
        )
    return plane


def _is_sound(plane: Slice) -> bool:
    row, column = plane.row_direction(), plane.column_direction()
    skew = max(abs(dot(row, row) - 1), abs(dot(column, column) - 1), abs(dot(row, column)))
    return skew <= COSINE_TOLERANCE and min(plane.spacing) > 0 and min(plane.rows, plane.columns) > 0

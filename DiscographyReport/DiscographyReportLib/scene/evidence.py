# SPDX-License-Identifier: Apache-2.0
"""From a volume of the scene to the CT series that it was loaded from.

A volume that cannot be traced to its images, or no longer lies where they do, is refused with one sentence: a marker on
it would point to another place in the patient.
"""

from pathlib import Path

from pydicom.config import disable_value_validation

from ..series.ct import CTSeries
from ..series.errors import SeriesError
from ..series.files import DicomFile, Progress, read_header
from ..series.reading import assemble
from ..series.selection import (
    ct_images,
    require_one_patient,
    require_one_series,
    require_whole,
    without_copies,
    without_localizers,
)
from ..texts import _
from .errors import SceneError
from .local_database import DicomDatabase
from .nodes import Volume
from .volume_geometry import INSTANCE_UIDS, UNKNOWN, require_true_place
from .volume_origin import PatientLine, frame_of_reference_of, instance_uids, patient_line, volume_problems

__all__ = [
    "PatientLine",
    "frame_of_reference_of",
    "instance_uids",
    "patient_line",
    "series_of_volume",
    "volume_problems",
]


def series_of_volume(volume: Volume, database: DicomDatabase, progress: Progress | None = None) -> CTSeries:
    """The CT series behind a volume; only headers are read.

    ``progress`` is called with (files read, files in all) and may raise to cancel. ``SceneError`` or ``SeriesError``
    where the volume cannot be traced, its files are gone or belong to several patients, or it lies elsewhere.
    """
    problems = volume_problems(volume, database)
    if problems:
        raise SceneError(problems[0])
    paths = _files(volume, database)
    # pydicom would write malformed values, a patient's name among them, to the log.
    with disable_value_validation():
        series = _series(
            paths, Path(_("The volume {volume}").format(volume=volume.GetName())), progress, _notices(volume)
        )
    require_true_place(volume, series)
    return series


def _files(volume: Volume, database: DicomDatabase) -> list[Path]:
    paths = [Path(database.fileForInstance(uid)) for uid in instance_uids(volume)]
    gone = [path for path in paths if not path.is_file()]
    if gone:
        raise SceneError(
            _(
                "{gone} of {paths} image files of the volume {volume!r} are not where the DICOM database "
                "says (the first: {first}): import its series again (DICOM module)."
            ).format(gone=len(gone), paths=len(paths), volume=volume.GetName(), first=gone[0])
        )
    return paths


def _notices(volume: Volume) -> tuple[str, ...]:
    unknown = (volume.GetAttribute(INSTANCE_UIDS) or "").split().count(UNKNOWN)
    return (
        (_("Slices whose images are not in the DICOM database: {unknown}.").format(unknown=unknown),) if unknown else ()
    )


def _series(paths: list[Path], place: Path, progress: Progress | None, notices: tuple[str, ...]) -> CTSeries:
    files = tuple(_read(paths, progress))
    require_one_patient(files, place)
    images = without_localizers(ct_images(files, place), place)
    require_one_series(images, place)
    require_whole(images)
    return assemble(without_copies(images), notices)


def _read(paths: list[Path], progress: Progress | None) -> list[DicomFile]:
    found = []
    for done, path in enumerate(dict.fromkeys(paths), 1):
        file = read_header(path)
        if file is None:
            raise SeriesError(
                _("The file {path} is no DICOM file any more: import its series again (DICOM module).").format(
                    path=path
                )
            )
        found.append(file)
        if progress is not None:
            progress(done, len(paths))
    return found

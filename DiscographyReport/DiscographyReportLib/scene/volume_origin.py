# SPDX-License-Identifier: Apache-2.0
"""What is known of a CT volume without reading a file: where it comes from, whose it is, and why it may be of no use.

Nothing here imports pydicom, so that a panel can ask it while it opens.
"""

from dataclasses import dataclass

from ..texts import _
from .errors import SceneError
from .local_database import DicomDatabase
from .nodes import Volume
from .volume_geometry import (
    INSTANCE_UIDS,
    TOLERANCE_MM,
    UNKNOWN,
    apart_mm,
    moved_problem,
    slices_with_uids,
    transform_problem,
)

_POSITION, _SERIES_NUMBER = "0020,0032", "0020,0011"
_FRAME, _NAME, _ID, _BIRTH, _SEX, _DATE = "0020,0052", "0010,0010", "0010,0020", "0010,0030", "0010,0040", "0008,0020"


@dataclass(frozen=True)
class PatientLine:
    """Whose CT it is, for display only; it is read anew each time and never kept in the scene."""

    name: str
    patient_id: str
    birth_date: str
    sex: str
    study_date: str


def instance_uids(volume: Volume) -> tuple[str, ...]:
    """SOP Instance UIDs of a volume's slices, those that are known, each once, in Slicer's order."""
    listed = (volume.GetAttribute(INSTANCE_UIDS) or "").split()
    return tuple(dict.fromkeys(uid for uid in listed if uid != UNKNOWN))


def volume_problems(volume: Volume | None, database: DicomDatabase | None) -> tuple[str, ...]:
    """Why a volume cannot be reported on, as far as it can be said without reading its files; empty where it can."""
    if volume is None:
        return (_("No CT volume is chosen: load a CT from the DICOM database and choose it."),)
    if database is None:
        return (_("The DICOM database is not open: open it in the DICOM module."),)
    found = tuple(problem for problem in (transform_problem(volume), _origin_problem(volume, database)) if problem)
    return found or _place_problems(volume, database)


def frame_of_reference_of(volume: Volume, database: DicomDatabase) -> str:
    """The Frame of Reference UID that a place in the volume belongs to; ``SceneError`` where it has none."""
    problems = volume_problems(volume, database)
    if problems:
        raise SceneError(problems[0])
    return database.instanceValue(instance_uids(volume)[0], _FRAME)


def volume_words(volume: Volume, database: DicomDatabase | None) -> str:
    """A volume by name and series, since several may have one name: ``'Lumbar' (series 4)``."""
    uids = instance_uids(volume)
    number = database.instanceValue(uids[0], _SERIES_NUMBER) if uids and database is not None else ""
    series = _("series {number}").format(number=number) if number else _("of no known series")
    return f"{volume.GetName()!r} ({series})"


def other_frame(volume: Volume) -> str:
    """What is said where a report has discs in another frame of reference than a volume."""
    return _(
        "The markers of this report lie in another frame of reference than {volume}, so there they would be elsewhere"
        " in the patient: make a new report for this CT."
    ).format(volume=volume.GetName())


def patient_line(volume: Volume, database: DicomDatabase) -> PatientLine | None:
    """Whose CT a volume is, from the database; ``None`` where it cannot be said."""
    uids = instance_uids(volume)
    if not uids or not database.fileForInstance(uids[0]):
        return None
    return PatientLine(*(database.instanceValue(uids[0], tag).strip() for tag in (_NAME, _ID, _BIRTH, _SEX, _DATE)))


def _origin_problem(volume: Volume, database: DicomDatabase) -> str:
    """Why it cannot be said which images a volume was made of."""
    name, uids = volume.GetName(), instance_uids(volume)
    if not uids:
        return _(
            "The volume {name!r} was not loaded from the DICOM database: import its series there "
            "(DICOM module) and load it from there."
        ).format(name=name)
    missing = sum(not database.fileForInstance(uid) for uid in uids)
    if missing:
        return _(
            "{missing} of {uids} images of the volume {name!r} are not in the DICOM database: import "
            "its series again (DICOM module)."
        ).format(missing=missing, uids=len(uids), name=name)
    if not database.instanceValue(uids[0], _FRAME):
        return _(
            "The images of the volume {name!r} have no Frame of Reference UID, so a place in them "
            "cannot be related to anything: export the series again from the scanner."
        ).format(name=name)
    return ""


def _place_problems(volume: Volume, database: DicomDatabase) -> tuple[str, ...]:
    """Whether the outermost slices lie where their images do, by what the database says; all are measured later."""
    known = slices_with_uids(volume)
    ends = [known[0], known[-1]] if known else []
    worst = max((apart_mm(volume, k, database.instanceValue(uid, _POSITION)) for k, uid in ends), default=0.0)
    return (moved_problem(volume, worst),) if worst > TOLERANCE_MM else ()

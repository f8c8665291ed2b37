# SPDX-License-Identifier: Apache-2.0
"""slicer.dicomDatabase and the DICOM indexer: a small index over a folder, with CTK's manners.

Followed: patients are numbered by the database; values are strings, multiple ones joined by a backslash; what is not
there is ""; lists are tuples; adding never raises and never says whether it worked.
"""

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pydicom
from pydicom.errors import InvalidDicomError
from pydicom.multival import MultiValue
from pydicom.tag import Tag
from PySide6.QtCore import QObject, Signal

from Host.attributes import stand_in
from Host.properties import Property

NO_LIMIT = -1


@dataclass
class DicomFaults:
    """What goes wrong on purpose.

    truncate_copies: a copy loses its second half, and the index knows nothing of it (as with a full disk);
    drop_files: adding does nothing and says nothing (as with an unwritable database).
    """

    truncate_copies: bool = False
    drop_files: bool = False

    def clear(self) -> None:
        """Everything works again."""
        self.truncate_copies = self.drop_files = False


FAULTS = DicomFaults()


@dataclass(frozen=True)
class Record:
    """One indexed instance; the header is kept, as CTK keeps the values it has read."""

    path: str
    header: pydicom.Dataset
    inserted: float

    def uid(self, keyword: str) -> str:
        """A header value as text."""
        return str(self.header.get(keyword, ""))


def _header(path: str) -> pydicom.Dataset | None:
    try:
        return pydicom.dcmread(path, stop_before_pixels=True)
    except (InvalidDicomError, OSError, EOFError):
        return None


def _as_text(header: pydicom.Dataset | None, tag: str) -> str:
    group, element = (int(part, 16) for part in tag.split(","))
    found = None if header is None else header.get(Tag(group, element))
    if found is None or found.value is None or found.VR == "SQ":
        return ""
    parts = found.value if isinstance(found.value, MultiValue) else [found.value]
    return "\\".join(str(part) for part in parts)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _limited(values: Iterable[str], hits: int) -> tuple[str, ...]:
    return tuple(values)[: None if hits == NO_LIMIT else hits]


@stand_in()
class ctkDICOMDatabase(QObject):
    """The database."""

    opened, closed, databaseChanged = Signal(), Signal(), Signal()
    seriesAdded, instanceAdded = Signal(str), Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        self._records: dict[str, Record] = {}
        self._patients: dict[tuple[str, str, str], str] = {}

    isOpen = Property(bool, lambda self: self._folder is not None)
    databaseDirectory = Property(str, lambda self: str(self._folder or ""))
    lastError = Property(str, lambda _self: "")

    def openDatabase(self, database_file: str) -> bool:
        """Open an empty database in the folder of this file."""
        self._folder = Path(database_file).parent
        self._folder.mkdir(parents=True, exist_ok=True)
        self._records, self._patients = {}, {}
        self.opened.emit()
        return True

    def closeDatabase(self) -> None:
        """Close it; it answers with nothing from now on."""
        self._folder, self._records = None, {}
        self.closed.emit()

    def _patient(self, record: Record) -> str:
        key = tuple(record.uid(word) for word in ("PatientID", "PatientName", "PatientBirthDate"))
        return self._patients.setdefault(key, str(len(self._patients) + 1))

    def _where(self, condition: Callable[[Record], bool]) -> list[Record]:
        return [record for record in self._records.values() if condition(record)]

    def _series(self, uid: str) -> list[Record]:
        return self._where(lambda record: record.uid("SeriesInstanceUID") == uid)

    def _study(self, uid: str) -> list[Record]:
        return self._where(lambda record: record.uid("StudyInstanceUID") == uid)

    def _of_patient(self, uid: str) -> list[Record]:
        return self._where(lambda record: self._patient(record) == uid)

    def patients(self) -> tuple[str, ...]:
        """The database's own numbers of the patients, not their IDs."""
        return _unique(map(self._patient, self._records.values()))

    def studiesForPatient(self, patient: str) -> tuple[str, ...]:
        """Study Instance UIDs."""
        return _unique(record.uid("StudyInstanceUID") for record in self._of_patient(patient))

    def seriesForStudy(self, study: str) -> tuple[str, ...]:
        """Series Instance UIDs."""
        return _unique(record.uid("SeriesInstanceUID") for record in self._study(study))

    def instancesForSeries(self, series: str, hits: int = NO_LIMIT) -> tuple[str, ...]:
        """SOP Instance UIDs."""
        return _limited((record.uid("SOPInstanceUID") for record in self._series(series)), hits)

    def filesForSeries(self, series: str, hits: int = NO_LIMIT) -> tuple[str, ...]:
        """Paths."""
        return _limited((record.path for record in self._series(series)), hits)

    def studyForSeries(self, series: str) -> str:
        """A Study Instance UID, or ""."""
        return next((record.uid("StudyInstanceUID") for record in self._series(series)), "")

    def patientForStudy(self, study: str) -> str:
        """The database's number of the patient, or ""."""
        return next(map(self._patient, self._study(study)), "")

    def nameForPatient(self, patient: str) -> str:
        """The patient's name as in DICOM, or ""."""
        return next((record.uid("PatientName") for record in self._of_patient(patient)), "")

    def descriptionForSeries(self, series: str) -> str:
        """The series description, or ""."""
        return next((record.uid("SeriesDescription") for record in self._series(series)), "")

    def descriptionForStudy(self, study: str) -> str:
        """The study description, or ""."""
        return next((record.uid("StudyDescription") for record in self._study(study)), "")

    def allFiles(self) -> tuple[str, ...]:
        """Every path."""
        return tuple(record.path for record in self._records.values())

    def fileForInstance(self, instance: str) -> str:
        """The path of an instance, or ""."""
        record = self._records.get(instance)
        return record.path if record else ""

    def _at(self, path: str) -> Record | None:
        return next((record for record in self._records.values() if record.path == str(path)), None)

    def instanceForFile(self, path: str) -> str:
        """The SOP Instance UID of an indexed file, or ""."""
        record = self._at(path)
        return record.uid("SOPInstanceUID") if record else ""

    def seriesForFile(self, path: str) -> str:
        """The Series Instance UID of an indexed file, or ""."""
        record = self._at(path)
        return record.uid("SeriesInstanceUID") if record else ""

    def fileValue(self, path: str, tag: str) -> str:
        """A header value by "gggg,eeee"; a file that is not indexed is read."""
        record = self._at(path)
        return _as_text(record.header if record else _header(str(path)), tag)

    def instanceValue(self, instance: str, tag: str) -> str:
        """A header value of an indexed instance, or ""."""
        record = self._records.get(instance)
        return _as_text(record.header, tag) if record else ""

    def fileValueExists(self, path: str, tag: str) -> bool:
        """Whether the header has a value."""
        return self.fileValue(path, tag) != ""

    def instanceValueExists(self, instance: str, tag: str) -> bool:
        """Whether the header has a value."""
        return self.instanceValue(instance, tag) != ""

    def removeSeries(self, series: str) -> bool:
        """Forget a series, and delete the files that the database had copied."""
        for record in self._series(series):
            del self._records[record.uid("SOPInstanceUID")]
            if self._folder and self._folder in Path(record.path).parents:
                Path(record.path).unlink(missing_ok=True)
        self.databaseChanged.emit()
        return True

    def _insert(self, path: str, copy: bool) -> None:
        """Index one file; nothing is said of a file that is unreadable or known and unchanged."""
        header = None if FAULTS.drop_files or not self.isOpen else _header(path)
        if header is None or "SOPInstanceUID" not in header:
            return
        instance, series = str(header.SOPInstanceUID), str(header.get("SeriesInstanceUID", ""))
        known = self._records.get(instance)
        if known and Path(path).stat().st_mtime < known.inserted:
            return
        new_series = not self._series(series)
        stored = self._copied(path, header) if copy else path
        self._records[instance] = Record(stored, header, time.time())
        self._tell(instance, series if new_series else "")

    def _copied(self, path: str, header: pydicom.Dataset) -> str:
        uids = (header.get(word, "") for word in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"))
        target = Path(str(self._folder), "dicom", *map(str, uids))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if FAULTS.truncate_copies:
            with target.open("r+b") as file:
                file.truncate(target.stat().st_size // 2)
        return str(target)

    def _tell(self, instance: str, new_series: str) -> None:
        if new_series:
            self.seriesAdded.emit(new_series)
        self.instanceAdded.emit(instance)
        self.databaseChanged.emit()


@stand_in()
class ctkDICOMIndexer(QObject):
    """Adds files to a database."""

    def addFile(self, database: ctkDICOMDatabase, path: str, copy: bool = False) -> None:
        """Add one file, copied into the database or linked."""
        database._insert(str(path), bool(copy))

    def addListOfFiles(self, database: ctkDICOMDatabase, paths: Iterable[str], copy: bool = False) -> None:
        """Add some files."""
        for path in paths:
            self.addFile(database, path, copy)

    def addDirectory(self, database: ctkDICOMDatabase, folder: str, copy: bool = False) -> None:
        """Add every file below a folder."""
        self.addListOfFiles(database, sorted(str(path) for path in Path(folder).rglob("*") if path.is_file()), copy)

    def waitForImportFinished(self) -> None:
        """Adding has finished already."""

# SPDX-License-Identifier: Apache-2.0
"""Slicer's DICOM database, as far as a report needs it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class DicomDatabase(Protocol):
    """What is asked of ``slicer.dicomDatabase``, which fits as it is; tags are written ``"0020,000E"``."""

    def fileForInstance(self, sop_instance_uid: str, /) -> str:
        """Path of the file of an instance; empty where the database has none."""
        ...

    def instancesForSeries(self, series_instance_uid: str, /) -> Sequence[str]:
        """The SOP Instance UIDs of a series."""
        ...

    def fileValue(self, path: str, tag: str, /) -> str:
        """The value of an attribute of a file, cached; empty where it has none."""
        ...

    def instanceValue(self, sop_instance_uid: str, tag: str, /) -> str:
        """The value of an attribute of an instance, cached; empty where it has none."""
        ...


@dataclass(frozen=True)
class LocalDatabase:
    """The database and how a file gets into it.

    ``add_file`` copies the file with that path into the database. In Slicer::

        database = slicer.dicomDatabase
        LocalDatabase(database, lambda path: ctk.ctkDICOMIndexer().addFile(database, path, True))
    """

    database: DicomDatabase
    add_file: Callable[[str], object]

# SPDX-License-Identifier: Apache-2.0
"""Slicer's DICOM database as the scene's logic wants it: the only place that asks Slicer for it."""

import ctk
import slicer

from ..scene.local_database import LocalDatabase


def local_database() -> LocalDatabase | None:
    """Slicer's DICOM database; ``None`` where it is not open."""
    database = getattr(slicer, "dicomDatabase", None)
    return LocalDatabase(database, _add_file) if database is not None and database.isOpen else None


def _add_file(path: str) -> None:
    indexer = ctk.ctkDICOMIndexer()
    indexer.addFile(slicer.dicomDatabase, path, True)
    # CTK may index in a thread of its own.
    indexer.waitForImportFinished()

# SPDX-License-Identifier: Apache-2.0
"""A written report into the local DICOM database, and proof that it arrived.

The database says that it inserted a file even where its disk was full and the copy is cut off; so the copy is compared.
"""

import hashlib
from pathlib import Path

from ..texts import _
from .errors import SceneError
from .local_database import DicomDatabase, LocalDatabase


class StoreError(SceneError):
    """The database does not hold the report; ``path`` is the file that is safe and can be imported later."""

    def __init__(self, message: str, path: Path) -> None:
        """``message`` is one sentence that says what is safe and what is not."""
        super().__init__(message)
        self.path = path


def store(path: Path, sop_instance_uid: str, local: LocalDatabase) -> Path:
    """Insert a file and give the path of the database's own copy, which is the same byte for byte.

    ``StoreError`` where the database refuses, does not know the instance afterwards, or holds something else. A report
    that it holds already is not inserted again.
    """
    present = copy_in(local.database, sop_instance_uid)
    if present is not None and same_content(present, path):
        return present
    try:
        local.add_file(str(path))
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise StoreError(
            _("{path} The DICOM database refused it ({reason}): {mend}").format(
                path=_safe(path), reason=reason, mend=_mend()
            ),
            path,
        ) from error
    copy = copy_in(local.database, sop_instance_uid)
    if copy is None:
        raise StoreError(
            _("{path} The DICOM database did not take it: {mend}").format(path=_safe(path), mend=_mend()), path
        )
    if not same_content(copy, path):
        raise StoreError(
            _(
                "{path} The DICOM database holds a different or incomplete copy of it ({copy}), which "
                "must not be sent or read: delete the series there, make room on the disk, and {mend}"
            ).format(path=_safe(path), copy=copy, mend=_mend()),
            path,
        )
    return copy


def _safe(path: Path) -> str:
    return _("The report is safe in {path}.").format(path=path)


def _mend() -> str:
    return _("import that file in the DICOM module.")


def copy_in(database: DicomDatabase, sop_instance_uid: str) -> Path | None:
    """The database's own file of an instance; ``None`` where it has none."""
    found = database.fileForInstance(sop_instance_uid)
    return Path(found) if found else None


def same_content(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes, by SHA-256; False where one of them cannot be read."""
    try:
        return _digest(one) == _digest(other)
    except OSError:
        return False


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()

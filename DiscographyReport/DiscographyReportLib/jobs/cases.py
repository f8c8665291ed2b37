# SPDX-License-Identifier: Apache-2.0
"""Case files: a report as a JSON document on disk."""

from pathlib import Path

from ..model.document import DocumentError, from_json, to_json
from ..model.report import Report
from ..sr.files import write_whole
from ..texts import _
from .errors import JobError


def load_case(path: Path) -> Report:
    """Read a case file; the error names the file and the field."""
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        raise JobError(_("{path} is a folder; name a case file").format(path=path)) from None
    except OSError as error:
        raise JobError(_("cannot read {path}: {reason}").format(path=path, reason=error.strerror or error)) from None
    try:
        return from_json(content)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from None


def save_case(report: Report, path: Path) -> None:
    """Write a case file whole or not at all."""
    write_whole(path, to_json(report).encode())

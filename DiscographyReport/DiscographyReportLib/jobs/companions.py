# SPDX-License-Identifier: Apache-2.0
"""A report with its companions, the page as PDF and the key slices, as files that are sent together."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset

from ..sr.companions import encapsulated_pdf, key_object_selection
from ..sr.errors import WriteError
from ..sr.files import write_whole
from ..sr.foreign import load
from ..sr.reader import is_ours
from ..texts import ENGLISH, N_, _, speaking
from .errors import JobError
from .exporting import in_the_way
from .rendering import Progress, make_page, pdf_of

NO_KEY_SLICES = N_("no disc has a marker on the CT, so there is no selection of key slices")


@dataclass(frozen=True)
class Companions:
    """The set on the disk. ``key_slices`` is ``None`` where no disc has a marker; ``notices`` says so."""

    report: Path
    pdf: Path
    key_slices: Path | None
    notices: tuple[str, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, the report first: a PACS should know it before what refers to it."""
        return tuple(path for path in (self.report, self.pdf, self.key_slices) if path is not None)


def companions(report: Path, pdf: bytes, folder: Path) -> Companions:
    """Write a copy of an exported report, its page as Encapsulated PDF and its Key Object Selection into a folder.

    Files are named by their SOP Instance UIDs, which follow from their content: written again they are the same.
    Raises ``JobError`` for a document that is not ours, ``WriteError`` where the folder cannot take them; then nothing
    new has been left there.
    """
    document = _own(report)
    selection = key_object_selection(document)
    made = [report.read_bytes(), encapsulated_pdf(document, pdf), *([] if selection is None else [selection])]
    paths = _write_together(made, folder)
    notices = (_(NO_KEY_SLICES),) if selection is None else ()
    return Companions(paths[0], paths[1], paths[2] if selection else None, notices)


def render_companions(
    report: Path,
    folder: Path,
    *,
    ct: Path | None = None,
    language: str = ENGLISH,
    paper: str = "a4",
    progress: Progress | None = None,
) -> Companions:
    """The same with the page rendered here, with pictures where the CT is at hand and is the report's.

    ``paper`` is ``a4`` or ``letter``. A notice tells what could not be shown; ``JobError`` where no PDF can be made.
    """
    _own(report)
    with speaking(language):
        made = make_page(report, ct=ct, progress=progress)
        pdf, notices = pdf_of(made, paper)
    done = companions(report, pdf, folder)
    return replace(done, notices=(*made.notices, *notices, *done.notices))


def _own(report: Path) -> Dataset:
    document = load(report)
    if not is_ours(document):
        raise JobError(_("{report} is not a DiscographyReport document; 'read' shows what it is").format(report=report))
    return document


def _write_together(files: list[bytes], folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            _("{folder} cannot be made: {reason}; choose another place").format(
                folder=folder, reason=error.strerror or error
            )
        ) from None
    content = {folder / f"{_uid(file)}.dcm": file for file in files}
    missing = [path for path, file in content.items() if not in_the_way(path, file, overwrite=False)]
    try:
        for path in missing:
            write_whole(path, content[path])
    except WriteError:
        for path in missing:
            path.unlink(missing_ok=True)
        raise
    return list(content)


def _uid(file: bytes) -> str:
    return str(dcmread(BytesIO(file), specific_tags=["SOPInstanceUID"]).SOPInstanceUID)

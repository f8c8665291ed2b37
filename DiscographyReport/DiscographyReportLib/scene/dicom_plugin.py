# SPDX-License-Identifier: Apache-2.0
"""What Slicer's DICOM module is told about files: which are ours, what they are called, and which version counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..texts import _
from .local_database import DicomDatabase

if TYPE_CHECKING:
    from .chains import Chain, Link

CONFIDENCE = 1.0
"""Above the 0.95 of Slicer's own plugin for TID 1500, which reads our documents too but knows no discography."""
SUPERSEDED_CONFIDENCE = 0.96
SR_CLASSES = frozenset({"1.2.840.10008.5.1.4.1.1.88.33", "1.2.840.10008.5.1.4.1.1.88.34"})
_SOP_CLASS = "0008,0016"


@dataclass(frozen=True)
class Candidate:
    """Something that can be loaded, the first of ``files``.

    The newest version names all files of its report, so that Slicer sees that the older ones compete with it and
    preselects it alone; older versions are offered too, marked, each by itself.
    """

    files: tuple[str, ...]
    name: str
    tooltip: str
    warning: str
    selected: bool
    confidence: float


def examine(paths: Iterable[str], database: DicomDatabase | None = None) -> tuple[Candidate, ...]:
    """The reports of ours among files. Reads headers only, and never raises because of a file.

    With a database its cache tells most other files from structured reports, so that pydicom is not even imported.
    """
    promising = [path for path in paths if _may_be_ours(path, database)]
    if not promising:
        return ()
    from .chains import chains, read_link

    links = (read_link(Path(path)) for path in promising)
    return tuple(one for chain in chains(link for link in links if link) for one in _candidates(chain))


def _may_be_ours(path: str, database: DicomDatabase | None) -> bool:
    sop_class = database.fileValue(path, _SOP_CLASS) if database is not None else ""
    return not sop_class or sop_class in SR_CLASSES


def _candidates(chain: "Chain") -> Iterator[Candidate]:
    newest, forked = chain.newest, chain.is_forked
    files = tuple(str(link.path) for link in reversed(chain.links))
    warning = _("Two versions replace the same one: look at both.") if forked else ""
    yield Candidate(files, _name(newest), _tooltip(newest), warning, True, CONFIDENCE)
    for link in reversed(chain.superseded):
        warning = _("Replaced by version {number}.").format(number=newest.number)
        name = _("{name}, SUPERSEDED").format(name=_name(link))
        yield Candidate((str(link.path),), name, _tooltip(link), warning, False, SUPERSEDED_CONFIDENCE)


def _name(link: "Link") -> str:
    return _("Discography report, version {number} ({state})").format(number=link.number, state=link.state)


def _tooltip(link: "Link") -> str:
    stamp = link.changed_at
    when = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} {stamp[8:10]}:{stamp[10:12]}" if len(stamp) >= 12 else "unknown"
    return _("Disc levels, pressures, pain and contrast pattern; last changed {when}").format(when=when)

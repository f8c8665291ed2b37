# SPDX-License-Identifier: Apache-2.0
"""Validation: our lint, and every external validator that is installed."""

from dataclasses import dataclass
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset

from ..series.ct import CTSeries
from ..series.reading import read_series
from ..sr.foreign import load
from ..sr.integrity import is_as_written
from ..sr.lint import lint
from ..sr.reader import is_ours
from ..texts import _
from .errors import JobError
from .validators import Verdict, run_validators


@dataclass(frozen=True)
class Validation:
    """The verdict of every validator; ``integrity`` is a sentence."""

    verdicts: tuple[Verdict, ...]
    integrity: str

    @property
    def passed(self) -> bool:
        """Whether no validator that ran found anything."""
        return not any(verdict.findings for verdict in self.verdicts)


def validate_file(path: Path, ct: Path | None = None) -> Validation:
    """Validate one of our documents; with the folder of its CT also whom the images belong to."""
    dataset = load(path)
    if not is_ours(dataset):
        raise JobError(_("{path} is not a DiscographyReport document; 'read' shows what it is").format(path=path))
    series = None if ct is None else read_series(ct)
    images = None if series is None else _headers(series)
    found = tuple(f"{finding.where}: {finding.message}" for finding in lint(dataset, images))
    header = None if series is None else series.header
    return Validation((Verdict("lint", True, found, ()), *run_validators(path, header)), _integrity(path))


def _headers(series: CTSeries) -> list[Dataset]:
    paths = dict.fromkeys(plane.path for plane in series.slices)
    return [dcmread(path, specific_tags=["SOPInstanceUID", "PatientID", "PatientName"]) for path in paths]


def _integrity(path: Path) -> str:
    unchanged = is_as_written(path.read_bytes())
    if unchanged is None:
        return _("The file is encoded in another way than it was written, so it cannot be told whether it was changed.")
    if unchanged:
        return _("The file is byte for byte as it was written.")
    return _("The file has been changed since it was written (an archive may do that to its header).")

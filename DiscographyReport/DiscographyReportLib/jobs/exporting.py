# SPDX-License-Identifier: Apache-2.0
"""Export: checks, the document, and proof that it says what the report says, before the file exists."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pydicom

from ..model.checks import check
from ..model.findings import Finding, blocks_complete, blocks_draft
from ..model.report import Report
from ..model.results import Assessment
from ..series.ct import CTSeries
from ..sr.envelope import Amendment, Envelope, Standing, State
from ..sr.errors import ReadError, WriteError
from ..sr.files import write_whole
from ..sr.lint import lint
from ..sr.reader import ReadReport, read_dataset
from ..sr.writer import write

_SHOWN = 3


@dataclass(frozen=True)
class Exported:
    """A written document. ``unchanged``: the file was already there, byte for byte."""

    path: Path
    envelope: Envelope
    assessment: Assessment
    size: int
    unchanged: bool


def export(
    report: Report,
    series: CTSeries,
    path: Path,
    standing: Standing,
    assessment: Assessment,
    *,
    overwrite: bool = False,
) -> Exported:
    """Write the DICOM SR of a report, with its results, to ``path``.

    Raises ``WriteError`` where checks forbid it, the CT does not fit, another file is in the way, or what was encoded
    does not read back as the same report; then nothing has been written.
    """
    refuse_blocked(check(report), standing.state)
    content = write(report, series, standing, assessment)
    envelope = _prove(content, report, assessment)
    unchanged = _in_the_way(path, content, overwrite)
    if not unchanged:
        write_whole(path, content)
    return Exported(path, envelope, assessment, len(content), unchanged)


def refuse_blocked(findings: tuple[Finding, ...], state: State) -> None:
    """Stop at what a draft, or a complete report, must not contain."""
    blocking = blocks_draft(findings) if state is State.DRAFT else blocks_complete(findings)
    if not blocking:
        return
    told = (f"{finding.where}: {finding.message} {finding.remedy.rstrip('.')}" for finding in blocking[:_SHOWN])
    first = "; ".join(told)
    more = f" (and {len(blocking) - _SHOWN} more; see 'check')" if len(blocking) > _SHOWN else ""
    raise WriteError(f"the report cannot be exported as {state}: {first}{more}")


def _prove(content: bytes, report: Report, assessment: Assessment) -> Envelope:
    """Read what was encoded as a stranger would; anything that is not the report stops the export."""
    dataset = pydicom.dcmread(BytesIO(content))
    try:
        read = read_dataset(dataset)
    except ReadError as error:
        raise WriteError(f"the document does not read back and was not written: {error}") from None
    if read.report != report or read.assessment != assessment or read.notices:
        difference = read.notices[0] if read.notices else "its content differs"
        raise WriteError(f"the document does not read back as the same report and was not written: {difference}")
    findings = lint(dataset, read=read)
    if findings:
        raise WriteError(f"the document was not written: {findings[0].where}: {findings[0].message}")
    return read.envelope


def _in_the_way(path: Path, content: bytes, overwrite: bool) -> bool:
    """Whether the same file is there already; another one is never replaced unasked."""
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}; choose another place") from None
    if present != content and not overwrite:
        raise WriteError(
            f"{path} exists and holds something else; choose another name (and say what it amends, if it is an earlier "
            "version of this report), or have it overwritten"
        )
    return present == content


def amendment_of(replaced: ReadReport, report: Report, reason: str) -> Amendment:
    """What a new document says of the one that it replaces, which must be about the same report."""
    if replaced.report.uid != report.uid:
        raise WriteError("the report to be replaced is another report; a case amends only documents made from it")
    return Amendment(replaced.envelope.identity, replaced.envelope.instance_number, reason)

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
from ..texts import _

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
    envelope = prove(content, report, assessment)
    unchanged = in_the_way(path, content, overwrite)
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
    more = (
        _(" (and {blocking} more; see 'check')").format(blocking=len(blocking) - _SHOWN)
        if len(blocking) > _SHOWN
        else ""
    )
    raise WriteError(
        _("the report cannot be exported as {state}: {first}{more}").format(state=state, first=first, more=more)
    )


def prove(content: bytes, report: Report, assessment: Assessment) -> Envelope:
    """Read what was encoded as a stranger would; WriteError for anything that is not the report stops the export."""
    dataset = pydicom.dcmread(BytesIO(content))
    try:
        read = read_dataset(dataset)
    except ReadError as error:
        raise WriteError(
            _("the document does not read back and was not written: {error}").format(error=error)
        ) from None
    if read.report != report or read.assessment != assessment or read.notices:
        difference = read.notices[0] if read.notices else _("its content differs")
        raise WriteError(
            _("the document does not read back as the same report and was not written: {difference}").format(
                difference=difference
            )
        )
    findings = lint(dataset, read=read)
    if findings:
        raise WriteError(
            _("the document was not written: {where}: {message}").format(
                where=findings[0].where, message=findings[0].message
            )
        )
    return read.envelope


def in_the_way(path: Path, content: bytes, overwrite: bool) -> bool:
    """Whether the same file is there already; ``WriteError`` where another one is and may not be replaced."""
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError(
            _("cannot write {path}: {reason}; choose another place").format(path=path, reason=error.strerror or error)
        ) from None
    if present != content and not overwrite:
        raise WriteError(
            _(
                "{path} exists and holds something else; choose another name (and say what it amends, if "
                "it is an earlier version of this report), or have it overwritten"
            ).format(path=path)
        )
    return present == content


def amendment_of(replaced: ReadReport, report: Report, reason: str) -> Amendment:
    """What a new document says of the one that it replaces, which must be about the same report."""
    if replaced.report.uid != report.uid:
        raise WriteError(_("the report to be replaced is another report; a case amends only documents made from it"))
    return Amendment(replaced.envelope.identity, replaced.envelope.instance_number, reason)

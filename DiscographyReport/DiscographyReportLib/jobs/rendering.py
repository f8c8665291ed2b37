# SPDX-License-Identifier: Apache-2.0
"""The readable report of a document or a case, as HTML, PDF or text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..criteria.rulesets import RuleSet
from ..model.report import Report
from ..model.results import Assessment
from ..rendering.content import foreign_page, report_page
from ..rendering.cover import Cover
from ..rendering.disc_sections import KeyImages
from ..rendering.html import render_html
from ..rendering.page import Page
from ..rendering.plain_text import render_text
from ..series.errors import SeriesError
from ..series.reading import read_series
from ..sr.envelope import Envelope
from ..sr.files import write_whole
from ..sr.foreign import ForeignReport
from ..texts import ENGLISH, _, speaking
from .cases import load_case
from .covers import control_words, cover_of, subject_of
from .errors import JobError
from .evaluating import evaluate_report
from .reading import read

Progress = Callable[[int, int], None]
FORMS = (".html", ".pdf", ".txt")


class PdfMissing(JobError):
    """No PDF can be made here; the message says what to install."""


@dataclass(frozen=True)
class Made:
    """A page, when its content last changed, and what to tell about it."""

    page: Page
    changed_at: datetime
    notices: tuple[str, ...] = ()
    uid: str = ""
    """SOP Instance UID of the document, empty for a case."""


@dataclass(frozen=True)
class Rendered:
    """A written file, and what its reader has to know beside it."""

    path: Path
    size: int
    notices: tuple[str, ...]


def render(
    source: Path,
    output: Path,
    *,
    ct: Path | None = None,
    language: str = ENGLISH,
    paper: str = "a4",
    site: Sequence[RuleSet] = (),
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Rendered:
    """Render a report (.dcm, or .json for a case) to ``output``, whose ending says how: .html, .pdf or .txt.

    ``paper`` of a PDF is ``a4`` or ``letter``; HTML is good on both. A CT that is missing or does not fit costs the
    pictures, not the report: a notice says why.
    """
    form = output.suffix.lower()
    if form not in FORMS:
        raise JobError(_("{path}: name a file that ends in .html, .pdf or .txt").format(path=output))
    with speaking(language):
        made = make_page(source, ct=ct, site=site, progress=progress)
        content, notices = _content(made, form, paper)
        _refuse_other(output, source, content, overwrite)
    write_whole(output, content)
    return Rendered(output, len(content), (*made.notices, *notices))


def make_page(
    source: Path, *, ct: Path | None = None, site: Sequence[RuleSet] = (), progress: Progress | None = None
) -> Made:
    """The page of a report, a case, or a structured report of other software, in the language that is spoken."""
    if source.suffix.lower() == ".json":
        report = load_case(source)
        return _page(report, Cover(), evaluate_report(report, None, site), _Images(ct, None, progress))
    if site:
        sentence = _("{path}: its results are signed; only a case (.json) takes other rule sets")
        raise JobError(sentence.format(path=source))
    found = read(source)
    if isinstance(found, ForeignReport):
        subject = subject_of(found.patient, found.study)
        page = foreign_page(found.kind, found.tree, subject, (found.completion, found.verification))
        return Made(page, _modified(source))
    cover = cover_of(found.envelope, found.notices)
    return _page(found.report, cover, found.assessment, _Images(ct, found.envelope, progress))


def _modified(source: Path) -> datetime:
    return datetime.fromtimestamp(int(source.stat().st_mtime))


@dataclass(frozen=True)
class _Images:
    """Where the pictures come from: the folder, and the document that names series and patient."""

    folder: Path | None
    envelope: Envelope | None
    progress: Progress | None

    def of(self, report: Report) -> tuple[KeyImages, str, tuple[str, ...]]:
        """The figures by disc, why there are none, and the same with the reason for whoever asked.

        The page must not hold the reason: it can name folders of this computer and another patient's series.
        """
        if self.folder is None:
            return {}, _("No key images: the CT was not at hand."), ()
        try:
            return self._taken(report, self.folder), "", ()
        except SeriesError as error:
            reason = _("No key images: {reason}").format(reason=error)
            return {}, _("No key images: the CT at hand is not the report's, or cannot be read."), (reason,)

    def _taken(self, report: Report, folder: Path) -> KeyImages:
        """numpy comes in only here."""
        from ..rendering.key_images import key_images

        if self.envelope is None:
            return key_images(report, read_series(folder, None, self.progress))
        patient = self.envelope.patient
        of_report = {one.series_instance_uid for one in self.envelope.evidence}
        wanted = of_report.pop() if len(of_report) == 1 else None
        series = read_series(folder, wanted, self.progress)
        return key_images(report, series, patient=(patient.patient_id, patient.name))


def _page(report: Report, cover: Cover, assessment: Assessment, images: _Images) -> Made:
    figures, why_none, notices = images.of(report)
    page = report_page(report, assessment, cover, control_words(report), figures, why_none)
    return Made(page, report.changed_at, notices, cover.uid)


def _content(made: Made, form: str, paper: str) -> tuple[bytes, tuple[str, ...]]:
    if form == ".html":
        return render_html(made.page), ()
    if form == ".txt":
        return render_text(made.page).encode(), ()
    return pdf_of(made, paper)


def pdf_of(made: Made, paper: str = "a4") -> tuple[bytes, tuple[str, ...]]:
    """The page as PDF on paper ``a4`` or ``letter``, and what to tell; ``PdfMissing`` where none can be made here."""
    from ..rendering.pdf import Paper, PdfError, render_pdf

    try:
        return render_pdf(made.page, changed_at=made.changed_at, paper=Paper(paper), reference=made.uid)
    except PdfError as error:
        raise PdfMissing(str(error)) from None


def _refuse_other(output: Path, source: Path, content: bytes, overwrite: bool) -> None:
    """The report itself is never replaced, another file only when that was asked for."""
    if output.exists() and output.resolve() == source.resolve():
        raise JobError(_("{path} is the report itself; name another file").format(path=output))
    if not overwrite and _is_other(output, content):
        raise JobError(
            _("{path} exists and holds something else; name another file, or have it overwritten").format(path=output)
        )


def _is_other(output: Path, content: bytes) -> bool:
    try:
        return output.read_bytes() != content
    except FileNotFoundError:
        return False
    except OSError:
        return True

# SPDX-License-Identifier: Apache-2.0
"""The whole page of a report, in the order in which it is read; and that of a document of other software."""

from collections.abc import Mapping
from dataclasses import replace

from ..model.report import Report
from ..model.results import Assessment
from ..texts import _, language
from .answer_section import answer_section
from .closing_sections import closing_sections
from .cover import Cover, Subject, cover_lines, running_parts, subject_lines, subject_parts, watermark_of
from .criteria_section import criteria_sections
from .disc_sections import KeyImages, diagram_section, disc_sections
from .level_table import table_section
from .page import Line, Lines, Notice, Page, Section
from .procedure_section import procedure_section
from .said import unknown

_INDENT = 2
_SHORT = ("answer", "levels", "criteria")


def not_a_device() -> str:
    """What stands at the end of every report."""
    return _("Research software, not a medical device.")


def report_page(
    report: Report,
    assessment: Assessment,
    cover: Cover,
    controls: Mapping[str, str],
    key_images: KeyImages | None = None,
    images_note: str = "",
) -> Page:
    """The page of a report in the language that is spoken.

    ``controls``: what each injected disc is worth as a control, in words; ``key_images``: the figures of each disc;
    both by tracking UID. ``images_note`` says why there are no pictures, where there are none.
    """
    sections = (
        answer_section(report, assessment, cover.notices),
        table_section(report, assessment, controls),
        diagram_section(report),
        *disc_sections(report, key_images or {}, images_note),
        procedure_section(report),
        *criteria_sections(report, assessment),
        *closing_sections(report, cover),
    )
    return Page(
        title=_("Discography report"),
        language=language_tag(),
        cover=cover_lines(cover),
        sections=sections,
        watermark=watermark_of(cover),
        running=running_parts(cover),
        colophon=(not_a_device(),),
    )


def short_page(report: Report, assessment: Assessment, cover: Cover, controls: Mapping[str, str]) -> Page:
    """What is read first, and the answer of every rule set: the same words as on the whole page."""
    page = report_page(report, assessment, cover, controls)
    return replace(page, sections=tuple(one for one in page.sections if one.id in _SHORT))


def foreign_page(kind: str, tree: tuple[str, ...], subject: Subject, flags: tuple[str, str]) -> Page:
    """The content tree of a structured report that is not ours, as it stands: nothing in it is interpreted.

    ``flags``: its own Completion Flag and Verification Flag, empty where it has none.
    """
    lines = tuple(line for one in tree for line in _tree_lines(one))
    notice = Notice(_("This is no DiscographyReport document. Its content is shown as it stands, without judgment."))
    return Page(
        title=_("Structured report of other software"),
        language=language_tag(),
        cover=(Line(kind, strong=True), *subject_lines(subject), Line(_flags_text(flags))),
        sections=(Section("content", _("Content"), (notice, Lines(lines, listed=True))),),
        watermark=_("NOT VERIFIED") if flags[1] == "UNVERIFIED" else "",
        running=(*subject_parts(subject), kind),
        colophon=(not_a_device(),),
    )


def _flags_text(flags: tuple[str, str]) -> str:
    completion, verification = (flag or unknown() for flag in flags)
    told = _("What the document says of itself: completion {completion}, verification {verification}")
    return told.format(completion=completion, verification=verification)


def _tree_lines(text: str) -> list[Line]:
    """One line of the tree; a text of several lines keeps them, below one another."""
    content = text.lstrip(" ")
    depth = (len(text) - len(content)) // _INDENT
    return [Line(part, depth=depth) for part in content.splitlines() if part.strip()]


def language_tag() -> str:
    """The spoken language as a tag of BCP 47: ``de-DE`` for ``de_DE``."""
    return language().replace("_", "-")

# SPDX-License-Identifier: Apache-2.0
"""The short form of the readable report, for a terminal and the panel: the answer, the levels, every rule set."""

from ..model.report import Report
from ..model.results import Assessment
from ..rendering.content import not_a_device, short_page
from ..rendering.cover import Cover
from ..rendering.plain_text import folded, section_lines, text_lines
from ..rendering.visible import visible
from ..sr.envelope import Envelope
from .covers import control_words, cover_of


def summary_lines(
    report: Report, assessment: Assessment, envelope: Envelope | None = None, columns: int | None = None
) -> list[str]:
    """The summary of a document with who and what it is about; without an envelope of the report alone.

    ``columns`` folds the prose of a report alone to that width.
    """
    cover = Cover() if envelope is None else cover_of(envelope, ())
    page = short_page(report, assessment, cover, control_words(report))
    if envelope is not None:
        return [visible(line) for line in text_lines(page)]
    content = [visible(line) for section in page.sections for line in section_lines(section, columns)]
    return [*content[1:], "", *folded(not_a_device(), columns)]

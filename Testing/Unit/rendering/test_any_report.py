# SPDX-License-Identifier: Apache-2.0
"""Any report that can be written can be shown, and nothing that was recorded is left out."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from enum import Enum

from hypothesis import given, settings

from counts import PROPERTY_EXAMPLES
from DiscographyReportLib.model.disc import Disc, Position
from DiscographyReportLib.model.quantities import Pressure
from DiscographyReportLib.model.record import Record
from DiscographyReportLib.model.report import Explanation, Observer, Report
from DiscographyReportLib.model.results import Assessment
from DiscographyReportLib.model.values import decimal_text
from DiscographyReportLib.model.words import WORDS, word
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.names import person_shown
from DiscographyReportLib.rendering.numbers import pressure_text
from DiscographyReportLib.rendering.plain_text import render_text
from DiscographyReportLib.rendering.visible import visible
from DiscographyReportLib.sr.envelope import Standing
from rendered import html_tables, page_of, read_html, text_of
from sr_documents import documents
from strategies import reports

# Identities of the record, and what the results stand for.
NOT_SHOWN = {
    (Report, "uid"), (Report, "criteria"), (Report, "primary_criteria"), (Report, "region"),
    (Disc, "uid"), (Disc, "sequence_index"), (Disc, "status"), (Disc, "level"), (Disc, "position"),
    (Explanation, "disc_uid"), (Explanation, "field"),
}  # fmt: skip


def told_values(record: Record) -> Iterator[str]:
    """Every recorded value as people write it."""
    for field in fields(record):
        value = getattr(record, field.name)
        if (type(record), field.name) in NOT_SHOWN or value is None:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            yield from _told(record, field.name, item)


def _told(record: Record, name: str, item: object) -> Iterator[str]:
    if isinstance(item, Pressure):
        yield pressure_text(item)
    elif isinstance(item, Record):
        yield from told_values(item)
    elif isinstance(record, Observer) and name == "name":
        yield person_shown(str(item))
    elif isinstance(item, Enum):
        yield word(item) if type(item) in WORDS else str(item.value)
    elif isinstance(item, bool):
        yield "yes" if item else "no"
    elif isinstance(item, datetime):
        yield f"{item:%H:%M}"
    else:
        yield decimal_text(Decimal(item)) if isinstance(item, Decimal | int) else str(item)


@settings(max_examples=max(PROPERTY_EXAMPLES // 4, 1))
@given(reports())
def test_nothing_that_was_recorded_is_missing_in_html_or_text(made: Report) -> None:
    page = page_of(made)
    root, text = read_html(render_html(page)), " ".join(render_text(page).split())
    html = text_of(root)

    for value in told_values(made):
        shown = " ".join(visible(value).split())
        assert shown in text, value
        assert shown in html, value


@settings(max_examples=max(PROPERTY_EXAMPLES // 4, 1))
@given(reports())
def test_no_heading_cell_or_fact_of_any_report_is_blank(made: Report) -> None:
    root = read_html(render_html(page_of(made)))

    for tag in ("h1", "h2", "h3", "h4", "th", "td", "dt", "dd", "caption", "figcaption"):
        assert [one for one in root.iter(tag) if not text_of(one)] == []
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


@settings(max_examples=max(PROPERTY_EXAMPLES // 4, 1))
@given(documents())
def test_whatever_was_signed_is_shown_as_it_was_signed(document: tuple[Report, Standing, Assessment]) -> None:
    made, _standing, signed = document
    text = " ".join(render_text(page_of(made, signed)).split())
    answers = {
        row["Rule set, version"]: row
        for row in html_tables(read_html(render_html(page_of(made, signed)))).get("Answer of every rule set", [])
    }

    for statement in signed.statements:
        assert " ".join(visible(statement).split()) in text
    for result in signed.results:
        assert " ".join(visible(f"{result.rule_set}, {result.version}").split()) in answers


def test_positions_are_told_to_a_tenth_of_a_millimeter_with_their_directions() -> None:
    from DiscographyReportLib.model.levels import Level
    from plain_reports import report, with_disc

    placed = with_disc(report(Level.L4_L5), position=Position(-12.34, 0.04, -1200, "1.2.3"))

    assert "Marker: R 12.3, P 0.0, I 1200.0 mm" in render_text(page_of(placed))

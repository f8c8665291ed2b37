# SPDX-License-Identifier: Apache-2.0
"""The readable report in German: no English is left but what people typed, and every number is the English one's."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings

from cases import case_ids, load_case
from counts import PROPERTY_EXAMPLES
from DiscographyReportLib.model.record import Record
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.rendering.plain_text import render_text
from DiscographyReportLib.rendering.said import sentence
from DiscographyReportLib.texts import speaking
from german import NAMES, english_left, figures
from rendered import SUBJECT, page_of
from strategies import reports

# Machine names that stand on the page as they are: rule sets by their id, kinds of explained fields by their path.
MACHINE = "sis_tiers sis_nonlumbar derby iasp_1994_discogenic iasp_1994_idd asipp walsh"


def typed(value: Any) -> Iterator[str]:
    """Free texts anywhere in a record."""
    if isinstance(value, Record):
        for name in value.__dataclass_fields__:
            yield from typed(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from typed(one)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value


def in_german(report: Report) -> str:
    with speaking("de"):
        return render_text(page_of(report))


def left(report: Report) -> set[str]:
    known = " ".join([*typed(report), *vars(SUBJECT).values(), MACHINE.replace("_", " ")])
    return english_left(in_german(report).replace("_", " "), known) - NAMES


def figures_of(text: str) -> list[str]:
    """Those of the text, whatever the sign of its decimals; lines below headings apart."""
    return figures(text.replace(",", ".").replace("=", ""))


@pytest.mark.parametrize("case_id", case_ids())
def test_no_english_is_left_in_the_report_of_a_worked_case(case_id):
    assert left(load_case(case_id)) == set()


@settings(max_examples=PROPERTY_EXAMPLES // 10)
@given(reports())
def test_no_english_is_left_in_any_report(report):
    assert left(report) == set()


@pytest.mark.parametrize("case_id", case_ids())
def test_numbers_levels_and_units_are_those_of_the_english_report(case_id):
    english = figures_of(render_text(page_of(load_case(case_id))))

    assert figures_of(in_german(load_case(case_id))) == english


def test_the_number_in_the_name_of_a_rule_set_is_no_measurement():
    said = "L4-L5 does not meet criteria of House rules 7.2: NRS 5, not ≥ 6.5."
    shown = (
        "L4-L5 does not meet criteria of House rules 7.2: "
        "no pain, and shown to be stimulated (52.5 ≥ 50.5 psi above opening at peak)."
    )

    with speaking("de"):
        assert "House rules 7.2 " in sentence(said)
        assert "≥ 6,5" in sentence(said)
        assert "House rules 7.2 " in sentence(shown)
        assert "(52,5 ≥ 50,5 psi" in sentence(shown)

# SPDX-License-Identifier: Apache-2.0
"""Prose folded to a narrow window: nothing is lost, no level and no row of a table is broken."""

from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.rendering.page import Cell, Column, Line, Lines, Section, Table
from DiscographyReportLib.rendering.plain_text import folded, section_lines

WORDS = st.lists(st.sampled_from(["L4-L5", "unknown,", "not", "negative", "≥", "15", "psi", "椎間板"]), min_size=1)


@given(WORDS, st.integers(0, 3), st.integers(12, 60))
def test_no_word_is_lost_or_broken_by_folding_and_no_line_is_too_long(words, depth, columns):
    lines = folded("  " * depth + " ".join(words), columns)

    assert " ".join(lines).split() == words
    assert all(len(line) <= columns or len(line.split()) == 1 for line in lines)
    assert lines[0].startswith("  " * depth + words[0])
    assert all(line.startswith("  " * (depth + 1)) for line in lines[1:])


def test_the_rows_of_a_table_are_not_folded_and_what_stands_around_them_is():
    columns = (Column("Level"), Column("Opening pressure", numeric=True), Column("Response"))
    rows = ((Cell("L4-L5"), Cell("14 psi"), Cell("exact")), (Cell("L5-S1"), Cell("unknown"), Cell("not recorded")))
    note = "Not recorded is unknown: neither negative nor none."
    section = Section("levels", "Levels", (Table("Level by level", columns, rows, (note,)), Lines((Line(note),))))
    whole, narrow = list(section_lines(section)), list(section_lines(section, 20))

    assert narrow[:7] == whole[:7]
    assert whole[4:7] == [
        "Level  Opening pressure  Response",
        "L4-L5            14 psi  exact",
        "L5-S1           unknown  not recorded",
    ]
    assert max(map(len, narrow[7:])) <= 20
    assert " ".join(" ".join(narrow[7:]).split()) == f"{note} {note}"

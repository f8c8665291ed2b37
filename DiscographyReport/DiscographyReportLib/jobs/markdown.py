# SPDX-License-Identifier: Apache-2.0
"""Tables for the published documents."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table as lines, with an empty line behind."""
    return [_row(headings), _row(["---"] * len(headings)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

# SPDX-License-Identifier: Apache-2.0
"""The private coding scheme as a document."""

from collections.abc import Iterable, Sequence

from ..terminology import scheme
from ..terminology.answers import ANSWERS
from ..terminology.quantities import QUANTITIES
from ..terminology.questions import QUESTIONS
from .markdown import table

_HEADINGS = ("Code", "Meaning", "Definition", "Belongs to")
_INTRODUCTION = f"""\
# Code table of the scheme {scheme.DESIGNATOR}

Generated from the source code; do not edit. Research software, not a medical device.

| | |
| --- | --- |
| Coding scheme designator | {scheme.DESIGNATOR} |
| Coding scheme UID | {scheme.UID} |
| Name | {scheme.NAME} |
| Version | {scheme.VERSION} |
| Responsible organization | {scheme.RESPONSIBLE_ORGANIZATION} |

A code is never used again for something else, and never changes its meaning. Meanings are always English.
*Belongs to* names the field of the report (`Disc.role`) or the closed list (`DiscRole:target`).
Results of rule sets say that criteria are met or not met, never a diagnosis.
"""


def code_table() -> str:
    """Every private code with its definition, by block."""
    blocks = (
        ("Quantities", QUANTITIES),
        ("Questions and containers", QUESTIONS),
        ("Answers (DG3xxx), criteria sets (DG4xxx), special values (DG9xxx)", ANSWERS),
    )
    lines = [line for title, rows in blocks for line in (f"## {title}", "", *table(_HEADINGS, _sorted(rows)))]
    return "\n".join([_INTRODUCTION, *lines])


def _sorted(rows: Iterable[Sequence[str]]) -> list[tuple[str, str, str, str]]:
    return sorted((code, meaning, definition, f"`{key}`") for key, code, meaning, definition in rows)

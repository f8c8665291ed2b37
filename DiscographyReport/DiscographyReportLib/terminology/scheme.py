# SPDX-License-Identifier: Apache-2.0
"""The private coding scheme, as every document declares it (PS3.3 section 8.2, Coding Scheme Identification)."""

from .answers import ANSWERS
from .code import Code
from .quantities import QUANTITIES
from .questions import QUESTIONS

DESIGNATOR = "99DISCOGRAPHY"
UID = "2.25.315917360925468391842106673412948206257"
NAME = "DiscographyReport coding scheme"
VERSION = "1"
DOCUMENT_URL = "https://github.com/DiscographyReport/SlicerDiscographyReport/blob/main/Resources/code-table.md"
RESPONSIBLE_ORGANIZATION = "DiscographyReport project"

ROWS: tuple[tuple[str, str, str, str], ...] = (*QUANTITIES, *QUESTIONS, *ANSWERS)
"""Every private code as (key, code, meaning, definition)."""
PRIVATE: dict[str, Code] = {key: Code(value, DESIGNATOR, meaning) for key, value, meaning, _ in ROWS}
"""Private codes by key."""

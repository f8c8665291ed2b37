# SPDX-License-Identifier: Apache-2.0
"""The types of a criteria result: what a rule set answered for a disc, and why.

Only ``criteria`` makes them; the DICOM writer and the readable report receive them as values. Plain tuples, because a
panel makes some hundred of them on every keystroke.
"""

from enum import StrEnum
from typing import NamedTuple


class TermStatus(StrEnum):
    """Whether a condition held."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"


class Polarity(StrEnum):
    """What an outcome amounts to, whatever its name in the rule set."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INDETERMINATE = "indeterminate"
    NOT_EVALUABLE = "not_evaluable"
    NOT_APPLICABLE = "not_applicable"


class Term(NamedTuple):
    """One condition with the value that decided it; texts are final, numbers in plain notation, ``""`` if not recorded.

    ``Term("pressure above opening", "10", "psi", "<", "15", TermStatus.MET)``. No text holds ``|`` or a line break.
    """

    what: str
    value: str
    unit: str
    operator: str
    threshold: str
    status: TermStatus


class RuleSetResult(NamedTuple):
    """The answer of one rule set for one disc."""

    disc_uid: str
    rule_set: str
    version: str
    outcome: str
    polarity: Polarity
    row: str
    terms: tuple[Term, ...]
    caveats: tuple[str, ...]


class Assessment(NamedTuple):
    """Every chosen rule set for every disc, and what holds for the patient.

    ``positive_levels``: level names that are positive under ``primary``, from above. ``limitations``: codes such as
    ``NO_VALID_CONTROL`` or ``NOT_PRESSURISED:L3-L4``. ``statements``: sentences for the reader.
    """

    primary: str
    primary_version: str
    results: tuple[RuleSetResult, ...]
    overall: Polarity
    positive_levels: tuple[str, ...]
    valid_control: bool
    limitations: tuple[str, ...]
    statements: tuple[str, ...]

    def of_disc(self, disc_uid: str) -> tuple[RuleSetResult, ...]:
        """The results of one disc, in the order of the chosen rule sets."""
        return tuple(result for result in self.results if result.disc_uid == disc_uid)

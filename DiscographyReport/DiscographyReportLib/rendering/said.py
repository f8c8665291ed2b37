# SPDX-License-Identifier: Apache-2.0
"""What was recorded, in the reader's language; whatever was not says so."""

import re
from collections.abc import Iterable
from enum import Enum

from ..model import derived
from ..model.disc import Disc, Leak
from ..model.grades import Grade
from ..model.levels import Region
from ..model.results import Polarity, RuleSetResult, TermStatus
from ..model.telling import told
from ..model.vocabulary import Concordance
from ..model.words import word
from ..texts import _
from .numbers import localized, number_text

_DECIMAL = re.compile(r"(?<=[<>≤≥] )\d+\.\d+(?!\w|\.\d)|(?<![\w.,])\d+\.\d+(?= (?:[<>≤≥]|psi|kPa|bar|mm|mL|HU|s\b))")
"""A number that is compared or has a unit: those in the title of a rule set are part of its name."""
_NOT_MET = "Criteria not met: "
"""How the row of such a result begins."""


def unknown() -> str:
    """What stands where nothing was recorded."""
    return _("not recorded")


def choice(value: Enum | None) -> str:
    """A value of a closed list."""
    return unknown() if value is None else word(value)


def yes_no(value: bool | None) -> str:
    """An answer; ``None`` is *not recorded*, never *no*."""
    return unknown() if value is None else _("yes") if value else _("no")


def listed(values: Iterable[str] | None) -> str:
    """A list that may be empty: then *none*, which is said only where it was looked for."""
    return unknown() if values is None else ", ".join(values) or _("none")


def region_word(region: Region) -> str:
    """The region that was examined."""
    return {Region.CERVICAL: _("cervical"), Region.THORACIC: _("thoracic"), Region.LUMBAR: _("lumbar")}[region]


def polarity_word(polarity: Polarity) -> str:
    """What a result amounts to. Criteria are met or not: nothing here is a diagnosis, and a "no" is not *negative*."""
    return {
        Polarity.POSITIVE: _("criteria met"),
        Polarity.NEGATIVE: _("criteria not met"),
        Polarity.INDETERMINATE: _("indeterminate"),
        Polarity.NOT_EVALUABLE: _("not evaluable"),
        Polarity.NOT_APPLICABLE: _("not applicable"),
    }[polarity]


def status_word(status: TermStatus) -> str:
    """Whether a condition held."""
    return {TermStatus.MET: _("met"), TermStatus.FAILED: _("failed"), TermStatus.OPEN: _("open")}[status]


def grade_text(grade: Grade | None) -> str:
    """A derived grade; a lower bound says that it is one."""
    if grade is None:
        return unknown()
    return _("at least {grade}").format(grade=grade.value) if grade.at_least else str(grade.value)


def leaks_text(leaks: tuple[Leak, ...] | None) -> str:
    """Where contrast left the disc."""
    return unknown() if leaks is None else listed(_leak_text(leak) for leak in leaks)


def _leak_text(leak: Leak) -> str:
    return word(leak.site) if leak.side is None else f"{word(leak.site)} {word(leak.side)}"


def concordance_text(disc: Disc) -> str:
    """The strongest answer of a disc, to stand without a heading."""
    answer = derived.strongest_concordance(disc)
    return _("no pain") if answer is Concordance.NONE else choice(answer)


def nrs_text(disc: Disc) -> str:
    """The pain at that answer."""
    score = derived.evoked_nrs(disc)
    return unknown() if score is None else number_text(score)


def sentence(text: str) -> str:
    """A sentence of the results as the reader's language says it, numbers included; untranslated ones stay whole."""
    said = told(text)
    return said if said == text else _DECIMAL.sub(lambda found: localized(found.group()), said)


def outcome_text(result: RuleSetResult) -> str:
    """The outcome as people see it: a "no" beside pain on record is *criteria not met*, never the bare name."""
    if result.polarity is Polarity.NEGATIVE and result.row.startswith(_NOT_MET):
        return polarity_word(Polarity.NEGATIVE)
    return told(result.outcome.replace("pressurised", "pressurized").replace("_", " "))

# SPDX-License-Identifier: Apache-2.0
"""The single conditions of the rule sets: what each asks of one event, and the ``Term`` that shows the answer."""

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from ..model.results import Term, TermStatus
from ..model.vocabulary import Concordance
from .numbers import amount_text, number_text

PRESSURE = "pressure above opening"
PEAK = f"peak {PRESSURE}"
END_POINT = "end point"
TOTAL = "total volume"
ANNULAR_LEAK = "annular leak"
NRS = "NRS"
CONCORDANCE = "concordance"
VOLUME = "volume at the event"
TOTAL_AT_MOST = "total volume (not recorded at the event)"
CONTROL = "control "
CONTROLS = "controls"
HELD = "time held"


class Verdict(IntEnum):
    """Whether a condition, or all of an event's, held; the worst decides. ``SKIPPED``: optional and not recorded."""

    MET = 0
    SKIPPED = 1
    OPEN = 2
    FAILED = 3


STATUS = {
    Verdict.MET: TermStatus.MET,
    Verdict.SKIPPED: TermStatus.OPEN,
    Verdict.OPEN: TermStatus.OPEN,
    Verdict.FAILED: TermStatus.FAILED,
}


def _met(holds: bool) -> Verdict:
    return Verdict.MET if holds else Verdict.FAILED


class Judged(NamedTuple):
    """A condition's answer for one event."""

    verdict: Verdict
    term: Term


class EventFacts(NamedTuple):
    """What counts of one event: contradictions and *not obtainable* are unknown; pressure above opening in psi."""

    number: int
    pain: bool | None
    nrs: int | None
    concordance: Concordance | None
    above_psi: Fraction | None
    volume_ml: Decimal | None
    total_ml: Decimal | None
    sustained_s: int | None
    judged: dict["Condition", Judged]
    together: dict[tuple["Condition", ...], tuple[Judged, ...]]

    def judge(self, condition: "Condition") -> Judged:
        """The answer to a condition, found once for all rule sets that share it."""
        known = self.judged.get(condition)
        if known is None:
            known = self.judged[condition] = condition.ask(self)
        return known

    def judge_all(self, conditions: tuple["Condition", ...]) -> tuple[Judged, ...]:
        """The answers to all terms of a rule set."""
        known = self.together.get(conditions)
        if known is None:
            known = self.together[conditions] = tuple([self.judge(condition) for condition in conditions])
        return known


class Condition:
    """One term of a rule set. Compared by identity, so that sets can share the answers."""

    def ask(self, event: EventFacts) -> Judged:
        """Whether the event meets the condition."""
        raise NotImplementedError


@lru_cache(maxsize=512)
def at_least(what: str, value: int | None, unit: str, minimum: int) -> Judged:
    """A count or score with its lower limit."""
    if value is None:
        return Judged(Verdict.OPEN, Term(what, "", unit, ">=", str(minimum), TermStatus.OPEN))
    verdict = _met(value >= minimum)
    return Judged(verdict, Term(what, str(value), unit, ">=", str(minimum), STATUS[verdict]))


def unrecorded(what: str, unit: str, threshold: str) -> Term:
    """A term that only asks whether something was recorded, and it was not."""
    return Term(what, "", unit, "is", threshold, TermStatus.OPEN)


class Concordant(Condition):
    """The pain is like the usual one to a degree that the set accepts."""

    def __init__(self, accepted: frozenset[Concordance]) -> None:
        self.accepted = accepted

    def ask(self, event: EventFacts) -> Judged:
        """No pain is no concordant pain, whatever else was left out."""
        return concordance_asked(event.pain, event.concordance, self.accepted)


@cache
def concordance_asked(pain: bool | None, value: Concordance | None, accepted: frozenset[Concordance]) -> Judged:
    """Whether pain of this kind counts."""
    shown = value or (Concordance.NONE if pain is False else None)
    verdict = Verdict.OPEN if shown is None else _met(pain is not False and shown in accepted)
    wanted = " or ".join(kind.value for kind in Concordance if kind in accepted)
    words = "" if shown is None else shown.value.replace("_", " ")
    return Judged(verdict, Term(CONCORDANCE, words, "", "is", wanted, STATUS[verdict]))


class Intensity(Condition):
    """The NRS reaches the cut."""

    def __init__(self, minimum: int) -> None:
        self.minimum = minimum

    def ask(self, event: EventFacts) -> Judged:
        """Open without an NRS."""
        return at_least(NRS, event.nrs, "", self.minimum)


class Volume(Condition):
    """The volume at the event stays within the cap, in mL."""

    def __init__(self, cap: Decimal) -> None:
        self.cap = cap

    def ask(self, event: EventFacts) -> Judged:
        """Asked of what was recorded at the event, else of the total."""
        return volume_asked(event.volume_ml, event.total_ml, self.cap)


@lru_cache(maxsize=512)
def volume_asked(volume: Decimal | None, total: Decimal | None, cap: Decimal) -> Judged:
    """A volume at the event not recorded counts as met if even the total is within the cap; else it is open."""
    if volume is not None:
        return _volume(VOLUME, volume, cap, _met(volume <= cap))
    if total is not None and total <= cap:
        return _volume(TOTAL_AT_MOST, total, cap, Verdict.MET)
    return _volume(VOLUME, None, cap, Verdict.OPEN)


def _volume(what: str, volume: Decimal | None, cap: Decimal, verdict: Verdict) -> Judged:
    value = "" if volume is None else number_text(volume)
    return Judged(verdict, Term(what, value, "mL", "<=", number_text(cap), STATUS[verdict]))


class Held(Condition):
    """The pain was held long enough, in s."""

    def __init__(self, minimum: int, optional: bool) -> None:
        self.minimum = minimum
        self.unknown = Verdict.SKIPPED if optional else Verdict.OPEN

    def ask(self, event: EventFacts) -> Judged:
        """Skipped where not recorded, if the set allows that."""
        judged = at_least(HELD, event.sustained_s, "s", self.minimum)
        return judged if event.sustained_s is not None else judged._replace(verdict=self.unknown)


class PressureBelow(Condition):
    """The pressure above opening stays within a limit, in psi."""

    def __init__(self, operator: str, limit: Decimal, optional: bool) -> None:
        self.limit = Fraction(limit)
        self.inclusive = operator == "<="
        self.operator = operator
        self.threshold = number_text(limit)
        self.unknown = Verdict.SKIPPED if optional else Verdict.OPEN

    def ask(self, event: EventFacts) -> Judged:
        """Skipped where not known, if the set allows that."""
        if event.above_psi is None:
            return Judged(self.unknown, Term(PRESSURE, "", "psi", self.operator, self.threshold, TermStatus.OPEN))
        verdict = _met(self.holds(event.above_psi))
        value = amount_text(event.above_psi, self.limit)
        return Judged(verdict, Term(PRESSURE, value, "psi", self.operator, self.threshold, STATUS[verdict]))

    def holds(self, above_psi: Fraction) -> bool:
        """Whether an amount is within the limit."""
        return above_psi <= self.limit if self.inclusive else above_psi < self.limit

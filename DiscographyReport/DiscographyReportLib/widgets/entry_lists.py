# SPDX-License-Identifier: Apache-2.0
"""The entries of lists: a leak and its side, a tear, a dose, a complication, or a plain entry of a closed list."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..model.disc import Leak, Tear
from ..model.procedure import Complication, SedativeDose
from ..model.values import decimal_text
from ..model.vocabulary import ComplicationKind, LeakSite, Severity, Side, TearSector
from ..model.words import word
from .choices import choices
from .entry_errors import EntryError
from .texts import _

Chooser = Callable[[str, Any], Any]


def parsed_item(typed: str, kind: Any, present: Sequence[Any], choose: Chooser) -> Any:
    """One entry of a list; what cannot be typed (the time of a dose) is kept from the entry of the same name."""
    if kind is Leak:
        return _leak(typed, choose)
    if kind is Tear:
        return _tear(typed, choose)
    if kind is SedativeDose:
        return _dose(typed, present)
    if kind is Complication:
        return _complication(typed, present, choose)
    return choose(typed, kind)


def shown_item(item: Any) -> str:
    """One entry as it can be typed again."""
    if isinstance(item, Leak):
        return word(item.site) + (f" {word(item.side)}" if item.side else "")
    if isinstance(item, Tear):
        return f"{item.clock_hour} h" if item.sector is None else word(item.sector)
    if isinstance(item, SedativeDose):
        return item.agent + (f" {decimal_text(item.dose_mg)} mg" if item.dose_mg is not None else "")
    if isinstance(item, Complication):
        graded = word(item.kind) + (f" {word(item.severity)}" if item.severity else "")
        return graded + (f": {item.detail}" if item.detail else "")
    return word(item)


def _leak(typed: str, choose: Chooser) -> Leak:
    """``epidural left``, ``e l`` or ``el``."""
    keys = {one.key for one in choices(LeakSite)}, {one.key for one in choices(Side)}
    if len(typed) == 2 and typed[0] in keys[0] and typed[1] in keys[1]:
        return Leak(choose(typed[0], LeakSite), choose(typed[1], Side))
    site, side = _split_last(typed, Side, choose)
    return Leak(choose(site, LeakSite), side)


def _split_last(typed: str, kind: Any, choose: Chooser) -> tuple[str, Any]:
    """The longest tail that is an entry of a closed list, and what stands before it."""
    words = typed.split(" ")
    for count in range(1, len(words)):
        try:
            return " ".join(words[:count]), choose(" ".join(words[count:]), kind)
        except EntryError:
            continue
    return typed, None


def _tear(typed: str, choose: Chooser) -> Tear:
    hour = re.fullmatch(r"(\d{1,2})\s*h?", typed)
    return Tear(clock_hour=int(hour[1])) if hour else Tear(sector=choose(typed, TearSector))


def _dose(typed: str, present: Sequence[SedativeDose]) -> SedativeDose:
    found = re.fullmatch(r"(.*\S)\s+([\d.]+)\s*(mg)?", typed)
    agent, amount = (found[1], Decimal(found[2])) if found else (typed, None)
    if not re.search(r"[^\W\d]", agent):
        raise EntryError(_("{typed} is no dose: type for example midazolam 1.5 mg.").format(typed=repr(typed)))
    before = next((dose for dose in present if dose.agent == agent), SedativeDose(agent))
    return replace(before, dose_mg=amount)


def _complication(typed: str, present: Sequence[Complication], choose: Chooser) -> Complication:
    """``vasovagal``, ``vasovagal mild``, ``other severe: what happened``."""
    named, _colon, detail = typed.partition(":")
    name, severity = _split_last(named.strip(), Severity, choose)
    kind = choose(name, ComplicationKind)
    before = next((one for one in present if one.kind is kind), Complication(kind))
    return replace(before, severity=severity, detail=detail.strip() or None)

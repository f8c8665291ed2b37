# SPDX-License-Identifier: Apache-2.0
"""Every number of a report against its limits."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ..texts import ENGLISH, _, speaking
from .disc import Disc
from .findings import Finding, FindingSeverity, in_disc, in_procedure, pressure_text, spoken
from .levels import Region
from .limits import LIMITS, Exact, Limit, limit
from .quantities import Pressure, PressureUnit
from .record import Record, shapes
from .report import Report
from .values import decimal_text


def limit_findings(report: Report) -> Iterator[Finding]:
    """The numbers beyond a hard or a soft limit."""
    yield from _walk(report.procedure, "", report.region, None)
    for disc in report.discs:
        yield from _walk(disc, "", report.region, disc)


@cache
def _numbers(record: type) -> tuple[tuple[str, str], ...]:
    keys = ((name, f"{record.__name__}.{name}") for name in shapes(record))
    return tuple((name, key) for name, key in keys if key in LIMITS)


@cache
def _parts(record: type) -> tuple[tuple[str, bool], ...]:
    """The fields that hold records with limited numbers, and whether they are lists."""
    below = ((name, form) for name, form in shapes(record).items() if form.is_record)
    return tuple((name, form.many) for name, form in below if _numbers(form.kind) or _parts(form.kind))


def _walk(record: Record, path: str, region: Region, disc: Disc | None) -> Iterator[Finding]:
    kind: type = type(record)
    for name, key in _numbers(kind):
        value = getattr(record, name)
        if value is not None:
            found = _check(value, limit(key, region), f"{path}{name}", disc)
            if found is not None:
                yield found
    for name, many in _parts(kind):
        value = getattr(record, name)
        if many:
            for position, item in enumerate(value or ()):
                yield from _walk(item, f"{path}{name}[{position}].", region, disc)
        elif value is not None:
            yield from _walk(value, f"{path}{name}.", region, disc)


def _check(value: Pressure | Decimal | int, bounds: Limit, field: str, disc: Disc | None) -> Finding | None:
    amount = comparable(value)
    if bounds.impossible(amount):
        return _finding(value, bounds, field, disc, FindingSeverity.IMPOSSIBLE)
    if bounds.unusual(amount):
        return _finding(value, bounds, field, disc, FindingSeverity.WARNING)
    return None


def comparable(value: Pressure | Decimal | int) -> Exact:
    """The exact amount in the unit of the limits, which is psi for a pressure."""
    if not isinstance(value, Pressure):
        return value
    return value.value if value.unit is PressureUnit.PSI else value.psi


def _finding(
    value: Pressure | Decimal | int, bounds: Limit, field: str, disc: Disc | None, severity: FindingSeverity
) -> Finding:
    hard = severity is FindingSeverity.IMPOSSIBLE
    low, high = (bounds.hard_low, bounds.hard_high) if hard else (bounds.soft_low, bounds.soft_high)
    alarm = not hard and bounds.alarm_above is not None and bounds.alarm_above < comparable(value)
    code = "beyond_hard_limit" if hard else "far_beyond_soft_limit" if alarm else "beyond_soft_limit"
    entered = _value_text(value, bounds.unit)
    with speaking(ENGLISH):
        allowed = limit_text(low, bounds.alarm_above if alarm else high, bounds.unit)
    problem = (
        _("{field} {entered} is impossible ({allowed}; {basis}).")
        if hard
        else _("{field} {entered} is unusual ({allowed}; {basis}).")
    )
    spoken_limit = limit_text(low, bounds.alarm_above if alarm else high, bounds.unit)
    message = problem.format(field=spoken(field), entered=entered, allowed=spoken_limit, basis=_(bounds.basis))
    remedy = _("Correct the entry.") if hard else _("Check the entry, or say why it is right.")
    if disc is None:
        return in_procedure(field, severity, code, message, remedy, entered, allowed)
    return in_disc(disc, field, severity, code, message, remedy, entered, allowed)


def _value_text(value: Pressure | Decimal | int, unit: str) -> str:
    if isinstance(value, Pressure):
        return pressure_text(value)
    plain = decimal_text(value) if isinstance(value, Decimal) else str(value)
    return f"{plain} {unit}".rstrip()


def limit_text(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """``2 to 30 psi``, ``at most 80 psi``, ``at least 0``."""
    if low is not None and high is not None:
        return _("{low} to {high} {unit}").format(low=low, high=high, unit=unit).rstrip()
    if high is not None:
        return _("at most {high} {unit}").format(high=high, unit=unit).rstrip()
    return _("at least {low} {unit}").format(low=low, unit=unit).rstrip()

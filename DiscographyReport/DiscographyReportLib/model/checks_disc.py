# SPDX-License-Identifier: Apache-2.0
"""One disc against itself: pressures, volumes, status, contrast pattern."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..texts import _
from .derived import has_pain, highest_pressure, read_alike, readings
from .disc import Disc
from .findings import Finding, FindingSeverity, in_disc, pressure_text, spoken
from .limits import ABOVE_OPENING, FULLY_PRESSURIZED_PSI
from .procedure import Manometry
from .quantities import Pressure, above
from .values import decimal_text
from .vocabulary import EndPoint, RadialExtent, StopReason

_CONTRADICTION, _OPEN, _WARNING = FindingSeverity.CONTRADICTION, FindingSeverity.OPEN, FindingSeverity.WARNING


def disc_findings(disc: Disc, manometry: Manometry) -> Iterator[Finding]:
    """What in one disc cannot be, or is unusual, taken together."""
    if disc.injected:
        yield from _pressures(disc, manometry)
        yield from _volumes(disc)
        yield from _not_pressurized(disc, manometry)
    yield from _status(disc)
    yield from _pattern(disc)


def _pressures(disc: Disc, manometry: Manometry) -> Iterator[Finding]:
    opening, peak, final = disc.opening_pressure, disc.peak_pressure, disc.final_static_pressure
    if _readings_differ(disc, manometry):
        yield in_disc(
            disc,
            "opening_reading",
            _WARNING,
            "reading_types_differ",
            _(
                "opening and later pressures were read differently (static, dynamic): pressure above "
                "opening is unknown."
            ),
            _("Check how the pressures were read, or say why they differ."),
        )
    comparable = opening if read_alike(disc, manometry) else None
    for position, event in enumerate(disc.events):
        if event.pressure is not None:
            yield from _event_pressure(disc, event.pressure, f"events[{position}].pressure", comparable)
    if peak is not None and opening is not None and comparable is not None:
        yield from _above_opening(disc, peak, "peak_pressure", opening)
        if peak.psi < opening.psi:
            yield _pair(disc, "peak_pressure", _WARNING, "peak_below_opening", peak, _("the opening pressure"), opening)
    if final is not None and peak is not None and final.psi > peak.psi:
        yield _pair(disc, "final_static_pressure", _WARNING, "final_above_peak", final, _("the peak"), peak)


def _readings_differ(disc: Disc, manometry: Manometry) -> bool:
    opening, later = readings(disc, manometry)
    return opening is not None and later is not None and opening is not later


def _event_pressure(disc: Disc, pressure: Pressure, field: str, opening: Pressure | None) -> Iterator[Finding]:
    peak = disc.peak_pressure
    if peak is not None and peak.psi < pressure.psi:
        yield _pair(disc, "peak_pressure", _CONTRADICTION, "peak_below_event", peak, _("an event's pressure"), pressure)
    if opening is None:
        return
    if pressure.psi < opening.psi:
        yield _pair(disc, field, _WARNING, "event_below_opening", pressure, _("the opening pressure"), opening)
    yield from _above_opening(disc, pressure, field, opening)


def _above_opening(disc: Disc, pressure: Pressure, field: str, opening: Pressure) -> Iterator[Finding]:
    amount = above(pressure, opening)
    if ABOVE_OPENING.unusual(amount):
        yield in_disc(
            disc,
            field,
            _WARNING,
            "high_above_opening",
            _("{pressure} is {amount} psi above opening, unusually high.").format(
                pressure=pressure_text(pressure), amount=_psi(amount)
            ),
            _("Check both pressures, or say why it is right."),
            f"{_psi(amount)} psi above opening",
            f"at most {ABOVE_OPENING.soft_high} psi above opening",
        )


def _psi(amount: Fraction) -> str:
    return decimal_text(Decimal(round(amount * 10_000)).scaleb(-4))


def _pair(
    disc: Disc, field: str, severity: FindingSeverity, code: str, value: Pressure, other: str, bound: Pressure
) -> Finding:
    """Two pressures the wrong way round; the code says which way: ``..._above_...`` or ``..._below_...``."""
    higher = "_above_" in code
    name = _("event pressure") if field.startswith("events") else spoken(field)
    return in_disc(
        disc, field, severity, code,
        (
            _("{name} {value} is above {other} {bound}.") if higher else _("{name} {value} is below {other} {bound}.")
        ).format(name=name, value=pressure_text(value), other=other, bound=pressure_text(bound)),
        (
            _("Correct one of the two.") if severity is _CONTRADICTION
            else _("Check both, or say why it is right.")
        ),
        pressure_text(value), f"at {'most' if higher else 'least'} {pressure_text(bound)}",
    )  # fmt: skip


def _volumes(disc: Disc) -> Iterator[Finding]:
    highest = max((event.volume_ml for event in disc.events if event.volume_ml is not None), default=None)
    if highest is not None and disc.volume_ml is not None and disc.volume_ml < highest:
        total, event = decimal_text(disc.volume_ml), decimal_text(highest)
        yield in_disc(
            disc,
            "volume_ml",
            _CONTRADICTION,
            "total_volume_below_event",
            _("the total volume {total} mL is below an event's {event} mL.").format(total=total, event=event),
            _("Correct one of the two."),
            f"{total} mL",
            f"at least {event} mL",
        )


def _not_pressurized(disc: Disc, manometry: Manometry) -> Iterator[Finding]:
    """The opening and the peak must be comparable; without them nothing was shown, and open items say so."""
    peak, opening = highest_pressure(disc), disc.opening_pressure
    annular = any(leak.site.is_annular for leak in disc.leaks or ())
    painless = bool(disc.events) and all(has_pain(event) is False for event in disc.events)
    if peak is None or opening is None or not annular or not painless or not read_alike(disc, manometry):
        return
    reached = above(peak, opening)
    if reached < FULLY_PRESSURIZED_PSI:
        yield in_disc(
            disc,
            "leaks",
            _WARNING,
            "not_pressurized",
            _(
                "painless, but contrast left through the annulus at {reached} psi above opening: not "
                "pressurized, not negative."
            ).format(reached=_psi(reached)),
            _("Check pressures and leak; the report will say not pressurized."),
            f"{_psi(reached)} psi above opening",
            f"at least {FULLY_PRESSURIZED_PSI} psi above opening",
        )


def _status(disc: Disc) -> Iterator[Finding]:
    if disc.injected:
        if disc.stop_reason is StopReason.NOT_INJECTED:
            yield in_disc(
                disc, "stop_reason", _CONTRADICTION, "injected_but_stopped_as_not_injected",
                _("the disc is injected, but the reason for stopping is not injected."), _("Correct one of the two."),
            )  # fmt: skip
        return
    for field, present in _injection_entries(disc):
        if present:
            yield in_disc(
                disc,
                field,
                _CONTRADICTION,
                "entry_without_injection",
                _("the disc is {status}, yet an entry of an injection stands in {field}.").format(
                    status=_(disc.status.value.replace("_", " ")), field=spoken(field)
                ),
                _("Correct the status, or remove the entry."),
            )


def _injection_entries(disc: Disc) -> tuple[tuple[str, bool], ...]:
    return (
        ("events", bool(disc.events)),
        ("opening_pressure", disc.opening_pressure is not None),
        ("peak_pressure", disc.peak_pressure is not None),
        ("final_static_pressure", disc.final_static_pressure is not None),
        ("volume_ml", bool(disc.volume_ml)),
        ("injection_order", disc.injection_order is not None),
        ("injected_at", disc.injected_at is not None),
        ("endpoint", disc.endpoint in (EndPoint.FIRM, EndPoint.SOFT)),
        # An access that failed was stopped for a reason.
        ("stop_reason", disc.stop_reason in _STOPS_OF_AN_INJECTION),
        ("leaks", bool(disc.leaks)),
        ("pain_behaviors", bool(disc.pain_behaviors)),
        ("reinjection", disc.reinjection is not None and bool(disc.reinjection.performed)),
    )


_STOPS_OF_AN_INJECTION = frozenset(StopReason) - {
    StopReason.NOT_INJECTED, StopReason.TECHNICAL, StopReason.COMPLICATION, StopReason.PATIENT_REQUEST,
}  # fmt: skip


def _pattern(disc: Disc) -> Iterator[Finding]:
    ct = disc.ct
    outer = ct.extent is RadialExtent.OUTER_THIRD
    if ct.arc_deg is not None and ct.extent is None:
        yield in_disc(
            disc, "ct.extent", _OPEN, "arc_without_extent",
            _("an arc is recorded, but not how far contrast reached."), _("Enter the extent."),
        )  # fmt: skip
    elif ct.arc_deg and not outer:
        yield in_disc(
            disc, "ct.arc_deg", _CONTRADICTION, "arc_without_outer_third",
            _("the arc is that of contrast in the outer third, which contrast did not reach."),
            _("Correct the extent, or remove the arc."), f"{decimal_text(ct.arc_deg)} deg", "only with the outer third",
        )  # fmt: skip
    annular = [leak.site.value.replace("_", " ") for leak in disc.leaks or () if leak.site.is_annular]
    if annular and ct.extent is not None and not outer:
        yield in_disc(
            disc,
            "leaks",
            _WARNING,
            "annular_leak_without_outer_third",
            _("a leak through the annulus ({site}), but contrast did not reach the outer third.").format(
                site=_(annular[0])
            ),
            _("Check extent and leak, or say why it is right."),
        )
    if not disc.injected and ct.extent is not None:
        yield in_disc(
            disc, "ct.extent", _WARNING, "contrast_without_injection",
            _("contrast in a disc that was not injected."), _("Check the level, or say where it came from."),
        )  # fmt: skip

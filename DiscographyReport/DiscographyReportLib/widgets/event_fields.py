# SPDX-License-Identifier: Apache-2.0
"""The columns of the events of a disc, and the few commands that concern them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ..model.disc import Disc, StimulationEvent
from ..model.report import Report
from .fields import Field
from .texts import _

EVENT_FIELDS: tuple[Field, ...] = tuple(
    Field(f"events[0].{name}", label, hint=hint, in_disc=True)
    for name, label, hint in (
        ("pressure", _("Pressure"), _("As read; p, k, b or m behind it for psi, kPa, bar or mmHg.")),
        ("volume_ml", _("mL"), _("Volume injected up to this moment, in mL.")),
        ("nrs", _("NRS"), _("Pain from 0 to 10.")),
        ("concordance", _("Concordance"), _("How it compares with the usual pain.")),
        ("side", _("Side"), _("Where it was felt.")),
        ("sustained_s", _("Held\ns"), _("How long it lasted, in s.")),
        ("at", _("Time"), _("When it happened; + adds an event with the time of now.")),
        ("location", _("Where"), _("In words.")),
    )
)


def with_event(uid: str, event: StimulationEvent) -> Callable[[Report], Report]:
    """A change that puts an event behind those of a disc."""
    return lambda report: report.with_disc(_with_events(report.disc(uid), (*report.disc(uid).events, event)))


def without_event(uid: str, index: int) -> Callable[[Report], Report]:
    """A change that takes an event out of a disc."""

    def change(report: Report) -> Report:
        events = report.disc(uid).events
        return report.with_disc(_with_events(report.disc(uid), events[:index] + events[index + 1 :]))

    return change


def stamped(now: datetime) -> StimulationEvent:
    """An event that happens now."""
    return StimulationEvent(at=now.replace(microsecond=0))


def with_last_values(uid: str) -> Callable[[Report], Report]:
    """A change that takes peak pressure and total volume over from the last event, where it has them."""

    def change(report: Report) -> Report:
        disc = report.disc(uid)
        if not disc.events:
            return report
        last = disc.events[-1]
        peak, total = last.pressure or disc.peak_pressure, disc.volume_ml if last.volume_ml is None else last.volume_ml
        return report.with_disc(replace(disc, peak_pressure=peak, volume_ml=total))

    return change


def _with_events(disc: Disc, events: tuple[StimulationEvent, ...]) -> Disc:
    return replace(disc, events=events)

# SPDX-License-Identifier: Apache-2.0
"""What was recorded of a disc beside its events."""

from collections.abc import Iterable
from enum import Enum

from ..model import derived, grades
from ..model.disc import AnalgesicStep, Disc, Position, Reinjection, Tear
from ..model.procedure import Manometry
from ..model.quantities import Pressure
from ..model.report import Report
from ..texts import _
from .names import moment_shown
from .numbers import localized, number_text, pressure_text
from .page import Fact
from .parts import fact, fact_of, joined, measured, shown
from .said import choice, grade_text, leaks_text, listed, yes_no

_CARDINAL = (("L", "R"), ("P", "A"), ("S", "I"))


def injection_facts(disc: Disc, report: Report) -> tuple[Fact, ...]:
    """Access, injection and answer."""
    whose = report.procedure.manometry if disc.injected else Manometry()
    opening, later = derived.readings(disc, whose)
    return (
        fact_of(
            _("Injection"),
            (_("order"), None if disc.injection_order is None else number_text(disc.injection_order)),
            (_("time"), shown(disc.injected_at, moment_shown)),
            (_("role"), shown(disc.role, choice)),
            (_("neighbors filled before"), _answer(disc.neighbors_prefilled)),
            (_("level hidden from the patient"), _answer(disc.patient_blinded)),
        ),
        fact_of(
            _("Needle"),
            (_("approach"), shown(disc.approach, choice)),
            (_("side"), shown(disc.approach_side, choice)),
            (_("tip"), shown(disc.needle_tip.position, choice)),
            (_("checked anteroposterior"), _answer(disc.needle_tip.anteroposterior_checked)),
            (_("checked lateral"), _answer(disc.needle_tip.lateral_checked)),
        ),
        fact_of(
            _("Pressures"),
            (_("opening"), _pressure(disc.opening_pressure)),
            (_("peak"), _pressure(disc.peak_pressure)),
            (_("final static"), _pressure(disc.final_static_pressure)),
            (_("opening read"), shown(opening, choice)),
            (_("others read"), shown(later, choice)),
        ),
        fact_of(
            _("End"),
            (_("total volume"), measured(disc.volume_ml, "mL")),
            (_("end point"), shown(disc.endpoint, choice)),
            (_("stopped for"), shown(disc.stop_reason, choice)),
        ),
        fact_of(
            _("Strongest answer"),
            (_("concordance"), shown(derived.strongest_concordance(disc), choice)),
            (_("NRS"), shown(derived.evoked_nrs(disc), number_text)),
        ),
        Fact(_("Leak"), leaks_text(disc.leaks)),
        Fact(_("Pain behaviors"), _choices(disc.pain_behaviors)),
        fact(_("Second injection"), _reinjection(disc.reinjection)),
        fact(_("Local anesthetic"), _analgesic(disc.analgesic_step)),
        fact_of(
            _("Nucleogram"),
            (_("Adams type"), shown(disc.nucleogram.adams, choice)),
            (_("anteroposterior view"), _answer(disc.nucleogram.anteroposterior_view)),
            (_("lateral view"), _answer(disc.nucleogram.lateral_view)),
        ),
        fact(_("Marker"), shown(disc.position, _position)),
        fact(_("Comment"), disc.comment),
    )


def ct_facts(disc: Disc) -> tuple[Fact, ...]:
    """The disc on CT, with the grades that follow from it."""
    ct, five, four = disc.ct, grades.modified_dallas_0_5(disc), grades.modified_dallas_0_4(disc)
    return (
        fact_of(
            _("Contrast"),
            (_("extent"), shown(ct.extent, choice)),
            (_("arc in the outer third"), measured(ct.arc_deg, "°")),
            (_("mean"), measured(ct.contrast_hu, "HU")),
            (_("Adams type"), shown(ct.adams, choice)),
        ),
        fact_of(
            _("Modified Dallas grade"),
            (_("0-5 (Derby 2005)"), shown(five, grade_text)),
            (_("0-4 (Aprill)"), shown(four, grade_text)),
        ),
        fact_of(
            _("Original Dallas scale (1987)"),
            (_("degeneration"), shown(ct.dallas_degeneration, choice)),
            (_("disruption"), shown(ct.dallas_disruption, choice)),
        ),
        Fact(_("Tears"), listed(None if ct.tears is None else map(_tear, ct.tears))),
        fact_of(
            _("Disc"),
            (_("contour"), shown(ct.contour, choice)),
            (_("Schmorl node"), _answer(ct.schmorl_node)),
            (_("vacuum"), _answer(ct.vacuum)),
        ),
    )


def _answer(value: bool | None) -> str | None:
    return None if value is None else yes_no(value)


def _pressure(pressure: Pressure | None) -> str | None:
    return shown(pressure, pressure_text)


def _choices(values: Iterable[Enum] | None) -> str:
    return listed(None if values is None else [choice(value) for value in values])


def _reinjection(again: Reinjection | None) -> str | None:
    """``None`` where neither was recorded."""
    if again is None or again == Reinjection():
        return None
    performed = _("done: {answer}").format(answer=yes_no(again.performed))
    reproduced = _("reproduced: {answer}").format(answer=yes_no(again.reproduced))
    return f"{performed}; {reproduced}"


def _analgesic(step: AnalgesicStep | None) -> str | None:
    if step is None or step == AnalgesicStep():
        return None
    after = None if step.nrs_after is None else number_text(step.nrs_after)
    told = fact_of("", (_("agent"), step.agent), (_("volume"), measured(step.volume_ml, "mL")), (_("NRS after"), after))
    return told.value


def _tear(tear: Tear) -> str:
    """By sector, by the clock, or both."""
    hour = None if tear.clock_hour is None else _("at {hour} o'clock").format(hour=tear.clock_hour)
    parts = [shown(tear.sector, choice), hour]
    return joined((part for part in parts if part), " ") or _("site not recorded")


def _position(position: Position) -> str:
    """The center in patient coordinates, to a tenth of a millimeter: ``L 12.3, P 4.5, S 100.0 mm``."""
    named = zip(_CARDINAL, position.point, strict=True)
    return ", ".join(_coordinate(ends, value) for ends, value in named) + " mm"


def _coordinate(ends: tuple[str, str], value: float) -> str:
    plus, minus = ends
    return f"{plus if value >= 0 else minus} {localized(f'{abs(value):.1f}')}"

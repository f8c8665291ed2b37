# SPDX-License-Identifier: Apache-2.0
"""Short discs and studies for the tests of the interpretation criteria: lumbar levels 1 to 5, pressures in psi.

Every disc opens at 10 psi; pressures are given *above opening*.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from cases import uid_of
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.registry import own_registry
from DiscographyReportLib.criteria.rulesets import RuleSet
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Disc, Leak, StimulationEvent
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import Pressure, psi
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.results import Assessment, RuleSetResult

C = v.Concordance
OPENING = Decimal(10)
LEVELS = {
    Region.LUMBAR: (Level.T12_L1, Level.L1_L2, Level.L2_L3, Level.L3_L4, Level.L4_L5, Level.L5_S1, Level.S1_S2),
    Region.CERVICAL: (Level.C2_C3, Level.C3_C4, Level.C4_C5, Level.C5_C6, Level.C6_C7, Level.C7_T1),
    Region.THORACIC: (Level.T1_T2, Level.T2_T3, Level.T3_T4, Level.T4_T5, Level.T5_T6, Level.T6_T7),
}
WIDE_TEAR = CTFindings(extent=v.RadialExtent.OUTER_THIRD, arc_deg=Decimal(45))
TWO_BEHAVIORS = (v.PainBehavior.GRIMACING, v.PainBehavior.VERBALIZING)
ABLE = p.Procedure(reporting=p.Reporting(able=v.Ability.YES), manometry=p.Manometry(reading=v.ReadingType.STATIC))


def event(above: object = 10, nrs: int | None = 8, concordance: C | None = C.EXACT, **changes: Any) -> StimulationEvent:
    """An event at a pressure above opening (a number, or ``None`` for not recorded); 0.4 mL, held for 60 s."""
    pressure = None if above is None else psi(OPENING + Decimal(str(above)))
    known = {
        "pressure": pressure,
        "volume_ml": Decimal("0.4"),
        "nrs": nrs,
        "concordance": concordance,
        "sustained_s": 60,
    }
    return StimulationEvent(**{**known, **changes})


def disc(index: int, *events: StimulationEvent, region: Region = Region.LUMBAR, **changes: Any) -> Disc:
    """A disc with a wide tear, two behaviors, a soft end point and no leak."""
    known = {
        "uid": uid_of("provocation", index),
        "level": LEVELS[region][index],
        "sequence_index": index,
        "opening_pressure": psi(OPENING),
        "events": events,
        "volume_ml": Decimal("0.4"),
        "endpoint": v.EndPoint.SOFT,
        "leaks": (),
        "pain_behaviors": TWO_BEHAVIORS,
        "ct": WIDE_TEAR,
    }
    return Disc(**{**known, **changes})


def exact(index: int, above: object = 10, nrs: int | None = 8, **changes: Any) -> Disc:
    """A disc with the usual pain."""
    return disc(index, event(above, nrs), **changes)


def painless(index: int, above: object = 52, **changes: Any) -> Disc:
    """A disc without pain, with a firm end point."""
    return disc(index, event(above, 0, C.NONE), **{"endpoint": v.EndPoint.FIRM, "pain_behaviors": (), **changes})


def discordant(index: int, above: object = 40, **changes: Any) -> Disc:
    """A disc with pain unlike the usual one."""
    return disc(index, event(above, 5, C.DISSIMILAR), **changes)


def unstimulated(index: int, **changes: Any) -> Disc:
    """A disc without pain, at 6 psi above opening."""
    return disc(index, event(6, 0, C.NONE), **changes)


def unknown(index: int, **changes: Any) -> Disc:
    """A disc whose response could not be obtained."""
    return disc(index, event(20, None, C.NOT_OBTAINABLE), **changes)


def study(*discs: Disc, region: Region = Region.LUMBAR, procedure: p.Procedure = ABLE, **changes: Any) -> Report:
    """A report of these discs; the patient could report."""
    return Report(
        uid="1.2.3", changed_at=datetime(2026, 10, 14), region=region, procedure=procedure, discs=discs, **changes
    )


def rule_set(rule_set_id: str, **changes: Any) -> RuleSet:
    """The module's rule set, or a site's variant of it."""
    own = own_registry().latest(rule_set_id)
    return replace(own, **{"id": "site", **changes}) if changes else own


def result(report: Report, rules: str | RuleSet, index: int) -> RuleSetResult:
    """What a rule set answers for the disc of an index."""
    chosen = rule_set(rules) if isinstance(rules, str) else rules
    wanted = next(one for one in report.discs if one.sequence_index == index)
    return evaluate(report, [chosen]).of_disc(wanted.uid)[0]


def outcome(report: Report, rules: str | RuleSet, index: int = 4) -> str:
    """The outcome's name."""
    return result(report, rules, index).outcome


def outcomes(assessment: Assessment) -> dict[tuple[str, str], str]:
    """Every outcome by disc and rule set."""
    return {(one.disc_uid, one.rule_set): one.outcome for one in assessment.results}


def with_procedure(report: Report, **changes: Any) -> Report:
    """The report with another procedure."""
    return replace(report, procedure=replace(report.procedure, **changes))


def leaking(*sites: v.LeakSite) -> tuple[Leak, ...]:
    """Leaks at these sites."""
    return tuple(Leak(site=site) for site in sites)


def read_in(unit: str, disc_in_psi: Disc, factor: Decimal) -> Disc:
    """The disc with all pressures read in a unit of which one psi holds ``factor``, exactly."""

    def turned(pressure: Pressure | None) -> Pressure | None:
        return None if pressure is None else Pressure((pressure.value * factor).normalize(), unit)  # type: ignore[arg-type]

    return replace(
        disc_in_psi,
        opening_pressure=turned(disc_in_psi.opening_pressure),
        peak_pressure=turned(disc_in_psi.peak_pressure),
        events=tuple(replace(one, pressure=turned(one.pressure)) for one in disc_in_psi.events),
    )

# SPDX-License-Identifier: Apache-2.0
"""Reports with one thing changed, for the examples of the checks."""

from datetime import datetime, timedelta
from typing import Any

from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Leak, Position, StimulationEvent
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import Pressure, PressureUnit, psi
from DiscographyReportLib.model.report import Report
from plain_reports import FRAME, TIME, disc, event, report, with_disc, with_procedure

C = v.Concordance
EPIDURAL = (Leak(site=v.LeakSite.EPIDURAL),)
PAINLESS = {"nrs": 0, "concordance": C.PRESSURE_ONLY}
PLAIN = report()
TWO = report(Level.L4_L5, Level.L5_S1)
CERVICAL = report(Level.C5_C6, region=Region.CERVICAL)


def later(minutes: int) -> datetime:
    """A time after the beginning of the procedure."""
    return TIME + timedelta(minutes=minutes)


def disc_with(number: int = 0, of: Report = PLAIN, **changes: Any) -> Report:
    """The report with one disc changed."""
    return with_disc(of, number, **changes)


def felt(*events: StimulationEvent, **changes: Any) -> Report:
    """The plain report with other events, and enough peak and volume for them."""
    return with_disc(PLAIN, **{"events": events, "peak_pressure": psi(70), "volume_ml": "3", **changes})


def procedure_with(of: Report = PLAIN, **changes: Any) -> Report:
    """The report with its procedure changed."""
    return with_procedure(of, **changes)


def at(z: float, frame: str = FRAME, x: float = 0.0) -> Position:
    """A marker on a straight spine."""
    return Position(x=x, y=0, z=z, frame_of_reference_uid=frame)


def spine(*names: tuple[Level, int]) -> Report:
    """Discs of these names at these places in the spine."""
    placed = [
        disc(level, uid=f"1.2.{number}", sequence_index=index, position=at(-36.0 * number))
        for number, (level, index) in enumerate(names)
    ]
    return report(discs=tuple(placed))


def sham(**answer: Any) -> Report:
    """The report with an answer to a sham stimulation."""
    return procedure_with(sham=p.Sham(**answer))


def intradiscal(of: Report, **changes: Any) -> Report:
    """The report with an antibiotic in the disc."""
    given = {"route": v.AntibioticRoute.INTRADISCAL, "agent": "Cefazolin sodium", **changes}
    return procedure_with(of, antibiotic=p.Antibiotic(**given))


TRANSDURAL = p.Needle(approach=v.Approach.INTERLAMINAR_TRANSDURAL)
GADOLINIUM = p.Contrast(agent=v.ContrastAgent.GADOLINIUM)
FUSED = {
    "status": v.DiscStatus.FUSED, "events": (), "opening_pressure": None, "peak_pressure": None, "leaks": (),
    "final_static_pressure": None, "volume_ml": None, "endpoint": None, "stop_reason": None, "ct": CTFindings(),
}  # fmt: skip
OUTER = v.RadialExtent.OUTER_THIRD
MIDDLE = v.RadialExtent.MIDDLE_THIRD
L3_L4, L4_L5, L5_S1 = Level.L3_L4, Level.L4_L5, Level.L5_S1
PRESSED = event("15", "0.5", **PAINLESS)
KPA_50_ABOVE_10 = Pressure("413.68543759008", PressureUnit.KPA)

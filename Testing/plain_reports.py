# SPDX-License-Identifier: Apache-2.0
"""A small report that is complete and that no check objects to, for tests that change one thing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Disc, Position, StimulationEvent
from DiscographyReportLib.model.levels import Level, Region, ordinal
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.report import Observer, Report

FRAME = "1.2.3.4"
TIME = datetime(2026, 10, 14, 10, 0, 0)


def event(pressure: str = "20", volume: str = "1.0", **changes: Any) -> StimulationEvent:
    """An event with exact pain, NRS 8."""
    felt = {"nrs": 8, "concordance": v.Concordance.EXACT, **changes}
    return StimulationEvent(pressure=psi(pressure), volume_ml=volume, **felt)


def disc(level: Level, region: Region = Region.LUMBAR, **changes: Any) -> Disc:
    """A fully recorded disc, 36 mm below the one above it."""
    index = ordinal(level, region)
    recorded: dict[str, Any] = {
        "uid": f"1.2.{index + 100}",
        "level": level,
        "sequence_index": index,
        "position": Position(x=0, y=0, z=-36 * index, frame_of_reference_uid=FRAME),
        "opening_pressure": psi(10),
        "events": (event(volume="0.4"),),
        "peak_pressure": psi(24),
        "final_static_pressure": psi(20),
        "volume_ml": "0.5",
        "endpoint": v.EndPoint.SOFT,
        "stop_reason": v.StopReason.CONCORDANT_PAIN,
        "leaks": (),
        "ct": CTFindings(extent=v.RadialExtent.OUTER_THIRD, arc_deg=45),
    }
    return Disc(**{**recorded, **changes})


def procedure(**changes: Any) -> p.Procedure:
    """Everything that must be recorded once."""
    recorded: dict[str, Any] = {
        "performed_at": TIME,
        "reporting": p.Reporting(able=v.Ability.YES),
        "sedation": p.Sedation(level=v.SedationLevel.MINIMAL),
        "manometry": p.Manometry(used=True, reading=v.ReadingType.STATIC),
        "post_ct": p.PostCT(performed=True),
        "complications": (),
        "numbering": p.Numbering(method="counted from C2"),
    }
    return p.Procedure(**{**recorded, **changes})


def report(*levels: Level, region: Region = Region.LUMBAR, **changes: Any) -> Report:
    """A complete report on fully recorded discs; L4-L5 alone unless levels are given."""
    chosen = levels or (Level.L4_L5,)
    recorded: dict[str, Any] = {
        "uid": "1.2.3",
        "changed_at": TIME.replace(hour=12),
        "region": region,
        "procedure": procedure(),
        "discs": tuple(disc(level, region) for level in chosen),
        "observers": (Observer(name="Doe^Jane", role=v.ObserverRole.READER),),
    }
    return Report(**{**recorded, **changes})


def with_disc(changed: Report, number: int = 0, **changes: Any) -> Report:
    """The report with one disc changed."""
    return changed.with_disc(replace(changed.discs[number], **changes))


def with_procedure(changed: Report, **changes: Any) -> Report:
    """The report with its procedure changed."""
    return replace(changed, procedure=replace(changed.procedure, **changes))

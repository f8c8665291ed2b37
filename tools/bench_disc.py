# SPDX-License-Identifier: Apache-2.0
"""A disc with every finding filled and two stimulation events."""

from datetime import datetime, timedelta
from decimal import Decimal

from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import (
    CTFindings,
    Disc,
    Leak,
    NeedleTip,
    Nucleogram,
    Position,
    Reinjection,
    StimulationEvent,
    Tear,
)
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.series.sample.discogram import DiscTruth

INJECTED_FROM = datetime(2026, 10, 14, 10, 10, 0)


def full_disc(uid: str, truth: DiscTruth, index: int, position: Position, more: Decimal) -> Disc:
    """``truth`` gives the level and the picture, ``more`` psi are added to every pressure."""
    at = INJECTED_FROM + timedelta(minutes=8 * index)
    return Disc(
        uid=uid,
        level=Level(truth.level),
        sequence_index=index,
        role=v.DiscRole.CONTROL if index == 0 else v.DiscRole.TARGET,
        position=position,
        injection_order=index + 1,
        injected_at=at,
        neighbors_prefilled=False,
        patient_blinded=True,
        approach=v.Approach.POSTEROLATERAL_EXTRAPEDICULAR,
        approach_side=v.Side.RIGHT,
        needle_tip=NeedleTip(v.NeedlePosition.NUCLEUS, True, True),
        opening_pressure=psi(10 + more),
        events=(_event(at, 20, 18 + more, "0.5", 0), _event(at, 55, 24 + more + Decimal("0.5"), "0.8", 8)),
        peak_pressure=psi(35 + more),
        final_static_pressure=psi(22 + more),
        volume_ml=Decimal("1.5"),
        endpoint=v.EndPoint.SOFT,
        stop_reason=v.StopReason.CONCORDANT_PAIN,
        leaks=(Leak(v.LeakSite.EPIDURAL, v.Side.LEFT),),
        pain_behaviors=(v.PainBehavior.GRIMACING, v.PainBehavior.VERBALIZING),
        reinjection=Reinjection(performed=True, reproduced=True),
        nucleogram=Nucleogram(v.AdamsType.FISSURED, True, True),
        ct=_ct(),
        comment="Leak seen after 1 mL, left of the midline.",
    )


def _event(at: datetime, after_s: int, pressure: Decimal | int, volume: str, nrs: int) -> StimulationEvent:
    return StimulationEvent(
        at=at + timedelta(seconds=after_s),
        offset_s=Decimal(after_s),
        pressure=psi(pressure),
        volume_ml=Decimal(volume),
        nrs=nrs,
        concordance=v.Concordance.EXACT if nrs else v.Concordance.NONE,
        location="low back, left",
        side=v.Side.LEFT,
        referral="left buttock",
        sustained_s=45,
        note="as at home" if nrs else "no sensation",
    )


def _ct() -> CTFindings:
    return CTFindings(
        adams=v.AdamsType.FISSURED,
        extent=v.RadialExtent.OUTER_THIRD,
        arc_deg=Decimal(45),
        tears=(Tear(v.TearSector.LEFT_POSTEROLATERAL, 4),),
        dallas_degeneration=v.OriginalDallasDegeneration.PARTIAL,
        dallas_disruption=v.OriginalDallasDisruption.OUTER_ANNULUS,
        contour=v.Contour.BULGE,
        schmorl_node=False,
        vacuum=False,
        contrast_hu=Decimal(850),
    )

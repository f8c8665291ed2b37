# SPDX-License-Identifier: Apache-2.0
"""Hard and soft limits of every number in a report, as data in this one place.

Beyond a hard limit a value is impossible, a slip of the pen; beyond a soft limit it is unusual, and a reason is asked
for. Pressures are in psi. Keys are ``Record.field``; a limit that differs by region has one entry per region. Bounds
are part of what is allowed. ``basis`` names a paper, or says that the bound is a decision of this project.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from ..texts import N_
from .levels import Region

PROJECT = N_("project decision")
Exact = Decimal | Fraction | int


@dataclass(frozen=True)
class Limit:
    """Bounds of one number in ``unit`` (``""`` for a count or a score); ``None`` is no bound.

    ``alarm_above`` marks a second, louder soft bound; ``soft_high_counts`` says that the soft bound itself is unusual.
    """

    unit: str
    hard_low: Decimal | None
    hard_high: Decimal | None
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    basis: str = PROJECT
    alarm_above: Decimal | None = None
    soft_high_counts: bool = False

    def impossible(self, amount: Exact) -> bool:
        """Whether the amount is beyond a hard bound."""
        below = self.hard_low is not None and self.hard_low > amount
        return below or (self.hard_high is not None and self.hard_high < amount)

    def unusual(self, amount: Exact) -> bool:
        """Whether the amount is beyond a soft bound."""
        below = self.soft_low is not None and self.soft_low > amount
        if self.soft_high is None or below:
            return below
        return self.soft_high < amount or (self.soft_high_counts and self.soft_high == amount)


def _limit(
    unit: str,
    hard: tuple[float | str | None, float | str | None],
    soft: tuple[float | str | None, float | str | None] = (None, None),
    basis: str = PROJECT,
    alarm: str | None = None,
    soft_high_counts: bool = False,
) -> Limit:
    bounds = [None if bound is None else Decimal(str(bound)) for bound in (*hard, *soft, alarm)]
    return Limit(unit, bounds[0], bounds[1], bounds[2], bounds[3], basis, bounds[4], soft_high_counts)


_NRS = _limit("", (0, 10), basis=N_("numeric rating scale"))
_SUSTAINED = _limit("s", (0, 3600))
_GAUGE = _limit("G", (16, 29))
_PRESSURE = _limit("psi", (0, 200), (None, 80), N_("Hebelka 2014 (stop at 80 psi absolute)"))
_VOLUME: Mapping[Region, Limit] = {
    Region.LUMBAR: _limit("mL", (0, 10), (None, "3.5"), N_("Derby 2005, Hebelka 2014")),
    Region.THORACIC: _limit("mL", (0, 5), (None, "1.5")),
    Region.CERVICAL: _limit("mL", (0, 3), (None, "0.5"), alarm="1.0"),
}

LIMITS: Mapping[str, Limit | Mapping[Region, Limit]] = {
    "UsualPain.baseline_nrs": _NRS,
    "UsualPain.worst_nrs": _NRS,
    "SedativeDose.dose_mg": _limit("mg", (0, 10_000)),
    "Antibiotic.dose_mg": _limit("mg", (0, 20_000)),
    "Antibiotic.intradiscal_mg_per_ml": _limit(
        "mg/mL", (0, 100), (None, 20), N_("mixes of 16.7 to 18.2 mg/mL in more than 8000 discograms")
    ),
    "Needle.introducer_gauge": _GAUGE,
    "Needle.inner_gauge": _GAUGE,
    "Needle.length_mm": _limit("mm", (1, 500), (25, 300)),
    "Contrast.concentration_mg_per_ml": _limit("mg/mL", (50, 400), (150, 370)),
    "Manometry.rate_ml_per_s": _limit("mL/s", (0, 1), (None, "0.1"), N_("Derby 2005, Hebelka 2014 (0.05 mL/s)")),
    "Sham.nrs": _NRS,
    "Sham.sustained_s": _SUSTAINED,
    "Fluoroscopy.time_s": _limit("s", (0, 36_000)),
    "Fluoroscopy.dap_gy_cm2": _limit("Gy.cm2", (0, 10_000)),
    "Fluoroscopy.air_kerma_mgy": _limit("mGy", (0, 100_000)),
    "PostCT.delay_min": _limit("min", (0, 1440), (None, 180)),
    "PostCT.slice_mm": _limit("mm", ("0.2", 10), (None, 3)),
    "PostCT.ctdi_vol_mgy": _limit("mGy", (0, 1000)),
    "PostCT.dlp_mgy_cm": _limit("mGy.cm", (0, 100_000)),
    "Disc.sequence_index": _limit("", (-30, 40)),
    "Disc.injection_order": _limit("", (1, 30)),
    "Disc.opening_pressure": _limit("psi", (0, 100), (2, 30)),
    "Disc.peak_pressure": _PRESSURE,
    "Disc.final_static_pressure": _PRESSURE,
    "Disc.volume_ml": _VOLUME,
    "StimulationEvent.offset_s": _limit("s", (0, 36_000)),
    "StimulationEvent.pressure": _PRESSURE,
    "StimulationEvent.volume_ml": _VOLUME,
    "StimulationEvent.nrs": _NRS,
    "StimulationEvent.sustained_s": _SUSTAINED,
    "AnalgesicStep.volume_ml": _limit("mL", (0, 10)),
    "AnalgesicStep.nrs_after": _NRS,
    "Tear.clock_hour": _limit("", (1, 12), basis=N_("clock face")),
    "CTFindings.arc_deg": _limit("deg", (0, 360), basis=N_("full circle")),
    "CTFindings.contrast_hu": _limit(
        "HU", (-1024, 32_767), (None, 3071), N_("a 12-bit CT scale ends at 3071 HU"), soft_high_counts=True
    ),
}
"""Every number of every record; a test walks the records and finds each here."""

ABOVE_OPENING = _limit("psi", (None, None), (None, 60), N_("Derby 2005 (50 psi above opening)"))
"""Pressure above opening, derived."""
FULLY_PRESSURIZED_PSI = 50
"""Above opening: a painless disc with an annular leak that stayed below was not tested (project decision)."""
SUSTAINED_AT_LEAST_S = 30
"""Concordant pain that was gone sooner is unusual (project decision)."""
MARKERS_APART_MM = 5.0
"""Two discs cannot be nearer to each other (project decision)."""
NEIGHBORS_WITHIN_MM = 70.0
"""Neighboring discs are rarely farther apart (project decision)."""
DELAY_AGREES_WITHIN_MIN = 15
"""How far a typed delay to CT may be from the one that the times give (project decision)."""


@cache
def limit(key: str, region: Region) -> Limit:
    """The limit of a field in a region; ``KeyError`` for a field that holds no number."""
    entry = LIMITS[key]
    return entry if isinstance(entry, Limit) else entry[region]


def widest(key: str) -> tuple[Decimal | None, Decimal | None]:
    """The hard bounds that hold whatever the region."""
    entry = LIMITS[key]
    if isinstance(entry, Limit):
        return entry.hard_low, entry.hard_high
    lows = [one.hard_low for one in entry.values()]
    highs = [one.hard_high for one in entry.values()]
    known_lows, known_highs = [low for low in lows if low is not None], [high for high in highs if high is not None]
    low = min(known_lows) if len(known_lows) == len(lows) else None
    return low, max(known_highs) if len(known_highs) == len(highs) else None

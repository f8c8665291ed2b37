# SPDX-License-Identifier: Apache-2.0
"""The worked cases of ``Data/cases`` as reports.

``null`` in a case is *not recorded* (``None``); an empty list is *none, and it was looked for* (``()``).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Disc, Leak, Position, Reinjection, StimulationEvent, Tear
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import Pressure, psi
from DiscographyReportLib.model.report import Report

FOLDER = Path(__file__).parent / "Data" / "cases"
CHANGED_AT = datetime(2026, 10, 14, 12, 0, 0)
SPACING_MM = 36.0
"""Distance between neighboring discs where a case is placed without positions of its own."""

_ABLE = {True: v.Ability.YES, "partly": v.Ability.PARTLY, False: v.Ability.NO, None: None}
_ROUTES = {"IV": v.AntibioticRoute.INTRAVENOUS}
_TRANSITIONAL = {"lumbarised S1": v.TransitionalAnatomy.LUMBARIZED_S1}
_NAMINGS = {"L6": v.LevelNaming.L6}
_TEARS = {
    "left posterolateral": v.TearSector.LEFT_POSTEROLATERAL,
    "right posterolateral": v.TearSector.RIGHT_POSTEROLATERAL,
    "posterior": v.TearSector.POSTERIOR,
    "posterior midline": v.TearSector.POSTERIOR,
}
_DEGENERATION = tuple(v.OriginalDallasDegeneration)
_DISRUPTION = tuple(v.OriginalDallasDisruption)


def case_ids() -> tuple[str, ...]:
    """The ids of all cases, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("C??.json")))


def expected(case_id: str) -> dict[str, Any]:
    """What every rule set must answer, as it stands in the file."""
    content: dict[str, Any] = _content(f"{case_id}.expected")
    return content


def uid_of(*names: object) -> str:
    """A UID that is the same in every run: ``2.25.`` and 128 bits of a hash of the names."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"


def load_case(
    case_id: str,
    *,
    frame_of_reference_uid: str | None = None,
    positions: Mapping[Level, tuple[float, float, float]] | None = None,
) -> Report:
    """A case as a report.

    With a frame of reference every disc gets a position: that of ``positions`` (LPS, mm, by level; levels that it lacks
    get none), or without it a straight spine along z.
    """
    content = _content(case_id)
    discs = tuple(_disc(case_id, disc, _place(disc, frame_of_reference_uid, positions)) for disc in content["discs"])
    return Report(
        uid=uid_of(case_id),
        changed_at=CHANGED_AT,
        region=Region(content["region"]),
        procedure=_procedure(content["procedure"]),
        discs=discs,
    )


@cache
def _content(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def _place(
    disc: dict[str, Any], frame: str | None, positions: Mapping[Level, tuple[float, float, float]] | None
) -> Position | None:
    if frame is None:
        return None
    straight = (0.0, 0.0, -SPACING_MM * disc["sequence_index"])
    point = straight if positions is None else positions.get(Level(disc["level"]))
    return None if point is None else Position(*point, frame)


def _procedure(content: dict[str, Any]) -> p.Procedure:
    return p.Procedure(
        indication_text=content["indication"],
        usual_pain=p.UsualPain(
            site=content["usual_pain"], baseline_nrs=content["baseline_nrs"], worst_nrs=content["worst_nrs"]
        ),
        pain_diagram=p.PainDiagram(present=content["pain_diagram"]),
        consent=p.Consent(documented=content["consent_documented"]),
        sedation=_sedation(content["sedation"]),
        antibiotic=_antibiotic(content["antibiotic"]),
        needle=_needle(content["needle"]),
        contrast=_contrast(content["contrast"]),
        manometry=_manometry(content["manometry"]),
        sham=_sham(content["sham"]),
        reporting=p.Reporting(able=_ABLE[content["patient_able_to_report"]], reason=content["inability_reason"]),
        fluoroscopy=_fluoroscopy(content["radiation"]),
        post_ct=_post_ct(content["post_ct"], content["radiation"]),
        complications=_complications(content["complications"]),
        numbering=_numbering(content["numbering"]),
    )


def _sedation(content: dict[str, Any]) -> p.Sedation:
    doses = [
        p.SedativeDose(agent=dose["name"], dose_mg=dose["dose_mg"], timing=dose["timing"]) for dose in content["agents"]
    ]
    return p.Sedation(level=content["level"], doses=tuple(doses))


def _antibiotic(content: dict[str, Any]) -> p.Antibiotic:
    return p.Antibiotic(
        route=_ROUTES[content["route"]],
        agent=content["agent"],
        dose_mg=content["dose_mg"],
        intradiscal_mg_per_ml=content["intradiscal_mg_per_ml"],
    )


def _needle(content: dict[str, Any]) -> p.Needle:
    # "right (opposite to dominant pain)" is a side with its reason.
    side = content["side"].split(" ")[0]
    return p.Needle(
        technique=content["technique"],
        introducer_gauge=content["introducer_gauge"],
        inner_gauge=content["inner_gauge"],
        approach=content["approach"],
        side=side,
    )


def _contrast(content: dict[str, Any]) -> p.Contrast:
    return p.Contrast(agent=content["agent"], concentration_mg_per_ml=content["concentration_mgI_per_ml"])


def _manometry(content: dict[str, Any]) -> p.Manometry:
    return p.Manometry(
        used=content["used"],
        device=content["device"],
        reading=content["reading"],
        rate_ml_per_s=content["injection_rate_ml_per_s"],
    )


def _sham(content: dict[str, Any] | None) -> p.Sham | None:
    if content is None:
        return None
    return p.Sham(
        level=content["level"],
        nrs=content["nrs"],
        concordance=content["concordance"],
        sustained_s=content["sustained_s"],
    )


def _fluoroscopy(content: dict[str, Any]) -> p.Fluoroscopy:
    return p.Fluoroscopy(time_s=content["fluoroscopy_s"], dap_gy_cm2=content["dap_Gy_cm2"])


def _post_ct(content: dict[str, Any], radiation: dict[str, Any]) -> p.PostCT:
    return p.PostCT(
        performed=content["performed"],
        delay_min=content["delay_min"],
        slice_mm=content["slice_mm"],
        planes=content["planes"],
        ctdi_vol_mgy=radiation["ctdi_vol_mGy"],
        dlp_mgy_cm=radiation["dlp_mGy_cm"],
    )


def _complications(content: list[str]) -> tuple[p.Complication, ...]:
    return tuple(p.Complication(kind=v.ComplicationKind(kind)) for kind in content if kind != "none")


def _numbering(content: dict[str, Any]) -> p.Numbering:
    known = p.Numbering(scheme=content["scheme"], method=content["method"])
    lstv = content["lstv"]
    if lstv is None:
        return known
    return p.Numbering(
        scheme=known.scheme,
        method=known.method,
        transitional=_TRANSITIONAL[lstv["type"]],
        castellvi=v.Castellvi(lstv["castellvi"]),
        naming=_NAMINGS[lstv["naming"]],
    )


def _disc(case_id: str, content: dict[str, Any], position: Position | None) -> Disc:
    leaks, reinjection = content["leaks"], content["reinjection"]
    return Disc(
        uid=uid_of(case_id, content["sequence_index"]),
        level=content["level"],
        sequence_index=content["sequence_index"],
        status=content["status"],
        role=content["intended_role"],
        position=position,
        injection_order=content["injection_order"],
        patient_blinded=content["patient_blinded_to_level_and_onset"],
        opening_pressure=_pressure(content["opening_pressure_psi"]),
        events=tuple(map(_event, content["events"])),
        peak_pressure=_pressure(content["peak_pressure_psi"]),
        final_static_pressure=_pressure(content["final_static_pressure_psi"]),
        volume_ml=content["total_volume_ml"],
        endpoint=content["endpoint"],
        stop_reason=content["stop_reason"],
        leaks=None if leaks is None else tuple(Leak(site=v.LeakSite(site)) for site in leaks),
        pain_behaviors=content["pain_behaviours"],
        reinjection=None if reinjection is None else Reinjection(**reinjection),
        ct=_ct(content["ct"]),
    )


def _event(content: dict[str, Any]) -> StimulationEvent:
    return StimulationEvent(
        pressure=_pressure(content["pressure_psi"]),
        volume_ml=content["volume_ml"],
        nrs=content["nrs"],
        concordance=content["concordance"],
        location=content["location"] or None,
        sustained_s=content["sustained_s"],
    )


def _pressure(amount: Decimal | int | None) -> Pressure | None:
    """One number of the cases, 58.099999999999994, was written by binary arithmetic; it means 58.1."""
    return None if amount is None else psi(round(Decimal(amount), 6).normalize())


def _ct(content: dict[str, Any]) -> CTFindings:
    tear, degeneration = content["tear_location"], content["ddd_1987_degeneration"]
    disruption = content["ddd_1987_annular"]
    return CTFindings(
        adams=content["adams_1986"],
        extent=content["max_radial_extent"],
        arc_deg=content["outer_arc_deg"],
        tears=(Tear(sector=_TEARS[tear]),) if tear else None,
        dallas_degeneration=None if degeneration is None else _DEGENERATION[degeneration],
        dallas_disruption=None if disruption is None else _DISRUPTION[disruption],
    )

# SPDX-License-Identifier: Apache-2.0
"""Every limit at its bounds: just inside, exactly there, just beyond; in psi and in exact kilopascal."""

from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from DiscographyReportLib.model import disc as disc_module
from DiscographyReportLib.model import procedure as procedure_module
from DiscographyReportLib.model import report as report_module
from DiscographyReportLib.model.checks_limits import limit_findings
from DiscographyReportLib.model.findings import FindingSeverity
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.limits import LIMITS, Limit, limit, widest
from DiscographyReportLib.model.quantities import Pressure, PressureUnit
from DiscographyReportLib.model.record import Record, shapes
from plain_reports import report, with_disc

KPA_PER_PSI = Decimal("6.894757293168")
SMALL = Decimal("0.001")
MODULES = (procedure_module, disc_module, report_module)
CLASSES = {
    name: kind
    for module in MODULES
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record and is_dataclass(kind)
}


def test_every_number_of_every_record_has_hard_limits_and_a_basis():
    numbers = {
        f"{name}.{field}"
        for name, kind in CLASSES.items()
        for field, form in shapes(kind).items()
        if form.kind in (int, Decimal, Pressure) and name != "Pressure"
    }

    assert numbers == set(LIMITS)
    for key in LIMITS:
        for region in Region:
            one = limit(key, region)
            assert one.basis
            assert one.hard_low is not None
            assert one.hard_high is not None


def edges() -> list[tuple[str, Region, Decimal, str]]:
    """Key, region, amount and the severity it should have (``""`` for none)."""
    found = []
    for key in LIMITS:
        for region in (Region.LUMBAR,) if isinstance(LIMITS[key], Limit) else Region:
            one = limit(key, region)
            step = Decimal(1) if _kind(key) is int else SMALL
            found += [(key, region, amount, _wanted(one, amount)) for amount in _around(one, step)]
    return found


def _around(one: Any, step: Decimal) -> list[Decimal]:
    bounds = [one.hard_low, one.hard_high, one.soft_low, one.soft_high, one.alarm_above]
    return [bound + shift for bound in bounds if bound is not None for shift in (-step, Decimal(0), step)]


def _wanted(one: Any, amount: Decimal) -> str:
    """Written out plainly, independent of the code under test."""
    if not one.hard_low <= amount <= one.hard_high:
        return "impossible"
    too_low = one.soft_low is not None and amount < one.soft_low
    too_high = one.soft_high is not None and (
        amount >= one.soft_high if one.soft_high_counts else amount > one.soft_high
    )
    return "warning" if too_low or too_high else ""


def _kind(key: str) -> Any:
    name, field = key.split(".")
    return shapes(CLASSES[name])[field].kind


def found_in(key: str, region: Region, value: Any) -> list[tuple[str, str]]:
    """Severity and code for a report in which only that field is set."""
    name, field = key.split(".")
    holder = _holder(CLASSES[name], field, value)
    made = report(region=region, discs=())
    made = made.with_disc(holder) if name == "Disc" else _placed(made, holder)
    return [(finding.severity.value, finding.code) for finding in limit_findings(made)]


def _holder(kind: type, field: str, value: Any) -> Any:
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    fillers = {"uid": "1.2", "level": Level.L4_L5, "sequence_index": 4, "agent": "midazolam"}
    return kind(**{**{name: fillers[name] for name in required}, field: value})


def _placed(made: Any, holder: Any) -> Any:
    """The record at the place that holds its class, in the procedure or in a disc."""
    for owner, put in ((procedure_module.Procedure, _in_procedure), (disc_module.Disc, _in_disc)):
        for field, form in shapes(owner).items():
            if form.kind is type(holder):
                return put(made, field, (holder,) if form.many else holder)
    if isinstance(holder, disc_module.Tear):
        return _in_disc(made, "ct", disc_module.CTFindings(tears=(holder,)))
    return _in_procedure(made, "sedation", procedure_module.Sedation(doses=(holder,)))


def _in_procedure(made: Any, field: str, value: Any) -> Any:
    return report(region=made.region, discs=(), procedure=procedure_module.Procedure(**{field: value}))


def _in_disc(made: Any, field: str, value: Any) -> Any:
    return made.with_disc(disc_module.Disc(uid="1.2", level=Level.L4_L5, sequence_index=4, **{field: value}))


@pytest.mark.parametrize(("key", "region", "amount", "wanted"), edges())
def test_a_value_at_a_bound_is_allowed_and_beyond_it_is_not(key, region, amount, wanted):
    kind = _kind(key)
    value = Pressure(amount, PressureUnit.PSI) if kind is Pressure else int(amount) if kind is int else amount

    severities = [severity for severity, _ in found_in(key, region, value)]

    assert severities == ([wanted] if wanted else [])


@pytest.mark.parametrize(("key", "region", "amount", "wanted"), [edge for edge in edges() if "pressure" in edge[0]])
def test_a_pressure_in_exact_kilopascal_is_judged_as_in_psi(key, region, amount, wanted):
    # As near to the bound as a decimal of 16 characters can say.
    beyond = (amount - round(amount)) / SMALL * Decimal("0.000000001")
    pressure = Pressure(round(amount) * KPA_PER_PSI + beyond, PressureUnit.KPA)

    severities = [severity for severity, _ in found_in(key, region, pressure)]

    assert severities == ([wanted] if wanted else [])


def test_the_message_shows_a_pressure_in_its_own_unit_with_psi_beside_it():
    made = with_disc(report(), peak_pressure=Pressure("6", PressureUnit.BAR))

    finding = next(iter(limit_findings(made)))

    assert finding.value == "6 bar (87.0226 psi)"
    assert finding.limit == "at most 80 psi"
    assert finding.where == "discs[L4-L5].peak_pressure"
    assert "6 bar (87.0226 psi)" in finding.message


def test_a_cervical_volume_above_a_milliliter_is_told_louder_than_one_above_half():
    assert found_in("Disc.volume_ml", Region.CERVICAL, Decimal("1.0")) == [("warning", "beyond_soft_limit")]
    assert found_in("Disc.volume_ml", Region.CERVICAL, Decimal("1.1")) == [("warning", "far_beyond_soft_limit")]


def test_the_finding_names_field_value_and_unit():
    made = with_disc(report(), volume_ml="3.6")

    finding = next(iter(limit_findings(made)))

    assert (finding.disc_uid, finding.field) == (made.discs[0].uid, "volume_ml")
    assert (finding.value, finding.limit) == ("3.6 mL", "at most 3.5 mL")
    assert finding.severity is FindingSeverity.WARNING


def test_the_widest_limits_are_those_of_the_lumbar_region():
    assert widest("Disc.volume_ml") == (Decimal(0), Decimal(10))
    assert widest("Disc.opening_pressure") == (Decimal(0), Decimal(100))


def test_the_table_of_the_reference_is_met():
    lumbar = {key: limit(key, Region.LUMBAR) for key in LIMITS}
    wanted = {
        "Disc.opening_pressure": (0, 100, 2, 30),
        "StimulationEvent.pressure": (0, 200, None, 80),
        "Disc.volume_ml": (0, 10, None, Decimal("3.5")),
        "Manometry.rate_ml_per_s": (0, 1, None, Decimal("0.1")),
        "Contrast.concentration_mg_per_ml": (50, 400, 150, 370),
        "Antibiotic.intradiscal_mg_per_ml": (0, 100, None, 20),
        "Needle.inner_gauge": (16, 29, None, None),
        "StimulationEvent.sustained_s": (0, 3600, None, None),
        "CTFindings.arc_deg": (0, 360, None, None),
        "PostCT.delay_min": (0, 1440, None, 180),
        "PostCT.slice_mm": (Decimal("0.2"), 10, None, 3),
        "CTFindings.contrast_hu": (-1024, 32767, None, 3071),
        "StimulationEvent.nrs": (0, 10, None, None),
    }
    for key, bounds in wanted.items():
        one = lumbar[key]
        assert (one.hard_low, one.hard_high, one.soft_low, one.soft_high) == bounds
    assert [limit("Disc.volume_ml", region).hard_high for region in Region] == [3, 5, 10]
    soft = [limit("Disc.volume_ml", region).soft_high for region in Region]
    assert soft == [Decimal("0.5"), Decimal("1.5"), Decimal("3.5")]
    assert Fraction(50) * Fraction(KPA_PER_PSI) == Fraction("344.7378646584")

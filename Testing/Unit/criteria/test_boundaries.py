# SPDX-License-Identifier: Apache-2.0
"""Every threshold: just below it, at it, just above it; pressures in psi and in units that hit it exactly."""

from dataclasses import replace
from decimal import Decimal

import pytest

from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Disc
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import Pressure
from provocations import (
    TWO_BEHAVIORS,
    C,
    disc,
    discordant,
    event,
    exact,
    outcome,
    painless,
    read_in,
    study,
    unstimulated,
)

SLIGHTLY = Decimal("0.000001")
KPA, BAR = Decimal("6.894757293168"), Decimal("0.06894757293168")
MMHG = Decimal("0.133322387415")
# Rule set, threshold in psi above opening, and the outcome below, at and above it.
PRESSURES = [
    ("sis_tiers", 15, "unequivocal", "highly_probable", "highly_probable"),
    ("sis_tiers", 50, "highly_probable", "negative", "negative"),
    ("derby_1999", 15, "chemical", "mechanical", "mechanical"),
    ("derby_1999", 50, "mechanical", "mechanical", "indeterminate"),
    ("derby_1999", 90, "indeterminate", "indeterminate", "normal"),
    ("derby_2005", 15, "low_pressure_sensitive", "low_pressure_sensitive", "high_pressure_sensitive"),
    ("derby_2005", 50, "high_pressure_sensitive", "high_pressure_sensitive", "not_symptomatic"),
    ("asipp_2013", 50, "positive", "negative", "negative"),
]
SIDES = [(-SLIGHTLY, 0), (Decimal(0), 1), (SLIGHTLY, 2)]


def beside(target: Disc) -> list[Disc]:
    return [painless(3), target, painless(5)]


@pytest.mark.parametrize(("rules", "threshold", "below", "at", "above"), PRESSURES)
@pytest.mark.parametrize(("shift", "side"), SIDES, ids=["below", "at", "above"])
def test_a_pressure_in_psi_falls_on_its_side_of_a_threshold(rules, threshold, below, at, above, shift, side):
    assert outcome(study(*beside(exact(4, threshold + shift))), rules) == (below, at, above)[side]


@pytest.mark.parametrize(("rules", "threshold", "below", "at", "above"), PRESSURES)
@pytest.mark.parametrize(("shift", "side"), SIDES, ids=["below", "at", "above"])
@pytest.mark.parametrize(("unit", "factor"), [("kPa", KPA), ("bar", BAR)])
def test_a_pressure_in_another_unit_falls_on_the_same_side(
    rules, threshold, below, at, above, shift, side, unit, factor
):
    target = read_in(unit, replace(exact(4), opening_pressure=Pressure(0, "psi")), factor)
    reading = Pressure((threshold * factor).normalize() + shift / 100, unit)
    target = replace(target, events=(replace(target.events[0], pressure=reading),))

    assert outcome(study(*beside(target)), rules) == (below, at, above)[side]


@pytest.mark.parametrize(("rules", "threshold", "below", "_", "above"), PRESSURES)
@pytest.mark.parametrize("side", [0, 2], ids=["below", "above"])
def test_mercury_cannot_hit_a_threshold_but_falls_on_a_side_of_it(rules, threshold, below, _, above, side):
    whole = int(threshold * KPA / MMHG)
    reading = Pressure(whole if side == 0 else whole + 1, "mmHg")
    target = exact(4, opening_pressure=Pressure(0, "mmHg"))
    target = replace(target, events=(replace(target.events[0], pressure=reading),))

    assert outcome(study(*beside(target)), rules) == (below if side == 0 else above)


@pytest.mark.parametrize(("rules", "threshold", "at"), [(row[0], row[1], row[3]) for row in PRESSURES])
def test_opening_and_event_read_in_different_units_still_hit_a_threshold_exactly(rules, threshold, at):
    target = exact(4, threshold, opening_pressure=Pressure(10 * KPA, "kPa"))

    assert outcome(study(*beside(target)), rules) == at


# Rule set, cut, and what is said below it and from it on.
CUTS = [
    ("sis_tiers", Region.LUMBAR, 7, "negative", "unequivocal"),
    ("sis_nonlumbar", Region.CERVICAL, 7, "negative", "positive_2_controls"),
    ("sis_nonlumbar", Region.THORACIC, 7, "negative", "positive_2_controls"),
    ("derby_2005", Region.LUMBAR, 6, "not_symptomatic", "low_pressure_sensitive"),
    ("asipp_2013", Region.LUMBAR, 7, "negative", "positive"),
    ("walsh_1990", Region.LUMBAR, 6, "negative", "positive"),
]


@pytest.mark.parametrize(("rules", "region", "cut", "below", "reached"), CUTS)
@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_an_nrs_reaches_the_cut_from_its_value_on(rules, region, cut, below, reached, shift):
    discs = [painless(3, region=region), exact(4, nrs=cut + shift, region=region), painless(5, region=region)]

    assert outcome(study(*discs, region=region), rules) == (below if shift < 0 else reached)


@pytest.mark.parametrize("rules", ["derby_1999", "iasp_1994_discogenic", "iasp_1994_idd"])
def test_some_sets_ask_for_no_nrs(rules):
    low, lacking = study(*beside(exact(4, nrs=1))), study(*beside(exact(4, nrs=None)))

    assert outcome(low, rules) == outcome(lacking, rules)
    assert outcome(low, rules) in ("chemical", "met")


CAPS = [
    ("sis_tiers", Region.LUMBAR, "3.5", "unequivocal", "negative"),
    ("derby_2005", Region.LUMBAR, "3.5", "low_pressure_sensitive", "not_symptomatic"),
    ("sis_nonlumbar", Region.THORACIC, "1.5", "positive_2_controls", "negative"),
    ("sis_nonlumbar", Region.CERVICAL, "0.5", "positive_2_controls", "negative"),
]


@pytest.mark.parametrize(("rules", "region", "cap", "within", "beyond"), CAPS)
@pytest.mark.parametrize("shift", ["-0.01", "0", "0.01"])
def test_a_volume_at_the_event_may_reach_the_cap(rules, region, cap, within, beyond, shift):
    volume = Decimal(cap) + Decimal(shift)
    target = disc(4, event(volume_ml=volume), volume_ml=volume, region=region)
    report = study(painless(3, region=region), target, painless(5, region=region), region=region)

    assert outcome(report, rules) == (beyond if Decimal(shift) > 0 else within)


@pytest.mark.parametrize(("rules", "region", "cap", "within", "_"), CAPS)
@pytest.mark.parametrize("shift", ["-0.01", "0", "0.01"])
def test_a_total_within_the_cap_stands_for_a_volume_that_was_not_recorded(rules, region, cap, within, _, shift):
    target = disc(4, event(volume_ml=None), volume_ml=Decimal(cap) + Decimal(shift), region=region)
    report = study(painless(3, region=region), target, painless(5, region=region), region=region)

    assert outcome(report, rules) == ("not_evaluable" if Decimal(shift) > 0 else within)


@pytest.mark.parametrize(
    ("rules", "region", "met"),
    [("sis_tiers", Region.LUMBAR, "unequivocal"), ("sis_nonlumbar", Region.CERVICAL, "positive_2_controls")],
)
@pytest.mark.parametrize(("held", "holds"), [(29, False), (30, True), (31, True), (None, True)])
def test_pain_is_held_for_thirty_seconds_or_was_not_timed(rules, region, met, held, holds):
    target = disc(4, event(sustained_s=held), region=region)
    report = study(painless(3, region=region), target, painless(5, region=region), region=region)

    assert outcome(report, rules) == (met if holds else "negative")


@pytest.mark.parametrize(("count", "answer"), [(0, "negative"), (1, "negative"), (2, "positive"), (3, "positive")])
def test_walsh_asks_for_two_behaviors(count, answer):
    behaviors = (*TWO_BEHAVIORS, v.PainBehavior.RUBBING)[:count]

    assert outcome(study(exact(4, pain_behaviors=behaviors)), "walsh_1990") == answer


@pytest.mark.parametrize(
    ("extent", "answer"), [("nucleus", "negative"), ("inner_third", "positive"), ("middle_third", "positive")]
)
def test_walsh_asks_for_an_abnormal_disc(extent, answer):
    assert outcome(study(exact(4, ct=CTFindings(extent=extent))), "walsh_1990") == answer


@pytest.mark.parametrize(
    ("ct", "answer"),
    [
        (CTFindings(extent="middle_third"), "not_met"),
        (CTFindings(extent="outer_third", arc_deg=30), "met"),
        (CTFindings(extent="outer_third", arc_deg=31), "met"),
        (CTFindings(extent="outer_third"), "met"),
        (CTFindings(), "indeterminate"),
    ],
)
def test_internal_disc_disruption_asks_for_an_outer_third_tear(ct, answer):
    assert outcome(study(*beside(exact(4, ct=ct))), "iasp_1994_idd") == answer


@pytest.mark.parametrize(("shift", "side"), SIDES, ids=["below", "at", "above"])
def test_a_discordant_control_counts_only_above_fifteen_psi(shift, side):
    counts = side == 2
    report = study(painless(3), exact(4), discordant(5, 15 + shift))
    alone = study(exact(4), discordant(5, 15 + shift))

    assert outcome(report, "sis_tiers") == ("definite" if counts else "indeterminate_no_control")
    assert outcome(alone, "sis_tiers") == ("probable" if counts else "indeterminate_no_control")


@pytest.mark.parametrize(("shift", "side"), SIDES, ids=["below", "at", "above"])
def test_a_disc_is_stimulated_from_fifty_psi_on(shift, side):
    target = disc(4, event(50 + shift, 0, C.NONE))

    assert outcome(study(target), "sis_tiers") == ("indeterminate_not_pressurised" if side == 0 else "negative")


@pytest.mark.parametrize(
    ("region", "limit", "rules"),
    [
        (Region.LUMBAR, "3.5", "sis_tiers"),
        (Region.THORACIC, "1.5", "sis_nonlumbar"),
        (Region.CERVICAL, "0.5", "sis_nonlumbar"),
    ],
)
@pytest.mark.parametrize("shift", ["-0.01", "0", "0.01"])
def test_a_disc_is_stimulated_by_the_volume_of_its_region(region, limit, rules, shift):
    target = unstimulated(4, volume_ml=Decimal(limit) + Decimal(shift), region=region)
    answer = outcome(study(target, region=region), rules)

    assert answer == "negative" if Decimal(shift) >= 0 else answer.startswith("indeterminate_not_")


@pytest.mark.parametrize(("above", "answer"), [("-0.000001", "not_evaluable"), ("0", "unequivocal")])
def test_a_pressure_below_opening_is_unknown_and_one_at_opening_is_not(above, answer):
    assert outcome(study(*beside(exact(4, above))), "sis_tiers") == answer

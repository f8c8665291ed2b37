# SPDX-License-Identifier: Apache-2.0
"""A value beyond a hard limit counts as not recorded, and nothing else of the disc does."""

from dataclasses import replace

import pytest

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.possible import possible
from DiscographyReportLib.model.disc import CTFindings
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import Pressure, psi
from provocations import C, disc, event, exact, outcome, painless, result, study


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nrs", 11),
        ("nrs", -1),
        ("pressure", psi(-1)),
        ("pressure", psi(201)),
        ("pressure", Pressure(20, "bar")),
        ("volume_ml", 11),
        ("volume_ml", -1),
        ("sustained_s", 3601),
        ("sustained_s", -1),
    ],
)
def test_an_impossible_value_of_an_event_is_not_recorded(name, value):
    target = disc(4, event(), event(**{name: value}))

    assert possible(target, Region.LUMBAR) == disc(4, event(), event(**{name: None}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("opening_pressure", psi(101)), ("opening_pressure", psi(-1)), ("peak_pressure", psi(201)), ("volume_ml", 11)],
)
def test_an_impossible_value_of_a_disc_is_not_recorded(name, value):
    assert possible(exact(4, **{name: value}), Region.LUMBAR) == exact(4, **{name: None})


def test_an_impossible_arc_is_not_recorded():
    wrong = exact(4, ct=CTFindings(extent="outer_third", arc_deg=361))

    assert possible(wrong, Region.LUMBAR).ct == CTFindings(extent="outer_third")


@pytest.mark.parametrize("nrs", [0, 10])
def test_a_disc_at_its_limits_is_the_same_object(nrs):
    at_limits = disc(4, event(nrs=nrs, pressure=psi(200), volume_ml=10, sustained_s=3600), opening_pressure=psi(100))

    assert possible(at_limits, Region.LUMBAR) is at_limits
    assert possible(at_limits, Region.CERVICAL) is not at_limits


def test_a_score_that_cannot_be_meets_no_cut():
    assert outcome(study(painless(3), exact(4, nrs=10), painless(5)), "sis_tiers") == "unequivocal"
    for nrs in (11, -1):
        found = result(study(painless(3), exact(4, nrs=nrs), painless(5)), "sis_tiers", 4)
        assert found.row == "Not recorded: NRS"


@pytest.mark.parametrize("nrs", [11, -1])
@pytest.mark.parametrize("answer", [C.NONE, C.PRESSURE_ONLY])
def test_a_score_that_cannot_be_makes_no_painless_control(nrs, answer):
    doubtful = replace(painless(3), events=(event(52, nrs, answer),))
    report = study(doubtful, exact(4))

    assert not evaluate(report).valid_control
    assert outcome(report, "sis_tiers", 3) == "not_evaluable"


def test_a_pressure_that_cannot_be_shows_no_stimulation():
    def tested_to(above: int) -> str:
        quiet = [event(one, 0, C.NONE) for one in (20, above)]
        return outcome(study(disc(4, *quiet)), "sis_tiers")

    assert tested_to(50) == tested_to(190) == "negative"
    assert tested_to(191) == "indeterminate_not_pressurised"

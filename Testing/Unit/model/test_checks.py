# SPDX-License-Identifier: Apache-2.0
"""Every cross-check fires where it should, and is silent right beside it."""

from dataclasses import replace

import pytest
from hypothesis import given

from changed_reports import L3_L4, L4_L5, L5_S1, PLAIN, TWO, at, disc_with, felt, procedure_with, spine
from check_examples_discs import EXAMPLES as OF_DISCS
from check_examples_report import EXAMPLES as OF_THE_REPORT
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.findings import FindingSeverity, blocks_complete, blocks_draft, unexplained
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.report import Explanation, Report
from plain_reports import event, report
from strategies import reports

CHECKS = [*OF_DISCS, *OF_THE_REPORT]


def found(made: Report, code: str) -> list[tuple[str, str]]:
    return [(finding.severity.value, finding.field) for finding in check(made) if finding.code == code]


def test_the_plain_report_is_complete_and_nobody_objects():
    assert check(PLAIN) == ()
    assert check(TWO) == ()


@pytest.mark.parametrize(
    ("code", "severity", "field", "fires", "silent"), CHECKS, ids=[f"{n}-{row[0]}" for n, row in enumerate(CHECKS)]
)
def test_a_check_fires_where_it_should_and_is_silent_right_beside_it(code, severity, field, fires, silent):
    assert (severity, field) in found(fires, code)
    assert found(silent, code) == []


@given(reports())
def test_no_check_fires_that_is_not_tested_here(made: Report):
    limits = {"beyond_hard_limit", "beyond_soft_limit", "far_beyond_soft_limit"}

    assert {finding.code for finding in check(made)} <= limits | {row[0] for row in CHECKS}


@given(reports())
def test_every_finding_says_where_and_what_and_how_to_mend_it(made: Report):
    for finding in check(made):
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert "\n" not in finding.message + finding.remedy
        assert finding.where.endswith(finding.field)
        owner = made.disc(finding.disc_uid) if finding.disc_uid else made.procedure
        root = finding.field.split(".")[0].split("[")[0]
        assert hasattr(owner, root) or hasattr(made, root)


@pytest.mark.parametrize("made", [row[3] for row in CHECKS])
def test_findings_are_pure_and_the_gravest_come_first(made: Report):
    order = [list(FindingSeverity).index(finding.severity) for finding in check(made)]

    assert order == sorted(order)
    assert check(made) == check(made)


@pytest.mark.parametrize(
    "names",
    [
        ((L4_L5, 4), (Level.L5_L6, 5), (Level.L6_S1, 6)),
        ((Level.T11_T12, -1), (Level.T12_T13, 0), (Level.T13_L1, 1), (Level.L1_L2, 2)),
        ((Level.T10_T11, -1), (Level.T11_L1, 0), (Level.L1_L2, 1)),
        ((Level.T11_T12, -1), (Level.T12_L1, 0), (Level.L1_L2, 1)),
        ((L4_L5, 4), (L5_S1, 5), (Level.S1_S2, 6)),
        ((L3_L4, 3), (Level.L4_S1, 4), (Level.S1_S2, 5)),
        ((Level.C6_C7, 6), (Level.C7_T1, 7), (Level.T1_T2, 8)),
    ],
)
def test_spines_with_transitional_vertebrae_pass_the_checks_of_order(names):
    codes = {finding.code for finding in check(spine(*names))}

    assert not codes & {"level_order", "sequence_step", "levels_exclude_each_other", "marker_order"}


def severities(made: Report, code: str) -> set[str]:
    return {severity for severity, _ in found(made, code)}


@pytest.mark.parametrize(
    ("region", "near", "far"),
    [
        (Region.CERVICAL, (Level.T1_T2,), (Level.T2_T3, Level.T12_L1, Level.L4_L5)),
        (
            Region.THORACIC,
            (Level.C6_C7, Level.C7_T1, Level.L1_L2),
            (Level.C5_C6, Level.L2_L3, Level.L5_S1, Level.L5_L6, Level.S1_S2),
        ),
        (Region.LUMBAR, (Level.T11_T12, Level.T12_T13), (Level.T10_T11, Level.T1_T2, Level.C7_T1)),
    ],
)
def test_a_disc_just_beyond_the_region_is_unusual_and_one_further_away_contradicts(region, near, far):
    assert [severities(report(level, region=region), "level_outside_region") for level in near] == [{"warning"}] * len(
        near
    )
    assert [severities(report(level, region=region), "level_outside_region") for level in far] == [
        {"contradiction"}
    ] * len(far)


@pytest.mark.parametrize("level", [Level.T12_L1, Level.T11_L1, Level.T13_L1])
@pytest.mark.parametrize("region", [Region.THORACIC, Region.LUMBAR])
def test_a_disc_at_the_thoracolumbar_border_belongs_to_either_region(level, region):
    assert found(report(level, region=region), "level_outside_region") == []


def test_with_eleven_ribs_the_tenth_disc_is_the_one_beyond_the_border():
    eleven = spine((Level.T10_T11, -1), (Level.T11_L1, 0), (Level.L1_L2, 1))

    assert severities(eleven, "level_outside_region") == {"warning"}


def test_a_step_that_no_neighborhood_depends_on_is_a_warning():
    assert severities(spine((L3_L4, 3), (L5_S1, 6)), "sequence_step") == {"warning"}
    assert severities(spine((L3_L4, 3), (L5_S1, 4)), "sequence_step") == {"contradiction"}
    assert severities(spine((L3_L4, 3), (L4_L5, 5)), "sequence_step") == {"contradiction"}


@pytest.mark.parametrize("changes", [{"opening_reading": "static"}, {"reading": "static"}])
def test_one_reading_type_alone_leaves_pressure_above_opening_unjudged(changes):
    made = procedure_with(disc_with(peak_pressure=psi(75), **changes), manometry=p.Manometry(used=True))

    assert found(made, "high_above_opening") == []
    assert found(made, "reading_types_differ") == []
    assert found(procedure_with(made, manometry=p.Manometry(used=True, reading="static")), "high_above_opening")


def test_two_names_that_were_swapped_against_their_markers_are_found():
    swapped = disc_with(0, disc_with(1, TWO, position=at(-144)), position=at(-180))

    assert found(swapped, "marker_order") == [("contradiction", "position")]


def test_different_reading_types_leave_pressure_above_opening_unknown_and_unjudged():
    made = disc_with(opening_reading="static", reading="dynamic", peak_pressure=psi(75))

    assert found(made, "high_above_opening") == []
    assert found(made, "reading_types_differ")


def test_what_blocks_a_draft_and_what_blocks_a_complete_report():
    impossible, contradiction = check(disc_with(volume_ml=11)), check(felt(event(nrs=0)))
    still_open, warning = check(disc_with(stop_reason=None)), check(disc_with(volume_ml="3.6"))

    assert blocks_draft(impossible) == blocks_complete(impossible) != ()
    for findings in (contradiction, still_open):
        assert blocks_draft(findings) == ()
        assert blocks_complete(findings) != ()
    assert warning
    assert blocks_draft(warning) == blocks_complete(warning) == ()


def explained(made: Report, field: str, *, of_disc: bool = True) -> Report:
    owner = made.discs[-1].uid if of_disc else None
    return replace(made, explanations=(Explanation(field=field, reason="seen twice", disc_uid=owner),))


def test_a_reason_is_shown_with_the_finding_and_settles_what_is_open():
    still_open = check(explained(disc_with(stop_reason=None), "stop_reason"))

    assert [finding.explained for finding in still_open] == ["seen twice"]
    assert blocks_complete(still_open) == ()


def test_a_reason_for_another_disc_or_field_settles_nothing():
    made = disc_with(1, TWO, stop_reason=None)
    for other in (explained(made, "leaks"), explained(made, "stop_reason", of_disc=False)):
        assert len(blocks_complete(check(other))) == 1


def test_a_reason_settles_no_contradiction_but_that_of_a_bent_spine():
    bent = explained(disc_with(1, TWO, position=at(-144, x=40)), "position")

    assert blocks_complete(check(bent)) == ()
    assert blocks_complete(check(explained(felt(event(nrs=0)), "events[0].nrs"))) != ()


def test_a_reason_does_not_make_the_impossible_possible():
    assert blocks_draft(check(explained(disc_with(volume_ml=11), "volume_ml"))) != ()


def test_a_warning_without_a_reason_asks_for_one():
    made = disc_with(volume_ml="3.6")

    assert len(unexplained(check(made))) == 1
    assert unexplained(check(explained(made, "volume_ml"))) == ()


def test_a_reason_in_the_procedure_is_found_by_its_path():
    made = procedure_with(usual_pain=p.UsualPain(baseline_nrs=6, worst_nrs=5))

    assert unexplained(check(explained(made, "usual_pain.worst_nrs", of_disc=False))) == ()
    assert check(made)[0].where == "procedure.usual_pain.worst_nrs"

# SPDX-License-Identifier: Apache-2.0
"""Modified Dallas grades, against every worked case and at their edges."""

import pytest

from cases import case_ids, expected, load_case
from DiscographyReportLib.model.disc import CTFindings, Leak
from DiscographyReportLib.model.grades import (
    Grade,
    modified_dallas_0_4,
    modified_dallas_0_4_open_at_30,
    modified_dallas_0_5,
)
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.vocabulary import LeakSite, RadialExtent
from plain_reports import disc

OUTER = RadialExtent.OUTER_THIRD
ANNULAR = (Leak(site=LeakSite.EPIDURAL),)
DISCS = [(case_id, one.level) for case_id in case_ids() for one in load_case(case_id).discs]


def graded(leaks=(), **ct):
    return disc(Level.L4_L5, leaks=leaks, ct=CTFindings(**ct))


@pytest.mark.parametrize(("case_id", "level"), DISCS)
def test_every_grade_is_that_of_the_worked_case(case_id, level):
    answers = expected(case_id)["discs"][level.value]["expected"]
    one = next(one for one in load_case(case_id).discs if one.level is level)

    for scale in (modified_dallas_0_5, modified_dallas_0_4):
        grade, wanted = scale(one), answers.get(scale.__name__)
        assert (grade and grade.value) == wanted


def test_the_worked_cases_cover_every_grade_and_no_grade():
    found = {modified_dallas_0_5(one) for case_id in case_ids() for one in load_case(case_id).discs}

    assert {Grade(value) for value in range(6)} | {None, Grade(3, at_least=True)} <= found


@pytest.mark.parametrize(("extent", "grade"), [("nucleus", 0), ("inner_third", 1), ("middle_third", 2)])
@pytest.mark.parametrize("leaks", [(), ANNULAR, None])
def test_below_the_outer_third_neither_leak_nor_arc_matters(extent, grade, leaks):
    one = graded(leaks, extent=extent)

    assert modified_dallas_0_5(one) == modified_dallas_0_4(one) == Grade(grade)


@pytest.mark.parametrize(("arc", "grade"), [("29.9", 3), (30, 3), ("30.1", 4)])
def test_exactly_30_degrees_is_grade_3(arc, grade):
    assert modified_dallas_0_5(graded(extent=OUTER, arc_deg=arc)) == Grade(grade)


def test_variant_b_has_no_grade_at_exactly_30_degrees_and_agrees_elsewhere():
    assert modified_dallas_0_4_open_at_30(graded(extent=OUTER, arc_deg=30)) is None
    for arc in ("29.9", "30.1"):
        one = graded(extent=OUTER, arc_deg=arc)
        assert modified_dallas_0_4_open_at_30(one) == modified_dallas_0_4(one)
    assert modified_dallas_0_4_open_at_30(graded(extent="nucleus", arc_deg=30)) == Grade(0)


def test_an_unknown_arc_or_leak_gives_a_grade_of_at_least():
    assert modified_dallas_0_5(graded(extent=OUTER)) == Grade(3, at_least=True)
    assert modified_dallas_0_5(graded(None, extent=OUTER, arc_deg=45)) == Grade(4, at_least=True)
    assert modified_dallas_0_4(graded(None, extent=OUTER, arc_deg=45)) == Grade(4)
    assert str(Grade(3, at_least=True)) == "at least 3"
    assert str(Grade(3)) == "3"


@pytest.mark.parametrize("site", LeakSite)
def test_only_an_annular_leak_makes_grade_5_and_only_on_the_scale_that_has_it(site):
    one = graded((Leak(site=site),), extent=OUTER, arc_deg=45)
    annular = site in (LeakSite.EPIDURAL, LeakSite.FORAMINAL, LeakSite.ANTERIOR_PREVERTEBRAL)

    assert modified_dallas_0_5(one) == Grade(5 if annular else 4)
    assert modified_dallas_0_4(one) == Grade(4)


def test_without_an_extent_there_is_no_grade_leak_or_not():
    one = graded(ANNULAR, arc_deg=45)

    assert modified_dallas_0_5(one) is modified_dallas_0_4(one) is modified_dallas_0_4_open_at_30(one) is None

# SPDX-License-Identifier: Apache-2.0
"""The diagram and the plots: what is drawn where, told without color too."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Disc
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.rendering import curve
from DiscographyReportLib.rendering.concordance import LETTERS, PATTERNS, TONES
from DiscographyReportLib.rendering.diagram import report_diagram
from DiscographyReportLib.rendering.drawing import Area, Pattern
from DiscographyReportLib.rendering.hatch import hatch
from DiscographyReportLib.rendering.scale import scale_to
from DiscographyReportLib.rendering.svg import svg
from DiscographyReportLib.rendering.tones import Tone
from plain_reports import event, report, with_disc

SILENT = event("15", "0.3", nrs=0, concordance=v.Concordance.NONE)
PAIN = event("30", "0.8", nrs=4, concordance=v.Concordance.DISSIMILAR)
USUAL = event("40", "1.2", nrs=8, concordance=v.Concordance.EXACT)
PLOTTED = with_disc(report(Level.L4_L5), events=(SILENT, PAIN, USUAL), volume_ml="2.0", peak_pressure=psi(44)).discs[0]


def words_at(drawing, text):
    [found] = [one for one in drawing.words if one.text == text]
    return found


def test_a_disc_has_the_pattern_and_letter_of_its_answer_beside_its_own_level():
    made = with_disc(report(Level.L3_L4, Level.L4_L5), 0, events=(SILENT,))
    drawing = report_diagram(made)
    areas = {area.uid: area for area in drawing.areas if area.uid}

    upper, lower = (areas[disc.uid] for disc in made.discs)
    assert (upper.pattern, lower.pattern) == (Pattern.EMPTY, Pattern.SOLID)
    assert upper.y < lower.y
    for disc, area, answer in zip(made.discs, (upper, lower), ("no pain", "exact"), strict=True):
        row = [one.text for one in drawing.words if abs(one.y - area.y) < 10 and one.y < lower.y + 20]
        assert disc.level.value in row
        assert any(text.startswith(answer) for text in row)


def test_a_painless_disc_of_a_high_grade_is_not_drawn_like_a_painful_one():
    made = with_disc(report(Level.L4_L5), events=(SILENT,))
    [area] = [area for area in report_diagram(made).areas if area.uid]

    assert (area.tone, area.pattern) == (Tone.NO_PAIN, Pattern.EMPTY)
    assert "grade 4" in report_diagram(made).description


def test_vertebrae_stand_between_their_discs_and_a_gap_is_left_where_one_is_missing():
    names = [one.text for one in report_diagram(report(Level.L2_L3, Level.L4_L5)).words]

    assert [name for name in names if name in ("L2", "L3", "L4", "L5")] == ["L2", "L3", "L4", "L5"]


def test_answers_differ_in_pattern_or_letter_and_not_in_color_alone():
    looks = {tone: (PATTERNS[tone], LETTERS[tone]) for tone in TONES.values()}

    assert len(set(looks.values())) == len(looks)


def test_a_disc_that_was_not_injected_is_not_drawn_as_painless():
    made = with_disc(report(Level.L4_L5), status=v.DiscStatus.FUSED, events=(), opening_pressure=None)
    [area] = [area for area in report_diagram(made).areas if area.uid]

    assert area.tone is Tone.QUIET
    assert "fused" in report_diagram(made).description


def test_the_plot_marks_first_pain_concordant_pain_opening_and_stop_where_they_were():
    drawing = curve.report_curve(PLOTTED)
    pain, usual = words_at(drawing, "P"), words_at(drawing, "C")
    stop, opening = words_at(drawing, "S"), words_at(drawing, "O")
    dots = sorted(drawing.areas, key=lambda area: area.x)

    assert len(dots) == 3
    assert abs(dots[1].x - pain.x) < abs(dots[2].x - pain.x)
    assert abs(dots[2].x - usual.x) < abs(dots[1].x - usual.x)
    assert stop.x > dots[2].x - 20
    assert opening.y > dots[0].y
    assert drawing.description == (
        "O opening pressure: 10 psi. P first recorded pain: 30 psi, 0.8 mL, NRS 4. "
        "C first concordant pain: 40 psi, 1.2 mL, NRS 8. S stop, total volume: 2 mL (concordant pain)"
    )


def test_dots_lie_where_their_numbers_are_on_the_axes():
    drawing = curve.report_curve(PLOTTED)
    dots = sorted(drawing.areas, key=lambda area: area.x)
    floor, left = curve.HEIGHT - curve.BOTTOM, curve.LEFT

    across = [(dot.x + dot.width / 2 - left) for dot in dots]
    upward = [(floor - dot.y - dot.height / 2) for dot in dots]
    assert across[1] / across[0] == pytest.approx(0.8 / 0.3)
    assert across[2] / across[0] == pytest.approx(1.2 / 0.3)
    assert upward[1] / upward[0] == pytest.approx(30 / 15)
    assert upward[2] / upward[0] == pytest.approx(40 / 15)


def test_pressures_of_other_units_are_drawn_in_the_unit_of_the_first_event():
    from DiscographyReportLib.model.quantities import Pressure, PressureUnit

    made = with_disc(report(Level.L4_L5), opening_pressure=Pressure("68.94757293168", PressureUnit.KPA))
    drawing = curve.report_curve(made.discs[0])
    [level] = [path for path in drawing.paths if path.dashed and path.points[0][0] == curve.LEFT]
    [dot] = drawing.areas

    floor = curve.HEIGHT - curve.BOTTOM
    assert (floor - level.points[0][1]) / (floor - dot.y - dot.height / 2) == pytest.approx(10 / 20, abs=1e-3)


def test_without_two_numbers_there_is_no_plot():
    assert curve.report_curve(Disc("1.2", Level.L4_L5, 4)) is None


@given(st.decimals(min_value=0, max_value=100_000, places=3, allow_nan=False))
def test_an_axis_holds_its_greatest_number_and_few_round_ones(most: Decimal) -> None:
    scale = scale_to(float(most))

    assert scale.end >= float(most)
    assert 2 <= len(scale.ticks) <= 7
    assert scale.ticks[0] == 0
    assert float(scale.ticks[-1]) <= scale.end


@pytest.mark.parametrize("pattern", Pattern)
def test_a_hatch_stays_inside_its_area(pattern):
    area = Area(10, 20, 100, 18, Tone.EXACT, pattern)
    found = hatch(area)
    points = [*found.dots, *(point for line in found.lines for point in line)]

    assert bool(points) is (pattern in (Pattern.DOTS, Pattern.STRIPES, Pattern.CROSSED))
    assert all(10 <= x <= 110 and 20 <= y <= 38 for x, y in points)


def test_svg_holds_every_word_and_shape_of_a_drawing():
    drawing = report_diagram(report(Level.L3_L4, Level.L4_L5))
    root = svg(drawing, "label")

    assert [one.text for one in root.iter("text")] == [one.text for one in drawing.words]
    assert len(root.findall("rect")) == len(drawing.areas)
    assert root.get("aria-label") == "label"

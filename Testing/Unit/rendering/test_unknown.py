# SPDX-License-Identifier: Apache-2.0
"""Unknown is said, and is neither *no* nor *none* nor *negative*; a draft says that it is one."""

from dataclasses import replace

import pytest

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Disc, StimulationEvent
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import Pressure, PressureUnit
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.rendering.content import report_page
from DiscographyReportLib.rendering.cover import Cover, Stage
from DiscographyReportLib.rendering.curve import marks, report_curve
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.page import Figure, Picture
from DiscographyReportLib.rendering.plain_text import render_text
from plain_reports import TIME, event, report, with_disc, with_procedure
from rendered import DRAFT, facts_of, html_tables, page_of, read_html, text_of

BARE = Report(uid="1.2.3", changed_at=TIME, region=Region.LUMBAR, discs=(Disc("1.2.4", Level.L4_L5, 4),))
NOTHING_WRONG = {"none", "no", "negative", "no pain", "painless", "0"}


def level_row(made: Report) -> dict[str, str]:
    return html_tables(read_html(render_html(page_of(made))))["Level by level, from above"][0]


def test_a_disc_of_which_nothing_is_recorded_says_so_in_every_column():
    row = level_row(BARE)
    silent = {heading for heading, text in row.items() if text == "not recorded"}

    assert silent == {
        "Role", "Opening", "P at pain (a.o.)", "Vol at pain", "Peak / total", "End point", "NRS", "Concordance",
        "Grade", "Leak",
    }  # fmt: skip
    assert row["Control status"] == "not interpreted"
    assert row["Result (rule set, version)"].startswith("not evaluable")
    assert not NOTHING_WRONG & set(row.values())


def test_a_bare_report_never_says_that_something_is_absent():
    root = read_html(render_html(page_of(BARE)))
    told = facts_of(root)

    assert told["Not recorded"]
    assert "Able to report" in " ".join(told["Not recorded"])
    for label, values in told.items():
        assert label == "Comment" or not NOTHING_WRONG & set(values), label
    assert "Complications: not recorded." in render_text(page_of(BARE))
    assert "Complications: none" not in render_text(page_of(BARE))


@pytest.mark.parametrize(
    ("leaks", "words"), [(None, "not recorded"), ((), "none")], ids=["not recorded", "looked for and none"]
)
def test_no_leak_and_no_record_of_leaks_are_told_apart(leaks, words):
    made = with_disc(report(Level.L4_L5), leaks=leaks)

    assert level_row(made)["Leak"] == words
    assert f"leak: {words}" in render_text(page_of(made))


def test_no_sham_on_record_is_not_called_no_sham():
    assert "Sham stimulation" in facts_of(read_html(render_html(page_of(report(Level.L4_L5)))))["Not recorded"][-3]


def test_an_answer_that_was_left_out_does_not_make_a_disc_painless():
    silent = StimulationEvent(pressure=event().pressure, volume_ml="1.0")
    made = with_disc(report(Level.L4_L5), events=(event(nrs=0, concordance=v.Concordance.NONE), silent))

    row = level_row(made)
    assert (row["Concordance"], row["P at pain (a.o.)"]) == ("not recorded", "not recorded")
    assert {mark.letter: mark.words.rpartition(": ")[2] for mark in marks(made.discs[0])}["P"] == "not recorded"


def test_pain_of_unknown_likeness_is_not_said_to_be_not_concordant():
    made = with_disc(report(Level.L4_L5), events=(event(concordance=None),))
    told = {mark.letter: mark.words for mark in marks(made.discs[0])}

    assert told["P"] == "P first recorded pain: 20 psi, 1 mL, NRS 8"
    assert told["C"].endswith("not recorded")


def test_a_disc_without_numbers_has_no_plot_and_its_events_are_not_drawn_elsewhere():
    made = with_disc(report(Level.L4_L5), events=(event(volume="1.0"), StimulationEvent(nrs=9, concordance="exact")))
    text = render_text(page_of(made))

    assert report_curve(BARE.discs[0]) is None
    assert "Not in the plot, since pressure or volume was not recorded: event 2." in text


def test_pressures_that_were_read_differently_are_not_subtracted():
    made = with_disc(report(Level.L4_L5), opening_reading="static", reading="dynamic")

    assert level_row(made)["P at pain (a.o.)"] == "20 psi (a.o. not known)"


def test_a_pressure_keeps_its_unit_and_the_difference_is_in_it():
    risen = replace(event(), pressure=Pressure("1.75", PressureUnit.BAR))
    made = with_disc(report(Level.L4_L5), opening_pressure=Pressure("0.5", PressureUnit.BAR), events=(risen,))

    assert level_row(made)["Opening"] == "0.5 bar"
    assert level_row(made)["P at pain (a.o.)"] == "1.75 bar (1.25)"


@pytest.mark.parametrize(
    ("stage", "watermark"),
    [
        (Stage.CASE, "DRAFT - NOT VERIFIED"),
        (Stage.DRAFT, "DRAFT - NOT VERIFIED"),
        (Stage.COMPLETE, "NOT VERIFIED"),
        (Stage.VERIFIED, ""),
    ],
)
def test_only_a_verified_report_has_no_watermark(stage, watermark):
    page = page_of(report(Level.L4_L5), cover=replace(DRAFT, stage=stage))
    root = read_html(render_html(page))
    across = [text_of(one) for one in root.iter("div") if one.get("class") == "watermark"]

    assert across == ([watermark] if watermark else [])
    assert (render_text(page).startswith(f"*** {watermark} ***")) is bool(watermark)
    assert text_of(root.find(".//header")).count("verified") >= 1


def test_a_case_says_that_it_is_about_nobody():
    text = render_text(page_of(report(Level.L4_L5), cover=Cover()))

    assert "Patient and study not recorded" in text
    assert "DRAFT - NOT VERIFIED" in text


def test_a_patient_who_could_not_report_has_no_controls():
    made = with_procedure(report(Level.L3_L4, Level.L4_L5), reporting=p.Reporting(able=v.Ability.NO))
    rows = html_tables(read_html(render_html(page_of(made))))["Level by level, from above"]

    assert {row["Control status"] for row in rows} == {"not interpreted"}
    assert {row["Result (rule set, version)"].partition(" (")[0] for row in rows} == {"not evaluable"}


def test_every_report_ends_with_what_it_is_not():
    assert render_text(page_of(BARE)).splitlines()[-2:] == [
        "Research software, not a medical device.",
        "*** DRAFT - NOT VERIFIED ***",
    ]


def test_a_disc_without_plot_or_pictures_says_why():
    made = report(Level.L3_L4, Level.L4_L5)
    made = replace(made, discs=tuple(replace(disc, events=(StimulationEvent(nrs=4),)) for disc in made.discs))
    made = with_disc(made, 1, position=None)
    drawn = Figure(Picture(b"\x89PNG", 4, 4), "a picture", "a picture")
    page = report_page(made, evaluate(made), DRAFT, {}, {made.discs[0].uid: (drawn,)})
    upper, lower = (text_of(read_html(render_html(page)).find(f".//section[@id='disc-{n}']")) for n in (1, 2))

    assert "No plot: no event has both pressure and volume on record." in upper
    assert "No key images" not in upper
    assert "No key images: no marker on the CT." in lower
    assert "No key images: no marker" not in render_text(page_of(made))

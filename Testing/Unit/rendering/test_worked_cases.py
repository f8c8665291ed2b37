# SPDX-License-Identifier: Apache-2.0
"""Every worked case as a page: what the case file says stands under its heading, in HTML and in text alike.

What is expected is taken from the case file itself, not from the report that was built of it.
"""

import json
from decimal import Decimal
from functools import cache

import pytest

from cases import FOLDER, case_ids, expected, load_case
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.plain_text import render_text
from rendered import html_tables, page_of, read_html, text_of, text_tables

LEVELS = "Level by level, from above"
ANSWERS = "Answer of every rule set"
ROLES = {"target": "target", "control": "control", "none": "none", None: "not recorded"}
LEAKS = {
    "epidural": "epidural",
    "foraminal": "foraminal",
    "anterior_prevertebral": "anterior",
    "venous": "venous",
    "endplate_schmorl": "Schmorl",
    "needle_track": "needle track",
    "uncovertebral": "uncovertebral",
}


@cache
def rendered(case_id):
    """The page of a case as HTML and as text, and their tables."""
    page = page_of(load_case(case_id))
    root, text = read_html(render_html(page)), render_text(page)
    return root, text, html_tables(root), text_tables(text)


@cache
def case(case_id):
    return json.loads((FOLDER / f"{case_id}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def discs():
    return [(case_id, number) for case_id in case_ids() for number, _disc in enumerate(case(case_id)["discs"])]


def number(value):
    """A number of a case file as people write it."""
    return f"{round(Decimal(value), 6).normalize():f}"


def measured(value, unit):
    return "not recorded" if value is None else f"{number(value)} {unit}"


def injected(case_id):
    return [disc for disc in case(case_id)["discs"] if disc["status"] == "injected"]


@pytest.mark.parametrize(("case_id", "place"), discs())
def test_what_a_case_says_of_a_disc_stands_under_its_heading_in_both_forms(case_id, place):
    disc = case(case_id)["discs"][place]
    _root, _text, in_html, in_text = rendered(case_id)
    for tables in (in_html, in_text):
        row = tables[LEVELS][place]
        assert row["Level"] == disc["level"]
        if disc["status"] != "injected":
            assert row["Role"] == disc["status"].replace("_", " ").replace("failed access", "access failed")
            assert {row[heading] for heading in ("Opening", "NRS", "Concordance", "Leak", "Control status")} == {"–"}  # noqa: RUF001
            continue
        leaks = disc["leaks"]
        assert row["Role"] == ROLES[disc["intended_role"]]
        assert row["Opening"] == measured(disc["opening_pressure_psi"], "psi")
        assert row["End point"] == (disc["endpoint"] or "not recorded")
        assert row["Leak"] == ("not recorded" if leaks is None else ", ".join(LEAKS[leak] for leak in leaks) or "none")
        assert row["Peak / total"].partition(" / ")[2] in (measured(disc["total_volume_ml"], "mL"), "")


@pytest.mark.parametrize("case_id", case_ids())
def test_every_event_of_a_case_stands_in_the_table_of_its_disc(case_id):
    _root, _text, in_html, in_text = rendered(case_id)
    for disc in injected(case_id):
        for tables in (in_html, in_text):
            rows = tables.get(f"Stimulation of {disc['level']}", [])
            assert len(rows) == len(disc["events"])
            for row, event in zip(rows, disc["events"], strict=True):
                pressure = measured(event["pressure_psi"], "psi")
                assert row["Pressure (a.o.)"].partition(" (")[0] == pressure
                assert row["Volume"] == measured(event["volume_ml"], "mL")
                assert row["NRS"] == ("not recorded" if event["nrs"] is None else str(event["nrs"]))
                assert row["Concordance"] == (event["concordance"] or "not recorded").replace("_", " ")
                assert row["Held"] == measured(event["sustained_s"], "s")


@pytest.mark.parametrize("case_id", case_ids())
def test_the_pressure_above_opening_is_the_event_less_the_opening_of_the_same_disc(case_id):
    _root, _text, in_html, _in_text = rendered(case_id)
    known = 0
    for disc in injected(case_id):
        for row, event in zip(in_html.get(f"Stimulation of {disc['level']}", []), disc["events"], strict=True):
            opening, pressure = disc["opening_pressure_psi"], event["pressure_psi"]
            if None in (opening, pressure) or pressure < opening:
                continue
            above = number(round(Decimal(pressure), 6) - round(Decimal(opening), 6))
            assert row["Pressure (a.o.)"].endswith(f"({above})")
            known += 1
    assert known or not any(disc["opening_pressure_psi"] and disc["events"] for disc in injected(case_id))


@pytest.mark.parametrize("case_id", case_ids())
def test_every_expected_answer_and_grade_stands_under_its_level(case_id):
    _root, _text, in_html, in_text = rendered(case_id)
    wanted = expected(case_id)["discs"]
    for tables in (in_html, in_text):
        answers = {row["Rule set, version"].partition(",")[0]: row for row in tables[ANSWERS]}
        levels = {row["Level"]: row for row in tables[LEVELS]}
        for disc in injected(case_id):
            level, answer = disc["level"], wanted[disc["level"]]["expected"]
            for rule_set, row in answers.items():
                outcome = answer[rule_set].replace("pressurised", "pressurized").replace("_", " ")
                assert row[level] in (outcome, "criteria not met")
                assert (row[level] == outcome) or outcome in ("negative", "normal", "not symptomatic", "not met")
            if "modified_dallas_0_5" in answer:
                grade = answer["modified_dallas_0_5"]
                shown = levels[level]["Grade"].removeprefix("at least ")
                assert shown == ("not recorded" if grade is None else str(grade))


@pytest.mark.parametrize("case_id", case_ids())
def test_the_ten_second_answer_names_every_positive_level_and_no_other(case_id):
    root, text, _in_html, _in_text = rendered(case_id)
    wanted = expected(case_id)["expected_patient"]
    badges = [text_of(badge) for badge in root.findall(".//section[@id='answer']//span[@class]") if badge.text is None]
    positive = [badge.partition(":")[0] for badge in badges if badge.endswith(": criteria met")]

    assert positive == wanted["positive_levels"]
    assert f"valid control: {'yes' if wanted['valid_control'] else 'no'}" in badges
    assert all(f"[{level}: criteria met]" in text for level in wanted["positive_levels"])
    assert [badge.partition(":")[0] for badge in badges if "-" in badge] == [
        disc["level"] for disc in sorted(injected(case_id), key=lambda disc: disc["sequence_index"])
    ]


@pytest.mark.parametrize("case_id", case_ids())
def test_dose_contrast_and_needle_stand_with_their_units(case_id):
    _root, text, _in_html, _in_text = rendered(case_id)
    done = case(case_id)["procedure"]
    told = {
        "dose-area product: {} Gy·cm²": done["radiation"]["dap_Gy_cm2"],
        "time: {} s": done["radiation"]["fluoroscopy_s"],
        "CTDIvol: {} mGy": done["radiation"]["ctdi_vol_mGy"],
        "DLP: {} mGy·cm": done["radiation"]["dlp_mGy_cm"],
        "iodine: {} mg/mL": done["contrast"]["concentration_mgI_per_ml"],
        "inner needle: {} G": done["needle"]["inner_gauge"],
        "rate: {} mL/s": done["manometry"]["injection_rate_ml_per_s"],
        "delay: {} min": done["post_ct"]["delay_min"],
    }
    for words, value in told.items():
        assert value is None or words.format(number(value)) in text


@pytest.mark.parametrize("case_id", case_ids())
def test_complications_are_named_or_said_to_be_none(case_id):
    _root, text, _in_html, _in_text = rendered(case_id)
    kinds = [kind for kind in case(case_id)["procedure"]["complications"] if kind != "none"]

    assert ("Complications: none." in text) is (not kinds)
    assert all(kind.replace("_", " ") in text for kind in kinds)

# SPDX-License-Identifier: Apache-2.0
"""The HTML form: valid, for every reader and every light."""

import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest

from cases import case_ids, load_case
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.rendering.content import foreign_page
from DiscographyReportLib.rendering.cover import Stage
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.page import Figure, Figures, Picture, Section
from DiscographyReportLib.rendering.palette import COLORS
from plain_reports import report
from rendered import DRAFT, SUBJECT, page_of, read_html, text_of
from tools_found import vnu_command

GROUNDS = {"light": "#ffffff", "dark": "#15181d"}
NEEDED_CONTRAST = 4.5
PNG = b"\x89PNG\r\n\x1a\n"


def pages():
    """Pages of every kind: all cases, a stranger's tree, odd names, pictures, a verified report."""
    made = {case_id: page_of(load_case(case_id)) for case_id in case_ids()}
    name = "山田^太郎=<b>مريم</b>"
    made["named"] = page_of(report(Level.L4_L5), cover=replace(DRAFT, subject=replace(SUBJECT, name=name)))
    tree = ("CONTAINER x", "  TEXT y: <z> & ''", "    NUM n: 1 mm")
    made["foreign"] = foreign_page("Basic Text SR", tree, SUBJECT, ("", ""))
    made["verified"] = page_of(report(Level.C4_C5, region=Region.CERVICAL), cover=replace(DRAFT, stage=Stage.VERIFIED))
    pictured = Figures((Figure(Picture(PNG, 4, 4), "caption", 'alt "text"'),), heading="pictures")
    made["pictured"] = replace(made["verified"], sections=(Section("one", "One", (pictured,)),))
    return made


def test_the_validator_of_the_w3c_finds_nothing_to_say(tmp_path):
    files = []
    for name, page in pages().items():
        path = tmp_path / f"{name}.html"
        path.write_bytes(render_html(page))
        files.append(str(path))

    done = subprocess.run([*vnu_command(), "--stdout", *files], capture_output=True, text=True)

    assert (done.stdout, done.returncode) == ("", 0)


def test_a_page_is_for_screen_readers_in_its_language_with_headings_in_order():
    root = read_html(render_html(page_of(report(Level.L3_L4, Level.L4_L5))))
    headings = [int(one.tag[1]) for one in root.iter() if one.tag in ("h1", "h2", "h3", "h4")]

    assert root.get("lang") == "en"
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert all(one.get("scope") in ("col", "row") for one in root.iter("th"))
    assert all(one.find("caption") is not None for one in root.iter("table"))
    assert all(one.get("role") == "img" and one.get("aria-label") for one in root.iter("svg"))
    assert {one.get("aria-labelledby") for one in root.iter("section")} <= {one.get("id") for one in root.iter()}


def test_the_order_is_that_in_which_a_surgeon_reads():
    root = read_html(render_html(page_of(report(Level.L4_L5))))

    assert [text_of(one) for one in root.iter("h2")] == [
        "At a glance", "Levels", "Spine diagram", "Disc by disc", "Technique, dose, complications", "Criteria",
        "Impression and recommendation", "Observers", "Document",
    ]  # fmt: skip


def test_there_is_no_script_no_link_and_no_style_outside_the_style_sheet():
    root = read_html(render_html(page_of(report(Level.L4_L5))))

    assert not {"script", "link", "iframe", "object", "embed", "a", "form", "base"} & {one.tag for one in root.iter()}
    assert not [one for one in root.iter() if one.get("style")]


def test_the_foot_of_every_printed_page_names_the_patient_and_can_not_end_the_style_sheet():
    subject = replace(SUBJECT, name='Doe^</style>"; } x')
    root = read_html(render_html(page_of(report(Level.L4_L5), cover=replace(DRAFT, subject=subject))))
    [sheet] = [one.text or "" for one in root.iter("style")]
    [foot] = [line for line in sheet.splitlines() if "@bottom-left" in line]
    written = foot.partition('"')[2].partition('"')[0]

    assert "Doe" in written
    assert set(written) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\\")
    assert len(list(root.iter("style"))) == 1


@pytest.mark.parametrize("light", GROUNDS)
def test_every_tone_can_be_read_on_its_ground(light):
    for tone, color in COLORS.items():
        assert contrast(getattr(color, light), GROUNDS[light]) >= NEEDED_CONTRAST, tone


def contrast(one, other):
    """The contrast of two colors (WCAG 2.2, 1.4.3)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

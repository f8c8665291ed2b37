# SPDX-License-Identifier: Apache-2.0
"""How the panel looks: width, themes, tab order, names for those who do not see it; and pictures to look at."""

import os
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

import field_forms
from DiscographyReportLib.rendering.drawing import Pattern
from DiscographyReportLib.widgets.diagram import spine_drawing
from Host.look import NARROW, WIDE, picture, set_ratio, set_theme
from Panel import user

PANELS = sorted(field_forms.FOLDER.glob("*.ui"))
KEEP_PICTURES = "DISCOGRAPHY_PICTURES"
"""An environment variable: the folder where pictures are kept to be looked at."""


@pytest.fixture
def a_full_panel(a_panel, a_sample):
    """Four discs, two of them painful, everything recorded."""
    a_panel.panel.study.set_person("Doe^Jane")
    user.place_by_logic(a_panel, a_sample.discogram.discs[-4:])
    user.fill(a_panel)
    for disc in a_panel.desk.report.discs[:2]:
        a_panel.desk.select(disc.uid)
        user.make_painless(a_panel)
    a_panel.desk.select(a_panel.desk.report.discs[2].uid)
    return a_panel


@pytest.fixture
def a_folder(tmp_path):
    """Where pictures go."""
    return Path(os.environ.get(KEEP_PICTURES) or tmp_path)


@pytest.mark.parametrize(("theme", "ratio"), list(product(("light", "dark"), (1, 2))))
def test_the_panel_fits_its_width_in_every_theme_and_resolution(a_full_panel, a_bench, a_folder, theme, ratio):
    set_theme(theme)
    set_ratio(a_bench.window, ratio)
    for width in (NARROW, WIDE):
        a_bench.set_panel_width(width)
        assert a_bench.fits(), f"{width} px need a horizontal scroll bar"
        written = a_bench.panel_picture(a_folder / f"panel-{width}-{theme}-{ratio}x.png")
        assert written.stat().st_size > 20_000
    a_bench.set_panel_width(NARROW, 900)
    a_full_panel.levels.table.focus()
    picture(a_bench.window, a_folder / f"workbench-{theme}-{ratio}x.png")


def test_the_long_name_of_an_exported_file_makes_the_panel_no_wider(a_full_panel, a_bench):
    a_full_panel.desk.say(f"Written and read back: C:\\Users\\{'jane' * 30}\\discography-report_2.25.{'7' * 39}.dcm")
    a_full_panel.desk.changed()
    for width in (WIDE, NARROW):
        a_bench.set_panel_width(width)

    assert a_bench.fits()
    assert a_full_panel.ui.statusLabel.text.replace("\u200b", "") == a_full_panel.desk.message.text


def test_every_section_unfolded_fits_the_width_too(a_full_panel, a_bench, a_folder):
    a_full_panel.ui.advancedSection.collapsed = False
    a_full_panel.ui.keysButton.checked = True
    user.widgets(a_full_panel, "ReportSection").previewButton.checked = True
    for part in ("ProcedureFields", "DiscFields"):
        for name, widget in vars(user.widgets(a_full_panel, part)).items():
            if "Group" in name and widget.inherits("ctkCollapsibleButton"):
                widget.collapsed = False
    a_bench.set_panel_width(NARROW)

    a_bench.panel_picture(a_folder / "panel-unfolded.png")
    assert a_bench.fits()


def test_tab_goes_through_the_sections_in_the_order_of_the_page(a_full_panel, a_bench, hands):  # noqa: ARG001
    stops = hands.tab_order(a_bench.area.widget())
    expected = [
        "volumeSelector", "reportCombo", "personEdit", "field_performed_at", "field_complications", "placeButton",
        "levelsTable", "field_role", "field_opening_pressure", "eventsTable", "field_peak_pressure", "field_volume_ml",
        "field_endpoint", "field_stop_reason", "field_ct_extent", "field_ct_arc_deg", "field_leaks", "resultsTable",
        "field_impression", "folderEdit", "previewButton", "destinationCombo", "workButton",
    ]  # fmt: skip

    first = [stops.index(name) for name in expected]
    assert first == sorted(first), [name for _position, name in sorted(zip(first, expected, strict=True))]


def test_the_spine_diagram_can_be_read_without_color(a_full_panel):
    drawing = spine_drawing(a_full_panel.desk.report, a_full_panel.desk.disc_uid)
    discs = [area for area in drawing.areas if area.uid]

    assert [words.text for words in drawing.words] == ["P", "P", "E", "E"]
    assert [area.pattern for area in discs] == [Pattern.DOTS, Pattern.DOTS, Pattern.SOLID, Pattern.SOLID]
    assert [area.strong for area in discs] == [False, False, True, False]
    assert "L4-L5: exact" in drawing.description


def test_the_colors_of_the_table_follow_the_theme(a_full_panel, a_bench):  # noqa: ARG001
    item = user.widgets(a_full_panel, "LevelsSection").levelsTable.item(2, 5)
    set_theme("light")
    light = item.foreground().color().lightness()
    set_theme("dark")

    assert item.text() == "exact"
    assert item.foreground().color().lightness() > light + 40


@pytest.mark.parametrize("path", PANELS, ids=lambda path: path.name)
def test_every_entry_widget_of_a_panel_has_a_name_for_those_who_do_not_see_it(path):
    entry = {"QLineEdit", "QComboBox", "QTableWidget", "QPlainTextEdit", "qMRMLNodeComboBox", "ctkPathLineEdit"}
    entry |= {"QPushButton", "QToolButton"}
    nameless = [
        widget.get("name")
        for widget in ElementTree.parse(path).iter("widget")
        if widget.get("class") in entry and widget.find("property[@name='accessibleName']") is None
    ]

    assert nameless == []


@pytest.mark.parametrize("path", PANELS, ids=lambda path: path.name)
def test_every_label_of_a_panel_shows_plain_text(path):
    rich = [
        widget.get("name")
        for widget in ElementTree.parse(path).iter("widget")
        if widget.get("class") == "QLabel"
        and (widget.find("property[@name='textFormat']/enum") is None
             or widget.find("property[@name='textFormat']/enum").text != "Qt::PlainText")
    ]  # fmt: skip

    assert rich == []


@pytest.mark.parametrize("name", sorted(field_forms.files()))
def test_the_forms_of_fields_are_those_that_the_tables_of_fields_give(name):
    written = (field_forms.FOLDER / name).read_text(encoding="utf-8")

    assert written == field_forms.files()[name], "run python tools/field_forms.py"

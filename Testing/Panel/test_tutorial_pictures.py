# SPDX-License-Identifier: Apache-2.0
"""A picture for each step of the README's tutorial, and every section in both themes, at one and two pixels a pixel."""

import os
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from Host.look import NARROW, WIDE, picture, set_ratio, set_theme
from Panel import user

FOLDER = Path(os.environ.get("DISCOGRAPHY_PICTURES") or "")
"""Where pictures are kept to be looked at; without the variable they go where pytest tidies up."""
SECTIONS = ("study", "procedure", "levels", "disc", "interpretation", "report", "advanced")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
STEPS = ("step-place.png", "step-enter.png", "step-interpret.png", "step-report.png")


@pytest.fixture
def a_full_panel(a_panel, a_sample, tmp_path):
    """Two painless discs and two painful ones, everything recorded, a folder chosen."""
    a_panel.panel.study.set_person("Doe^Jane")
    user.place_by_logic(a_panel, a_sample.discogram.discs[-4:])
    user.fill(a_panel)
    for disc in a_panel.desk.report.discs[:2]:
        a_panel.desk.select(disc.uid)
        user.make_painless(a_panel)
    a_panel.desk.select(a_panel.desk.report.discs[2].uid)
    a_panel.panel.options.set_folder(str(tmp_path / "reports"))
    user.widgets(a_panel, "ReportSection").folderEdit.currentPath = "reports"
    return a_panel


def _kept(tmp_path, name):
    return (FOLDER if FOLDER.name else tmp_path) / name


def _colors(path):
    image = QImage(str(path))
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


@pytest.mark.parametrize(("theme", "ratio"), list(product(("light", "dark"), (1, 2))))
def test_every_section_can_be_looked_at_in_every_theme_width_and_resolution(
    a_full_panel, a_bench, tmp_path, theme, ratio
):
    a_full_panel.ui.advancedSection.collapsed = False
    set_theme(theme)
    set_ratio(a_bench.window, ratio)
    for width, name in product((NARROW, WIDE), SECTIONS):
        a_bench.set_panel_width(width, 900)
        section = getattr(a_full_panel.ui, f"{name}Section")
        taken = picture(section, _kept(tmp_path, f"{name}-{width}-{theme}-{ratio}x.png"))
        image = QImage(str(taken))
        assert image.width() == section.width * ratio
        assert len(_colors(taken)) > 5, "not an empty one"
    assert a_bench.fits()


def test_placing_has_its_picture(a_panel, a_bench, a_sample, hands, tmp_path):
    set_theme("light")
    a_bench.set_panel_width(NARROW, 900)
    a_panel.panel.study.set_person("Doe^Jane")
    user.place_by_clicks(a_panel, hands, a_sample.discogram.discs[-4:-1])
    a_panel.ui.procedureSection.collapsed = True
    taken = picture(a_bench.window, _kept(tmp_path, STEPS[0]))

    assert len(_colors(taken)) > 50


def test_entry_interpretation_and_closing_have_their_pictures(a_full_panel, a_bench, tmp_path):
    set_theme("light")
    a_bench.set_panel_width(NARROW, 900)
    picture(a_full_panel.ui.discSection, _kept(tmp_path, STEPS[1]))
    picture(a_full_panel.ui.interpretationSection, _kept(tmp_path, STEPS[2]))
    a_full_panel.panel.closing.complete()
    picture(a_full_panel.ui.reportSection, _kept(tmp_path, STEPS[3]))

    assert all(_kept(tmp_path, name).stat().st_size > 20_000 for name in STEPS[1:])


def test_the_readme_shows_every_step_that_the_host_can_show():
    folder = Path(__file__).parents[2] / "Resources" / "Screenshots"

    assert [name for name in STEPS if f"Resources/Screenshots/{name}" not in README] == []
    assert [name for name in STEPS if not (folder / name).is_file()] == []
    assert "in the test host, not in Slicer" in README

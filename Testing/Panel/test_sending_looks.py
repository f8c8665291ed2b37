# SPDX-License-Identifier: Apache-2.0
"""How sending looks in a narrow panel, in both themes; and pictures to look at."""

import os
from pathlib import Path

import pytest

from Delivery.servers import free_port, store_scp, to_port
from DiscographyReportLib.delivery.destination import Login, WebDestination
from Host.look import NARROW, picture, set_theme
from house import ROOT
from Panel import delivery, user
from Panel.test_looks import KEEP_PICTURES

STEP = "step-send.png"


@pytest.fixture
def a_folder(tmp_path):
    """Where pictures go."""
    return Path(os.environ.get(KEEP_PICTURES) or tmp_path)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_question_and_the_work_list_fit_the_width(a_finished_case, a_bench, a_folder, hands, tmp_path, theme):
    set_theme(theme)
    a_bench.set_panel_width(NARROW)
    root, part = a_finished_case.parts["Sending"]
    url = f"https://pacs.hospital.example:{free_port()}/dicom-web"
    delivery.export(a_finished_case)
    delivery.add(a_finished_case, WebDestination("Web archive of the hospital", url, login=Login.BASIC, user="reader"))
    delivery.ask(a_finished_case, hands)
    assert a_bench.fits()
    picture(root, a_folder / f"question-draft-{theme}.png")
    picture(a_bench.window, a_folder / f"workbench-question-{theme}.png")
    hands.press("Esc")
    a_finished_case.panel.closing.complete()
    delivery.export(a_finished_case)
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port, name="PACS main"))
        delivery.agree(a_finished_case, hands)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))
    delivery.add(a_finished_case, to_port(free_port(), name="Second archive"))
    delivery.agree(a_finished_case, hands)
    hands.click(part.workButton)
    delivery.wait_until(a_finished_case, lambda: "refuses" in part.workDetail.text and "SAMPLE" in part.workDetail.text)
    assert a_bench.fits()

    assert picture(root, a_folder / f"work-list-{theme}.png").stat().st_size > 5_000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_destinations_fit_the_width(a_panel, a_bench, a_folder, hands, theme):
    set_theme(theme)
    a_bench.set_panel_width(NARROW)
    a_panel.ui.advancedSection.collapsed = False
    root, part = a_panel.parts["Destinations"]
    part.destinationsGroup.collapsed = False
    delivery.add(a_panel, to_port(free_port(), name="PACS main"))
    a_panel.panel.destinations.choose("PACS main")
    hands.click(part.testButton)
    delivery.wait_until(a_panel, lambda: part.testButton.text == "Test connection")
    assert a_bench.fits()
    picture(root, a_folder / f"destination-{theme}.png")
    a_panel.panel.destinations.set(
        protocol="dicomweb", address="https://pacs.hospital.example/dicom-web", login="basic", user="reader"
    )
    assert a_bench.fits()

    assert picture(root, a_folder / f"destination-web-{theme}.png").stat().st_size > 5_000
    assert user.widgets(a_panel, "Destinations").authoritiesEdit.visible


def test_sending_has_its_picture_in_the_readme(a_finished_case, a_bench, a_folder, hands):
    set_theme("light")
    a_bench.set_panel_width(NARROW, 900)
    a_finished_case.panel.closing.complete()
    delivery.export(a_finished_case)
    delivery.add(a_finished_case, to_port(104, name="PACS main", host="pacs.hospital.example", called_ae="MAIN"))
    delivery.ask(a_finished_case, hands)
    taken = picture(a_finished_case.parts["Sending"][0], a_folder / STEP)

    assert taken.stat().st_size > 5_000
    assert f"Resources/Screenshots/{STEP}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "Resources" / "Screenshots" / STEP).is_file()

# SPDX-License-Identifier: Apache-2.0
"""Reading the report: the preview in a narrow panel, and the page of the exported document, with real clicks."""

import os
import stat
import time
from pathlib import Path

import pytest
import qt
import slicer
from PySide6.QtCore import Slot

from DiscographyReportLib.jobs.summary import summary_lines
from DiscographyReportLib.widgets.report_page import Page
from Host.hands import settle
from Host.look import NARROW, WIDE
from Panel import user

LONGEST_S = 60.0


class Browser(qt.QObject):
    """Stands in Qt's own table of who opens files."""

    def __init__(self):
        qt.QObject.__init__(self)
        self.opened = []

    @Slot("QUrl")
    def show(self, url):
        """Called by Qt."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def a_browser():
    """What Qt asks to open files, as long as a test runs."""
    browser = Browser()
    qt.QDesktopServices.setUrlHandler("file", browser, "show")
    yield browser
    qt.QDesktopServices.unsetUrlHandler("file")


def _report(view):
    return user.widgets(view, "ReportSection")


def _wait(until):
    """Let the window live until something is so."""
    end = time.monotonic() + LONGEST_S
    while not until():
        assert time.monotonic() < end, "it took too long"
        settle()
        time.sleep(0.02)


def test_the_page_is_that_of_the_exported_document_for_this_user_alone_and_goes_with_the_panel(
    a_finished_case, a_browser, hands
):
    report = _report(a_finished_case)
    hands.click(report.completeButton)
    exported = a_finished_case.panel.closing.export()
    hands.click(report.pageButton)
    assert not report.pageButton.enabled
    assert "The page is being made" in report.pageButton.toolTip
    _wait(lambda: a_browser.opened)

    (page,) = a_browser.opened
    text = page.read_text(encoding="utf-8")
    assert exported.envelope.identity.sop_instance_uid in text
    assert exported.envelope.patient.patient_id in text
    assert stat.S_IMODE(page.stat().st_mode) == 0o600 or os.name == "nt"
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700 or os.name == "nt"
    assert "data:image/png" in text, "the pictures of the CT"
    assert a_finished_case.desk.message.text == "The exported report is open in the browser."
    hands.click(report.pageButton)
    _wait(lambda: len(a_browser.opened) > 1)
    assert a_browser.opened == [page, page]
    a_finished_case.close()
    assert not page.parent.exists()


def test_a_page_without_its_ct_has_no_pictures_and_that_is_said(a_finished_case, a_browser, hands, tmp_path):
    exported = a_finished_case.panel.closing.export()
    slicer.mrmlScene.Clear(False)
    slicer.dicomDatabase.openDatabase(str(tmp_path / "another" / "ctkDICOM.sql"))
    a_finished_case.enter()
    a_finished_case.desk.open(a_finished_case.desk.logic.load(exported.path).node)
    a_finished_case.desk.changed()
    hands.click(_report(a_finished_case).pageButton)

    (page,) = a_browser.opened
    assert "data:image/png" not in page.read_text(encoding="utf-8")
    assert "It has no pictures: its CT is not in the DICOM database." in a_finished_case.desk.message.text


def test_a_page_is_not_shown_when_another_report_has_come_on_the_desk_meanwhile(a_finished_case, a_browser, hands):
    a_finished_case.panel.closing.export()
    hands.click(_report(a_finished_case).pageButton)
    a_finished_case.panel.study.new()
    _wait(lambda: not a_finished_case.panel.page.making)

    assert a_browser.opened == []
    assert "The page is not shown" in a_finished_case.desk.message.text


def test_the_panel_can_be_closed_while_a_page_is_made_and_nothing_of_it_stays(a_finished_case, hands):
    a_finished_case.panel.closing.export()
    hands.click(_report(a_finished_case).pageButton)
    place = Path(a_finished_case.panel.page._place.name)
    assert place.is_dir()
    a_finished_case.close()

    assert not place.exists()
    settle()


def test_without_an_exported_document_that_is_the_report_there_is_no_page_and_the_button_says_why(
    a_finished_case, a_browser, hands
):
    button = _report(a_finished_case).pageButton
    assert not button.enabled
    assert "Export the report first" in button.toolTip
    exported = a_finished_case.panel.closing.export()
    assert button.enabled
    a_finished_case.panel.disc.commit("comment", "goes on")
    assert not button.enabled
    assert "changed since it was exported" in button.toolTip
    exported = a_finished_case.panel.closing.export()
    exported.path.unlink()
    hands.click(button)

    assert a_browser.opened == []
    assert a_finished_case.desk.message.grave
    assert "export the report again" in a_finished_case.desk.message.text


def test_a_page_that_nothing_opens_is_said_to_be_there(a_finished_case, tmp_path):
    page = Page(tmp_path / "page.html", ())
    a_finished_case.panel.page.opened(page, False)

    assert a_finished_case.desk.message.grave
    assert str(page.path) in a_finished_case.desk.message.text


def test_the_prose_of_a_preview_is_as_narrow_as_the_panel_and_the_rows_of_its_tables_are_whole(
    a_finished_case, a_bench, hands
):
    report, desk = _report(a_finished_case), a_finished_case.desk
    hands.click(report.previewButton)
    said = summary_lines(desk.report, desk.derived.assessment)
    rows = _rows(said)
    words = " ".join(" ".join(said).split())
    for width in (NARROW, WIDE, NARROW):
        a_bench.set_panel_width(width)
        settle()
        shown = report.previewText.plainText.splitlines()
        letter = report.previewText.fontMetrics().horizontalAdvance("0")
        prose = [line for line in shown if line not in rows]
        assert set(rows) <= set(shown)
        assert words in " ".join(" ".join(shown).split())
        assert max(map(len, prose)) * letter <= report.previewText.viewport().width
    assert len(shown) > len(said) + 2, "something was folded"


def _rows(lines):
    """The row of headings and what stands below it up to the next blank line."""
    start = next(number for number, line in enumerate(lines) if line.startswith("Level  Role"))
    return lines[start:lines.index("", start)][:2]

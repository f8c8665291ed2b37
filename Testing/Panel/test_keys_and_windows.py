# SPDX-License-Identifier: Apache-2.0
"""Keys that Slicer and Qt would keep for themselves, windows that must leave no trace, and texts that are no HTML."""

import logging
import re

import pytest
import qt

from DiscographyReportLib.widgets.key_sheet import SHORTCUTS
from DiscographyReportLib.widgets.qt_messages import ask, tell
from DiscographyReportLib.widgets.qt_tools import tip_of
from Host.application import TESTING
from house import LIBRARY, inside, module_scripts
from Panel import user

# Read in the sources of Slicer 5.12: main window, tool bars, sequences, Markups, subject hierarchy.
SLICERS_OWN = {
    *(f"Ctrl+{key}" for key in "OSWXCVHFB0123456"), "Ctrl+`", "Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+A", "Ctrl+Shift+T",
    "Ctrl+Shift+Space", "Ctrl+Shift+Down", "Ctrl+Shift+Left", "Ctrl+Shift+Right",
}  # fmt: skip


def test_no_key_of_the_panel_is_one_of_slicers_since_then_neither_would_work():
    ours = {qt.QKeySequence(key.key).toString() for key in SHORTCUTS.values()}
    theirs = {qt.QKeySequence(key).toString() for key in SLICERS_OWN}

    assert ours & theirs == set()
    assert len(ours) == len(SHORTCUTS)


@pytest.mark.parametrize("name", ["event", "add", "place", "tilt"])
def test_a_key_of_the_panel_works_while_something_is_being_typed_into_a_field(two_discs, hands, name):
    field = user.widgets(two_discs, "DiscFields").field_comment
    two_discs.desk.go(two_discs.panel.disc.place("comment"))
    two_discs.desk.changed()
    assert hands.focused().objectName == field.objectName
    hands.type("as before")
    before = (two_discs.desk.report, two_discs.panel.markers.state())
    hands.press(SHORTCUTS[name].key)

    assert (two_discs.desk.report, two_discs.panel.markers.state()) != before
    assert two_discs.desk.report.discs[0].comment == "as before" or field.text == "as before"
    two_discs.panel.markers.tilt(False)


@pytest.fixture
def a_user_who_answers(a_host, monkeypatch):
    """Testing mode off, and a user who presses a button of whatever window opens; what the window showed."""
    seen = []
    monkeypatch.setattr(TESTING, "enabled", False)

    def answer(button):
        def press():
            box = a_host.app.activeModalWidget()
            seen.append((box.text, box.textFormat == qt.Qt.PlainText))
            box.button(button).click()

        qt.QTimer.singleShot(200, press)

    answer.seen = seen
    return answer


@pytest.mark.parametrize(("button", "agreed"), [(qt.QMessageBox.Yes, True), (qt.QMessageBox.No, False)])
def test_a_question_is_plain_text_and_is_not_written_to_the_log(a_panel, a_user_who_answers, caplog, button, agreed):
    a_user_who_answers(button)
    with caplog.at_level(logging.DEBUG):
        assert ask("<b>DOE^JANE</b> is verified?") is agreed

    assert a_user_who_answers.seen == [("<b>DOE^JANE</b> is verified?", True)]
    assert "DOE" not in caplog.text
    assert a_panel.desk.report is not None


def test_a_message_is_plain_text_and_is_not_written_to_the_log(a_panel, a_user_who_answers, caplog):  # noqa: ARG001
    a_user_who_answers(qt.QMessageBox.Ok)
    with caplog.at_level(logging.DEBUG):
        tell("<i>DOE^JANE</i>")

    assert a_user_who_answers.seen == [("<i>DOE^JANE</i>", True)]
    assert "DOE" not in caplog.text


def test_no_window_of_slicer_util_is_used_since_what_it_shows_is_written_to_the_log():
    windows = re.compile(r"\.(confirm|error|warning|info)\w*Display\(|\.messageBox\(")
    files = [*(LIBRARY / "widgets").glob("*.py"), *module_scripts()]

    assert [inside(path) for path in files if windows.search(path.read_text(encoding="utf-8"))] == []


def test_in_testing_mode_nobody_is_asked_and_nothing_is_agreed_to():
    assert not ask("Verify?")


def test_what_was_typed_is_never_taken_for_html_in_a_tooltip(two_discs):
    two_discs.panel.disc.commit("opening_pressure", "<b>14</b>")
    field = user.widgets(two_discs, "DiscStart").field_opening_pressure

    shown = field.toolTip
    assert "&lt;b&gt;14&lt;/b&gt;" in shown or "<" not in shown.partition("\n")[0]
    assert tip_of("12 psi\n<b>") == "12 psi\n<b>"
    assert tip_of("<b>\n12") == "<qt>&lt;b&gt;<br>12</qt>"

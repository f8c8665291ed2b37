# SPDX-License-Identifier: Apache-2.0
"""What the panel says of a report is true at every moment, and what cannot be taken back is asked for plainly."""

from dataclasses import replace

import pytest

from DiscographyReportLib.scene.report_node import read_status
from DiscographyReportLib.sr.envelope import State
from Host import ct_series
from Panel import user


@pytest.fixture
def a_typed_disc(two_discs):
    """The upper disc is the current one."""
    two_discs.desk.select(two_discs.desk.report.discs[0].uid)
    return two_discs


def _grade(view, text):
    return view.panel.levels.enter(0, 6, text)


def _standing(view):
    return user.widgets(view, "ReportSection").reportStanding.text


def test_a_report_that_was_changed_since_it_was_exported_says_so_until_it_is_exported_again(a_finished_case):
    a_finished_case.panel.closing.export_to_database()
    assert "version 1 exported" in _standing(a_finished_case)
    assert "in the DICOM database" in _standing(a_finished_case)
    a_finished_case.panel.disc.commit("comment", "goes on")
    assert "changed since version 1; this state is not exported" in _standing(a_finished_case)
    assert "in the DICOM database" not in _standing(a_finished_case)
    a_finished_case.panel.closing.export_to_database()
    assert "version 2 exported" in _standing(a_finished_case)
    a_finished_case.panel.closing.complete()

    assert "Complete, not verified" in _standing(a_finished_case)
    assert "changed since version 2; this state is not exported" in _standing(a_finished_case)


def test_verified_is_not_taken_back_by_reopening(a_finished_case, hands):
    a_finished_case.panel.closing.complete()
    a_finished_case.desk.logic.verify(a_finished_case.desk.node, "Boss^Ada", "Spine Center")
    a_finished_case.desk.changed()
    button = user.widgets(a_finished_case, "ReportSection").reopenButton
    hands.click(button)
    a_finished_case.panel.closing.reopen()

    assert read_status(a_finished_case.desk.node).state is State.VERIFIED
    assert not button.enabled
    assert "make an amended copy" in button.toolTip
    assert a_finished_case.desk.message.grave


def test_who_verifies_is_asked_with_report_patient_and_result_and_is_not_remembered(a_finished_case):
    import qt

    a_finished_case.panel.closing.complete()
    a_finished_case.panel.options.set_verifier("Boss^Ada", "Spine Center")
    asked = []
    a_finished_case.panel.closing.confirm = lambda question: not asked.append(question)
    a_finished_case.panel.closing.verify()

    (question,) = asked
    overall = a_finished_case.desk.derived.assessment.overall.value.replace("_", " ")
    for named in ("Boss^Ada", "Discography 1", "SAMPLE^DISCOGRAM", f"Overall: {overall}"):
        assert named in question
    assert read_status(a_finished_case.desk.node).state is State.VERIFIED
    assert user.widgets(a_finished_case, "ReportSection").verifierEdit.text == ""
    assert [key for key in qt.QSettings().allKeys() if "Verifier" in key and "Name" in key] == []


def test_a_typed_grade_that_is_not_the_grade_that_follows_is_said_gravely(a_typed_disc):
    assert _grade(a_typed_disc, "3 45")
    said = a_typed_disc.desk.message
    assert said.grave
    assert said.text == "Typed 3, recorded at least 4 at L4-L5 because the arc is 45."
    assert _grade(a_typed_disc, "4 45")
    assert not a_typed_disc.desk.message.grave


def test_grade_5_is_refused_with_what_to_record(a_typed_disc):
    assert not _grade(a_typed_disc, "5")
    assert "record both" in a_typed_disc.desk.message.text
    assert a_typed_disc.desk.message.grave
    assert a_typed_disc.desk.disc.ct.extent is None


@pytest.mark.parametrize("text", ["2", ""])
def test_a_lower_grade_or_delete_takes_the_arc_along_in_one_step_to_undo(a_typed_disc, text):
    _grade(a_typed_disc, "4 45")
    before = a_typed_disc.desk.disc.ct
    assert _grade(a_typed_disc, text)
    assert a_typed_disc.desk.disc.ct.arc_deg is None
    a_typed_disc.desk.undo()
    assert a_typed_disc.desk.disc.ct == before
    a_typed_disc.desk.undo()

    assert a_typed_disc.desk.disc.ct.extent is None


def test_an_arc_that_is_none_records_no_grade_at_all(a_typed_disc):
    assert not _grade(a_typed_disc, "4 abc")
    assert a_typed_disc.desk.message.grave
    assert a_typed_disc.desk.disc.ct.extent is None


def test_undo_and_redo_go_to_the_disc_that_changed_and_say_what_changed(two_discs, hands):
    upper, lower = two_discs.desk.report.discs
    two_discs.desk.select(upper.uid)
    two_discs.panel.disc.commit("opening_pressure", "14")
    two_discs.desk.select(lower.uid)
    two_discs.levels.table.focus()
    hands.press("Ctrl+Z")
    assert two_discs.desk.disc_uid == upper.uid
    assert user.widgets(two_discs, "LevelsSection").levelsTable.currentRow() == 0
    assert two_discs.desk.message.text == "Undone: Opening 14 at L4-L5. Redo: Ctrl+Y"
    two_discs.desk.select(lower.uid)
    hands.press("Ctrl+Y")

    assert two_discs.desk.disc_uid == upper.uid
    assert two_discs.desk.message.text == "Done again: Opening 14 at L4-L5. Undo: Ctrl+Z"


def test_what_is_undone_is_said_for_events_procedure_discs_and_renaming(two_discs):
    two_discs.desk.select(two_discs.desk.report.discs[0].uid)
    two_discs.panel.procedure.commit("sedation.level", "1")
    two_discs.panel.events.begin()
    two_discs.panel.events.enter(0, 0, "25")
    two_discs.panel.markers.shift(-1)
    said = []
    for _step in range(4):
        two_discs.desk.undo()
        said.append(two_discs.desk.message.text.removeprefix("Undone: ").removesuffix(". Redo: Ctrl+Y"))

    assert said[:2] == ["changes at L3-L4, L4-L5", "Pressure 25 at L4-L5"]
    assert said[2].startswith("Sedation")
    assert said[3] == "L5-S1 added"


def test_the_day_of_a_former_ct_is_no_day_for_a_time_that_is_typed_later(a_panel):
    a_panel.panel.study.choose_volume(None)
    assert a_panel.desk.base.day is None
    assert not a_panel.panel.procedure.commit("performed_at", "940")
    assert a_panel.desk.report.procedure.performed_at is None


def test_headings_of_pressures_name_the_unit_and_follow_it(two_discs):
    def headings():
        levels, events = (user.widgets(two_discs, part) for part in ("LevelsSection", "DiscSection"))
        return [
            levels.levelsTable.horizontalHeaderItem(2).text(), levels.levelsTable.horizontalHeaderItem(3).text(),
            events.eventsTable.horizontalHeaderItem(0).text(),
        ]  # fmt: skip

    assert headings() == ["Open\npsi", "Pain at\npsi", "Pressure\npsi"]
    two_discs.panel.options.set_unit("kPa")
    assert headings() == ["Open\nkPa", "Pain at\nkPa", "Pressure\nkPa"]


def _another_ct(a_sample):
    return ct_series.load(sorted(a_sample.images.glob("*.dcm")))


def test_another_ct_for_a_report_with_discs_is_asked_for_naming_both_patients(two_discs, a_ct, a_sample):
    other, asked = _another_ct(a_sample), []
    two_discs.panel.study.confirm = lambda question: bool(asked.append(question))
    two_discs.panel.study.choose_volume(other)
    assert two_discs.desk.node.GetNodeReference("volume") is a_ct
    assert two_discs.panel.study.volume is a_ct
    assert user.widgets(two_discs, "StudySection").volumeSelector.currentNode() is a_ct
    two_discs.panel.study.confirm = lambda question: not asked.append(question)
    two_discs.panel.study.choose_volume(other)

    assert two_discs.desk.node.GetNodeReference("volume") is other
    assert [question.count("SAMPLE^DISCOGRAM") for question in asked] == [2, 2]


def test_another_ct_is_refused_where_the_markers_lie_in_another_frame_of_reference(two_discs, a_ct, a_sample):
    def elsewhere(report):
        moved = [replace(one, position=replace(one.position, frame_of_reference_uid="1.2.3")) for one in report.discs]
        return replace(report, discs=tuple(moved))

    two_discs.desk.edit(elsewhere)
    two_discs.panel.study.confirm = lambda _question: True
    two_discs.panel.study.choose_volume(_another_ct(a_sample))

    assert two_discs.desk.node.GetNodeReference("volume") is a_ct
    assert "another frame of reference" in two_discs.desk.message.text
    assert two_discs.desk.message.grave

# SPDX-License-Identifier: Apache-2.0
"""The sections Interpretation and Report: from what is open to a document, with real keys and clicks."""

from dataclasses import replace
from pathlib import Path

import slicer

from DiscographyReportLib.model.vocabulary import EndPoint
from DiscographyReportLib.scene.report_node import read_status
from DiscographyReportLib.sr.envelope import State
from Panel import user


def test_f8_goes_through_everything_that_is_open_and_each_time_to_a_field_of_it(two_discs, hands):
    two_discs.levels.table.focus()
    seen = []
    for _item in two_discs.panel.closing.items():
        hands.press("F8")
        seen.append((hands.focused().objectName, two_discs.panel.closing.row))

    assert [row for _name, row in seen] == list(range(len(seen)))
    names = [name for name, _row in seen]
    wanted = {"personEdit", "field_performed_at", "field_complications", "eventsTable", "field_endpoint", "field_leaks"}
    assert wanted - set(names) == set()


def test_enter_on_a_check_goes_to_its_field(two_discs, hands):
    table = user.widgets(two_discs, "ReportSection").checksTable
    row = _row_of(two_discs, "sedation.level")
    table.setFocus()
    table.setCurrentCell(row, 0)
    hands.press("Return")

    assert hands.focused().objectName == "field_sedation_level"


def test_a_reason_settles_what_is_unknown(two_discs, hands):
    report = user.widgets(two_discs, "ReportSection")
    before = len(two_discs.panel.closing.items())
    two_discs.panel.closing.select(_row_of(two_discs, "endpoint"))
    report.reasonEdit.setFocus()
    hands.type("not on the sheet")
    hands.press("Return")

    assert len(two_discs.panel.closing.items()) == before - 1
    assert two_discs.desk.report.explanations[0].reason == "not on the sheet"


def _row_of(view, path):
    return next(n for n, item in enumerate(view.panel.closing.items()) if item.place.path == path)


def _type_reason(view, hands, path, text):
    """Begun on the check of a field, and not confirmed."""
    view.panel.closing.select(_row_of(view, path))
    edit = user.widgets(view, "ReportSection").reasonEdit
    edit.setFocus()
    hands.type(text)
    return edit


def test_a_reason_belongs_to_the_check_it_was_begun_on_whichever_row_is_under_the_cursor(two_discs, hands):
    _type_reason(two_discs, hands, "endpoint", "not on the sheet")
    two_discs.panel.closing.select(_row_of(two_discs, "sedation.level"))
    label = user.widgets(two_discs, "ReportSection").reasonLabel
    assert label.visible
    assert "end" in label.text
    hands.press("Return")

    (kept,) = two_discs.desk.report.explanations
    assert (kept.field, kept.reason) == ("endpoint", "not on the sheet")
    assert not label.visible


def test_a_reason_is_kept_when_its_line_is_left_and_given_up_by_escape(two_discs, hands):
    edit = _type_reason(two_discs, hands, "endpoint", "torn sheet")
    hands.press("Escape")
    assert edit.text == ""
    assert two_discs.desk.report.explanations == ()
    _type_reason(two_discs, hands, "endpoint", "torn sheet")
    two_discs.levels.table.focus()

    assert [one.field for one in two_discs.desk.report.explanations] == ["endpoint"]


def test_a_reason_whose_check_was_settled_meanwhile_is_given_to_no_other_one_and_that_is_said(two_discs, hands):
    _type_reason(two_discs, hands, "endpoint", "not on the sheet")
    uid = two_discs.panel.closing.items()[two_discs.panel.closing.row].place.disc_uid
    report = two_discs.desk.report
    changed = report.with_disc(replace(report.disc(uid), endpoint=EndPoint.FIRM))
    two_discs.desk.logic.edit(two_discs.desk.node, changed)
    hands.press("Return")

    assert two_discs.desk.report.explanations == ()
    assert "'not on the sheet'" in two_discs.desk.message.text


def test_the_cursor_stays_on_its_check_when_others_are_settled(two_discs):
    closing = two_discs.panel.closing
    closing.select(_row_of(two_discs, "endpoint"))
    item = closing.items()[closing.row]
    two_discs.panel.procedure.commit("sedation.level", "1")
    state = closing.state()

    assert (state.items[state.current].place, state.items[state.current].text) == (item.place, item.text)


def test_a_report_is_completed_verified_exported_and_amended_and_says_so(a_finished_case, hands):
    report, closing = user.widgets(a_finished_case, "ReportSection"), a_finished_case.panel.closing
    assert "Only a complete report can be verified: complete it first." in report.verifyButton.toolTip
    hands.click(report.completeButton)
    assert read_status(a_finished_case.desk.node).state is State.COMPLETE
    assert not user.widgets(a_finished_case, "DiscStart").field_opening_pressure.enabled
    hands.click(report.reopenButton)
    assert read_status(a_finished_case.desk.node).state is State.DRAFT
    hands.click(report.completeButton)
    report.verifierEdit.setFocus()
    hands.type("Boss^Ada")
    hands.press("Tab")
    hands.type("Spine Center")
    hands.click(report.verifyButton)
    assert read_status(a_finished_case.desk.node).state is State.COMPLETE, "in testing mode nobody agrees"
    closing.confirm = lambda _question: True
    hands.click(report.verifyButton)
    assert read_status(a_finished_case.desk.node).state is State.VERIFIED
    assert "Verified" in report.reportStanding.text
    assert "Boss^Ada" in report.reportStanding.text
    hands.click(report.exportButton)
    assert a_finished_case.desk.message.text.startswith("Written and read back"), a_finished_case.desk.message
    first = a_finished_case.desk.node
    report.amendEdit.setFocus()
    hands.type("Level corrected")
    hands.click(report.amendButton)

    assert a_finished_case.desk.node is not first
    assert read_status(a_finished_case.desk.node).state is State.DRAFT
    assert "Level corrected" in report.reportStanding.text
    a_finished_case.panel.disc.commit("comment", "amended")
    hands.click(report.exportButton)
    assert read_status(first).superseded_by is not None


def test_a_database_that_fails_leaves_a_sentence_that_says_what_is_safe(a_finished_case):
    from Host import dicom_database

    dicom_database.FAULTS.truncate_copies = True
    a_finished_case.panel.closing.export_to_database()

    assert a_finished_case.desk.message.grave
    assert "The report is safe in" in a_finished_case.desk.message.text
    assert "incomplete copy" in a_finished_case.desk.message.text


def test_a_report_loaded_by_the_dicom_module_comes_on_an_empty_desk_and_is_announced_beside_work(
    a_finished_case, a_host
):
    from Host import dicom_lib

    a_host.load_module(Path(slicer.modules.discographyreport.path).with_name("DICOMDiscographyReportPlugin.py"))
    exported = a_finished_case.panel.closing.export_to_database()
    first, before = a_finished_case.desk.node, a_finished_case.desk.report
    a_finished_case.panel.disc.commit("comment", "goes on")
    plugin, loadable = dicom_lib.offered([str(exported.database_file)])[0]
    assert plugin.load(loadable)
    assert a_finished_case.desk.node is first
    assert a_finished_case.desk.message.text == "Discography 2 was loaded: choose it in the section Study."
    slicer.mrmlScene.Clear(False)
    assert plugin.load(loadable)

    assert a_finished_case.desk.report == before
    assert a_finished_case.panel.levels.state().rows
    assert "in the DICOM database" in user.widgets(a_finished_case, "ReportSection").reportStanding.text


def test_a_report_loaded_without_its_ct_says_whose_it_is_from_its_document_and_the_scene_holds_no_name(
    a_finished_case, a_host, tmp_path
):
    from Host import dicom_lib

    a_host.load_module(Path(slicer.modules.discographyreport.path).with_name("DICOMDiscographyReportPlugin.py"))
    exported = a_finished_case.panel.closing.export_to_database()
    envelope = exported.exported.envelope
    slicer.mrmlScene.Clear(False)
    assert a_finished_case.ui.pinnedPatient.text == "The patient is not known: no CT from the DICOM database."
    plugin, loadable = dicom_lib.offered([str(exported.database_file)])[0]
    assert plugin.load(loadable)

    line = a_finished_case.ui.pinnedPatient.text
    assert line.startswith(f"{envelope.patient.name} · {envelope.patient.patient_id} · ")
    assert line.endswith("(from the report; CT not loaded)")
    assert a_finished_case.panel.study.volume is None
    assert envelope.patient.name not in _saved_scene(tmp_path)
    assert envelope.patient.patient_id not in _saved_scene(tmp_path)
    a_finished_case.panel.study.new()
    assert a_finished_case.ui.pinnedPatient.text == "The patient is not known: no CT from the DICOM database."


def test_a_file_that_is_not_the_reports_names_no_patient(a_finished_case):
    exported = a_finished_case.panel.closing.export()
    node, logic = a_finished_case.desk.node, a_finished_case.desk.logic
    logic.choose_volume(node, None)
    a_finished_case.desk.open(node)
    a_finished_case.desk.changed()
    assert a_finished_case.ui.pinnedPatient.text.endswith("(from the report; CT not loaded)")
    name = exported.envelope.patient.name.encode()
    exported.path.write_bytes(exported.path.read_bytes().replace(name, name[::-1]))
    a_finished_case.desk.open(node)
    a_finished_case.desk.changed()

    assert a_finished_case.ui.pinnedPatient.text == "The patient is not known: no CT from the DICOM database."


def test_a_report_without_its_ct_says_whose_it_is_before_another_ct_is_given_to_it(a_finished_case, a_ct):
    exported, asked = a_finished_case.panel.closing.export(), []
    node, study = a_finished_case.desk.node, a_finished_case.panel.study
    a_finished_case.desk.logic.choose_volume(node, None)
    a_finished_case.desk.open(node)
    study.confirm = asked.append
    study.choose_volume(a_ct)

    (question,) = asked
    assert f"It is about: {exported.envelope.patient.name} · " in question
    assert "(from the report; CT not loaded)" in question
    assert study.volume is None


def _saved_scene(folder):
    slicer.mrmlScene.SetURL(str(folder / "case.mrml"))
    slicer.mrmlScene.Commit()
    return (folder / "case.mrml").read_text(encoding="utf-8")


def test_nothing_of_the_patient_is_in_the_saved_scene(two_discs, tmp_path):
    two_discs.panel.study.set_person("Doe^Jane")
    saved = _saved_scene(tmp_path)
    ours = [line for line in saved.splitlines() if "<ScriptedModule" in line or "<Markups" in line]

    assert ours
    assert [line for line in ours if "SAMPLE" in line or "1981" in line] == []


def test_every_disabled_button_says_why(a_panel):
    silent = []
    for _root, widgets in a_panel.parts.values():
        for name, widget in vars(widgets).items():
            if name.endswith("Button") and not widget.enabled and "\n\n" not in widget.toolTip:
                silent.append(name)

    assert silent == []


def test_rule_sets_are_chosen_in_a_menu_and_one_leads(two_discs):
    interpretation = two_discs.panel.interpretation
    interpretation.choose("derby_1999", False)
    assert "derby_1999" not in two_discs.desk.report.criteria
    other = two_discs.desk.report.criteria[-1]
    interpretation.lead(other)

    assert two_discs.desk.report.primary_criteria == other
    assert two_discs.desk.derived.assessment.primary == other


def test_a_rule_set_is_taken_out_in_the_menu_and_the_last_one_stays(two_discs):
    button = user.widgets(two_discs, "InterpretationSection").ruleSetsButton
    actions = button.menu().actions()
    for action in actions:
        action.trigger()

    assert len(two_discs.desk.report.criteria) == 1
    assert [action.checked for action in actions].count(True) == 1
    assert "At least one rule set must stay chosen" in two_discs.desk.message.text


def test_a_preview_shows_the_report_as_plain_text_and_follows_edits(two_discs, hands):
    report = user.widgets(two_discs, "ReportSection")
    hands.click(report.previewButton)
    assert "Level  Role" in report.previewText.plainText
    two_discs.panel.disc.commit("role", "t")

    assert "target" in report.previewText.plainText

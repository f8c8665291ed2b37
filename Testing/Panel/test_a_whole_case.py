# SPDX-License-Identifier: Apache-2.0
"""A whole case as a user does it: discs clicked in the sample discogram, everything else typed, exported, read back."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import slicer

from DiscographyReportLib.jobs.reading import read
from DiscographyReportLib.sr.envelope import State
from Panel import user

AT_MOST = 120
ROLES = "cctt"


@pytest.fixture
def four_discs(a_panel, a_sample, hands):
    """The lowest four discs of the sample, placed by clicks."""
    truths = a_sample.discogram.discs[-len(ROLES) :]
    user.place_by_clicks(a_panel, hands, truths)
    return truths


@pytest.fixture
def a_typed_case(a_panel, four_discs, hands):  # noqa: ARG001
    """The sheet of four discs typed in; the first two painless controls, the others painful targets."""
    user.stop_placing(a_panel, hands)
    user.type_roles(hands, ROLES)
    user.go_to_opening_of_the_first(a_panel, hands)
    user.type_discs(hands, ROLES)
    return a_panel


def test_one_click_per_disc_places_it_where_it_is_and_names_it(a_panel, four_discs):
    discs = a_panel.desk.report.discs

    assert [disc.level.value for disc in discs] == [truth.level for truth in four_discs]
    for disc, truth in zip(discs, four_discs, strict=True):
        off = [abs(a - b) for a, b in zip(disc.position.point, truth.center, strict=True)]
        assert max(off) < 3, "the sagittal view of the small sample has pixels of about 2 mm"


def test_a_full_case_of_four_discs_costs_fewer_than_120_keys_and_clicks(a_typed_case, hands, record_property):
    record_property("keys_and_clicks", hands.count)
    sys.stderr.write(f"four discs: {hands.keys} keys and {hands.clicks} clicks\n")

    rows = [[cell.text for cell in row] for row in a_typed_case.panel.levels.state().rows]

    assert rows == [
        ["L2-L3", "control", "14", "–", "0", "pressure", "1", "–", "●"],  # noqa: RUF001
        ["L3-L4", "control", "14", "–", "0", "pressure", "1", "–", "●"],  # noqa: RUF001
        ["L4-L5", "target", "14", "11 a.o.", "8", "exact", "5", "epi L", "●"],
        ["L5-S1", "target", "14", "11 a.o.", "8", "exact", "5", "epi L", "●"],
    ]
    assert hands.count < AT_MOST


def test_what_was_typed_is_what_the_report_holds(a_typed_case):
    disc = a_typed_case.desk.report.discs[2]

    assert [(str(e.pressure.value), str(e.volume_ml), e.nrs, e.concordance.value) for e in disc.events] == [
        ("18", "0.6", 0, "pressure_only"),
        ("25", "1.1", 8, "exact"),
    ]
    assert (str(disc.peak_pressure.value), str(disc.volume_ml)) == ("25", "1.1")
    assert (disc.endpoint.value, disc.stop_reason.value) == ("firm", "concordant_pain")
    assert (disc.ct.extent.value, str(disc.ct.arc_deg)) == ("outer_third", "45")
    assert [(leak.site.value, leak.side.value) for leak in disc.leaks] == [("epidural", "left")]


def test_typed_completed_exported_and_read_back_into_an_empty_scene_it_is_the_same_report(
    a_typed_case, hands, tmp_path
):
    a_typed_case.panel.study.set_person("Doe^Jane")
    a_typed_case.panel.options.set_folder(str(tmp_path / "reports"))
    discs = hands.count
    hands.press("F8")
    user.type_procedure(a_typed_case, hands)
    sys.stderr.write(f"what is recorded once, in words: {hands.count - discs} keys\n")
    before = hands.count
    hands.press("Ctrl+Shift+Return", "Ctrl+Return")

    assert hands.count - before == 2, "from finished entry to the file in the database: two keys"
    assert a_typed_case.desk.message.text.startswith("In the DICOM database"), a_typed_case.desk.message
    report = a_typed_case.desk.report
    (path,) = (tmp_path / "reports").iterdir()
    found = read(path)
    assert found.report == report
    assert found.envelope.standing.state is State.COMPLETE
    assert Path(slicer.dicomDatabase.fileForInstance(found.envelope.identity.sop_instance_uid)).read_bytes() == (
        path.read_bytes()
    )
    slicer.mrmlScene.Clear(False)
    loaded = a_typed_case.desk.logic.load(path)
    assert a_typed_case.desk.logic.report(loaded.node) == report
    assert a_typed_case.desk.node is loaded.node, "the panel shows what was loaded"
    labels = [loaded.node.GetNodeReference("markers").GetNthControlPointLabel(n) for n in range(4)]
    assert labels == ["L2-L3", "L3-L4", "L4-L5", "L5-S1"]


@pytest.fixture
def a_remembered_user(a_module, tmp_path):  # noqa: ARG001
    """Who typed a name and chose a folder once before on this computer."""
    import qt

    qt.QSettings().setValue("DiscographyReport/PersonName", "Doe^Jane")
    qt.QSettings().setValue("DiscographyReport/Folder", str(tmp_path / "reports"))


def test_from_nothing_to_the_file_in_the_database_it_costs_what_the_readme_says(
    a_remembered_user, a_bench, a_module, a_sample, hands, tmp_path  # noqa: ARG001
):
    view = a_module.python_widget().view
    hands.click(user.widgets(view, "StudySection").newButton)
    made = hands.count
    user.place_by_clicks(view, hands, a_sample.discogram.discs[-len(ROLES) :])
    user.stop_placing(view, hands)
    user.type_roles(hands, ROLES)
    user.go_to_opening_of_the_first(view, hands)
    user.type_discs(hands, ROLES)
    discs = hands.count - made
    hands.press("F8")
    user.type_procedure(view, hands)
    once = hands.count - made - discs
    hands.press("Ctrl+Shift+Return", "Ctrl+Return")

    assert view.desk.message.text.startswith("In the DICOM database"), view.desk.message
    assert len(list((tmp_path / "reports").iterdir())) == 1
    sys.stderr.write(f"from nothing to the file: {hands.count} ({discs} for levels and discs, {once} once)\n")
    assert discs < AT_MOST
    said = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"{hands.count} keys and clicks from *New* to the file in the database: {discs} for levels and discs" in said
    assert f"{once} for what is recorded once" in said


def test_from_a_row_to_its_slices_is_one_click(a_typed_case, hands):
    a_typed_case.desk.select(a_typed_case.desk.report.discs[0].uid)
    disc, counted = a_typed_case.desk.report.discs[2], hands.count
    hands.click_cell(user.widgets(a_typed_case, "LevelsSection").levelsTable, 2, 0)

    assert hands.count - counted == 1
    red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    assert abs(red.GetSliceToRAS().GetElement(2, 3) - disc.position.z) < 1.5


def test_an_off_by_one_numbering_is_mended_by_one_key_and_undone_by_another(a_typed_case, hands):
    before = a_typed_case.desk.report
    counted = hands.count
    hands.press("Ctrl+Shift+PgUp")

    assert [disc.level.value for disc in a_typed_case.desk.report.discs] == ["L1-L2", "L2-L3", "L3-L4", "L4-L5"]
    assert [disc.uid for disc in a_typed_case.desk.report.discs] == [disc.uid for disc in before.discs]
    assert hands.count - counted == 1
    hands.press("Ctrl+Z")
    assert a_typed_case.desk.report.discs == before.discs


def test_every_edit_of_a_case_can_be_undone_to_the_empty_report_and_done_again(a_typed_case):
    finished, steps = a_typed_case.desk.report, 0
    while a_typed_case.desk.logic.edits.history(a_typed_case.desk.node).can_undo:
        a_typed_case.desk.undo()
        steps += 1
    assert a_typed_case.desk.report.discs == ()
    assert steps > 30
    for _step in range(steps):
        a_typed_case.desk.redo()

    assert replace(a_typed_case.desk.report, changed_at=finished.changed_at) == finished


def test_a_case_without_a_ct_is_typed_live_without_a_single_click(a_scene, a_module, a_workbench, hands):  # noqa: ARG001
    a_workbench(a_module)
    view = a_module.python_widget().view
    user.widgets(view, "StudySection").newButton.setFocus()
    hands.press("Space")
    view.panel.markers.ask("L2-L3")
    hands.press("Ctrl+Up", "Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+D")
    user.type_roles(hands, ROLES)
    user.go_to_opening_of_the_first(view, hands)
    user.type_discs(hands, ROLES)

    assert hands.clicks == 0
    assert [disc.level.value for disc in view.desk.report.discs] == ["L2-L3", "L3-L4", "L4-L5", "L5-S1"]
    open_places = {item.place.path for item in view.panel.closing.items() if item.place.disc_uid}
    assert open_places == {"position"}, "only the markers are missing, which need the CT"


def test_two_people_keep_both_names_and_times(a_typed_case):
    desk, study = a_typed_case.desk, a_typed_case.panel.study
    study.set_person("Doe, Jane")
    study.set_role("operator")
    a_typed_case.panel.disc.commit("ct.arc_deg", "50")
    study.set_person("Roe^Max")
    study.set_role("reader")
    a_typed_case.panel.disc.commit("ct.arc_deg", "55")

    assert [(one.name, one.role.value) for one in desk.report.observers] == [
        ("Doe^Jane", "operator"), ("Roe^Max", "reader"),
    ]  # fmt: skip
    assert all(one.entered_at is not None for one in desk.report.observers)

# SPDX-License-Identifier: Apache-2.0
"""Export from the scene: versions, what they replace, and a database that must prove what it took."""

from dataclasses import replace

import pydicom
import pytest

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.database import StoreError, store
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.local_database import LocalDatabase
from DiscographyReportLib.scene.report_node import markers_of
from DiscographyReportLib.sr.envelope import State
from DiscographyReportLib.sr.errors import WriteError
from DiscographyReportLib.sr.lint import lint
from Scene.exported import placed_node


@pytest.fixture
def node(logic, volume):
    return placed_node(logic, volume)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "exports"


def test_a_report_is_written_once_and_unchanged_it_is_the_same_file(logic, node, folder):
    first = logic.export(node, folder)
    again = logic.export(node, folder)

    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.path == first.path == next(folder.iterdir())
    assert lint(pydicom.dcmread(first.path)) == ()
    assert logic.status(node).written.identity == first.envelope.identity
    assert "SAMPLE" not in first.path.name


def test_a_changed_report_is_a_new_version_in_the_same_series_that_names_the_old_one(logic, node, folder):
    first = logic.export(node, folder)
    logic.edit(node, replace(logic.report(node), comment="second reading"))
    second = logic.export(node, folder)

    one, two = first.envelope, second.envelope
    assert two.identity.series_instance_uid == one.identity.series_instance_uid
    assert (one.instance_number, two.instance_number) == (1, 2)
    assert two.standing.amendment.predecessor == one.identity
    assert two.standing.amendment.reason == "Draft continued"
    assert logic.export(node, folder).unchanged


def test_completing_and_verifying_are_versions_of_their_own(logic, node, folder):
    logic.export(node, folder)
    logic.complete(node)
    completed = logic.export(node, folder).envelope.standing
    logic.verify(node, "Doe^Jane", "City Hospital")
    verified = logic.export(node, folder).envelope

    assert (completed.state, completed.amendment.reason) == (State.COMPLETE, "Completed")
    assert (verified.standing.state, verified.standing.amendment.reason) == (State.VERIFIED, "Verified")
    assert [v.name for v in verified.standing.verifications] == ["Doe^Jane"]
    assert verified.instance_number == 3
    assert logic.export(node, folder).unchanged


def test_completing_never_verifies_and_verifying_needs_a_complete_report(logic, node):
    with pytest.raises(SceneError, match="complete it first"):
        logic.verify(node, "Doe^Jane", "City Hospital")
    logic.complete(node)
    assert logic.status(node).verifications == ()
    assert logic.status(node).state is State.COMPLETE


def test_a_report_with_open_questions_cannot_be_completed_and_stays_a_draft(logic, node, folder):
    disc = logic.report(node).discs[0]
    logic.edit(node, logic.report(node).with_disc(replace(disc, stop_reason=None)))

    with pytest.raises(WriteError, match="cannot be exported as complete"):
        logic.complete(node)
    assert logic.status(node).state is State.DRAFT
    logic.export(node, folder)


def test_complete_can_be_taken_back_until_it_was_exported(logic, node, folder):
    logic.complete(node)
    with pytest.raises(SceneError, match="amended copy"):
        logic.edit(node, replace(logic.report(node), comment="too late"))
    logic.reopen(node)
    logic.edit(node, replace(logic.report(node), comment="in time"))
    logic.complete(node)
    logic.export(node, folder)
    with pytest.raises(SceneError, match="exported as complete"):
        logic.reopen(node)


def test_an_amended_copy_takes_the_place_of_the_original_when_it_is_exported(logic, node, folder):
    logic.complete(node)
    original = logic.export(node, folder)
    copy = logic.amend(node, "level renamed after review of the whole spine")
    assert not logic.status(copy).locked
    assert [markers_of(one).GetDisplayVisibility() for one in (node, copy)] == [0, 1]
    assert logic.status(node).superseded_by is None

    logic.edit(copy, replace(logic.report(copy), comment="corrected"))
    amended = logic.export(copy, folder)

    assert amended.envelope.standing.amendment.predecessor == original.envelope.identity
    assert amended.envelope.standing.amendment.reason == "level renamed after review of the whole spine"
    assert logic.status(node).superseded_by == amended.envelope.identity.sop_instance_uid
    assert "newer one" in logic.status(node).lock_reason
    with pytest.raises(SceneError, match="newer one"):
        logic.amend(node, "again")


def test_a_draft_that_was_exported_is_not_amended_but_edited(logic, node, folder):
    logic.export(node, folder)

    with pytest.raises(SceneError, match="a draft is edited"):
        logic.amend(node, "sent to the wrong study")
    assert logic.reports() == [node]


def test_an_amended_copy_is_a_new_version_even_where_nothing_else_changed(logic, node, folder):
    logic.complete(node)
    first = logic.export(node, folder)
    copy = logic.amend(node, "sent to the wrong study")

    second = logic.export(copy, folder)

    assert second.envelope.standing.amendment.predecessor == first.envelope.identity
    assert second.envelope.standing.amendment.reason == "sent to the wrong study"


def test_a_report_that_was_replaced_is_not_exported_any_more(logic, node, folder):
    logic.complete(node)
    logic.export(node, folder)
    logic.export(logic.amend(node, "pressure corrected"), folder)
    before = sorted(folder.iterdir())

    with pytest.raises(SceneError, match="replaced by a newer one"):
        logic.export(node, folder)
    assert sorted(folder.iterdir()) == before


def test_a_report_that_cannot_be_exported_leaves_node_and_folder_as_they_were(logic, node, folder):
    disc = logic.report(node).discs[0]
    logic.edit(node, logic.report(node).with_disc(replace(disc, position=None)))
    before = logic.status(node)

    with pytest.raises(WriteError, match="no marker on the CT for L1-L2"):
        logic.export(node, folder)
    assert logic.status(node) == before
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_named(logic, node, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(WriteError, match="cannot make the folder"):
        logic.export(node, tmp_path / "file" / "exports")


def test_the_volume_was_closed_while_editing(logic, node, scene, volume, folder):
    scene.RemoveNode(volume)

    with pytest.raises(SceneError, match="No CT volume is chosen"):
        logic.export(node, folder)
    assert len(logic.report(node).discs) == 5


def test_the_database_gets_the_file_and_proves_it(logic, node, folder, database):
    stored = logic.export_to_database(node, folder)

    assert stored.database_file.parent == database.folder
    assert stored.database_file.read_bytes() == stored.exported.path.read_bytes()
    assert logic.status(node).stored
    assert logic.export_to_database(node, folder).database_file == stored.database_file


def test_a_new_version_is_not_said_to_be_stored_before_it_is(logic, node, folder):
    logic.export_to_database(node, folder)
    logic.export(node, folder)
    assert logic.status(node).stored
    logic.edit(node, replace(logic.report(node), comment="new"))
    logic.export(node, folder)
    assert not logic.status(node).stored


def cut_off(database):
    def add(path):
        database.insert(path)
        copy = database.folder / str(pydicom.dcmread(path).SOPInstanceUID)
        copy.write_bytes(copy.read_bytes()[:-100])

    return add


def forget(_path):
    """As a database that cannot be written to: no error, and no file."""


def refuse(_path):
    raise RuntimeError("disk full")


@pytest.mark.parametrize(
    ("add", "says"),
    [
        (lambda _: refuse, "refused it (disk full)"),
        (lambda _: forget, "did not take it"),
        (cut_off, "different or incomplete copy"),
    ],
)
def test_where_the_database_fails_the_file_is_safe_and_it_is_said_what_is_not(logic, node, folder, database, add, says):
    logic.local = LocalDatabase(database, add(database))

    with pytest.raises(StoreError) as failed:
        logic.export_to_database(node, folder)

    assert str(failed.value).startswith(f"The report is safe in {failed.value.path}.")
    assert says in str(failed.value)
    assert failed.value.path == next(folder.iterdir())
    assert logic.status(node).written is not None
    assert not logic.status(node).stored
    logic.local = database.local
    if says != "different or incomplete copy":
        assert logic.export_to_database(node, folder).exported.unchanged


def test_a_cut_off_copy_that_lies_there_already_is_noticed(database, logic, node, folder):
    path = logic.export(node, folder).path
    cut_off(database)(str(path))
    uid = str(pydicom.dcmread(path).SOPInstanceUID)

    with pytest.raises(StoreError, match="delete the series there"):
        store(path, uid, LocalDatabase(database, lambda _: None))


def test_without_a_database_nothing_is_exported_to_it(logic, node, folder):
    logic.local = None
    with pytest.raises(SceneError, match="open it in the DICOM module"):
        logic.export_to_database(node, folder)
    assert not folder.exists()


def test_two_volumes_with_one_name_are_told_apart(logic, sandbox, ct_files, volume, folder):
    """A report stays with the volume that was chosen, whatever another one is called."""
    node = placed_node(logic, volume, Level.L4_L5)
    other = sandbox.load_ct(ct_files)
    other.SetName(volume.GetName())

    assert logic.export(node, folder).envelope.study.instance_uid == pydicom.dcmread(ct_files[0]).StudyInstanceUID
    logic.choose_volume(node, other)
    with pytest.raises(SceneError, match="was not loaded from the DICOM database"):
        logic.export(node, folder)

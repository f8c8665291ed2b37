# SPDX-License-Identifier: Apache-2.0
"""Exported reports back in a scene: whole, with or without the CT, and the newest of several."""

from dataclasses import replace
from pathlib import Path

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.chains import Chain, Link, chains, read_link
from DiscographyReportLib.scene.dicom_plugin import examine
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.loading import load_report, matching_volume, newest_of
from DiscographyReportLib.scene.logic import DiscographyLogic
from DiscographyReportLib.scene.report_node import markers_of, read_report, read_status, report_nodes, volume_of
from DiscographyReportLib.sr.envelope import COMPREHENSIVE_3D_SR, InstanceIdentity, State
from DiscographyReportLib.sr.errors import ReadError
from Scene.exported import placed_node
from Scene.sandbox import Sandbox


@pytest.fixture
def node(logic, volume):
    return placed_node(logic, volume)


@pytest.fixture
def versions(logic, node, tmp_path):
    """Draft, changed draft, complete: three files, in the database too."""
    folder = tmp_path / "exports"
    files = [logic.export_to_database(node, folder)]
    logic.edit(node, replace(logic.report(node), comment="second reading"))
    files.append(logic.export_to_database(node, folder))
    logic.complete(node)
    files.append(logic.export_to_database(node, folder))
    return [stored.exported.path for stored in files]


@pytest.fixture
def empty(tmp_path):
    """Another scene, with nothing in it."""
    folder = tmp_path / "other-cache"
    folder.mkdir()
    return Sandbox(folder)


def labels(node):
    markups = markers_of(node)
    return [markups.GetNthControlPointLabel(index) for index in range(markups.GetNumberOfControlPoints())]


def test_a_report_opens_in_an_empty_scene_without_its_ct(logic, node, versions, empty):
    loaded = DiscographyLogic(empty.scene).load(versions[-1])

    assert read_report(loaded.node) == logic.report(node)
    assert labels(loaded.node) == ["L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"]
    assert (loaded.volume, volume_of(loaded.node)) == (None, None)
    assert any("CT of this report is not loaded" in notice for notice in loaded.notices)
    status = read_status(loaded.node)
    assert (status.state, status.locked, status.stored) == (State.COMPLETE, True, False)
    assert markers_of(loaded.node).GetLocked()


def test_its_ct_is_linked_where_it_is_loaded_whatever_else_is_there(versions, empty, ct_files, database):
    from Scene.conftest import with_instance_uids

    empty.load_ct(ct_files, "a copy from elsewhere")
    right = with_instance_uids(empty.load_ct(ct_files), ct_files)

    loaded = load_report(empty.scene, versions[-1], database)

    assert loaded.volume is right is volume_of(loaded.node)
    assert loaded.notices == ()
    assert read_status(loaded.node).stored


def test_another_reconstruction_in_the_same_space_will_do_until_its_own_is_there(
    versions, empty, own_ct, ct_files, database
):
    from Scene.conftest import with_instance_uids

    for number, path in enumerate(own_ct):
        dataset = pydicom.dcmread(path)
        dataset.SOPInstanceUID = f"1.2.3.{number}"
        dataset.SeriesInstanceUID = "1.2.3.99"
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        dataset.save_as(path)
    other = with_instance_uids(empty.load_ct(own_ct), own_ct)

    loaded = load_report(empty.scene, versions[-1], database.refer(own_ct))
    assert loaded.volume is other

    own = with_instance_uids(empty.load_ct(ct_files), ct_files)
    assert matching_volume(empty.scene, loaded.read.report, loaded.read.envelope, database) is own


def test_a_draft_that_was_loaded_is_continued_as_its_next_version(logic, node, empty, ct_files, database, tmp_path):
    from Scene.conftest import with_instance_uids

    first = logic.export(node, tmp_path / "exports")
    with_instance_uids(empty.load_ct(ct_files), ct_files)
    elsewhere = DiscographyLogic(empty.scene, database.local)
    loaded = elsewhere.load(first.path)

    assert elsewhere.export(loaded.node, tmp_path / "exports").unchanged
    elsewhere.edit(loaded.node, replace(elsewhere.report(loaded.node), comment="by the second reader"))
    second = elsewhere.export(loaded.node, tmp_path / "exports").envelope

    assert second.standing.amendment.predecessor == first.envelope.identity
    assert second.instance_number == 2


def test_a_document_that_is_open_already_is_not_opened_twice(logic, node, versions, scene):
    loaded = logic.load(versions[-1])

    assert loaded.node is node
    assert report_nodes(scene) == [node]


def test_loading_an_older_version_tells_of_the_newer_one_and_locks_it(versions, empty, database):
    loaded = load_report(empty.scene, versions[0], database)

    assert "replaced by version 3 (complete)" in loaded.notices[0]
    assert "newer one" in read_status(loaded.node).lock_reason


def test_a_file_that_is_not_ours_leaves_the_scene_as_it_was(scene, ct_files, tmp_path):
    (tmp_path / "note.dcm").write_bytes(b"no DICOM at all")
    for path in (ct_files[0], tmp_path / "note.dcm", tmp_path / "missing.dcm"):
        with pytest.raises((ReadError, SceneError)):
            load_report(scene, path)
    assert report_nodes(scene) == []


def test_a_report_of_other_software_is_named_and_not_opened(versions, scene, tmp_path):
    dataset = pydicom.dcmread(versions[0])
    del dataset.CodingSchemeIdentificationSequence
    dataset.save_as(tmp_path / "foreign.dcm")

    with pytest.raises(SceneError, match="only a report of this extension"):
        load_report(scene, tmp_path / "foreign.dcm")


def test_a_changed_file_is_opened_with_a_notice(versions, empty, tmp_path):
    dataset = pydicom.dcmread(versions[0])
    dataset.PatientName = "MARRIED^NAME"
    dataset.save_as(tmp_path / "corrected.dcm")

    loaded = load_report(empty.scene, tmp_path / "corrected.dcm")

    assert any("changed since it was written" in notice for notice in loaded.notices)


def test_only_the_very_file_of_the_database_counts_as_stored_and_another_one_is_told_of(versions, empty, database):
    original = versions[-1].read_bytes()
    uid = str(pydicom.dcmread(versions[-1]).SOPInstanceUID)
    loaded = load_report(empty.scene, versions[-1], database)
    assert read_status(loaded.node).stored

    copy = Path(database.fileForInstance(uid))
    for damage in (original[:-2], original[:-2] + b"zz", b""):
        copy.write_bytes(damage)
        loaded = load_report(empty.scene, versions[-1], database)
        assert not read_status(loaded.node).stored
        assert any("holds a different copy" in warning for warning in loaded.warnings)
    copy.unlink()
    assert not read_status(load_report(empty.scene, versions[-1], database).node).stored

    copy.write_bytes(original)
    again = load_report(empty.scene, versions[-1], database)
    assert read_status(again.node).stored
    assert again.warnings == ()


def test_the_newest_of_several_files_is_known_from_headers_in_any_order(versions, ct_files):
    assert newest_of([versions[2], ct_files[0], versions[0], versions[1]]) == [versions[2]]
    (chain,) = chains([read_link(path) for path in reversed(versions)])
    assert [link.number for link in chain.links] == [1, 2, 3]
    assert [link.path for link in chain.superseded] == versions[:2]
    assert not chain.is_forked


def link(number, replaces, uid, series="1.2.9"):
    identity = InstanceIdentity("1.2", series, COMPREHENSIVE_3D_SR, uid)
    return Link(Path(uid), identity, number, State.DRAFT, f"2026101412000{number}", replaces)


def test_two_versions_that_replace_the_same_one_are_a_fork():
    (chain,) = chains([link(1, (), "1.1"), link(2, ("1.1",), "1.2"), link(2, ("1.1",), "1.3")])

    assert chain.is_forked
    assert chain.newest.identity.sop_instance_uid == "1.3"


@given(st.permutations([link(n, (f"1.{n - 1}",) if n > 1 else (), f"1.{n}") for n in range(1, 6)]), st.integers(0, 5))
def test_the_order_of_files_and_copies_of_them_do_not_matter(links, doubled):
    (chain,) = chains([*links, *links[:doubled], link(1, (), "2.1", "1.2.10")])[:1]

    assert isinstance(chain, Chain)
    assert len(chains([*links, link(1, (), "2.1", "1.2.10")])) == 2
    everything = {one.links for one in chains([*links, *links[:doubled]])}
    assert [[one.number for one in found] for found in everything] == [[1, 2, 3, 4, 5]]


def test_the_dicom_module_is_offered_the_newest_and_the_older_ones_marked(versions, ct_files, database):
    paths = [str(path) for path in (*versions, *ct_files)]

    newest, *older = examine(paths, database)

    assert newest.files == tuple(str(path) for path in reversed(versions))
    assert (newest.name, newest.selected, newest.confidence) == ("Discography report, version 3 (complete)", True, 1.0)
    assert [one.name for one in older] == [
        "Discography report, version 2 (draft), SUPERSEDED",
        "Discography report, version 1 (draft), SUPERSEDED",
    ]
    assert all(not one.selected and 0.95 < one.confidence < 1 for one in older)
    assert older[0].warning == "Replaced by version 3."
    assert examine([str(path) for path in ct_files], database) == ()
    assert examine(paths) == (newest, *older)


@given(st.data())
def test_no_damage_to_a_file_makes_the_examination_raise(damaged_copy, data):
    content, path = damaged_copy
    cut = data.draw(st.integers(0, len(content)))
    noise = data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=20))
    changed = bytearray(content)
    for place, value in noise:
        changed[place % 3000 if place % 2 else place] = value
    path.write_bytes(bytes(changed[:cut]))

    for candidate in examine([str(path), str(path.with_suffix(".missing"))]):
        assert candidate.files == (str(path),)


@pytest.fixture(scope="module")
def damaged_copy(tmp_path_factory, sample):
    from DiscographyReportLib.jobs.evaluating import evaluate_report
    from DiscographyReportLib.series.reading import read_series
    from DiscographyReportLib.sr.envelope import Standing
    from DiscographyReportLib.sr.writer import write
    from Scene.exported import placed_report

    report = placed_report(sample.frame_of_reference_uid, Level.L4_L5)
    content = write(report, read_series(sample.folder / "ct"), Standing(), evaluate_report(report, None))
    return content, tmp_path_factory.mktemp("damaged") / "report.dcm"

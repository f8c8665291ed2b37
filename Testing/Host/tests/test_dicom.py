# SPDX-License-Identifier: Apache-2.0
"""The DICOM database and indexer, plugins, and a CT series as a user loads it."""

import os
import time
from pathlib import Path

import ctk
import pydicom
import pytest
import slicer

from Host import ct_series, dicom_database, dicom_lib

FILES = sorted((Path(__file__).parents[2] / "Data" / "ct-3slice").glob("*.dcm"))
HEADERS = [pydicom.dcmread(path) for path in FILES]
SERIES, STUDY = str(HEADERS[0].SeriesInstanceUID), str(HEADERS[0].StudyInstanceUID)
FIRST = str(HEADERS[0].SOPInstanceUID)


@pytest.fixture(autouse=True)
def database(a_scene):  # noqa: ARG001
    return slicer.dicomDatabase


@pytest.fixture
def index(database):
    def add(path, copy=False):
        ctk.ctkDICOMIndexer().addFile(database, str(path), copy)

    return add


def test_files_are_found_by_their_uids(database, index):
    for path in FILES:
        index(path)

    patient = database.patientForStudy(STUDY)
    assert database.patients() == (patient,)
    assert database.nameForPatient(patient) == str(HEADERS[0].PatientName)
    assert database.studiesForPatient(patient) == (STUDY,)
    assert database.seriesForStudy(STUDY) == (SERIES,)
    assert database.studyForSeries(SERIES) == STUDY
    assert len(database.instancesForSeries(SERIES)) == len(database.filesForSeries(SERIES)) == 3
    assert len(database.filesForSeries(SERIES, 1)) == 1
    assert database.fileForInstance(FIRST) == str(FILES[0])
    assert database.seriesForFile(str(FILES[0])) == SERIES


def test_values_are_texts_and_what_is_missing_is_empty(database, index):
    index(FILES[0])

    assert database.fileValue(str(FILES[0]), "0008,0060") == "CT"
    assert database.instanceValue(FIRST, "0020,0032").count("\\") == 2
    assert database.instanceValue(FIRST, "0010,4000") == ""
    assert database.instanceValue("1.2.3", "0008,0060") == ""
    assert database.fileForInstance("1.2.3") == ""
    assert not database.fileValueExists("nowhere.dcm", "0008,0060")


def test_a_copy_lies_in_the_database_and_goes_with_its_series(database, index):
    seen = []
    database.connect("instanceAdded(QString)", seen.append)
    index(FILES[0], True)
    copy = Path(database.fileForInstance(FIRST))

    assert copy.is_relative_to(database.databaseDirectory)
    assert copy.read_bytes() == FILES[0].read_bytes()
    assert database.removeSeries(SERIES)
    assert not copy.exists()
    assert seen == [FIRST]


def test_adding_says_nothing_of_a_file_that_is_no_dicom(database, index, tmp_path):
    (tmp_path / "notes.txt").write_text("no DICOM")

    index(tmp_path / "notes.txt", True)
    index(tmp_path / "missing.dcm", True)

    assert database.allFiles() == ()


def test_a_changed_file_replaces_the_known_one_and_an_unchanged_one_does_not(database, index, tmp_path):
    known, changed = tmp_path / "known.dcm", tmp_path / "changed.dcm"
    for path in (known, changed):
        path.write_bytes(FILES[0].read_bytes())
    index(known)
    index(changed)
    unchanged = database.fileForInstance(FIRST)
    os.utime(changed, (time.time() + 60, time.time() + 60))

    index(changed)

    assert unchanged == str(known)
    assert database.fileForInstance(FIRST) == str(changed)


def test_a_truncated_copy_is_reported_as_success(database, index):
    dicom_database.FAULTS.truncate_copies = True

    index(FILES[0], True)

    stored = Path(database.fileForInstance(FIRST))
    assert stored.stat().st_size == FILES[0].stat().st_size // 2
    assert database.instanceValue(FIRST, "0008,0060") == "CT"


def test_a_dropped_file_is_not_reported(database, index):
    dicom_database.FAULTS.drop_files = True

    index(FILES[0], True)

    assert database.fileForInstance(FIRST) == ""


def test_a_closed_database_takes_and_gives_nothing(database, index):
    index(FILES[0])
    database.closeDatabase()
    index(FILES[1])

    assert not database.isOpen
    assert database.allFiles() == ()


def test_a_ct_series_is_loaded_with_its_voxels_places_and_uids():
    node = ct_series.load(FILES)

    uids = node.GetAttribute("DICOM.instanceUIDs").split()
    assert set(uids) == {str(header.SOPInstanceUID) for header in HEADERS}
    for header in HEADERS:
        x, y, z = (float(value) for value in header.ImagePositionPatient)
        assert (
            ct_series.at(node, (-x, -y, z)) == header.pixel_array[0, 0] * header.RescaleSlope + header.RescaleIntercept
        )
    assert item_uid(node) == SERIES


def item_uid(node):
    hierarchy = slicer.mrmlScene.GetSubjectHierarchyNode()
    return hierarchy.GetItemUID(hierarchy.GetItemByDataNode(node), "DICOM")


def test_a_plugin_examines_files_and_loads_them(a_module, index):  # noqa: ARG001
    for path in FILES:
        index(path)

    ((plugin, loadable),) = dicom_lib.offered([str(path) for path in FILES])

    assert (loadable.name, loadable.selected) == ("A CT", True)
    assert plugin.load(loadable)
    node = slicer.util.getNode("A CT")
    hierarchy = slicer.mrmlScene.GetSubjectHierarchyNode()
    study = hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node))
    assert hierarchy.GetItemUID(study, "DICOM") == STUDY

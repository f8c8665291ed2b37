# SPDX-License-Identifier: Apache-2.0
"""The self test that ships with the module, and the sample that it starts from."""

from contextlib import contextmanager
from pathlib import Path

import pytest
import slicer

from DiscographyReportLib.jobs.errors import JobError
from DiscographyReportLib.widgets.sample_source import load_sample
from DiscographyReportLib.widgets.self_test import DATABASE, SelfTest, own_database
from Host import ct_series
from Host.dicom_database import FAULTS

SMALL = (64, 40)


class DicomUtils:
    """The two ways of Slicer's DICOMLib.DICOMUtils that are taken, on the host's database."""

    def __init__(self):
        self.loaded = []

    def loadSeriesByUID(self, uids):
        """IDs of the nodes that a double click in the DICOM browser makes."""
        files = slicer.dicomDatabase.filesForSeries(uids[0])
        self.loaded.append(ct_series.load([Path(file) for file in files]).GetID())
        return self.loaded[-1:]

    @contextmanager
    def TemporaryDICOMDatabase(self, directory):
        """Another database as long as it is held."""
        before = slicer.dicomDatabase.databaseDirectory
        slicer.dicomDatabase.openDatabase(f"{directory}/{DATABASE}")
        yield slicer.dicomDatabase
        slicer.dicomDatabase.openDatabase(f"{before}/{DATABASE}")


@pytest.fixture
def broken_database():
    """The database's faults, which are over after the test."""
    yield FAULTS
    FAULTS.clear()


def test_the_self_test_of_the_module_walks_the_main_scenario(a_scene, a_module):  # noqa: ARG001
    slicer.selfTests["DiscographyReport"]()
    a_module.close()


def test_the_self_test_takes_what_slicer_hands_to_every_test(a_scene, a_module):  # noqa: ARG001
    slicer.selfTests["DiscographyReport"](msec=0, path="ignored")
    a_module.close()


def test_the_self_test_goes_slicers_own_ways_with_the_database_where_it_has_them(a_scene, a_module):
    utils, before = DicomUtils(), slicer.dicomDatabase.databaseDirectory
    SelfTest(a_scene, a_module.script().DiscographyReportLogic(), str, lambda: utils).run()
    a_module.close()

    assert len(utils.loaded) == 1
    assert slicer.dicomDatabase.databaseDirectory == before


def test_the_self_test_leaves_a_panel_that_was_shown_alive(a_scene, a_module, a_workbench):  # noqa: ARG001
    a_workbench(a_module)
    slicer.selfTests["DiscographyReport"]()
    view = a_module.python_widget().view

    assert view.desk.node is not None
    slicer.mrmlScene.RemoveNode(view.desk.node)
    assert view.desk.node is None


def test_the_sample_is_offered_in_the_sample_data_module_and_made_only_when_asked_for(
    a_scene, a_module  # noqa: ARG001
):
    import SampleData

    a_module.instance.onStartupCompleted()
    source = SampleData.SampleDataLogic().sourceForSampleName("Lumbar discogram (synthetic)")

    assert source.customDownloader is not None
    assert isinstance(source.uris, str), "Slicer asks every source how many addresses it has"
    assert slicer.dicomDatabase.allFiles() == ()
    assert slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode") == []


def test_the_sample_is_loaded_from_files_of_the_database_which_stay(a_scene):  # noqa: ARG001
    volume = load_sample(*SMALL)

    uids = volume.GetAttribute("DICOM.instanceUIDs").split()
    ours = {slicer.dicomDatabase.fileForInstance(uid) for uid in uids}
    storage = volume.GetStorageNode()
    read = {storage.GetFileName(), *(storage.GetNthFileName(i) for i in range(storage.GetNumberOfFileNames()))}
    assert len(ours) == SMALL[1]
    assert read == ours
    assert all(Path(file).is_file() for file in read)


@pytest.mark.parametrize("state", ["missing", "closed"])
def test_without_an_open_database_the_sample_is_refused_with_what_to_do(a_scene, monkeypatch, state):  # noqa: ARG001
    if state == "missing":
        monkeypatch.delattr(slicer, "dicomDatabase")
    else:
        monkeypatch.setattr(slicer, "dicomDatabase", type(slicer.dicomDatabase)())

    with pytest.raises(JobError, match="open the DICOM module once"):
        load_sample(*SMALL)


def test_a_database_that_takes_no_image_is_told_of(a_scene, broken_database):  # noqa: ARG001
    broken_database.drop_files = True

    with pytest.raises(JobError, match="lacks 40 of 40 sample images"):
        load_sample(*SMALL)


def test_a_slicer_without_a_database_offers_the_sample_and_refuses_the_self_test_in_one_sentence(
    a_module, monkeypatch, tmp_path
):
    monkeypatch.delattr(slicer, "dicomDatabase")
    a_module.instance.onStartupCompleted()

    with pytest.raises(JobError, match="has no DICOM database: start it with its DICOM module"), own_database(tmp_path):
        pass


@pytest.mark.parametrize("is_open", [True, False])
def test_the_users_database_is_afterwards_as_it_was(a_scene, monkeypatch, tmp_path, is_open):  # noqa: ARG001
    database = type(slicer.dicomDatabase)()
    if is_open:
        database.openDatabase(str(tmp_path / "users" / DATABASE))
    before = database.databaseDirectory
    monkeypatch.setattr(slicer, "dicomDatabase", database)

    failing = own_database(tmp_path / "test")
    failing.__enter__()
    assert database.databaseDirectory == str(tmp_path / "test")
    assert not failing.__exit__(KeyError, KeyError("the test went wrong"), None)

    assert (database.isOpen, database.databaseDirectory) == (is_open, before)

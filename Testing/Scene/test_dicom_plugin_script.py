# SPDX-License-Identifier: Apache-2.0
"""The DICOM plugin script, run as Slicer runs it: loaded by its path, registered, asked, told to load.

Its base classes are the test host's stand-ins for DICOMLib; scene, files and database are real.
"""

import importlib.util
import logging
import sys
import types

import pydicom
import pytest
import slicer

from DiscographyReportLib.scene.report_node import markers_of, read_report, report_nodes
from Host.dicom_lib import DICOMLoadable, DICOMPlugin
from house import MODULE
from Scene.exported import placed_node

NAME = "DICOMDiscographyReportPlugin"


@pytest.fixture
def shown(monkeypatch, scene, database):
    """Slicer's own names, as far as the script asks for them; what was shown in a window or the status bar."""
    shown = []
    windows = types.ModuleType("DiscographyReportLib.widgets.qt_messages")
    windows.tell = shown.append
    monkeypatch.setitem(sys.modules, windows.__name__, windows)
    library = types.ModuleType("DICOMLib")
    library.DICOMPlugin, library.DICOMLoadable = DICOMPlugin, DICOMLoadable
    translation = types.ModuleType("slicer.i18n")
    translation.tr = lambda words: words
    monkeypatch.setitem(sys.modules, "DICOMLib", library)
    monkeypatch.setitem(sys.modules, "slicer.i18n", translation)
    monkeypatch.setattr(slicer, "modules", types.SimpleNamespace(), raising=False)
    monkeypatch.setattr(slicer, "mrmlScene", scene, raising=False)
    monkeypatch.setattr(slicer, "dicomDatabase", database, raising=False)
    monkeypatch.setattr(slicer.util, "showStatusMessage", shown.append)
    return shown


@pytest.fixture
def plugin(shown):
    """The registered plugin class, made as the DICOM module makes it."""
    assert shown == []
    spec = importlib.util.spec_from_file_location(NAME, MODULE / f"{NAME}.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    parent = types.SimpleNamespace()
    getattr(script, NAME)(parent)
    assert parent.hidden
    assert parent.title
    return slicer.modules.dicomPlugins[NAME]()


@pytest.fixture
def report_file(logic, volume, tmp_path):
    """An exported report in the database, and nothing of it left in the scene."""
    node = placed_node(logic, volume)
    path = logic.export_to_database(node, tmp_path / "exports").database_file
    logic.delete(node)
    return path


def test_registering_twice_and_beside_other_plugins_keeps_them(plugin):
    slicer.modules.dicomPlugins["DICOMOther"] = object
    assert plugin.loadType == "Discography Report"
    assert set(slicer.modules.dicomPlugins) == {NAME, "DICOMOther"}


def test_our_report_is_offered_with_full_confidence_and_loaded_with_its_markers(plugin, report_file, scene, shown):
    (loadable,) = plugin.examineForImport([[str(report_file)]])

    assert (loadable.confidence, loadable.selected) == (1.0, True)
    assert loadable.name == "Discography report, version 1 (draft)"
    assert plugin.load(loadable)
    assert shown == []
    (node,) = report_nodes(scene)
    assert len(read_report(node).discs) == markers_of(node).GetNumberOfControlPoints() == 5


def test_a_ct_is_not_offered(plugin, ct_files):
    assert plugin.examineForImport([[str(path) for path in ct_files]]) == []


def test_a_report_that_cannot_be_loaded_is_told_to_the_user_and_not_to_the_log(plugin, report_file, shown, caplog):
    (loadable,) = plugin.examineForImport([[str(report_file)]])
    report_file.write_bytes(report_file.read_bytes()[:9000])

    with caplog.at_level(logging.DEBUG):
        assert not plugin.load(loadable)

    assert len(shown) == 1
    assert str(report_file) in shown[0]
    assert "SAMPLE" not in caplog.text
    assert str(report_file) not in caplog.text


def test_a_report_that_was_changed_since_it_was_written_is_loaded_and_the_user_told_so(plugin, report_file, shown):
    (loadable,) = plugin.examineForImport([[str(report_file)]])
    dataset = pydicom.dcmread(report_file)
    dataset.PatientName = "MARRIED^NAME"
    dataset.save_as(report_file)

    assert plugin.load(loadable)

    assert len(shown) == 1
    assert "changed since it was written" in shown[0]
    assert "MARRIED" not in shown[0]


def test_without_its_ct_a_report_is_loaded_and_that_is_mentioned(plugin, report_file, volume, scene, shown):
    scene.RemoveNode(volume)
    (loadable,) = plugin.examineForImport([[str(report_file)]])

    assert plugin.load(loadable)

    assert len(shown) == 1
    assert "CT of this report is not loaded" in shown[0]


def test_without_a_dicom_database_a_report_is_still_offered_and_loaded(plugin, report_file, scene, monkeypatch):
    monkeypatch.delattr(slicer, "dicomDatabase")
    (loadable,) = plugin.examineForImport([[str(report_file)]])

    assert plugin.load(loadable)
    assert len(report_nodes(scene)) == 1

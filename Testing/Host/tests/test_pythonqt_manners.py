# SPDX-License-Identifier: Apache-2.0
"""Code that PythonQt would refuse, or would let pass silently, raises here."""

import functools

import ctk
import numpy as np
import pytest
import qt
import slicer


@pytest.fixture(autouse=True)
def scene(a_scene):
    return a_scene


class Dot(qt.QWidget):
    """Draws, with a mistake in it."""

    def paintEvent(self, _event):
        raise ZeroDivisionError("in paintEvent")


def test_properties_are_attributes_and_no_methods():
    box = qt.QSpinBox()
    box.maximum, box.value = 10, 7.9

    assert (box.value, box.maximum, box.enabled) == (7, 10, True)
    with pytest.raises(TypeError):
        box.value()


def test_what_pythonqt_would_not_convert_is_refused():
    box, edit = qt.QSpinBox(), qt.QLineEdit()

    with pytest.raises(AttributeError, match="does not accept"):
        box.value = np.float64(3)
    edit.text = None
    assert edit.text == "None"


def test_a_widget_takes_no_new_attribute_but_a_subclass_does():
    button, dot = qt.QPushButton(), Dot()
    dot.note = 1

    assert dot.note == 1
    with pytest.raises(AttributeError, match="no new attributes"):
        button.note = 1
    with pytest.raises(AttributeError, match="no new attributes"):
        ctk.ctkComboBox().note = 1


def test_an_unknown_name_raises_and_says_where_to_look():
    with pytest.raises(AttributeError, match=r"names\.py"):
        _ = qt.QSvgWidget
    with pytest.raises(AttributeError, match="not in the test host"):
        _ = ctk.ctkFlowLayout
    with pytest.raises(AttributeError, match="signal 'clikced"):
        qt.QPushButton().connect("clikced()", print)
    with pytest.raises(TypeError, match="not callable"):
        qt.QPushButton().connect("clicked()", None)


def test_what_ctk_and_slicer_hide_from_python_is_hidden():
    with pytest.raises(AttributeError):
        ctk.ctkDoubleSpinBox().setMaximum(3)
    with pytest.raises(AttributeError, match="in Slicer"):
        slicer.qSlicerMarkupsPlaceWidget().mrmlScene()


def test_calls_take_no_keyword_arguments():
    with pytest.raises(TypeError, match="no keyword"):
        qt.QPushButton(text="Export")


def test_slots_get_as_many_arguments_as_they_take():
    button, seen = qt.QPushButton(), []
    button.clicked.connect(lambda: seen.append("none"))
    button.clicked.connect(lambda checked: seen.append(checked))
    button.clicked.connect(functools.partial(lambda *arguments: seen.append(arguments)))
    button.connect("clicked()", lambda: seen.append("signature"))

    button.click()

    assert seen == ["none", False, (False,), "signature"]


def test_a_disconnected_slot_is_not_called():
    button, seen = qt.QPushButton(), []
    button.connect("clicked()", seen.append)

    assert button.disconnect("clicked()", seen.append)
    button.click()

    assert seen == []
    assert not button.disconnect("clicked()", seen.append)


def test_an_error_in_a_slot_is_noted_and_does_not_reach_the_caller(a_host):
    button = qt.QPushButton()
    button.connect("clicked()", lambda: 1 / 0)

    button.click()

    assert a_host.faults.taken() == ["ZeroDivisionError: division by zero"]


def test_an_error_in_an_observer_is_noted_and_one_in_an_event_handler_raises(a_host, a_scene):
    node = a_scene.AddNewNodeByClass("vtkMRMLTextNode")
    node.AddObserver("ModifiedEvent", lambda *_: [][0])

    node.Modified()
    with pytest.raises(ZeroDivisionError, match="in paintEvent"):
        Dot().grab()

    assert a_host.faults.taken() == ["IndexError: list index out of range"]


def test_an_error_of_vtk_and_a_warning_of_qt_are_noted(a_host, a_scene):
    a_scene.AddNode(None)
    qt.QPixmap().scaled(2, 2)

    error, warning = a_host.faults.taken()

    assert "AddNode: unable to add a null node" in error
    assert "null pixmap" in warning


def test_enums_are_numbers_and_a_trailing_underscore_is_dropped():
    item = qt.QTableWidgetItem("L4-L5")
    item.setFlags(item.flags() & ~qt.Qt.ItemIsEditable)

    assert int(qt.Qt.LeftButton) == 1
    assert qt.Qt.LeftButton == 1
    assert not item.flags() & qt.Qt.ItemIsEditable
    assert callable(qt.QMenu().exec_)


def test_a_child_is_found_by_its_name_and_name_is_the_object_name():
    parent = qt.QWidget()
    child = qt.QLabel(parent)
    child.name = "status"

    assert parent.status is child
    assert child.objectName == "status"
    assert child.className() == "QLabel"


def test_settings_are_kept_and_start_empty():
    qt.QSettings().setValue("DiscographyReport/unit", "psi")

    assert slicer.util.settingsValue("DiscographyReport/unit", "") == "psi"
    assert slicer.util.settingsValue("DiscographyReport/other", "none") == "none"
    qt.QSettings().remove("DiscographyReport")


def test_a_single_shot_timer_runs_its_slot_guarded(a_host):
    qt.QTimer.singleShot(0, lambda: [][1])

    a_host.app.processEvents()

    assert a_host.faults.taken() == ["IndexError: list index out of range"]


def test_a_node_selector_without_a_scene_is_dead_and_remembers_what_was_asked(a_scene):
    node = a_scene.AddNewNodeByClass("vtkMRMLTextNode", "one")
    selector = slicer.qMRMLNodeComboBox()
    selector.nodeTypes = ["vtkMRMLTextNode"]
    selector.setCurrentNode(node)
    asleep = (selector.enabled, selector.currentNode())

    selector.setMRMLScene(a_scene)

    assert asleep == (False, None)
    assert (selector.enabled, selector.currentNode()) == (True, node)
    assert selector.nodeTypes == ("vtkMRMLTextNode",)


def test_a_node_selector_follows_removal_renaming_and_attributes(a_scene):
    selector, seen = slicer.qMRMLNodeComboBox(), []
    selector.nodeTypes = ["vtkMRMLScriptedModuleNode"]
    selector.showHidden = True
    selector.noneEnabled = True
    selector.addAttribute("vtkMRMLScriptedModuleNode", "ModuleName", "DiscographyReport")
    selector.setMRMLScene(a_scene)
    selector.connect("currentNodeChanged(vtkMRMLNode*)", seen.append)
    a_scene.AddNewNodeByClass("vtkMRMLScriptedModuleNode", "foreign")

    made = selector.addNode()
    made.SetName("Report 2")
    a_scene.RemoveNode(made)

    assert seen == [made, made, None]
    assert selector.nodeCount() == 0


def test_placing_without_a_node_is_an_error_that_is_noted(a_host, a_scene):
    widget = slicer.qSlicerMarkupsPlaceWidget()
    widget.setMRMLScene(a_scene)

    widget.setPlaceModeEnabled(True)

    assert not widget.placeModeEnabled
    assert "activate failed" in a_host.faults.taken()[0]

# SPDX-License-Identifier: Apache-2.0
"""A .ui file with a mistake does not load."""

import pytest
import slicer

PAGE = """<ui version="4.0"><widget class="qMRMLWidget" name="root"><layout class="QVBoxLayout" name="layout"><item>
{widget}</item></layout></widget>{connections}</ui>"""
CONNECTION = """<connections><connection><sender>root</sender><signal>{signal}</signal><receiver>selector</receiver>
<slot>{slot}</slot></connection></connections>"""
SELECTOR = '<widget class="qMRMLNodeComboBox" name="selector"/>'
SCENE_SIGNAL, SCENE_SLOT = "mrmlSceneChanged(vtkMRMLScene*)", "setMRMLScene(vtkMRMLScene*)"


@pytest.fixture
def load(a_scene, tmp_path):  # noqa: ARG001
    def load_page(widget, connections=""):
        path = tmp_path / "page.ui"
        path.write_text(PAGE.format(widget=widget, connections=connections))
        return slicer.util.loadUI(str(path))

    return load_page


def test_the_scene_reaches_a_connected_selector(load):
    widget = load(SELECTOR, CONNECTION.format(signal=SCENE_SIGNAL, slot=SCENE_SLOT))

    widget.setMRMLScene(slicer.mrmlScene)

    assert widget.selector.mrmlScene() is slicer.mrmlScene


def test_without_the_connection_the_selector_stays_dead(load):
    widget = load(SELECTOR)

    widget.setMRMLScene(slicer.mrmlScene)

    assert widget.selector.mrmlScene() is None


@pytest.mark.parametrize("kind", ["ctkFlowWidget", "qMRMLColorTableView", "QCalendarWidget", "qSlicerWebWidget"])
def test_an_unknown_widget_raises(load, kind):
    with pytest.raises(NotImplementedError, match=kind):
        load(f'<widget class="{kind}" name="strange"/>')


def test_an_unknown_property_of_a_stand_in_raises(load):
    with pytest.raises(AttributeError, match="no property 'nodeType'"):
        load(
            '<widget class="qMRMLNodeComboBox" name="selector"><property name="nodeType"><string>x</string>'
            "</property></widget>"
        )


def test_a_connection_to_an_unknown_slot_or_signal_raises(load):
    with pytest.raises(AttributeError, match="no slot setScene"):
        load(SELECTOR, CONNECTION.format(signal=SCENE_SIGNAL, slot="setScene(vtkMRMLScene*)"))
    with pytest.raises(AttributeError, match="does not exist"):
        load(SELECTOR, CONNECTION.format(signal="sceneChanged()", slot=SCENE_SLOT))


def test_a_property_that_qt_does_not_know_raises_too(load):
    with pytest.raises(AttributeError, match="no property 'txet'"):
        load('<widget class="QLabel" name="label"><property name="txet"><string>x</string></property></widget>')

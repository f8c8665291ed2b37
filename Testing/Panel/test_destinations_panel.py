# SPDX-License-Identifier: Apache-2.0
"""The destinations in the section Advanced: entered by keys, taken over from Slicer, tested layer by layer."""

import json
import os
import sys

import pytest

from Delivery.servers import free_port, misbehaving, store_scp, to_port
from DiscographyReportLib.delivery.destination import Destination, Login, WebDestination
from DiscographyReportLib.delivery.destinations import add_destination, list_destinations
from DiscographyReportLib.delivery.places import destinations_file
from Panel import delivery, user


@pytest.fixture
def the_form(a_panel):
    """The group, unfolded."""
    a_panel.ui.advancedSection.collapsed = False
    part = user.widgets(a_panel, "Destinations")
    part.destinationsGroup.collapsed = False
    return part


def kept():
    return list_destinations(destinations_file())


def fill(form, hands, **texts):
    for name, text in texts.items():
        widget = getattr(form, name)
        widget.setFocus()
        widget.selectAll()
        hands.type(text)


def test_a_destination_is_entered_by_keys_and_chosen_for_sending(a_panel, the_form, hands):
    assert "Fill in the form first." in the_form.saveDestinationButton.toolTip
    fill(the_form, hands, nameEdit="PACS main", addressEdit="pacs.hospital.org")
    assert "host:port" in the_form.saveDestinationButton.toolTip
    fill(the_form, hands, addressEdit="pacs.hospital.org:104", calledEdit="MAIN", callingEdit="SPINE1")
    the_form.saveDestinationButton.setFocus()
    hands.press("Space")

    assert kept() == (Destination("PACS main", "pacs.hospital.org", 104, "MAIN", "SPINE1"),)
    assert a_panel.panel.sending.chosen == "PACS main", "the only one there is"
    hands.click(the_form.newDestinationButton)
    assert the_form.callingEdit.text == "SPINE1", "our own AE title is remembered"


def test_a_destination_is_changed_renamed_and_taken_off_the_list(a_panel, the_form, hands):
    add_destination(destinations_file(), to_port(104, name="one"))
    a_panel.panel.post.reread_destinations()
    a_panel.panel.destinations.choose("one")
    fill(the_form, hands, calledEdit="OTHER")
    hands.click(the_form.saveDestinationButton)
    assert [(one.name, one.called_ae) for one in kept()] == [("one", "OTHER")]
    fill(the_form, hands, nameEdit="two")
    hands.click(the_form.saveDestinationButton)
    assert [one.name for one in kept()] == ["two"]
    hands.click(the_form.removeDestinationButton)

    assert kept() == ()


def test_a_dicomweb_destination_has_no_ae_titles_and_its_password_is_nowhere_in_the_list(a_panel, the_form, hands):
    a_panel.panel.destinations.set(protocol="dicomweb", login="basic")
    assert not the_form.calledEdit.visible
    fill(the_form, hands, nameEdit="web", addressEdit="http://pacs.hospital.org/dicom-web", userEdit="reader")
    assert "use https" in the_form.saveDestinationButton.toolTip
    fill(the_form, hands, addressEdit="https://pacs.hospital.org/dicom-web")
    hands.click(the_form.saveDestinationButton)

    assert [(one.login, one.user) for one in kept() if isinstance(one, WebDestination)] == [(Login.BASIC, "reader")]


def test_a_server_of_slicers_own_list_is_taken_into_the_form_and_its_settings_stay_as_they_are(a_panel, the_form):
    import qt

    settings = qt.QSettings()
    node = {"Name": "From Slicer", "Address": "10.0.0.7", "Port": "11112", "Called AETitle": "PACS",
            "Calling AETitle": "SLICER9", "QueryRetrieveCheckState": "2"}  # fmt: skip
    settings.setValue("DICOM/ServerNodeCount", 2)
    settings.setValue("DICOM/ServerNodes/0", json.dumps(node))
    settings.setValue("DICOM/ServerNodes/1", "no JSON")
    before = {key: settings.value(key) for key in settings.allKeys()}
    a_panel.panel.destinations.enter()
    a_panel.refresh()
    assert [the_form.serverCombo.itemText(index) for index in range(the_form.serverCombo.count)] == ["From Slicer"]
    a_panel.panel.destinations.take(0)
    assert kept() == (), "taking it over changes nothing before Save"
    a_panel.panel.destinations.save()

    assert kept() == (Destination("From Slicer", "10.0.0.7", 11112, "PACS", "SLICER9"),)
    after = {key: value for key, value in before.items() if key.startswith("DICOM/")}
    assert {key: settings.value(key) for key in settings.allKeys() if key.startswith("DICOM/")} == after


def layers(form):
    return [(form.layersTable.item(row, 0).text(), form.layersTable.item(row, 1).text())
            for row in range(form.layersTable.rowCount)]  # fmt: skip


def test_the_connection_test_tells_the_layers_apart(a_panel, the_form, hands, tmp_path):
    with store_scp(tmp_path) as server:
        a_panel.panel.destinations.set(name="x", address=f"127.0.0.1:{server.port}", called_ae="PACS")
        hands.click(the_form.testButton)
        assert the_form.testButton.text == "Testing…"
        delivery.wait_until(a_panel, lambda: the_form.testButton.text == "Test connection")
        names = [name for name, _said in layers(the_form)]
        assert names[:3] == ["✓ name", "✓ TCP", "✓ association"], layers(the_form)
        assert all(name.startswith("✓") for name in names)

    a_panel.panel.destinations.set(address=f"127.0.0.1:{free_port()}")
    hands.click(the_form.testButton)
    delivery.wait_until(a_panel, lambda: the_form.testButton.text == "Test connection")
    assert [name for name, _said in layers(the_form)] == ["✓ name", "✕ TCP"]
    assert "refuses the connection" in the_form.formLabel.text


def test_a_server_that_hangs_leaves_the_window_free(a_panel, the_form, hands, tmp_path):
    with misbehaving(tmp_path, "silent") as port:
        a_panel.panel.destinations.set(name="x", address=f"127.0.0.1:{port}", called_ae="PACS", timeout="3")
        hands.click(the_form.testButton)
        fill(user.widgets(a_panel, "StudySection"), hands, personEdit="Doe^Jane")
        hands.press("Tab")
        assert a_panel.desk.person.name == "Doe^Jane"
        assert the_form.testButton.text == "Testing…"
        delivery.wait_until(a_panel, lambda: the_form.testButton.text == "Test connection")

    assert layers(the_form)[-1][0] == "✕ association"


def test_slicers_own_python_is_started_where_there_is_one_in_the_environment_from_before_slicer(
    a_panel, the_form, hands, tmp_path, monkeypatch
):
    started = tmp_path / "started"
    program = tmp_path / "PythonSlicer"
    program.write_text(f'#!/bin/sh\necho "$@" > {started}\nexec {sys.executable} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    a_panel.panel.destinations.set(name="x", address=f"127.0.0.1:{free_port()}", called_ae="PACS")
    hands.click(the_form.testButton)
    delivery.wait_until(a_panel, lambda: the_form.testButton.text == "Test connection")

    assert [name for name, _said in layers(the_form)] == ["✓ name", "✕ TCP"]
    assert started.read_text().split() == ["-m", "DiscographyReportLib.jobs.connection_process"]


def test_a_wheel_that_is_not_the_known_one_is_refused(a_panel, tmp_path):
    wheel = tmp_path / "pynetdicom-3.0.4-py3-none-any.whl"
    wheel.write_bytes(b"something else")
    a_panel.panel.destinations.install_from(str(wheel))

    assert a_panel.desk.message.grave
    assert "is none of the files that are known" in a_panel.desk.message.text

# SPDX-License-Identifier: Apache-2.0
"""What must never leave the panel by another way: the patient's name, a password; and nothing hides in a name."""

import os
import subprocess
import sys
from pathlib import Path

import pydicom
import pytest
import qt
import slicer

from Delivery.made_documents import a_document
from Delivery.servers import free_port, to_port
from DiscographyReportLib.delivery.destination import Login, WebDestination
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.places import destinations_file, outbox_file
from Host import ct_series
from Host.hands import settle
from house import MODULE
from Panel import delivery

NAME = "<img src='CANARYNAME'>^\u202eEvil"
PASSWORD = "CANARYPASSWORD"


@pytest.fixture
def a_ct(a_scene, a_sample, tmp_path):  # noqa: ARG001
    """The sample of a patient whose name is markup and turns the reading direction."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    for path in a_sample.images.glob("*.dcm"):
        dataset = pydicom.dcmread(path)
        dataset.SpecificCharacterSet, dataset.PatientName = "ISO_IR 192", NAME
        dataset.save_as(folder / path.name)
    return ct_series.load(sorted(folder.glob("*.dcm")))


def test_a_patients_name_that_is_markup_is_shown_as_it_is_and_only_as_text(a_finished_case, hands):
    a_finished_case.panel.closing.complete()
    delivery.export(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    delivery.ask(a_finished_case, hands)
    part = delivery.part(a_finished_case)
    assert "<img src='CANARYNAME'>^[U+202E]Evil" in part.patientLabel.text
    hands.click(part.nowButton)
    hands.click(part.workButton)
    delivery.wait_until(a_finished_case, lambda: "CANARYNAME" in part.workDetail.text)
    labels = [part.patientLabel, part.workDetail, part.sentLabel, part.reportLabel]

    assert "[U+202E]" in part.workDetail.text
    assert {int(label.textFormat) for label in labels} == {0}, "plain text"
    for row in range(part.workTable.rowCount):
        tips = [part.workTable.item(row, column).toolTip() for column in range(3)]
        assert not [tip for tip in tips if "<img" in tip], tips


def test_counting_what_waits_at_the_start_brings_in_nothing_heavy():
    with Outbox(outbox_file()) as outbox:
        for _ in range(3):
            outbox.put(a_document(), to_port(free_port()))
    script = """
import sys
from DiscographyReportLib.widgets.delivery_words import waiting_line
from DiscographyReportLib.widgets.post import Post
post = Post(None)
post.enter()
print(waiting_line(post.open))
print({"pydicom", "requests", "pynetdicom", "keyring"} & set(sys.modules))
"""
    environment = {**os.environ, "PYTHONPATH": str(MODULE)}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)

    assert ran.stdout.splitlines() == ["3 reports waiting", "set()"], ran.stderr


def test_neither_a_password_nor_a_name_gets_into_scene_settings_or_list(a_finished_case, hands, tmp_path):
    a_finished_case.panel.closing.complete()
    delivery.export(a_finished_case)
    url = f"http://127.0.0.1:{free_port()}/dicom-web"
    delivery.add(a_finished_case, WebDestination("web", url, login=Login.BASIC, user="reader"))
    part = delivery.part(a_finished_case)
    delivery.ask(a_finished_case, hands)
    assert part.sendSecretBox.visible
    assert part.sendSecretLabel.text == "Password of reader"
    part.sendSecretEdit.setFocus()
    hands.type(PASSWORD)
    assert PASSWORD not in part.sendSecretEdit.displayText
    hands.click(part.nowButton)
    delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "refuses the connection"))
    commands = delivery.worker_commands()
    slicer.mrmlScene.SetURL(str(tmp_path / "case.mrml"))
    slicer.mrmlScene.Commit()
    settings = qt.QSettings()
    settings.sync()

    assert commands, "the worker is at it"
    places = [tmp_path / "case.mrml", destinations_file(), settings.fileName()]
    texts = [Path(place).read_text(encoding="utf-8", errors="replace") for place in places]
    ours = "\n".join([line for line in texts[0].splitlines() if "<ScriptedModule" in line] + texts[1:])
    assert "CANARYNAME" not in ours
    assert PASSWORD not in "\n".join([*texts, *commands, part.workDetail.text, a_finished_case.desk.message.text])
    assert part.sendSecretEdit.text == ""
    settle()

# SPDX-License-Identifier: Apache-2.0
"""Child processes that nobody waits for, and what they are told and say."""

import json
import os
import sys
import time

import pytest

from DiscographyReportLib.delivery.destination import Destination
from DiscographyReportLib.jobs import connection_process
from DiscographyReportLib.jobs.child import Child, launch_from, launch_here
from DiscographyReportLib.jobs.document_header import header_of
from house import ROOT


def ended(child):
    ends = time.monotonic() + 30
    while child.running:
        assert time.monotonic() < ends, child.lines()
        time.sleep(0.01)
    return child


def test_a_child_that_fails_leaves_its_last_line_and_its_status():
    child = ended(Child(launch_here(), "DiscographyReportLib.no_such_module"))

    assert child.code == 1
    assert "No module named DiscographyReportLib.no_such_module" in child.lines()[-1]


def test_a_child_that_has_ended_may_still_be_told_something():
    child = ended(Child(launch_here(), "DiscographyReportLib.no_such_module"))
    child.tell("too late\n")
    child.tell_all("too late\n")

    assert not child.running


def test_a_program_that_is_not_there_is_an_error_at_once():
    with pytest.raises(OSError, match="No such file"):
        Child(launch_from("no-such-python", os.environ), "json")


def test_the_library_is_found_from_any_folder_and_what_was_on_the_path_stays_there(tmp_path):
    launch = launch_from(sys.executable, {"PYTHONPATH": str(tmp_path)})

    assert launch.environment["PYTHONPATH"].split(os.pathsep) == [str(ROOT / "DiscographyReport"), str(tmp_path)]


def test_a_connection_test_in_a_child_tells_its_layers_as_json():
    child = Child(launch_here(), connection_process.MODULE)
    child.tell_all(json.dumps(Destination("x", "pacs.invalid", 104, "A", "B").plain()) + "\n\n")
    ended(child)

    layers = [connection_process.layer_of(line) for line in child.lines()]
    assert [(layer.name, layer.works) for layer in layers] == [("name", False)]
    assert "cannot be found" in layers[0].said


def test_a_line_that_no_layer_is_in_is_none():
    assert connection_process.layer_of("Traceback (most recent call last):") is None
    assert connection_process.layer_of("[1]") is None


def test_a_header_tells_whose_document_it_is_and_hides_nothing():
    content = (ROOT / "Testing" / "Data" / "foreign-sr" / "highdicom_sr.dcm").read_bytes()
    header = header_of(content)

    assert header.patient
    assert header.at.count("-") == 2

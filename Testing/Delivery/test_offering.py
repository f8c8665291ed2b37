# SPDX-License-Identifier: Apache-2.0
"""A PACS that refuses a report for its kind, from the shell: what is offered in its place."""

import json
from pathlib import Path

import pydicom
import pytest

from command_line import discography_report, refusal
from Delivery.made_documents import a_file
from Delivery.servers import misbehaving
from Delivery.test_delivery_commands import add

pytestmark = pytest.mark.usefixtures("own_folders")


def test_a_pacs_that_refuses_the_kind_is_offered_the_other_encoding_as_a_new_object(tmp_path: Path) -> None:
    demo = discography_report("demo", tmp_path / "demo")
    assert demo.code == 0, demo.err
    (report,) = (tmp_path / "demo").glob("*.dcm")
    uid = str(pydicom.dcmread(report).SOPInstanceUID)
    with misbehaving(tmp_path, "comprehensive-only", str(tmp_path)) as port:
        add(port)
        assert "does not accept Comprehensive 3D SR" in discography_report("send", report, "--to", "radiology").out

        offered = discography_report("outbox", "offer", uid)

        assert offered.code == 0, offered.err
        saved, notice = offered.out.splitlines()
        assert "point on a slice of the CT, not as a point in space" in notice
        assert discography_report("outbox", "run").code == 0
    (arrived,) = tmp_path.glob("received-*.dcm")
    made = pydicom.dcmread(arrived)
    assert made.SOPClassUID == "1.2.840.10008.5.1.4.1.1.88.33"
    assert str(made.SOPInstanceUID) == saved.split()[1] != uid
    told = [json.loads(discography_report("read", path, "--json").out)["report"] for path in (report, arrived)]
    assert told[0] == told[1]
    listed = discography_report("outbox", "list", "--all").out
    assert f"{uid} to radiology: cancelled. Cancelled: the PACS refuses this kind; sent as {saved.split()[1]}" in listed
    assert "needs no attention" in refusal("outbox", "offer", uid)


def test_a_pacs_that_takes_no_report_is_offered_its_page_as_pdf(tmp_path: Path) -> None:
    demo = discography_report("demo", tmp_path / "demo")
    assert demo.code == 0, demo.err
    report = pydicom.dcmread(tmp_path / "demo" / "report.dcm")
    with misbehaving(tmp_path, "pdf-only", str(tmp_path)) as port:
        add(port)
        discography_report("send", tmp_path / "demo" / "report.dcm", "--to", "radiology")

        offered = discography_report("outbox", "offer", str(report.SOPInstanceUID), "--as", "pdf")

        assert offered.code == 0, offered.err
        saved, notice = offered.out.splitlines()
        assert "no program can read the values back" in notice
        assert discography_report("outbox", "run").code == 0
    (arrived,) = tmp_path.glob("received-*.dcm")
    page = pydicom.dcmread(arrived)
    assert page.SOPClassUID.name == "Encapsulated PDF Storage"
    assert str(page.SOPInstanceUID) == saved.split()[1]
    assert page.SourceInstanceSequence[0].ReferencedSOPInstanceUID == report.SOPInstanceUID
    assert page.StudyInstanceUID == report.StudyInstanceUID
    assert "needs no attention" in refusal("outbox", "offer", str(report.SOPInstanceUID), "--as", "pdf")


def test_what_was_not_refused_for_its_kind_is_offered_nothing(tmp_path: Path) -> None:
    with misbehaving(tmp_path, "status", "0124") as port:
        add(port)
        discography_report("send", a_file(tmp_path, "1.2.3"), "--to", "radiology")

    for kind in ("comprehensive", "pdf"):
        said = refusal("outbox", "offer", "1.2.3", "--as", kind)
        assert "1.2.3 was not refused for its kind by radiology" in said

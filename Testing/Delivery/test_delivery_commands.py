# SPDX-License-Identifier: Apache-2.0
"""Delivery from the shell: destination, send, outbox; what is said when, and what a user sees who gets it wrong."""

import json
import os
from pathlib import Path

import pytest

from command_line import LIBRARY_PARENT, Answer, discography_report, is_one_sentence
from Delivery.made_documents import PATIENT, a_file, dicom_bytes
from Delivery.servers import StoreScp, free_port, misbehaving, store_scp

ADDED = ("--called-ae", "PACS", "--calling-ae", "SLICER", "--timeout", "5")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's list and outbox stay out of it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def add(port: int, name: str = "radiology") -> Answer:
    added = discography_report("destination", "add", name, f"127.0.0.1:{port}", *ADDED)
    assert added.code == 0, added.err
    return added


def refusal(*arguments: object) -> str:
    answer = discography_report(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert is_one_sentence(answer.err), answer.err
    return answer.err


@pytest.mark.parametrize("name", ["destination", "send", "outbox"])
def test_help_has_an_example(name: str) -> None:
    assert f"discography-report {name}" in discography_report(name, "--help").out


def test_destinations_are_added_listed_tested_and_removed(scp: StoreScp) -> None:
    line = f"radiology: PACS at 127.0.0.1:{scp.port}, from SLICER"
    assert add(scp.port).out == f"added    {line}\n"
    assert discography_report("destination", "list").out == f"{line}\n"

    tested = discography_report("destination", "test", "radiology")
    assert (tested.code, tested.out.count(" works "), tested.out.count("FAILS")) == (0, 5, 0)

    assert discography_report("destination", "remove", "radiology").code == 0
    assert discography_report("destination", "list").out == ""


def test_a_destination_that_fails_its_test_gives_one_and_the_layer() -> None:
    add(free_port())

    tested = discography_report("destination", "test", "radiology")

    assert tested.code == 1
    assert tested.out.splitlines()[-1].startswith("TCP                   FAILS ")


def test_a_report_is_sent_and_called_stored_after_it_is_there(scp: StoreScp, tmp_path: Path) -> None:
    add(scp.port)
    report = a_file(tmp_path)

    sent = discography_report("send", report, "--to", "radiology")

    assert sent.code == 0, sent.err
    saved, stored = sent.out.splitlines()
    assert saved.startswith(f"saved    {report}")
    assert "to radiology: stored. The PACS confirmed" in stored
    assert len(scp.uids) == 1
    assert PATIENT not in sent.out + sent.err
    assert discography_report("outbox", "list").out == "0 of 1 not confirmed by their PACS\n"


def test_a_report_that_could_not_be_sent_waits_and_goes_out_with_the_next_run(tmp_path: Path) -> None:
    port = free_port()
    add(port)

    sent = discography_report("send", a_file(tmp_path), "--to", "radiology")
    assert sent.code == 1
    assert "waiting. 127.0.0.1" in sent.out
    assert "refuses the connection" in sent.out
    assert ": stored" not in sent.out
    assert discography_report("outbox", "list").code == 1

    with store_scp(tmp_path, port=port) as server:
        assert discography_report("outbox", "retry").code == 0
        ran = discography_report("outbox", "run", "--wait")
        assert (ran.code, ran.out) == (0, "0 of 1 not confirmed by their PACS\n")
        assert len(server.uids) == 1


def test_sending_later_only_saves(scp: StoreScp, tmp_path: Path) -> None:
    add(scp.port)

    assert discography_report("send", a_file(tmp_path), "--to", "radiology", "--later").code == 0

    assert scp.received == 0
    (waiting,) = json.loads(discography_report("outbox", "list", "--json").out)
    assert (waiting["state"], waiting["tries"]) == ("waiting", 0)
    assert discography_report("outbox", "run").code == 0
    assert len(scp.uids) == 1


def test_the_retry_takes_the_address_that_the_destination_has_now(scp: StoreScp, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "no-sr") as port:
        add(port)
        assert discography_report("send", a_file(tmp_path), "--to", "radiology").code == 1
    discography_report("destination", "remove", "radiology")
    add(scp.port)

    assert discography_report("outbox", "retry").out.startswith("1 to be sent")
    assert discography_report("outbox", "run").code == 0
    assert len(scp.uids) == 1


def test_what_is_not_confirmed_is_exported_byte_for_byte_under_its_identifier(tmp_path: Path) -> None:
    add(free_port())
    report = a_file(tmp_path)
    discography_report("send", report, "--to", "radiology", "--later")

    exported = discography_report("outbox", "export", tmp_path / "out")

    assert exported.code == 0, exported.err
    (written,) = (tmp_path / "out").iterdir()
    assert written.read_bytes() == report.read_bytes()
    assert set(written.stem) <= set("0123456789.")
    written.write_bytes(b"mine")
    assert "there already with other content" in refusal("outbox", "export", tmp_path / "out")
    assert written.read_bytes() == b"mine"


def test_one_bad_file_among_good_ones_and_none_is_saved(tmp_path: Path) -> None:
    add(free_port())
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(dicom_bytes()[:-40])

    said = refusal("send", a_file(tmp_path), bad, "--to", "radiology")

    assert str(bad) in said
    assert discography_report("outbox", "list").out == "the outbox is empty\n"


def test_other_content_under_a_known_identifier_is_refused(tmp_path: Path) -> None:
    add(free_port())
    first = a_file(tmp_path, "1.2.3")
    changed = tmp_path / "changed.dcm"
    changed.write_bytes(dicom_bytes("1.2.3", "changed"))
    discography_report("send", first, "--to", "radiology", "--later")

    assert "other content under the identifier 1.2.3" in refusal("send", changed, "--to", "radiology")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("send", "missing.dcm", "--to", "radiology"), "missing.dcm does not exist"),
        (("send", "missing.dcm", "--to", "nowhere"), "there is no destination nowhere; there are radiology"),
        (("destination", "test", "nowhere"), "there is no destination nowhere"),
        (("destination", "remove", "nowhere"), "there is no destination nowhere"),
        (("destination", "add", "radiology", "host:1", *ADDED), "there is a destination radiology already"),
        (("destination", "add", "x", "host", *ADDED), "host is no address; write host:port"),
        (("destination", "add", "x", "host:0", *ADDED), "0 is no port"),
        (("destination", "add", "x", "host:1", *ADDED, "--ca", "f"), "belong to --tls"),
        (("outbox", "retry", "1.2.3"), "1.2.3 does not wait in the outbox"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    add(104)

    assert said in refusal(*arguments)


def test_without_pynetdicom_the_report_is_saved_and_the_package_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python is told at its start that there is none."""
    add(free_port())
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['pynetdicom'] = None\n")
    monkeypatch.setattr("command_line.LIBRARY_PARENT", f"{hidden}{os.pathsep}{LIBRARY_PARENT}")

    answer = discography_report("send", a_file(tmp_path), "--to", "radiology")

    assert answer.code == 2
    assert answer.out.startswith("saved    ")
    assert is_one_sentence(answer.err)
    assert "pynetdicom is not installed, so nothing was sent" in answer.err

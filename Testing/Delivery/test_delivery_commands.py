# SPDX-License-Identifier: Apache-2.0
"""Delivery from the shell: destination, send, outbox; what is said when, and what a user sees who gets it wrong."""

import getpass
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pydicom
import pytest

from command_line import LIBRARY_PARENT, Answer, discography_report, refusal
from Delivery.made_documents import PATIENT, a_file, dicom_bytes
from Delivery.servers import Orthanc, StoreScp, free_port, misbehaving, store_scp
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import State

pytestmark = pytest.mark.usefixtures("own_folders")
ADDED = ("--called-ae", "PACS", "--calling-ae", "SLICER", "--timeout", "5")


def add(port: int, name: str = "radiology") -> Answer:
    added = discography_report("destination", "add", name, f"127.0.0.1:{port}", *ADDED)
    assert added.code == 0, added.err
    return added


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


def test_a_report_goes_before_its_companions_however_the_files_are_named(scp: StoreScp, tmp_path: Path) -> None:
    add(scp.port)
    report, companion = a_file(tmp_path, "1.2.9"), a_file(tmp_path, "1.2.3")
    dataset = pydicom.dcmread(companion)
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.104.1"
    dataset.save_as(companion)

    assert discography_report("send", companion, report, "--to", "radiology", "--later").code == 0

    waiting = json.loads(discography_report("outbox", "list", "--json").out)
    assert [one["uid"] for one in waiting] == ["1.2.9", "1.2.3"]


def test_the_retry_takes_the_address_that_the_destination_has_now(scp: StoreScp, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "no-sr") as port:
        add(port)
        assert discography_report("send", a_file(tmp_path), "--to", "radiology").code == 1
    discography_report("destination", "remove", "radiology")
    add(scp.port)

    assert discography_report("outbox", "retry").out.startswith("1 to be sent")
    assert discography_report("outbox", "run").code == 0
    assert len(scp.uids) == 1


def test_a_name_that_means_another_archive_now_never_says_that_this_one_has_the_report(
    scp: StoreScp, tmp_path: Path
) -> None:
    report = a_file(tmp_path, "1.2.3")
    add(scp.port)
    assert discography_report("send", report, "--to", "radiology").code == 0
    discography_report("destination", "remove", "radiology")
    other = free_port()
    add(other)

    assert f"1.2.3 went to 127.0.0.1:{scp.port} PACS, which was called radiology" in refusal(
        "send", report, "--to", "radiology"
    )
    listed = discography_report("outbox", "list", "--all").out
    assert f"1.2.3 to radiology (then 127.0.0.1:{scp.port} PACS): stored." in listed


def test_a_report_that_waits_for_the_old_address_of_a_name_is_not_said_to_be_on_its_way_to_the_new(
    scp: StoreScp, tmp_path: Path
) -> None:
    report, old = a_file(tmp_path, "1.2.3"), free_port()
    add(old)
    discography_report("send", report, "--to", "radiology", "--later")
    discography_report("destination", "remove", "radiology")
    add(scp.port)

    told = refusal("send", report, "--to", "radiology")
    assert f"on its way to 127.0.0.1:{old} PACS" in told
    assert f"outbox retry takes it to 127.0.0.1:{scp.port} PACS" in told
    discography_report("outbox", "retry", "1.2.3")
    assert discography_report("outbox", "run").code == 0
    assert scp.uids == ["1.2.3"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_ends_at_once_without_a_traceback_and_the_report_goes_out_with_the_next(
    tmp_path: Path, sent: signal.Signals
) -> None:
    with misbehaving(tmp_path, "hang") as port:
        discography_report("destination", "add", "radiology", f"127.0.0.1:{port}", *ADDED[:4], "--timeout", "60")
        discography_report("send", a_file(tmp_path, "1.2.3"), "--to", "radiology", "--later")
        command = [sys.executable, "-m", "DiscographyReportLib.cli", "outbox", "run"]
        environment = {**os.environ, "PYTHONPATH": str(LIBRARY_PARENT)}
        with subprocess.Popen(
            command,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            # A shell in the background, as on CI, has it ignored, and it would stay so.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as running:
            with Outbox(tmp_path / "data" / "DiscographyReport" / "outbox.db") as opened:
                while not opened.deliveries(State.SENDING):
                    assert running.poll() is None
                    time.sleep(0.02)
            running.send_signal(sent)
            _, said = running.communicate(timeout=20)

    assert running.returncode == 128 + sent
    assert said == ("stopped; nothing half-written is left\n" if sent == signal.SIGINT else "")
    assert "1.2.3 to radiology: waiting. Sending was interrupted" in discography_report("outbox", "list").out
    with store_scp(tmp_path) as server:
        discography_report("destination", "remove", "radiology")
        add(server.port)
        discography_report("outbox", "run")
        discography_report("outbox", "retry")
        assert discography_report("outbox", "run").code == 0
        assert server.uids == ["1.2.3"]


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

    assert answer.code == 1
    assert answer.out.startswith("saved    ")
    assert "needs attention. pynetdicom is not installed" in answer.out
    assert "nothing was sent. Once it is installed, retry." in answer.out


def test_a_cancelled_report_is_not_sent_says_why_and_can_be_saved_again(scp: StoreScp, tmp_path: Path) -> None:
    add(scp.port)
    report = a_file(tmp_path, "1.2.3")
    discography_report("send", report, "--to", "radiology", "--later")
    assert "--reason" in discography_report("outbox", "cancel", "1.2.3").err
    assert "say why" in refusal("outbox", "cancel", "1.2.3", "--reason", " ")

    cancelled = discography_report("outbox", "cancel", "1.2.3", "--reason", "wrong study.")

    assert (cancelled.code, cancelled.out) == (0, "cancelled 1.2.3 to radiology\n")
    assert discography_report("outbox", "run").code == 0
    assert scp.received == 0
    assert ": cancelled. Cancelled: wrong study.\n" in discography_report("outbox", "list", "--all").out
    again = discography_report("send", report, "--to", "radiology")
    assert (again.code, "already" in again.out) == (0, False)
    assert len(scp.uids) == 1


def test_a_pacs_that_rejects_our_title_is_paused_until_a_retry(pacs: Orthanc, tmp_path: Path) -> None:
    wrong = ("--called-ae", "PACS", "--calling-ae", "NOBODY")
    discography_report("destination", "add", "radiology", f"127.0.0.1:{pacs.port}", *wrong)
    discography_report("send", a_file(tmp_path), "--to", "radiology")
    second = discography_report("send", a_file(tmp_path), "--to", "radiology")
    assert second.code == 1
    assert "radiology: waiting. Saved; not sent yet." in second.out
    for told in (second.out, discography_report("outbox", "list").out):
        assert "radiology is paused: The PACS rejected the connection" in told

    discography_report("destination", "remove", "radiology")
    add(pacs.port)
    assert discography_report("outbox", "retry").out.startswith("2 to be sent")
    assert discography_report("outbox", "run").out == "0 of 2 not confirmed by their PACS\n"


def test_the_audit_names_account_and_event_and_tells_a_forgery(scp: StoreScp, tmp_path: Path) -> None:
    add(scp.port)
    discography_report("send", a_file(tmp_path, "1.2.3"), "--to", "radiology")

    audit = discography_report("outbox", "audit")

    assert audit.code == 0
    assert [line.split()[1:] for line in audit.out.splitlines()] == [
        ["saved", "1.2.3", "radiology", getpass.getuser()],
        ["sending", "1.2.3", "radiology", getpass.getuser()],
        ["stored", "1.2.3", "radiology", "0000", getpass.getuser()],
    ]
    assert "3 rows, none changed; head of the chain: " in audit.err
    assert PATIENT not in audit.out

    with sqlite3.connect(tmp_path / "data" / "DiscographyReport" / "outbox.db") as file:
        file.executescript("DROP TRIGGER audit_stays; UPDATE audit SET code = '0001' WHERE event = 'stored'")
    forged = discography_report("outbox", "audit")
    assert (forged.code, "CHANGED SINCE THEY WERE WRITTEN" in forged.err) == (1, True)


def test_storage_commitment_is_asked_for_where_the_destination_has_a_port_for_it(tmp_path: Path) -> None:
    ours = free_port()
    with misbehaving(tmp_path, "commit-all", str(ours)) as port:
        where = ("radiology", f"127.0.0.1:{port}", *ADDED, "--commitment-port", ours)
        added = discography_report("destination", "add", *where)
        assert f"storage commitment at our port {ours}" in added.out

        sent = discography_report("send", a_file(tmp_path), "--to", "radiology")

    assert sent.code == 0, sent.err
    assert "committed: the PACS took responsibility for keeping it" in sent.out

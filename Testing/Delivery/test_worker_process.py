# SPDX-License-Identifier: Apache-2.0
"""The worker as a child: what it reads, what it says, when it ends, and what it finds that Slicer does not bring."""

import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest

from Delivery.made_documents import PATIENT, a_document
from Delivery.servers import Certificates, StoreScp, misbehaving, store_scp, to_port
from Delivery.web_servers import to_web, web_orthanc
from DiscographyReportLib.delivery import packages
from DiscographyReportLib.delivery.credentials import Secret, secrets_line
from DiscographyReportLib.delivery.destination import Login
from DiscographyReportLib.delivery.errors import DeliveryError
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import State
from house import MODULE
from tools_found import external_tool

PATIENCE_S = 60
MONTH = {"ahead": "+30d", "behind": "-30d"}


@contextmanager
def worker(outbox: Path, *before: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The child, which waits for its first line."""
    command = [*before, sys.executable, "-m", "DiscographyReportLib.delivery.worker_process", str(outbox)]
    surroundings = {**os.environ, "PYTHONPATH": str(MODULE), **environment}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=surroundings) as child:
        try:
            yield child
        finally:
            child.kill()


def run(outbox: Path, line: str = "\n", *before: str, **environment: str) -> tuple[int, list[dict[str, str]], str]:
    """Exit code, what it told, and stderr."""
    with worker(outbox, *before, **environment) as child:
        out, err = child.communicate(line, PATIENCE_S)
        return child.returncode, [json.loads(told) for told in out.splitlines()], err


def test_it_tells_every_change_as_a_line_of_json_and_ends_when_nothing_waits(scp: StoreScp, outbox: Outbox) -> None:
    document = a_document()
    outbox.put(document, to_port(scp.port))

    code, told, err = run(outbox.path)

    assert (code, err) == (0, "")
    assert [(one["event"], one["uid"]) for one in told] == [("sending", document.uid), ("stored", document.uid)]
    assert scp.uids == [document.uid]
    assert PATIENT not in json.dumps(told)


def test_what_is_saved_while_it_works_goes_out_too(outbox: Outbox, tmp_path: Path) -> None:
    with store_scp(tmp_path, "--sleep-during", "1") as slow:
        outbox.put(a_document(), to_port(slow.port))
        with worker(outbox.path) as child:
            child.stdin.write("\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["event"] == "sending"
            outbox.put(a_document(), to_port(slow.port))
            assert child.wait(PATIENCE_S) == 0
        assert len(slow.uids) == 2


@pytest.mark.parametrize("line", ["", "\n"])
def test_without_secrets_it_begins_at_the_first_line_or_at_the_end(scp: StoreScp, outbox: Outbox, line: str) -> None:
    outbox.put(a_document(), to_port(scp.port))

    assert run(outbox.path, line)[0] == 0
    assert len(scp.uids) == 1


def test_a_secret_stands_in_no_file_no_argument_and_no_output(scp: StoreScp, outbox: Outbox) -> None:
    outbox.put(a_document(), to_port(scp.port))
    line = secrets_line({"pacs": Secret("u", "CANARYPW")})

    with worker(outbox.path) as child:
        arguments = Path(f"/proc/{child.pid}/cmdline").read_bytes()
        environment = Path(f"/proc/{child.pid}/environ").read_bytes()
        out, err = child.communicate(line, PATIENCE_S)

    kept = b"".join(path.read_bytes() for path in outbox.path.parent.iterdir())
    assert child.returncode == 0
    assert b"CANARYPW" not in arguments + environment + kept
    assert "CANARYPW" not in out + err


def test_with_every_log_on_a_worker_names_neither_password_nor_patient(
    scp: StoreScp, outbox: Outbox, tmp_path: Path
) -> None:
    verbose = tmp_path / "verbose"
    verbose.mkdir()
    levels = "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.captureWarnings(True)\n"
    (verbose / "sitecustomize.py").write_text(levels)
    with web_orthanc(AuthenticationEnabled=True, RegisteredUsers={"disco": "CANARYPW"}) as server:
        log_in = {"login": Login.BASIC, "user": "disco"}
        outbox.put(a_document(), to_port(scp.port))
        outbox.put(a_document(), to_web(server.http, name="right", **log_in))
        outbox.put(a_document(), to_web(server.http, name="wrong", **log_in))
        line = secrets_line({"right": Secret(password="CANARYPW"), "wrong": Secret(password="CANARYTOO")})
        code, told, err = run(outbox.path, line, PYTHONPATH=f"{verbose}{os.pathsep}{MODULE}")

    assert code == 0
    assert [one.code for one in outbox.deliveries()] == ["0000", "0000", "HTTP-401"]
    assert all(log in err for log in ("DEBUG:urllib3", "INFO:pynetdicom")), "the logs were off"
    encoded = [base64.b64encode(f"disco:{word}".encode()).decode() for word in ("CANARYPW", "CANARYTOO")]
    kept = b"".join(path.read_bytes() for path in outbox.path.parent.iterdir())
    for canary in ("CANARY", PATIENT, *encoded):
        assert canary not in err + json.dumps(told)
    for canary in ("CANARYPW", "CANARYTOO", *encoded):
        assert canary.encode() not in kept


def test_a_line_that_is_no_secret_is_said_and_what_needs_none_goes_out(scp: StoreScp, outbox: Outbox) -> None:
    outbox.put(a_document(), to_port(scp.port))

    code, _, err = run(outbox.path, "CANARYPW\n")

    assert (code, len(scp.uids)) == (0, 1)
    assert "the line with secrets is none" in err
    assert "CANARYPW" not in err


def test_it_goes_on_when_nobody_reads_any_more_and_the_terminal_has_gone(outbox: Outbox, tmp_path: Path) -> None:
    with store_scp(tmp_path, "--sleep-during", "1") as slow:
        for _ in range(2):
            outbox.put(a_document(), to_port(slow.port))
        with worker(outbox.path) as child:
            child.stdin.write("\n")
            child.stdin.close()
            assert json.loads(child.stdout.readline())["event"] == "sending"
            child.stdout.close()
            child.send_signal(signal.SIGHUP)
            child.send_signal(signal.SIGINT)
            assert child.wait(PATIENCE_S) == 0
    assert {one.state for one in outbox.deliveries()} == {State.STORED}


def test_an_outbox_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "outbox.db").write_bytes(b"something else entirely, and long enough to be looked at" * 50)

    code, told, err = run(tmp_path / "outbox.db")

    assert (code, told, err.count("\n")) == (2, [], 1)
    assert "the file is damaged" in err


@pytest.mark.parametrize("jump", MONTH)
def test_a_worker_whose_clock_is_a_month_off_still_sends(scp: StoreScp, outbox: Outbox, jump: str) -> None:
    outbox.put(a_document(), to_port(scp.port))
    # It has been tried, and waits under the right clock.
    outbox._file.execute("UPDATE deliveries SET next_try = ?, tries = 3", (time.time() + 300,))

    code, _, err = run(outbox.path, "\n", external_tool("faketime"), "-f", MONTH[jump])

    assert (code, err) == (0, "")
    assert len(scp.uids) == 1
    assert outbox.audit_intact()


def test_a_certificate_from_the_future_names_the_clock_of_this_computer(
    outbox: Outbox, tmp_path: Path, certificates: Certificates
) -> None:
    files = [certificates.file(name) for name in ("server.key", "server.crt", "ca.crt")]
    with store_scp(tmp_path, "+tls", *files[:2], "+cf", files[2]) as server:
        outbox.put(a_document(), to_port(server.port, tls=certificates.tls()))
        assert run(outbox.path, "\n", external_tool("faketime"), "-f", "-60d")[0] == 0

        assert server.received == 0
    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "TLS-9")
    assert "check the clock of this computer" in found.answer


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel of the pynetdicom that is installed here, pinned as it is made."""
    installed = metadata.distribution("pynetdicom")
    path = tmp_path / "renamed by a browser (1).whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in installed.files or ():
            if name.suffix in {".py", ""} and ".." not in name.parts and "bin" not in name.parts:
                packed.write(installed.locate_file(name), str(name))
        packed.writestr("pynetdicom/tests/not_needed.py", "")
    monkeypatch.setattr(packages, "PINS", {"pynetdicom-3.0.4-py3-none-any.whl": _sha256(path)})
    return path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_worker_without_pynetdicom_says_so_and_sends_after_the_user_chose_the_wheel(
    scp: StoreScp, outbox: Outbox, tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start-up file hides the pynetdicom of this environment, and nothing from our folder."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(HIDE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    surroundings = {"PYTHONPATH": f"{hidden}{os.pathsep}{MODULE}", "XDG_DATA_HOME": str(tmp_path / "data")}
    outbox.put(a_document(), to_port(scp.port))

    assert run(outbox.path, **surroundings)[0] == 0
    (missing,) = outbox.deliveries()
    assert (missing.state, missing.code) == (State.NEEDS_ATTENTION, "NO-CLIENT")
    assert missing.answer.startswith("pynetdicom is not installed")

    assert packages.install_wheel(wheel) == "pynetdicom-3.0.4-py3-none-any"
    outbox.retry(missing, to_port(scp.port))
    assert run(outbox.path, **surroundings)[0] == 0
    assert [one.state for one in outbox.deliveries()] == [State.STORED]
    assert not (tmp_path / "data" / "DiscographyReport" / "packages" / "pynetdicom" / "tests").exists()


HIDE = """
import importlib.machinery, sys
class Hidden(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "pynetdicom":
            ours = [folder for folder in sys.path if folder.endswith("packages") and "DiscographyReport" in folder]
            found = super().find_spec(name, ours)
            if found is None:
                raise ModuleNotFoundError(name)
            return found
sys.meta_path.insert(0, Hidden)
"""


def test_another_file_is_not_installed_whatever_its_name(tmp_path: Path) -> None:
    named = tmp_path / next(iter(packages.PINS))
    named.write_bytes(b"something else")

    with pytest.raises(DeliveryError, match="is none of the files that are known"):
        packages.install_wheel(named, tmp_path / "packages")

    assert not (tmp_path / "packages").exists()


def test_a_pinned_file_that_leads_out_of_the_folder_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "evil.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../outside.py", "")
    monkeypatch.setattr(packages, "PINS", {"evil.whl": _sha256(path)})

    with pytest.raises(DeliveryError, match="lead out of its folder"):
        packages.install_wheel(path, tmp_path / "packages")

    assert not (tmp_path / "outside.py").exists()
    assert list((tmp_path / "packages").iterdir()) == []


def test_what_is_installed_is_found_without_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert packages.find_package("pynetdicom")
    assert not packages.find_package("no_such_package")
    (tmp_path / "DiscographyReport" / "packages" / "no_such_package").mkdir(parents=True)
    assert not packages.find_package("no_such_package")
    (tmp_path / "DiscographyReport" / "packages" / "no_such_package" / "__init__.py").touch()
    assert packages.find_package("no_such_package")


def test_a_paused_destination_does_not_keep_the_worker_running(outbox: Outbox, tmp_path: Path) -> None:
    with misbehaving(tmp_path, "reject", "1-1-3") as port:
        for _ in range(2):
            outbox.put(a_document(), to_port(port))
        assert run(outbox.path)[0] == 0
        outbox.put(a_document(), to_port(port))
        assert run(outbox.path)[0] == 0

        assert (tmp_path / "reject.log").read_text().count("asked") == 1
    assert [(one.state, one.paused) for one in outbox.deliveries()] == [
        (State.NEEDS_ATTENTION, True),
        (State.NEEDS_ATTENTION, True),
        (State.WAITING, True),
    ]

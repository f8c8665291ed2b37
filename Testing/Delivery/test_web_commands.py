# SPDX-License-Identifier: Apache-2.0
"""DICOMweb from the shell, and where passwords and names of patients do not show up."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import LIBRARY_PARENT, Answer, discography_report, is_one_sentence, refusal
from Delivery.made_documents import PATIENT, a_file
from Delivery.servers import Certificates, Orthanc, free_port
from Delivery.web_servers import ROOT, Fronts, web_orthanc
from DiscographyReportLib.delivery.outbox import Outbox

pytestmark = pytest.mark.usefixtures("own_folders")
PASSWORD = "SECRETPW"
SECRETS = json.dumps({"web": {"password": PASSWORD}})
LOG_IN = ("--login", "basic", "--user", "disco")
LEVELS = "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.captureWarnings(True)\n"


@pytest.fixture(scope="module")
def locked_pacs() -> Iterator[Orthanc]:
    with web_orthanc(AuthenticationEnabled=True, RegisteredUsers={"disco": PASSWORD}) as server:
        yield server


def url_of(server: Orthanc) -> str:
    return f"http://127.0.0.1:{server.http}{ROOT}"


def add(url: str, *more: str) -> Answer:
    added = discography_report("destination", "add", "web", "--url", url, *more)
    assert added.code == 0, added.err
    return added


def test_a_server_is_added_listed_tested_sent_to_and_removed(web_pacs: Orthanc, tmp_path: Path) -> None:
    line = f"web: {url_of(web_pacs)}, reads back"
    assert add(f"{url_of(web_pacs)}/").out == f"added    {line}\n"
    assert discography_report("destination", "list").out == f"{line}\n"

    tested = discography_report("destination", "test", "web")
    assert (tested.code, tested.out.count(" works "), tested.out.count("FAILS")) == (0, 6, 0)

    sent = discography_report("send", a_file(tmp_path), "--to", "web")
    assert sent.code == 0, sent.err
    assert "equal to what was sent" in sent.out

    assert discography_report("destination", "remove", "web").code == 0
    assert discography_report("destination", "list").out == ""


def test_https_with_certificates_of_ones_own(doors: Fronts, certificates: Certificates, tmp_path: Path) -> None:
    own = [("--certificate", certificates.file("client.crt")), ("--key", certificates.file("client.key"))]
    add(doors.url("mutual"), "--ca", certificates.file("ca.crt"), *own[0], *own[1], "--no-query")

    sent = discography_report("send", a_file(tmp_path), "--to", "web")

    assert sent.code == 0, sent.out
    assert "to web: stored. The PACS confirmed" in sent.out


def test_a_password_is_read_from_stdin_and_nobody_is_asked_where_nobody_sits(
    locked_pacs: Orthanc, tmp_path: Path
) -> None:
    add(url_of(locked_pacs), *LOG_IN)

    without = discography_report("send", a_file(tmp_path), "--to", "web")
    assert without.code == 1
    assert "The password of disco for web is not known here, so nothing was sent." in without.out
    tested = discography_report("destination", "test", "web", "--secrets-stdin", stdin=SECRETS)
    assert tested.code == 0, tested.out

    assert discography_report("outbox", "retry").code == 0
    ran = discography_report("outbox", "run", "--secrets-stdin", stdin=SECRETS)
    assert (ran.code, ran.out) == (0, "0 of 1 not confirmed by their PACS\n")


def test_neither_password_nor_patient_shows_up_anywhere_with_every_log_on(
    locked_pacs: Orthanc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbose = tmp_path / "verbose"
    verbose.mkdir()
    (verbose / "sitecustomize.py").write_text(LEVELS)
    monkeypatch.setattr("command_line.LIBRARY_PARENT", f"{verbose}{os.pathsep}{LIBRARY_PARENT}")
    add(url_of(locked_pacs), *LOG_IN)

    answers = [
        discography_report("destination", "test", "web", "--secrets-stdin", stdin=SECRETS),
        discography_report("send", a_file(tmp_path), "--to", "web", "--secrets-stdin", stdin=SECRETS),
        discography_report("send", a_file(tmp_path), "--to", "web", "--secrets-stdin", stdin="{}"),
        discography_report("send", a_file(tmp_path), "--to", "web", "--secrets-stdin", stdin=SECRETS.replace("T", "t")),
        discography_report("outbox", "list", "--all", "--json"),
    ]

    assert [one.code for one in answers] == [0, 0, 1, 1, 1]
    said = "".join(text for one in answers for text in (one.out, one.err))
    assert "DEBUG:urllib3" in said, "the logs were off"
    for canary in (PASSWORD, PASSWORD.replace("T", "t"), PATIENT, "CANARY", "ZGlzY286"):
        assert canary not in said
        assert canary.encode() not in (tmp_path / "config" / "DiscographyReport" / "destinations.json").read_bytes()
    with Outbox(tmp_path / "data" / "DiscographyReport" / "outbox.db") as opened:
        kept = repr((opened.deliveries(), list(opened.audit())))
    assert len(kept) > 100
    assert not any(canary in kept for canary in (PASSWORD, PATIENT, "CANARY"))


def test_a_log_in_is_kept_in_the_keyring_or_said_not_to_be(locked_pacs: Orthanc) -> None:
    add(url_of(locked_pacs), *LOG_IN)

    kept = discography_report("destination", "login", "web", "--secrets-stdin", stdin=SECRETS)

    assert kept.code == 2
    assert "this system has no keyring" in kept.err
    assert PASSWORD not in kept.out + kept.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x",), "a destination is HOST:PORT with --called-ae and --calling-ae, or --url"),
        (("x", "host:1", "--called-ae", "A"), "a destination is HOST:PORT with --called-ae and --calling-ae"),
        (("x", "host:1", "--url", "https://a"), "belong to DIMSE"),
        (("x", "--url", "https://a", "--tls"), "belong to DIMSE"),
        (("x", "--url", "ftp://a"), "is no URL of a DICOMweb server"),
        (("x", "--url", "https://me:pw@a"), "holds a user name or a password"),
        (("x", "--url", "http://pacs.org", *LOG_IN), "would carry the log-in unencrypted"),
        (("x", "--url", "https://a", "--login", "basic"), "belong together"),
        (("x", "host:1", "--called-ae", "A", "--calling-ae", "B", *LOG_IN), "--login and --user belong to --url"),
    ],
)
def test_what_cannot_be_added_is_said_in_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    assert said in refusal("destination", "add", *arguments)


@pytest.mark.parametrize("action", ["test", "login"])
def test_secrets_that_are_none_are_refused_and_not_repeated(action: str) -> None:
    add(f"http://127.0.0.1:{free_port()}", *LOG_IN)

    answer = discography_report("destination", action, "web", "--secrets-stdin", stdin="HIDDEN")

    assert (answer.code, answer.out) == (2, "")
    assert is_one_sentence(answer.err)
    assert "HIDDEN" not in answer.err


def test_there_is_no_argument_for_a_password() -> None:
    for name in ("add", "test", "login"):
        said = discography_report("destination", name, "--help").out
        assert "--password" not in said
        assert "--token" not in said


def test_without_requests_the_report_is_saved_and_the_package_named(
    web_pacs: Orthanc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python is told at its start that there is none."""
    add(url_of(web_pacs))
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['requests'] = None\n")
    monkeypatch.setattr("command_line.LIBRARY_PARENT", f"{hidden}{os.pathsep}{LIBRARY_PARENT}")

    answer = discography_report("send", a_file(tmp_path), "--to", "web")

    assert answer.code in (1, 2)
    assert answer.out.startswith("saved    ")
    assert "requests is not installed" in answer.out + answer.err
    assert ": stored" not in answer.out
    tested = discography_report("destination", "test", "web")
    assert (tested.code, "requests is not installed" in tested.err) == (2, True)

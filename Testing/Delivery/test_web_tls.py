# SPDX-License-Identifier: Apache-2.0
"""TLS of DICOMweb, ended by haproxy: a server that proves who it is gets the report, any other gets nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import LIBRARY_PARENT
from Delivery.made_documents import a_document
from Delivery.servers import Certificates, Orthanc
from Delivery.web_servers import Fronts, to_url
from DiscographyReportLib.delivery.destination import Tls
from DiscographyReportLib.delivery.outbox import Delivery, Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.stow import connect
from DiscographyReportLib.delivery.worker import run_once
from tools_found import external_tool

MONTHS_AGO = "-90d"


def send(outbox: Outbox, url: str, **more: object) -> Delivery:
    outbox.put(a_document(), to_url(url, **more))
    run_once(outbox)
    (found,) = outbox.deliveries()
    return found


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("door", ["server", "mutual"])
def test_both_sides_with_good_certificates_exchange_the_report(
    outbox: Outbox, doors: Fronts, certificates: Certificates, web_pacs: Orthanc, door: str, host: str
) -> None:
    found = send(outbox, doors.url(door, host), tls=certificates.tls())

    assert found.state is State.VERIFIED, found.answer
    assert len(web_pacs.instances(found.uid)) == 1


@pytest.mark.parametrize(
    ("door", "said"), [("untrusted", "not trusted"), ("expired", "has expired"), ("wrong-host", "for another")]
)
def test_a_server_that_cannot_prove_its_identity_gets_nothing(
    outbox: Outbox, doors: Fronts, certificates: Certificates, web_pacs: Orthanc, door: str, said: str
) -> None:
    found = send(outbox, doors.url(door), tls=certificates.tls())

    assert found.state is State.NEEDS_ATTENTION
    assert found.answer.startswith("The identity of 127.0.0.1 cannot be trusted")
    assert said in found.answer
    assert found.answer.endswith("Nothing was sent.")
    assert web_pacs.instances(found.uid) == []


def test_without_authorities_named_those_of_the_system_are_trusted_and_no_others(
    outbox: Outbox, doors: Fronts, web_pacs: Orthanc
) -> None:
    found = send(outbox, doors.url("server"))

    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "TLS-20")
    assert web_pacs.instances(found.uid) == []


def test_the_authorities_that_were_named_are_the_only_ones(doors: Fronts, certificates: Certificates) -> None:
    """``requests`` adds those of certifi to a context of one's own."""
    with connect(to_url(doors.url("server"), tls=certificates.tls()), []) as link:
        link.store(a_document())
        adapter = link._session._session.get_adapter("https://")
        trusted = adapter.poolmanager.connection_pool_kw["ssl_context"].get_ca_certs()

    assert [dict(pair for (pair,) in one["subject"])["commonName"] for one in trusted] == ["ca"]


def test_a_missing_client_certificate_is_named_and_pauses(
    doors: Fronts, certificates: Certificates, web_pacs: Orthanc
) -> None:
    document = a_document()
    with connect(to_url(doors.url("mutual"), tls=certificates.tls(client=False)), []) as link:
        outcome = link.store(document)

    assert (outcome.code, outcome.doubtful, outcome.pauses) == ("TLS-CLIENT", False, True)
    assert "does not accept the certificate of this workstation, or misses one" in outcome.answer
    assert web_pacs.instances(document.uid) == []


def test_tls_to_a_plain_port_and_plain_http_to_a_tls_port_say_so(
    outbox: Outbox, doors: Fronts, certificates: Certificates, web_pacs: Orthanc, tmp_path: Path
) -> None:
    to_plain = send(outbox, f"https://127.0.0.1:{web_pacs.http}", tls=certificates.tls(), timeout_s=2.0)
    assert (to_plain.state, to_plain.code) == (State.WAITING, "NO-TLS")

    with Outbox(tmp_path / "other.db") as other:
        to_secured = send(other, doors.url("server", scheme="http"))
    assert (to_secured.state, to_secured.code) == (State.WAITING, "LOST")
    assert "it was no HTTP" in to_secured.answer


def test_a_certificate_file_that_is_none_stops_and_is_named(outbox: Outbox, doors: Fronts, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing")

    found = send(outbox, doors.url("server"), tls=Tls(str(nothing)))

    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "TLS-FILES")
    assert str(nothing) in found.answer


def test_a_server_with_a_limit_says_that_the_report_is_too_large(
    outbox: Outbox, doors: Fronts, web_pacs: Orthanc
) -> None:
    found = send(outbox, doors.url("limited", scheme="http"))

    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "HTTP-413")
    assert web_pacs.instances(found.uid) == []


def test_a_door_with_nothing_behind_it_is_busy_and_the_report_waits(outbox: Outbox, doors: Fronts) -> None:
    found = send(outbox, doors.url("down", scheme="http"))

    assert (found.state, found.code) == (State.WAITING, "HTTP-503")


def test_a_clock_that_is_months_behind_is_named_as_the_reason(
    doors: Fronts, certificates: Certificates, tmp_path: Path
) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(LIBRARY_PARENT)!r})\n"
        "from DiscographyReportLib.delivery.connection_test import check_connection\n"
        "from DiscographyReportLib.delivery.destination import Tls, WebDestination\n"
        f"for layer in check_connection(WebDestination('web', {doors.url('server')!r}, tls=Tls("
        f"{certificates.file('ca.crt')!r}))): sys.stdout.write(layer.said + chr(10))\n"
    )
    command = [external_tool("faketime"), "-f", MONTHS_AGO, sys.executable, "-c", program]
    said = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60)

    assert "its certificate is not valid yet; check the clock of this computer" in said.stdout.splitlines()[-1], said

# SPDX-License-Identifier: Apache-2.0
"""TLS: a PACS that proves who it is gets the report, any other gets nothing."""

from pathlib import Path

import pytest

from Delivery.made_documents import a_document
from Delivery.servers import Certificates, StoreScp, store_scp, to_port
from DiscographyReportLib.delivery.destination import Tls
from DiscographyReportLib.delivery.outbox import Delivery, Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.worker import run_once

SHORT_S = 5.0


def with_tls(certificates: Certificates, name: str = "server") -> tuple[str, ...]:
    return (
        *("+tls", certificates.file(f"{name}.key"), certificates.file(f"{name}.crt")),
        *("+cf", certificates.file("ca.crt")),
    )


def send(outbox: Outbox, server: StoreScp, tls: Tls | None, host: str = "127.0.0.1") -> Delivery:
    outbox.put(a_document(), to_port(server.port, host=host, tls=tls, timeout_s=SHORT_S))
    run_once(outbox)
    (found,) = outbox.deliveries()
    return found


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_both_sides_with_good_certificates_exchange_the_report(
    outbox: Outbox, tmp_path: Path, certificates: Certificates, host: str
) -> None:
    with store_scp(tmp_path, *with_tls(certificates)) as server:
        found = send(outbox, server, certificates.tls(), host)

        assert found.state is State.STORED, found.answer
        assert server.uids == [found.uid]


@pytest.mark.parametrize(
    ("name", "said"),
    [("untrusted", "not trusted"), ("expired", "has expired"), ("wrong-host", "for another")],
)
def test_a_pacs_that_cannot_prove_its_identity_gets_nothing(
    outbox: Outbox, tmp_path: Path, certificates: Certificates, name: str, said: str
) -> None:
    with store_scp(tmp_path, *with_tls(certificates, name)) as server:
        found = send(outbox, server, certificates.tls())

        assert server.received == 0
    assert found.state is State.NEEDS_ATTENTION
    assert found.answer.startswith("The identity of 127.0.0.1 cannot be trusted")
    assert said in found.answer
    assert found.answer.endswith("Nothing was sent.")


def test_a_missing_client_certificate_is_named(outbox: Outbox, tmp_path: Path, certificates: Certificates) -> None:
    with store_scp(tmp_path, *with_tls(certificates)) as server:
        found = send(outbox, server, certificates.tls(client=False))

        assert server.received == 0
    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "TLS-CLIENT")
    assert "does not accept the certificate of this workstation, or misses one" in found.answer


def test_tls_to_a_plain_port_and_plain_dicom_to_a_tls_port_say_so(
    outbox: Outbox, tmp_path: Path, certificates: Certificates
) -> None:
    with store_scp(tmp_path) as plain:
        to_plain = send(outbox, plain, certificates.tls())
    assert (to_plain.state, to_plain.code) == (State.WAITING, "NO-TLS")

    with Outbox(tmp_path / "other.db") as other, store_scp(tmp_path, *with_tls(certificates)) as secured:
        to_secured = send(other, secured, None)
    assert (to_secured.state, to_secured.code) == (State.WAITING, "NO-ASSOCIATION")
    assert "TLS expected" in to_secured.answer


def test_a_certificate_file_that_is_none_stops_and_is_named(outbox: Outbox, tmp_path: Path, scp: StoreScp) -> None:
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing")

    found = send(outbox, scp, Tls(str(nothing)))

    assert (found.state, found.code) == (State.NEEDS_ATTENTION, "TLS-FILES")
    assert str(nothing) in found.answer

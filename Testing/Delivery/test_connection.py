# SPDX-License-Identifier: Apache-2.0
"""The connection test tells the layers apart: the last line is the layer that fails, with its own sentence."""

from pathlib import Path

import pytest

from Delivery.servers import Certificates, Orthanc, free_port, misbehaving, store_scp, to_port
from DiscographyReportLib.delivery.connection_test import check_connection
from DiscographyReportLib.delivery.credentials import Secret
from DiscographyReportLib.delivery.destination import AnyDestination, Destination
from DiscographyReportLib.delivery.layer import Layer

NETWORK = ["name", "TCP"]
DICOM = ["association", "presentation context", "C-ECHO"]


def layers(destination: AnyDestination, secret: Secret | None = None) -> tuple[list[str], Layer]:
    """The names in order, and the last one; all before it work."""
    found = list(check_connection(destination, secret=secret))
    assert all(one.works for one in found[:-1])
    return [one.name for one in found], found[-1]


def test_a_pacs_that_takes_reports_passes_every_layer(pacs: Orthanc) -> None:
    names, last = layers(to_port(pacs.port))

    assert (names, last.works) == ([*NETWORK, *DICOM], True)


def test_with_tls_there_is_a_layer_more(tmp_path: Path, certificates: Certificates) -> None:
    tls = ("+tls", certificates.file("server.key"), certificates.file("server.crt"), "+cf", certificates.file("ca.crt"))
    with store_scp(tmp_path, *tls) as server:
        names, last = layers(to_port(server.port, tls=certificates.tls()))

    assert (names, last.works) == ([*NETWORK, "TLS", *DICOM], True)


@pytest.mark.parametrize(
    ("mode", "names", "said"),
    [
        ("silent", [*NETWORK, "association"], "does not complete a DICOM connection"),
        ("busy", [*NETWORK, "association"], "busy"),
        ("no-sr", [*NETWORK, "association", "presentation context"], "does not accept Comprehensive 3D SR Storage"),
        ("no-echo", [*NETWORK, *DICOM], "answered with status 0122"),
    ],
)
def test_the_layer_that_fails_is_the_last_and_says_why(tmp_path: Path, mode: str, names: list[str], said: str) -> None:
    with misbehaving(tmp_path, mode) as port:
        found, last = layers(to_port(port, timeout_s=1.0))

    assert (found, last.works) == (names, False)
    assert said in last.said


def test_an_unregistered_workstation_fails_at_the_association(pacs: Orthanc) -> None:
    names, last = layers(to_port(pacs.port, calling_ae="NOBODY"))

    assert (names, last.works) == ([*NETWORK, "association"], False)
    assert "NOBODY" in last.said


@pytest.mark.parametrize(
    ("destination", "names"),
    [(to_port(104, host="pacs.example.invalid"), ["name"]), (to_port(free_port(), timeout_s=1.0), NETWORK)],
    ids=["unknown name", "closed port"],
)
def test_below_dicom_name_and_port_are_told_apart(destination: Destination, names: list[str]) -> None:
    found, last = layers(destination)

    assert (found, last.works) == (names, False)


def test_an_untrusted_certificate_fails_at_tls(tmp_path: Path, certificates: Certificates) -> None:
    tls = ("+tls", certificates.file("untrusted.key"), certificates.file("untrusted.crt"))
    with store_scp(tmp_path, *tls, "+cf", certificates.file("ca.crt")) as server:
        names, last = layers(to_port(server.port, tls=certificates.tls()))

    assert (names, last.works) == ([*NETWORK, "TLS"], False)
    assert "cannot be trusted" in last.said

# SPDX-License-Identifier: Apache-2.0
"""The connection test of DICOMweb: the last line is the layer that fails, with its own sentence."""

from pathlib import Path

import pytest

from Delivery.servers import Certificates, Orthanc, free_port, misbehaving, store_scp
from Delivery.test_connection import NETWORK, layers
from Delivery.web_servers import Fronts, misbehaving_web, to_url, to_web, web_orthanc
from DiscographyReportLib.delivery.credentials import Secret
from DiscographyReportLib.delivery.destination import AnyDestination, Login

WEB = ["HTTP", "log-in", "STOW-RS", "QIDO-RS"]


def test_a_server_that_takes_reports_passes_every_layer_and_nothing_is_stored(web_pacs: Orthanc) -> None:
    before = web_pacs.get("/statistics")

    names, last = layers(to_web(web_pacs.http))

    assert (names, last.works) == ([*NETWORK, *WEB], True)
    assert web_pacs.get("/statistics") == before


def test_with_https_there_is_a_layer_more(doors: Fronts, certificates: Certificates) -> None:
    names, last = layers(to_url(doors.url("mutual"), tls=certificates.tls()))

    assert (names, last.works) == ([*NETWORK, "TLS", *WEB], True)


@pytest.mark.parametrize(
    ("door", "client", "said"),
    [
        ("untrusted", True, "cannot be trusted"),
        ("expired", True, "has expired"),
        ("wrong-host", True, "for another"),
        ("mutual", False, "misses one"),
    ],
)
def test_a_certificate_that_fails_fails_at_tls(
    doors: Fronts, certificates: Certificates, door: str, client: bool, said: str
) -> None:
    names, last = layers(to_url(doors.url(door), tls=certificates.tls(client=client)))

    assert (names, last.works) == ([*NETWORK, "TLS"], False)
    assert said in last.said


@pytest.mark.parametrize(
    ("mode", "argument", "layer", "said"),
    [
        ("status", "302", "HTTP", "redirects elsewhere"),
        ("status", "503", "HTTP", "is busy"),
        ("page", "", "HTTP", "perhaps a log-in page"),
        ("status", "401", "log-in", "asks for a log-in"),
        ("status", "403", "log-in", "does not let this account store"),
        ("early", "405", "STOW-RS", "has no STOW-RS"),
        ("no-query", "", "QIDO-RS", "does not answer queries (HTTP 404)"),
    ],
)
def test_the_layer_that_fails_is_the_last_and_says_why(
    tmp_path: Path, mode: str, argument: str, layer: str, said: str
) -> None:
    with misbehaving_web(tmp_path, mode, argument) as server:
        names, last = layers(to_web(server.port))

    assert (names, last.works) == ([*NETWORK, *WEB[: WEB.index(layer) + 1]], False)
    assert said in last.said


def test_a_server_without_queries_is_good_enough_where_none_are_wanted(tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "no-query") as server:
        names, last = layers(to_web(server.port, query=False))

    assert (names, last.works) == ([*NETWORK, *WEB], True)
    assert "cannot be verified" in last.said


def test_a_wrong_path_at_a_right_server_fails_at_the_store(web_pacs: Orthanc) -> None:
    names, last = layers(to_url(f"http://127.0.0.1:{web_pacs.http}/elsewhere"))

    assert (names, last.works) == ([*NETWORK, *WEB[:3]], False)
    assert "the URL is wrong, or the server has no STOW-RS" in last.said


def test_a_password_that_is_not_known_fails_at_the_log_in(web_pacs: Orthanc) -> None:
    names, last = layers(to_web(web_pacs.http, login=Login.BASIC, user="disco"))

    assert (names, last.works) == ([*NETWORK, "log-in"], False)
    assert "The password of disco for web is not known here" in last.said


@pytest.mark.parametrize(("password", "works"), [("right", True), ("wrong", False)])
def test_a_password_is_tried_and_said_to_be_right_or_wrong(password: str, works: bool) -> None:
    with web_orthanc(AuthenticationEnabled=True, RegisteredUsers={"disco": "right"}) as server:
        names, last = layers(to_web(server.http, login=Login.BASIC, user="disco"), Secret(password=password))

    assert (names, last.works) == ([*NETWORK, *(WEB if works else WEB[:2])], works)
    assert works or "refused the user name or the password" in last.said


def test_a_port_that_speaks_dicom_fails_at_http(tmp_path: Path) -> None:
    with store_scp(tmp_path) as server:
        names, last = layers(to_web(server.port, timeout_s=2.0))

    assert (names, last.works) == ([*NETWORK, "HTTP"], False)


def test_a_port_that_says_nothing_fails_at_http(tmp_path: Path) -> None:
    with misbehaving(tmp_path, "silent") as port:
        names, last = layers(to_web(port, timeout_s=1.0))

    assert (names, last.works) == ([*NETWORK, "HTTP"], False)
    assert last.said.endswith("did not answer within 1 s.")


@pytest.mark.parametrize(
    ("destination", "names"),
    [(to_url("https://pacs.example.invalid"), ["name"]), (to_web(free_port(), timeout_s=1.0), NETWORK)],
    ids=["unknown name", "closed port"],
)
def test_below_http_name_and_port_are_told_apart(destination: AnyDestination, names: list[str]) -> None:
    found, last = layers(destination)

    assert (found, last.works) == (names, False)

# SPDX-License-Identifier: Apache-2.0
"""What a DICOMweb destination may be, and that no password gets into the list of them."""

import json
from pathlib import Path

import pytest

from Delivery.servers import to_port
from Delivery.web_servers import to_url
from DiscographyReportLib.delivery.destination import Login, Protocol, Tls, WebDestination, destination_from
from DiscographyReportLib.delivery.destinations import add_destination, find_destination, list_destinations
from DiscographyReportLib.delivery.errors import DeliveryError
from DiscographyReportLib.delivery.http_statuses import http_outcome
from DiscographyReportLib.delivery.outcome import Verdict
from DiscographyReportLib.delivery.statuses import failure_outcome

URL = "https://pacs.example.org/dicom-web"
SECURED = WebDestination("web", URL, 10.0, False, Tls("ca", "crt", "key"), Login.BASIC, "disco")


def test_both_kinds_are_listed_together_and_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "destinations.json"
    dimse = to_port(104, commitment_port=11112)
    for one in (SECURED, dimse, to_url(URL, name="plain")):
        add_destination(path, one)

    assert list_destinations(path) == (dimse, to_url(URL, name="plain"), SECURED)
    assert [one.protocol for one in list_destinations(path)] == [Protocol.DIMSE, Protocol.DICOMWEB, Protocol.DICOMWEB]
    assert find_destination(path, "web").login is Login.BASIC


def test_a_list_from_before_dicomweb_is_read_as_dimse() -> None:
    content = to_port(104).plain()
    del content["protocol"]
    del content["commitment_port"]

    assert destination_from(content, "a list") == to_port(104)


@pytest.mark.parametrize("field", ["password", "secret", "token", "called_ae"])
def test_a_field_that_does_not_belong_is_refused(field: str) -> None:
    with pytest.raises(DeliveryError, match=f"the unknown field {field}; take it out"):
        destination_from({**SECURED.plain(), field: "x"}, "a list")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"protocol": "ftp"}, "the unknown protocol 'ftp'; known are dimse, dicomweb"),
        ({"protocol": ["dimse"]}, "the unknown protocol"),
        ({"login": "digest"}, "is no log-in: none, basic, bearer"),
    ],
)
def test_a_protocol_or_log_in_that_is_not_known_is_refused(change: dict, said: str) -> None:
    with pytest.raises(DeliveryError, match=said):
        destination_from({**SECURED.plain(), **change}, "a list")


def test_a_destination_without_url_is_refused() -> None:
    with pytest.raises(DeliveryError, match="lacks a name or url"):
        destination_from({"protocol": "dicomweb", "name": "x"}, "a list")


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://pacs.example.org/dicom-web/", "pacs.example.org", 443),
        ("http://pacs.example.org", "pacs.example.org", 80),
        ("HTTPS://PACS.example.org:8443/a/b", "pacs.example.org", 8443),
        ("https://[::1]:8443/rs", "::1", 8443),
    ],
)
def test_host_and_port_are_those_of_the_url(url: str, host: str, port: int) -> None:
    one = to_url(url)

    assert (one.host, one.port, one.shown) == (host, port, f"{host}:{port}")
    assert one.url == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        *[(url, "the URL is none") for url in ("", "https://a b", "https://ä.org", "https://a\n.org", 5, None)],
        *[(url, "is no URL of a DICOMweb server") for url in ("pacs.org", "ftp://pacs.org", "https://", "file:///x")],
        ("dicom://pacs.org:104", "is no URL of a DICOMweb server"),
        ("https://pacs.org\\evil.org", "is no URL of a DICOMweb server"),
        *[(f"https://{login}@pacs.org", "holds a user name or a password") for login in ("me", "me:HIDDEN", ":HIDDEN")],
        *[(f"{URL}{end}", "part after [?] or #") for end in ("?PatientID=1", "?", "#x", "#")],
        *[(f"https://pacs.org:{port}", "impossible host or port") for port in ("0", "65536", "x")],
        ("https://[::1", "impossible host or port"),
    ],
)
def test_a_url_that_is_no_base_of_a_server_is_refused(url: object, said: str) -> None:
    with pytest.raises(DeliveryError, match=said) as refused:
        to_url(url)

    assert "HIDDEN" not in str(refused.value)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"login": Login.BASIC}, "belong together"),
        ({"user": "disco"}, "belong together"),
        ({"login": Login.BASIC, "user": "a:b"}, "is no user name"),
        ({"login": Login.BASIC, "user": ""}, "is no user name"),
        ({"timeout_s": 0}, "no time-out"),
        ({"query": 1}, "true or false"),
        ({"name": "../up"}, "no name"),
    ],
)
def test_a_value_that_no_server_can_have_is_refused(more: dict, said: str) -> None:
    with pytest.raises(DeliveryError, match=said):
        to_url(URL, **more)


@pytest.mark.parametrize("login", [{"login": Login.BASIC, "user": "disco"}, {"login": Login.BEARER}])
def test_a_password_goes_over_https_or_does_not_leave_this_computer(login: dict) -> None:
    with pytest.raises(DeliveryError, match="would carry the log-in unencrypted; use https"):
        to_url("http://pacs.example.org", **login)

    for url in (URL, "http://localhost:8042", "http://127.0.0.1:8042", "http://[::1]:8042"):
        assert to_url(url, **login).needs_secret


def test_certificates_belong_to_https_and_https_always_has_them() -> None:
    assert to_url(URL).tls == Tls()
    with pytest.raises(DeliveryError, match="no certificates belong to it; use https"):
        to_url("http://pacs.example.org", tls=Tls("ca"))


def test_what_is_kept_holds_no_secret() -> None:
    assert json.loads(json.dumps(SECURED.plain())).keys() == {
        *("protocol", "name", "url", "timeout_s", "query", "tls", "login", "user"),
    }


NOT_STORED = {Verdict.LATER, Verdict.LATER_A_FEW_TIMES, Verdict.ATTENTION}


def test_no_status_but_success_is_taken_for_stored() -> None:
    assert {http_outcome(status, {}, to_url(URL), 1).verdict for status in range(300, 1000)} == NOT_STORED


@pytest.mark.parametrize("said", ["", "-1", "soon", "1.5", "Tue, 99 Foo", "²", "Mon, 01 Jan 0001 00:00:00 -9999"])
def test_a_retry_after_that_is_none_is_not_heard(said: str) -> None:
    assert http_outcome(503, {"Retry-After": said}, to_url(URL), 1).retry_after_s is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        *[("0", 0), ("120", 120), ("9" * 30, 3600)],
        *[("Fri, 31 Dec 9999 23:59:59 GMT", 3600), ("Mon, 01 Jan 1990 00:00:00 GMT", 0)],
    ],
)
def test_nothing_that_a_server_asks_for_holds_a_report_back_longer_than_an_hour(said: str, seconds: float) -> None:
    assert http_outcome(503, {"Retry-After": said}, to_url(URL), 1).retry_after_s == seconds


def test_no_reason_in_a_list_of_failures_is_taken_for_stored() -> None:
    assert {failure_outcome(status).verdict for status in range(0x10000)} == NOT_STORED

# SPDX-License-Identifier: Apache-2.0
"""What goes over the wire, and what of this computer does not."""

from pathlib import Path

import pytest

from Delivery.made_documents import PATIENT, a_document
from Delivery.servers import free_port
from Delivery.web_servers import Misbehaving, misbehaving_web, to_web
from DiscographyReportLib.delivery.credentials import Secret
from DiscographyReportLib.delivery.destination import Login
from DiscographyReportLib.delivery.document import Document
from DiscographyReportLib.delivery.multipart import as_multipart, parts_of
from DiscographyReportLib.delivery.outcome import Verdict
from DiscographyReportLib.delivery.stow import connect


@pytest.fixture
def keeper(tmp_path: Path) -> Misbehaving:
    with misbehaving_web(tmp_path, "keeps") as server:
        yield server


def store(server: Misbehaving, document: Document, **more: object) -> list[dict]:
    """The requests that it takes."""
    with connect(to_web(server.port, **more), [], Secret(password="pw", token="t0ken")) as link:
        assert link.store(document).verdict is Verdict.VERIFIED
    return server.requests


def test_one_object_goes_in_one_request_and_json_is_asked_for(keeper: Misbehaving) -> None:
    document = a_document()
    post, get = store(keeper, document)

    assert (post["method"], post["path"]) == ("POST", "/dicom-web/studies")
    assert post["headers"]["Content-Type"].startswith('multipart/related; type="application/dicom"; boundary=')
    assert post["headers"]["Accept"] == "application/dicom+json"
    assert int(post["headers"]["Content-Length"]) == post["length"] > len(document.content)
    assert get["path"].endswith(f"/series/{document.series_uid}/instances/{document.uid}")


def test_no_url_holds_anything_but_uids(keeper: Misbehaving) -> None:
    document = a_document()
    with connect(to_web(keeper.port), []) as link:
        link.store(document)
        link._lists(document)

    allowed = {"", "dicom-web", "studies", "series", "instances", document.study_uid, document.series_uid}
    pieces = {piece for one in keeper.requests for piece in one["path"].split("/")}
    assert pieces - allowed == {document.uid, f"instances?SOPInstanceUID={document.uid}"}


@pytest.mark.parametrize(
    ("more", "sent"),
    [
        ({}, None),
        ({"login": Login.BASIC, "user": "Bäcker"}, "Basic QsOkY2tlcjpwdw=="),
        ({"login": Login.BEARER}, "Bearer t0ken"),
    ],
)
def test_the_log_in_goes_out_as_it_was_set_and_only_then(keeper: Misbehaving, more: dict, sent: str | None) -> None:
    assert {one["headers"].get("Authorization") for one in store(keeper, a_document(), **more)} == {sent}


def test_proxies_and_passwords_that_the_environment_names_are_not_used(
    keeper: Misbehaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password theirs\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))

    assert {one["headers"].get("Authorization") for one in store(keeper, a_document())} == {None}


def test_no_redirect_is_followed_and_no_cookie_is_kept(tmp_path: Path) -> None:
    with misbehaving_web(tmp_path, "status", "307") as server, connect(to_web(server.port, query=False), []) as link:
        codes = [link.store(a_document()).code for _ in range(2)]
        cookies = [one["headers"].get("Cookie") for one in server.requests]

    assert (codes, cookies) == (["HTTP-307"] * 2, [None, None])


def test_nothing_compressed_is_asked_for(keeper: Misbehaving) -> None:
    assert {one["headers"]["Accept-Encoding"] for one in store(keeper, a_document())} == {"identity"}


@pytest.mark.parametrize("content", [b"", b"\r\n", b"--", b"\r\n--\r\n\r\n", bytes(range(256)), a_document().content])
def test_what_is_packed_comes_out_of_its_parts_unchanged(content: bytes) -> None:
    assert parts_of(*as_multipart(content)) == [content]


@pytest.mark.parametrize("cut", [1, 2, 3, 10, 40])
def test_a_multipart_body_that_ends_early_is_none(cut: int) -> None:
    content_type, body = as_multipart(b"content" * 10)

    assert parts_of(content_type, body[: -len("--\r\n") - cut]) is None


@pytest.mark.parametrize("content_type", ["", "text/html", "multipart/related", "multipart/related; boundary="])
def test_a_body_of_another_type_has_no_parts(content_type: str) -> None:
    assert parts_of(content_type, as_multipart(b"content")[1]) is None


def test_the_patient_of_the_made_documents_is_in_them() -> None:
    """The tests that look for the name elsewhere mean something only then."""
    assert PATIENT.encode() in a_document().content

# SPDX-License-Identifier: Apache-2.0
"""The layers of a DICOMweb connection: HTTP, log-in, STOW-RS, QIDO-RS (PS3.18 10.5, 10.6)."""

import json
from collections.abc import Iterator

from pydicom.uid import generate_uid

from .credentials import Secret
from .destination import Login, WebDestination
from .http_statuses import http_outcome
from .layer import Layer, LayerFailed
from .multipart import no_parts
from .outcome import LinkError
from .stow import DICOM_JSON
from .stow_answer import JSON_TYPES
from .web_session import Answer, WebSession

_NO_STORE = frozenset({404, 405, 501})


def web_layers(destination: WebDestination, secret: Secret | None) -> Iterator[Layer]:
    """From the bottom up; LayerFailed ends them. Nothing is stored, and nothing of a patient is asked for."""
    try:
        session = WebSession(destination, secret)
    except LinkError as error:
        raise LayerFailed("log-in", str(error)) from None
    with session:
        queried = _asked(session, "HTTP", "GET", f"/studies?StudyInstanceUID={generate_uid()}")
        yield _http(destination, queried)
        yield _log_in(destination, queried)
        yield _store(destination, session)
        yield _query(destination, queried)


def _asked(
    session: WebSession, layer: str, method: str, path: str, content_type: str = "", body: bytes = b""
) -> Answer:
    typed = {"Content-Type": content_type} if content_type else {}
    try:
        return session.ask(method, path, headers={**DICOM_JSON, **typed}, body=body or None)
    except LinkError as error:
        raise LayerFailed(layer, str(error)) from None


def _http(destination: WebDestination, answer: Answer) -> Layer:
    is_page = answer.status == 200 and answer.media_type not in JSON_TYPES
    if 300 <= answer.status < 400 or answer.status in {502, 503, 504}:
        raise LayerFailed("HTTP", _sentence(destination, answer))
    if is_page:
        said = "answers with something that is not DICOMweb, perhaps a log-in page: the URL is wrong"
        raise LayerFailed("HTTP", f"{destination.shown} {said}.")
    return Layer("HTTP", True, f"{destination.shown} answers (HTTP {answer.status}).")


def _log_in(destination: WebDestination, answer: Answer) -> Layer:
    if answer.status in {401, 403, 407}:
        raise LayerFailed("log-in", _sentence(destination, answer))
    said = "It asks for no log-in." if destination.login is Login.NONE else "The log-in is accepted."
    return Layer("log-in", True, said)


def _store(destination: WebDestination, session: WebSession) -> Layer:
    """A request without an object: a server that takes reports calls it empty or wrong, any other does not know it."""
    answer = _asked(session, "STOW-RS", "POST", "/studies", *no_parts())
    is_page = answer.status == 200 and answer.content and answer.media_type not in JSON_TYPES
    if answer.status in _NO_STORE | {401, 403, 407, 415} or 300 <= answer.status < 400 or is_page:
        raise LayerFailed("STOW-RS", _sentence(destination, answer))
    return Layer("STOW-RS", True, "The server takes reports.")


def _query(destination: WebDestination, answer: Answer) -> Layer:
    if answer.status == 204 or (answer.status == 200 and _is_list(answer)):
        return Layer("QIDO-RS", True, "The server answers queries, so a report can be looked up after it was stored.")
    said = f"The server does not answer queries (HTTP {answer.status}): whether it keeps a report cannot be verified."
    return Layer("QIDO-RS", not destination.query, said)


def _is_list(answer: Answer) -> bool:
    try:
        return isinstance(json.loads(answer.content), list)
    except (ValueError, RecursionError):
        return False


def _sentence(destination: WebDestination, answer: Answer) -> str:
    return http_outcome(answer.status, answer.headers, destination, 0).answer

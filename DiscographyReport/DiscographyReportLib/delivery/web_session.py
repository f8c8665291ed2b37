# SPDX-License-Identifier: Apache-2.0
"""HTTP as a hospital can trust it: no redirects, cookies, proxies or retries; limits on time and size of an answer."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as LineTimeout

from ..version import VERSION
from .credentials import Secret
from .destination import Login, WebDestination
from .errors import DeliveryError
from .network import check_network, tls_context
from .outcome import LinkError, Outcome, Verdict
from .watch import Watch
from .web_adapter import WatchedAdapter

LARGEST_ANSWER = 1024 * 1024
_SLOWEST_BYTES_PER_S = 50_000
_TROUBLES = (requests.RequestException, HTTPError, HTTPException, OSError, UnicodeError)


@dataclass(frozen=True)
class Answer:
    """What the server said. It is not kept anywhere: a body can quote the patient."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    too_long: bool = False
    """More came than was asked for; ``content`` is what came first."""

    @property
    def media_type(self) -> str:
        """In lower case and without parameters; empty where there is none."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class _Session(requests.Session):
    def get_redirect_target(self, _resp: requests.Response) -> None:
        """Called by ``requests``, which reads the whole body of a redirect even where it is not to follow it."""


class WebSession:
    """Requests to one destination over one line that is kept open. Use it in a ``with``."""

    def __init__(self, destination: WebDestination, secret: Secret | None) -> None:
        """Opens nothing. LinkError: a certificate file is no good, or the log-in is missing."""
        self._destination = destination
        self._watch = Watch()
        self._answered = False
        self._session = _Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers = requests.structures.CaseInsensitiveDict(
            {"User-Agent": f"DiscographyReport/{VERSION}", "Accept-Encoding": "identity"}
        )
        self._log_in(secret)
        adapter = WatchedAdapter(self._watch, _context(destination))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def __enter__(self) -> "WebSession":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._watch.close()

    def _log_in(self, secret: Secret | None) -> None:
        login, user = self._destination.login, self._destination.user
        if login is Login.BASIC and secret and secret.password:
            self._session.auth = HTTPBasicAuth((user or "").encode(), secret.password.encode())
        elif login is Login.BEARER and secret and secret.token:
            if not secret.token.isascii() or not secret.token.isprintable() or " " in secret.token:
                raise LinkError(_no_secret(self._destination, "is none: ASCII without blanks"))
            self._session.headers["Authorization"] = f"Bearer {secret.token}"
        elif login is not Login.NONE:
            raise LinkError(_no_secret(self._destination, "is not known here"))

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        largest: int = LARGEST_ANSWER,
    ) -> Answer:
        """One exchange; ``path`` is added to the URL of the destination. LinkError where no whole answer came."""
        timeout_s = self._destination.timeout_s
        limit_s = 2 * timeout_s + len(body or b"") / _SLOWEST_BYTES_PER_S
        try:
            with self._watch.limited(limit_s):
                answer = self._exchange(method, path, headers, body, largest)
        except _TROUBLES as error:
            raise LinkError(self._trouble(error, limit_s)) from None
        self._answered = True
        return answer

    def _exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, largest: int) -> Answer:
        with self._session.request(
            method,
            self._destination.url + path,
            headers=dict(headers),
            data=body,
            timeout=self._destination.timeout_s,
            allow_redirects=False,
            stream=True,
        ) as response:
            content = _read(response.raw, largest + 1)
            return Answer(response.status_code, response.headers, content[:largest], len(content) > largest)

    def _trouble(self, error: Exception, limit_s: float) -> Outcome:
        doubtful = self._watch.connected
        if self._watch.expired:
            said = f"{self._destination.shown} did not finish its answer within {limit_s:g} s."
            return Outcome(Verdict.LATER, "SLOW", said, doubtful=doubtful)
        if not doubtful or (self._destination.tls and not self._answered):
            try:
                check_network(self._destination)
            except LinkError as found:
                return replace(found.outcome, doubtful=doubtful and not found.outcome.code.startswith("TLS"))
        if not doubtful:
            said = "The connection was lost before anything went out."
            return Outcome(Verdict.LATER, "ENDED", said)
        if isinstance(error, requests.Timeout | LineTimeout | TimeoutError):
            said = f"{self._destination.shown} did not answer within {self._destination.timeout_s:g} s."
            return Outcome(Verdict.LATER, "SILENT", said, doubtful=True)
        said = "The connection was lost before the whole answer came, or it was no HTTP."
        return Outcome(Verdict.LATER, "LOST", said, doubtful=True)


def _read(raw: Any, most: int) -> bytes:
    """The body, or as much of it. Not decoded: a small one that is compressed can fill the memory.

    Only a read that brings nothing raises where the line ended too early.
    """
    content = b""
    while len(content) < most and (more := raw.read(most - len(content), decode_content=False)):
        content += more
    return content


def _context(destination: WebDestination) -> ssl.SSLContext | None:
    if destination.tls is None:
        return None
    try:
        return tls_context(destination.tls)
    except DeliveryError as error:
        raise LinkError(Outcome(Verdict.ATTENTION, "TLS-FILES", f"{error}.")) from None


def _no_secret(destination: WebDestination, what: str) -> Outcome:
    name = f"password of {destination.user}" if destination.login is Login.BASIC else "token"
    said = f"The {name} for {destination.name} {what}, so nothing was sent. Enter it, and send again."
    return Outcome(Verdict.ATTENTION, "NO-SECRET", said, pauses=True)

# SPDX-License-Identifier: Apache-2.0
"""The layers below DICOM: name, TCP and TLS, each with its own sentence where it fails."""

import socket
import ssl
from contextlib import closing

from .destination import AnyDestination, Tls
from .errors import DeliveryError
from .outcome import LinkError, Outcome, Verdict
from .watch import Watch

_TLS_ALERT_PATIENCE_S = 1.0
# Codes of OpenSSL's X509_verify_cert.
_CERTIFICATE_TROUBLES = {
    9: "its certificate is not valid yet; check the clock of this computer",
    10: "its certificate has expired (or the clock of this computer is wrong)",
    62: "its certificate is for another host name",
    64: "its certificate is for another address",
}


def resolve(destination: AnyDestination) -> str:
    """The address of a destination, IPv4 before IPv6; LinkError where the name is unknown."""
    try:
        found = socket.getaddrinfo(destination.host, destination.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        answer = f"The name {destination.host} cannot be found. Check the name and the network."
        raise LinkError(Outcome(Verdict.LATER, "NAME", answer)) from None
    addresses = sorted(found, key=lambda entry: entry[0] != socket.AF_INET)
    return str(addresses[0][4][0])


def connect_tcp(destination: AnyDestination, address: str) -> socket.socket:
    """A TCP connection; LinkError where there is none."""
    try:
        return socket.create_connection((address, destination.port), destination.timeout_s)
    except ConnectionRefusedError:
        answer = "refuses the connection: the PACS is not running, or the port is wrong."
        raise LinkError(Outcome(Verdict.LATER, "REFUSED", f"{destination.shown} {answer}")) from None
    except TimeoutError:
        answer = f"does not answer within {destination.timeout_s:g} s: it is off, or a firewall is between."
        raise LinkError(Outcome(Verdict.LATER, "SILENT", f"{destination.shown} {answer}")) from None
    except OSError as error:
        answer = f"{destination.shown} cannot be reached: {error.strerror}."
        raise LinkError(Outcome(Verdict.LATER, "UNREACHABLE", answer)) from None


def tls_context(tls: Tls) -> ssl.SSLContext:
    """TLS 1.2 or later with the certificate and the host name checked; DeliveryError for a file that is no good."""
    try:
        context = ssl.create_default_context(cafile=tls.authorities)
    except (OSError, ssl.SSLError):
        raise DeliveryError(f"{tls.authorities} cannot be read as certificate authorities (PEM)") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if tls.certificate and tls.key:
        try:
            # Without a pass phrase given, OpenSSL would ask for one on the terminal.
            context.load_cert_chain(tls.certificate, tls.key, password="")
        except (OSError, ssl.SSLError):
            raise DeliveryError(
                f"{tls.certificate} and {tls.key} are no client certificate and its key (PEM, without pass phrase)"
            ) from None
    return context


def check_tls(destination: AnyDestination, tls: Tls, connected: socket.socket, *, patient: bool = True) -> None:
    """Shake hands on a TCP connection; LinkError where one side does not trust the other, or it is no TLS.

    Without ``patient`` a refusal of our own certificate may go unheard.
    """
    watch = Watch()
    watch.keep(connected)
    try:
        with (
            watch.limited(2 * destination.timeout_s),
            closing(watch),
            tls_context(tls).wrap_socket(connected, server_hostname=destination.host) as secured,
        ):
            if patient:
                _hear_late_alert(secured)
    except DeliveryError as error:
        raise LinkError(Outcome(Verdict.ATTENTION, "TLS-FILES", f"{error}.")) from None
    except ssl.SSLCertVerificationError as error:
        trouble = _CERTIFICATE_TROUBLES.get(error.verify_code, f"it is not trusted ({error.verify_message})")
        answer = f"The identity of {destination.host} cannot be trusted: {trouble}. Nothing was sent."
        raise LinkError(Outcome(Verdict.ATTENTION, f"TLS-{error.verify_code}", answer)) from None
    except (ssl.SSLError, OSError) as error:
        raise LinkError(_tls_trouble(destination, error)) from None


def _hear_late_alert(secured: ssl.SSLSocket) -> None:
    """TLS 1.3 refuses a client certificate only after the handshake. A server that waits for us says nothing."""
    secured.settimeout(_TLS_ALERT_PATIENCE_S)
    try:
        secured.recv(1)
    except TimeoutError:
        return


def _tls_trouble(destination: AnyDestination, error: OSError) -> Outcome:
    reason = getattr(error, "reason", None) or ""
    if "CERTIFICATE" in reason or reason in {"SSLV3_ALERT_HANDSHAKE_FAILURE", "TLSV1_ALERT_UNKNOWN_CA"}:
        answer = f"{destination.shown} does not accept the certificate of this workstation, or misses one ({reason})."
        return Outcome(Verdict.ATTENTION, "TLS-CLIENT", f"{answer} Nothing was sent.", pauses=True)
    answer = f"{destination.shown} answers, but not with TLS: wrong port, or the PACS does not use TLS."
    return Outcome(Verdict.LATER_A_FEW_TIMES, "NO-TLS", answer)


def check_network(destination: AnyDestination, *, patient: bool = True) -> None:
    """Name, TCP and TLS one after the other; the LinkError of the first that fails. ``patient`` as in check_tls."""
    connected = connect_tcp(destination, resolve(destination))
    with closing(connected):
        if destination.tls:
            check_tls(destination, destination.tls, connected, patient=patient)

# SPDX-License-Identifier: Apache-2.0
"""Bodies of the type multipart/related (RFC 2387), in which DICOMweb carries DICOM files (PS3.18 8.6.1.2)."""

from email.message import Message
from uuid import uuid4

DICOM = "application/dicom"


def as_multipart(content: bytes) -> tuple[str, bytes]:
    """Content type and body for one DICOM file."""
    boundary = uuid4().hex
    while boundary.encode() in content:
        boundary = uuid4().hex
    head = f"--{boundary}\r\nContent-Type: {DICOM}\r\n\r\n"
    body = b"".join((head.encode(), content, f"\r\n--{boundary}--\r\n".encode()))
    return f'multipart/related; type="{DICOM}"; boundary={boundary}', body


def no_parts() -> tuple[str, bytes]:
    """Content type and body without a file: what a server says to it tells whether it takes any."""
    boundary = uuid4().hex
    return f'multipart/related; type="{DICOM}"; boundary={boundary}', f"--{boundary}--\r\n".encode()


def parts_of(content_type: str, body: bytes) -> list[bytes] | None:
    """The files in a body; None where it is of another type, or does not come to its end."""
    header = Message()
    header["Content-Type"] = content_type
    if header.get_content_type() == DICOM:
        return [body]
    boundary = header.get_boundary()
    if header.get_content_type() != "multipart/related" or not boundary or not boundary.isascii():
        return None
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if not parts or not parts[-1].startswith(b"--"):
        return None
    return [part.partition(b"\r\n\r\n")[2] for part in parts[:-1]]

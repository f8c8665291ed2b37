# SPDX-License-Identifier: Apache-2.0
"""Whether a report is still byte for byte what we wrote.

The SOP Instance UID is a digest of all other bytes of the data set, so it can be computed again. The File Meta
Information does not count: every archive writes its own. This finds accidents, not forgery: whoever changes a file on
purpose can compute the UID too.
"""

import hashlib

from pydicom.uid import ExplicitVRLittleEndian

PENDING_UID = "2.25.1"
"""Stands for the SOP Instance UID while the digest is made."""

_MAGIC, _META_START = slice(128, 132), 144
"""Of a file (PS3.10 section 7.1): the four letters, and the first element after the group length."""
_TRANSFER_SYNTAX, _SOP_INSTANCE = b"\x02\x00\x10\x00UI", b"\x08\x00\x18\x00UI"


def uid_of_content(file: bytes) -> str:
    """The SOP Instance UID of a file that was written with ``PENDING_UID`` (PS3.5 annex B.2)."""
    return _digest(data_set_bytes(file) or b"")


def is_as_written(file: bytes) -> bool | None:
    """Whether the data set of a file is unchanged since our software wrote it; ``None`` if it is encoded otherwise.

    An archive that corrects the patient's name has changed the file rightly.
    """
    content = data_set_bytes(file)
    if content is None:
        return None
    start = content.find(_SOP_INSTANCE) + len(_SOP_INSTANCE)
    uid, end = _value(content, start)
    pending = PENDING_UID.encode()
    return _digest(content[:start] + len(pending).to_bytes(2, "little") + pending + content[end:]) == uid


def data_set_bytes(file: bytes) -> bytes | None:
    """What follows the File Meta Information of a file in Explicit VR Little Endian; ``None`` for any other file."""
    start = _META_START + int.from_bytes(file[_META_START - 4 : _META_START], "little")
    meta = file[_META_START:start]
    if file[_MAGIC] != b"DICM" or _TRANSFER_SYNTAX not in meta:
        return None
    syntax, _ = _value(meta, meta.index(_TRANSFER_SYNTAX) + len(_TRANSFER_SYNTAX))
    return file[start:] if syntax == ExplicitVRLittleEndian else None


def _value(data: bytes, start: int) -> tuple[str, int]:
    """A UID whose length stands at ``start``, and where it ends."""
    end = start + 2 + int.from_bytes(data[start : start + 2], "little")
    return data[start + 2 : end].rstrip(b"\0").decode("ascii", "replace"), end


def _digest(content: bytes) -> str:
    return f"2.25.{int.from_bytes(hashlib.sha256(content).digest()[:16], 'big')}"

# SPDX-License-Identifier: Apache-2.0
"""Whether the parts of a data set fit together, strictly (PS3.5 section 7).

pydicom reads on where a length is wrong, and gives what it finds: a damaged report would silently be shorter.
"""

from struct import Struct, error

from pydicom.datadict import dictionary_has_tag, dictionary_VR

_HEAD, _LENGTH, _ITEM = Struct("<HH2sH").unpack_from, Struct("<I").unpack_from, Struct("<HHI").unpack_from
_LONG = frozenset((b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"))
_UNDEFINED = 0xFFFFFFFF
_DELIMITATION = 0xFFFE
_ITEM_START, _ITEM_END, _SEQUENCE_END = 0xE000, 0xE00D, 0xE0DD


class _UnsoundError(ValueError):
    """Parts do not fit together."""


def is_sound(content: bytes) -> bool:
    """Whether a data set in Explicit VR Little Endian is whole: tags ascend, VRs are right, and lengths add up."""
    try:
        return _elements(content, 0, len(content), False) == len(content)
    except (_UnsoundError, error):
        return False


def _elements(data: bytes, position: int, end: int, delimited: bool) -> int:
    last = -1
    while position < end:
        group, element, vr, length = _HEAD(data, position)
        if delimited and (group, element) == (_DELIMITATION, _ITEM_END):
            return position + 8
        tag = group << 16 | element
        _require(tag > last and _has_its_vr(tag, vr))
        last, position = tag, position + 8
        if vr in _LONG:
            (length,) = _LENGTH(data, position)
            position += 4
        position = _items(data, position, end, length) if vr == b"SQ" else position + length
    _require(position == end and not delimited)
    return position


def _items(data: bytes, position: int, end: int, length: int) -> int:
    delimited = length == _UNDEFINED
    stop = end if delimited else position + length
    _require(stop <= end)
    while position < stop:
        group, element, size = _ITEM(data, position)
        position += 8
        if delimited and (group, element) == (_DELIMITATION, _SEQUENCE_END):
            return position
        _require((group, element) == (_DELIMITATION, _ITEM_START))
        open_ended = size == _UNDEFINED
        inside = stop if open_ended else position + size
        _require(inside <= stop)
        position = _elements(data, position, inside, open_ended)
    _require(not delimited)
    return position


def _has_its_vr(tag: int, vr: bytes) -> bool:
    """Private elements (odd groups) may have any VR; a standard one that is not known is damage."""
    if tag >> 16 & 1:
        return vr.isalpha()
    return dictionary_has_tag(tag) and vr.decode("latin-1") in dictionary_VR(tag)


def _require(fits: bool) -> None:
    if not fits:
        raise _UnsoundError

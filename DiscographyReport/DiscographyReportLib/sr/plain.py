# SPDX-License-Identifier: Apache-2.0
"""Content items straight from their bytes, for the plain form in which we and most others write them.

Plain: Explicit VR Little Endian, UTF-8, defined lengths, every value with the VR of its attribute (PS3.5 section 7.1.2
and 7.5). Whatever else stands in a file raises ``NotPlain`` and is left to pydicom, which reads every form, but spends
five sixths of the time of reading a report on making its data sets.
"""

import re
from collections.abc import Callable
from struct import Struct, error, unpack
from typing import Any

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.values import convert_PN

_ELEMENT, _LENGTH, _ITEM = Struct("<I2sH").unpack_from, Struct("<I").unpack_from, Struct("<II").unpack_from
_ITEM_TAG = 0xE000FFFE
_LONG = frozenset((b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"))
_SHORT = frozenset(
    (b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FD", b"FL", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL", b"SS",
     b"ST", b"TM", b"UI", b"UL", b"US")
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_PADDING = "\0 "


class NotPlain(ValueError):
    """The bytes are in another form, or damaged; pydicom decides which."""


class PlainItem:
    """One item of a sequence, asked for its attributes as a ``Dataset`` is."""

    __slots__ = ("_elements",)

    def __init__(self, data: bytes) -> None:
        """``data`` is the item's value, without its tag and length."""
        self._elements = _elements(data)

    def raw(self, keyword: str) -> bytes | None:
        """The bytes of the value, ``None`` where the item lacks the attribute."""
        key, vr, _ = _ATTRIBUTES[keyword]
        found = self._elements.get(key)
        if found is None:
            return None
        if found[0] != vr or not found[1]:
            raise NotPlain(keyword)
        return found[1]

    def get(self, keyword: str, default: Any = None) -> Any:
        """The value as ``Dataset.get`` gives it, but strings for UI, PN and DS (its notation), a tuple for FL."""
        value = self.raw(keyword)
        return default if value is None else _ATTRIBUTES[keyword][2](value)


def plain_items(dataset: Dataset, keyword: str) -> list[PlainItem] | None:
    """The items of a sequence that pydicom has not opened yet; ``None`` if they are not plain."""
    # Its annotation does not say that it gives what pydicom has not opened as raw.
    found: Any = dataset.get_item(keyword) if keyword in dataset else None
    if not isinstance(found, RawDataElement) or dataset.get("SpecificCharacterSet") != "ISO_IR 192":
        return None
    plain = found.VR == "SQ" and not found.is_implicit_VR and found.is_little_endian
    if not plain or found.value is None or len(found.value) != found.length:
        return None
    try:
        return sequence_items(found.value)
    except NotPlain:
        return None


def sequence_items(data: bytes) -> list[PlainItem]:
    """The items of a sequence of defined length."""
    position, end, items = 0, len(data), []
    try:
        while position < end:
            tag, length = _ITEM(data, position)
            start, position = position + 8, position + 8 + length
            if tag != _ITEM_TAG or position > end:
                raise NotPlain("item")
            items.append(PlainItem(data[start:position]))
    except error:
        raise NotPlain("item") from None
    return items


def _elements(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """VR and value by tag; of a tag that stands twice the last one, as pydicom has it."""
    position, end = 0, len(data)
    found: dict[int, tuple[bytes, bytes]] = {}
    try:
        while position < end:
            tag, vr, length = _ELEMENT(data, position)
            position += 8
            if vr in _LONG:
                (length,) = _LENGTH(data, position)
                position += 4
            elif vr not in _SHORT:
                raise NotPlain("VR")
            start, position = position, position + length
            if position > end:
                raise NotPlain("length")
            found[tag] = (vr, data[start:position])
    except error:
        raise NotPlain("element") from None
    if _CHARACTER_SET in found:
        raise NotPlain("character set")
    return found


def _key(keyword: str) -> int:
    """A tag as the four bytes of a file read as one number: the group stands first."""
    tag = tag_for_keyword(keyword)
    assert tag is not None, keyword
    return (tag & 0xFFFF) << 16 | tag >> 16


_CHARACTER_SET = _key("SpecificCharacterSet")


def _text(value: bytes) -> str:
    """One or more lines; a backslash is a character of it."""
    if b"\x1b" in value:
        raise NotPlain("escape sequence")
    try:
        return value.decode("utf-8").rstrip(_PADDING)
    except UnicodeDecodeError:
        raise NotPlain("UTF-8") from None


def _string(value: bytes) -> str:
    if b"\\" in value:
        raise NotPlain("several values")
    return _text(value)


def _ascii(value: bytes) -> str:
    if not value.isascii():
        raise NotPlain("ASCII")
    return _string(value)


def _uid(value: bytes) -> str:
    return _ascii(value).strip()


def _notation(value: bytes) -> str:
    number = _ascii(value).strip()
    if b"\0" in value or not _NUMBER.fullmatch(number):
        raise NotPlain("number")
    return number


def _integer(value: bytes) -> int:
    number = _notation(value)
    if "." in number:
        raise NotPlain("integer")
    return int(number)


def _floats(value: bytes) -> tuple[float, ...]:
    if len(value) % 4:
        raise NotPlain("floats")
    return unpack(f"<{len(value) // 4}f", value)


def _name(value: bytes) -> str:
    _text(value)
    return str(convert_PN(value, ["utf8"]))


def _rare(_: bytes) -> str:
    raise NotPlain("rare")


_DECODERS: dict[str, Callable[[bytes], Any]] = {
    "SQ": sequence_items, "UT": _text, "SH": _string, "LO": _string, "UC": _string, "CS": _ascii, "DA": _ascii,
    "DT": _ascii, "TM": _ascii, "UR": _rare, "UI": _uid, "DS": _notation, "IS": _integer, "FL": _floats, "PN": _name,
}  # fmt: skip
_KEYWORDS = (
    "ValueType", "RelationshipType", "ConceptNameCodeSequence", "ContentSequence", "ObservationDateTime",
    "ContentTemplateSequence", "TemplateIdentifier", "CodeValue", "LongCodeValue", "URNCodeValue",
    "CodingSchemeDesignator", "CodeMeaning", "ConceptCodeSequence", "MeasuredValueSequence", "NumericValue",
    "MeasurementUnitsCodeSequence", "TextValue", "PersonName", "UID", "DateTime", "Date", "Time",
    "ReferencedSOPSequence", "ReferencedSOPClassUID", "ReferencedSOPInstanceUID", "ReferencedFrameNumber",
    "GraphicData", "ReferencedFrameOfReferenceUID", "ContinuityOfContent",
)  # fmt: skip
"""The attributes that ``parse`` asks for."""


def _attribute(keyword: str) -> tuple[int, bytes, Callable[[bytes], Any]]:
    vr = dictionary_VR(keyword)
    return _key(keyword), vr.encode(), _DECODERS[vr]


_ATTRIBUTES = {keyword: _attribute(keyword) for keyword in _KEYWORDS}

# SPDX-License-Identifier: Apache-2.0
"""Any DICOM SR data set as items; tolerant, because files come from anywhere."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydicom.dataset import Dataset

from ..terminology.code import Code
from .encode import DATE_TIME
from .item import ImageReference, Item, Point3D, Quantity


def parse_item(dataset: Dataset) -> Item:
    """A content item with all below it."""
    kind = str(dataset.get("ValueType", ""))
    parser = _PARSERS.get(kind)
    return Item(
        relation=str(dataset.get("RelationshipType", "")),
        type=kind,
        concept=_code(dataset, "ConceptNameCodeSequence"),
        value=parser(dataset) if parser else None,
        children=tuple(parse_item(child) for child in dataset.get("ContentSequence") or ()),
        observed_at=_moment(dataset.get("ObservationDateTime")),
        template=_template(dataset),
    )


def _code(dataset: Dataset, keyword: str) -> Code | None:
    sequence = dataset.get(keyword)
    if not sequence:
        return None
    entry = sequence[0]
    value = entry.get("CodeValue") or entry.get("LongCodeValue") or entry.get("URNCodeValue") or ""
    return Code(str(value), str(entry.get("CodingSchemeDesignator", "")), str(entry.get("CodeMeaning", "")))


def _template(dataset: Dataset) -> str | None:
    sequence = dataset.get("ContentTemplateSequence")
    return str(sequence[0].get("TemplateIdentifier", "")) if sequence else None


def _quantity(dataset: Dataset) -> Quantity | None:
    measured = dataset.get("MeasuredValueSequence")
    if not measured:
        return None
    number = measured[0].get("NumericValue")
    unit = _code(measured[0], "MeasurementUnitsCodeSequence")
    return None if number is None else Quantity(_notation(number), unit or Code("", "", ""))


def _notation(number: Any) -> str:
    """The digits as they stand in the file, not those of a binary float."""
    return str(getattr(number, "original_string", number))


def _image(dataset: Dataset) -> ImageReference | None:
    references = dataset.get("ReferencedSOPSequence")
    if not references:
        return None
    first = references[0]
    frame = first.get("ReferencedFrameNumber")
    frame = frame[0] if isinstance(frame, list) or hasattr(frame, "append") else frame
    return ImageReference(
        str(first.get("ReferencedSOPClassUID", "")),
        str(first.get("ReferencedSOPInstanceUID", "")),
        None if frame is None else int(frame),
    )


def _graphic(dataset: Dataset) -> tuple[float, ...]:
    return tuple(float(value) for value in dataset.get("GraphicData") or ())


def _point3d(dataset: Dataset) -> Point3D:
    return Point3D(_graphic(dataset), str(dataset.get("ReferencedFrameOfReferenceUID", "")))  # type: ignore[arg-type]


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.strptime(str(value), DATE_TIME) if value else None
    except ValueError:
        return None


def _date(value: Any) -> datetime | None:
    try:
        return datetime.strptime(str(value), "%Y%m%d") if value else None
    except ValueError:
        return None


def _string(keyword: str) -> Callable[[Dataset], str]:
    return lambda dataset: str(dataset.get(keyword, ""))


_PARSERS: dict[str, Callable[[Dataset], Any]] = {
    "CODE": lambda dataset: _code(dataset, "ConceptCodeSequence"),
    "NUM": _quantity,
    "TEXT": _string("TextValue"),
    "PNAME": _string("PersonName"),
    "UIDREF": _string("UID"),
    "DATETIME": lambda dataset: _moment(dataset.get("DateTime")),
    "DATE": lambda dataset: _date(dataset.get("Date")),
    "TIME": _string("Time"),
    "IMAGE": _image,
    "COMPOSITE": _image,
    "WAVEFORM": _image,
    "SCOORD": _graphic,
    "SCOORD3D": _point3d,
}

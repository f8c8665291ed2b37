# SPDX-License-Identifier: Apache-2.0
"""Any DICOM SR data set as items; tolerant, because files come from anywhere."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydicom.dataset import Dataset

from ..terminology.code import Code
from .encode import DATE_TIME
from .item import ImageReference, Item, Point3D, Quantity
from .plain import NotPlain, PlainItem, plain_items, sequence_items

Source = Dataset | PlainItem


def parse_item(dataset: Dataset) -> Item:
    """A content item with all below it."""
    below = plain_items(dataset, "ContentSequence")
    if below is not None:
        try:
            return _item(dataset, below)
        except NotPlain:
            pass
    return _item(dataset, items_of(dataset, "ContentSequence"))


def _item(dataset: Source, below: Iterable[Source]) -> Item:
    kind = str(dataset.get("ValueType", ""))
    parser = _PARSERS.get(kind)
    return Item(
        relation=str(dataset.get("RelationshipType", "")),
        type=kind,
        concept=_code(dataset, "ConceptNameCodeSequence"),
        value=parser(dataset) if parser else None,
        children=tuple(_item(child, items_of(child, "ContentSequence")) for child in below),
        observed_at=_moment(dataset.get("ObservationDateTime")),
        template=_template(dataset),
        continuity=str(dataset.get("ContinuityOfContent", "")) if kind == "CONTAINER" else "",
    )


def items_of(dataset: Source, keyword: str) -> list[Any]:
    """The items of a sequence; none where the element is absent or, in a strange file, something else."""
    return [item for item in _several(dataset.get(keyword)) if hasattr(item, "get")]


def _first(dataset: Source, keyword: str) -> Source | None:
    return next(iter(items_of(dataset, keyword)), None)


def _code(dataset: Source, keyword: str) -> Code | None:
    if isinstance(dataset, PlainItem):
        raw = dataset.raw(keyword)
        return None if raw is None else _plain_code(raw)
    entry = _first(dataset, keyword)
    return None if entry is None else _coded(entry)


@lru_cache(maxsize=4096)
def _plain_code(raw: bytes) -> Code:
    """A document repeats few codes many times."""
    return _coded(sequence_items(raw)[0])


def _coded(entry: Source) -> Code:
    value = entry.get("CodeValue") or entry.get("LongCodeValue") or entry.get("URNCodeValue") or ""
    return Code(str(value), str(entry.get("CodingSchemeDesignator", "")), str(entry.get("CodeMeaning", "")))


def _template(dataset: Source) -> str | None:
    template = _first(dataset, "ContentTemplateSequence")
    return None if template is None else str(template.get("TemplateIdentifier", ""))


def _quantity(dataset: Source) -> Quantity | None:
    measured = _first(dataset, "MeasuredValueSequence")
    if measured is None:
        return None
    number = measured.get("NumericValue")
    unit = _code(measured, "MeasurementUnitsCodeSequence")
    return None if number is None else Quantity(_notation(number), unit or Code("", "", ""))


def _notation(number: Any) -> str:
    """The digits as they stand in the file, not those of a binary float."""
    return str(getattr(number, "original_string", number))


def _image(dataset: Source) -> ImageReference | None:
    first = _first(dataset, "ReferencedSOPSequence")
    if first is None:
        return None
    frame = next(iter(_numbers(first, "ReferencedFrameNumber")), None)
    return ImageReference(
        str(first.get("ReferencedSOPClassUID", "")),
        str(first.get("ReferencedSOPInstanceUID", "")),
        None if frame is None else int(frame),
    )


def _numbers(dataset: Source, keyword: str) -> tuple[float, ...]:
    """One number or several; none where the element is absent or holds something else."""
    return tuple(float(number) for number in _several(dataset.get(keyword)) if isinstance(number, int | float))


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else (value,)


def _graphic(dataset: Source) -> tuple[float, ...] | None:
    return _numbers(dataset, "GraphicData") or None


def _point3d(dataset: Source) -> Point3D | None:
    points = _graphic(dataset)
    return None if points is None else Point3D(points, str(dataset.get("ReferencedFrameOfReferenceUID", "")))  # type: ignore[arg-type]


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


def _string(keyword: str) -> Callable[[Source], str]:
    return lambda dataset: str(dataset.get(keyword, ""))


_PARSERS: dict[str, Callable[[Source], Any]] = {
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

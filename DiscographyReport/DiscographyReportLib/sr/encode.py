# SPDX-License-Identifier: Apache-2.0
"""Items as pydicom data sets (PS3.3 C.17.3 and C.18)."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydicom.charset import default_encoding
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_sequence_item
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from ..terminology.code import Code
from .item import ImageReference, Item, Point3D, Quantity

DATE_TIME = "%Y%m%d%H%M%S"
_VALUE_LENGTH = 16
_MEANING_LENGTH = 64


def encode_item(item: Item) -> Dataset:
    """One content item with all below it, to be written as Explicit VR Little Endian; every container is SEPARATE."""
    dataset = _dataset()
    if item.relation:
        dataset.RelationshipType = item.relation.value if hasattr(item.relation, "value") else item.relation
    dataset.ValueType = item.type
    if item.concept is not None:
        _add_code(dataset, "ConceptNameCodeSequence", item.concept)
    if item.observed_at is not None:
        dataset.ObservationDateTime = item.observed_at.strftime(DATE_TIME)
    _ENCODERS[item.type](dataset, item.value)
    if item.template is not None:
        dataset.ContentTemplateSequence = Sequence([_template(item.template)])
    if item.children:
        dataset.ContentSequence = Sequence([encode_item(child) for child in item.children])
    return dataset


def _dataset() -> Dataset:
    """A data set in which pydicom writes the bytes of a code as they are, instead of making it anew each time."""
    dataset = Dataset()
    dataset.set_original_encoding(False, True, default_encoding)
    return dataset


def _add_code(dataset: Dataset, keyword: str, code: Code) -> None:
    tag, content = Tag(keyword), _sequence_of(code)
    dataset[tag] = RawDataElement(tag, "SQ", len(content), content, 0, False, True)


@lru_cache(maxsize=4096)
def _sequence_of(code: Code) -> bytes:
    """A sequence of one code in its final bytes; a document repeats few codes many times."""
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    write_sequence_item(buffer, encode_code(code), ["utf8"])
    return buffer.getvalue()


def encode_code(code: Code) -> Dataset:
    """A coded entry; the limits of SH and LO are kept because LongCodeValue is not read everywhere."""
    if len(code.value) > _VALUE_LENGTH or len(code.scheme) > _VALUE_LENGTH or len(code.meaning) > _MEANING_LENGTH:
        raise ValueError(f"code {code} is longer than a coded entry can be")
    dataset = Dataset()
    dataset.CodeValue = code.value
    dataset.CodingSchemeDesignator = code.scheme
    dataset.CodeMeaning = code.meaning
    return dataset


def _template(identifier: str) -> Dataset:
    dataset = Dataset()
    dataset.MappingResource = "DCMR"
    dataset.TemplateIdentifier = identifier
    return dataset


def _container(dataset: Dataset, _: None) -> None:
    dataset.ContinuityOfContent = "SEPARATE"


def _code(dataset: Dataset, value: Code) -> None:
    _add_code(dataset, "ConceptCodeSequence", value)


def _num(dataset: Dataset, value: Quantity) -> None:
    measured = _dataset()
    measured.NumericValue = value.number
    _add_code(measured, "MeasurementUnitsCodeSequence", value.unit)
    dataset.MeasuredValueSequence = Sequence([measured])


def _datetime(dataset: Dataset, value: datetime) -> None:
    dataset.DateTime = value.strftime(DATE_TIME)


def _date(dataset: Dataset, value: datetime) -> None:
    dataset.Date = value.strftime("%Y%m%d")


def _image(dataset: Dataset, value: ImageReference) -> None:
    reference = Dataset()
    reference.ReferencedSOPClassUID = value.sop_class_uid
    reference.ReferencedSOPInstanceUID = value.sop_instance_uid
    if value.frame is not None:
        reference.ReferencedFrameNumber = value.frame
    dataset.ReferencedSOPSequence = Sequence([reference])


def _scoord(dataset: Dataset, value: tuple[float, float]) -> None:
    dataset.GraphicData = list(value)
    dataset.GraphicType = "POINT"


def _scoord3d(dataset: Dataset, value: Point3D) -> None:
    dataset.GraphicData = list(value.point)
    dataset.GraphicType = "POINT"
    dataset.ReferencedFrameOfReferenceUID = value.frame_of_reference_uid


def _simple(keyword: str) -> Callable[[Dataset, Any], None]:
    def encode(dataset: Dataset, value: Any) -> None:
        setattr(dataset, keyword, value)

    return encode


_ENCODERS: dict[str, Callable[[Dataset, Any], None]] = {
    "CONTAINER": _container,
    "CODE": _code,
    "NUM": _num,
    "TEXT": _simple("TextValue"),
    "PNAME": _simple("PersonName"),
    "UIDREF": _simple("UID"),
    "DATETIME": _datetime,
    "DATE": _date,
    "IMAGE": _image,
    "SCOORD": _scoord,
    "SCOORD3D": _scoord3d,
}

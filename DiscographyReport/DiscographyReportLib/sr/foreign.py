# SPDX-License-Identifier: Apache-2.0
"""The door for files from outside: one of our reports, any other structured report as a tree, or one clear sentence.

The only place with a broad ``except``: a file from outside can make the parser raise anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pydicom
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.uid import UID

from ..texts import _
from .envelope import Patient, Study
from .errors import ReadError
from .integrity import data_set_bytes, is_as_written
from .item import Item, Point3D, Quantity
from .parse import parse_item
from .reader import ReadReport, is_ours, read_dataset
from .structure import is_sound
from .subject import patient_of, plain_value, study_of

T = TypeVar("T")
_SR_ROOT = "1.2.840.10008.5.1.4.1.1.88."


@dataclass(frozen=True)
class ForeignReport:
    """A structured report of other software: what it is, its content tree as lines of text, and whom it is about.

    ``completion`` and ``verification`` are its own flags, empty where it has none.
    """

    kind: str
    tree: tuple[str, ...]
    patient: Patient
    study: Study
    completion: str
    verification: str


def load(path: Path) -> Dataset:
    """The data set of a DICOM file with every value decoded; ``ReadError`` if it is none."""
    return _at_the_door(path, lambda: _decoded(_open(path.read_bytes())))


def read_file(path: Path) -> ReadReport | ForeignReport:
    """Read any structured report; ``ReadError`` says what another file is, or what is damaged."""
    return _at_the_door(path, lambda: _read(path.read_bytes()))


def _at_the_door(path: Path, action: Callable[[], T]) -> T:
    try:
        return action()
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    except FileNotFoundError:
        raise ReadError(_("{path} does not exist").format(path=path)) from None
    except IsADirectoryError:
        raise ReadError(_("{path} is a folder; name one file").format(path=path)) from None
    except PermissionError:
        raise ReadError(_("{path} may not be read; ask for permission to read it").format(path=path)) from None
    except RecursionError:
        raise ReadError(
            _("{path}: its content is nested too deeply to be a report; export or send it again").format(path=path)
        ) from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise ReadError(
            _("{path} is damaged and cannot be read ({reason}); export or send it again").format(
                path=path, reason=reason
            )
        ) from None


def _open(data: bytes) -> Dataset:
    """Files without preamble are read too, as long as they name a SOP class."""
    try:
        dataset = pydicom.dcmread(BytesIO(data))
    except InvalidDicomError:
        dataset = pydicom.dcmread(BytesIO(data), force=True)
        if "SOPClassUID" not in dataset:
            raise ReadError(_("this is not a DICOM file")) from None
    _refuse_cut_off(dataset)
    return dataset


def _refuse_cut_off(dataset: Dataset) -> None:
    """pydicom gives what there is of a value that the file ends in: a report would silently be shorter."""
    last: object = dataset.get_item(max(dataset.keys())) if len(dataset) else None
    if isinstance(last, RawDataElement) and len(last.value or b"") < last.length != _UNDEFINED_LENGTH:
        raise ReadError(_("the file is cut off before its end; export or send it again"))


_UNDEFINED_LENGTH = 0xFFFFFFFF


def _decoded(dataset: Dataset) -> Dataset:
    for element in dataset.iterall():
        _ = element.value
    return dataset


def _read(data: bytes) -> ReadReport | ForeignReport:
    dataset = _open(data)
    if not is_ours(dataset):
        return _describe(dataset)
    as_written = is_as_written(data)
    content = None if as_written else data_set_bytes(data)
    if content is not None and not is_sound(content):
        raise ReadError(_("the file is damaged: its parts do not fit together; export or send it again"))
    return replace(read_dataset(dataset), as_written=as_written)


def _describe(dataset: Dataset) -> ForeignReport:
    sop_class = str(dataset.get("SOPClassUID", ""))
    if "ContentSequence" not in dataset and not sop_class.startswith(_SR_ROOT):
        raise ReadError(_("this is {class_name}, not a structured report").format(class_name=_class_name(sop_class)))
    if "ContentSequence" not in dataset:
        raise ReadError(
            _("this is {class_name} without content; it may be cut off, export or send it again").format(
                class_name=_class_name(sop_class)
            )
        )
    root = parse_item(dataset)
    flags = (plain_value(dataset, name) for name in ("CompletionFlag", "VerificationFlag"))
    return ForeignReport(_kind(dataset, root), tuple(tree_lines(root)), patient_of(dataset), study_of(dataset), *flags)


def _class_name(sop_class: str) -> str:
    return UID(sop_class).name if sop_class else _("a DICOM file without a SOP class")


def _kind(dataset: Dataset, root: Item) -> str:
    title = root.concept.meaning if root.concept else _("without a title")
    template = _(", template {template}").format(template=root.template) if root.template else ""
    makers = (dataset.get("Manufacturer"), dataset.get("ManufacturerModelName"))
    maker = " ".join(str(name) for name in makers if name) or _("unknown software")
    return _("{class_name}: {title}{template}, written by {maker}").format(
        class_name=_class_name(str(dataset.get("SOPClassUID", ""))), title=title, template=template, maker=maker
    )


def tree_lines(item: Item, depth: int = 0) -> list[str]:
    """A content tree as indented text, one line per item."""
    name = item.concept.meaning if item.concept else _("(no name)")
    value = _text(item)
    line = f"{'  ' * depth}{item.type or '?'} {name}{': ' + value if value else ''}"
    return [line, *(line for child in item.children for line in tree_lines(child, depth + 1))]


def _text(item: Item) -> str:
    value = item.value
    if value is None:
        return ""
    if item.type == "CODE":
        return f"{value.meaning} ({value.value}, {value.scheme})"
    if isinstance(value, Quantity):
        return f"{value.number} {value.unit.value}"
    if isinstance(value, Point3D):
        return f"{_numbers(value.point)} in {value.frame_of_reference_uid}"
    if isinstance(value, tuple) and item.type == "SCOORD":
        return _numbers(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if item.type == "DATE" else value.isoformat()
    return value.sop_instance_uid if hasattr(value, "sop_instance_uid") else str(value)


def _numbers(values: tuple[float, ...]) -> str:
    shown = ", ".join(f"{value:g}" for value in values[:12])
    return f"({shown}{', ...' if len(values) > 12 else ''})"

# SPDX-License-Identifier: Apache-2.0
"""The door for files from outside: one of our reports, any other structured report as a tree, or one clear sentence.

The only place with a broad ``except``: a file from outside can make the parser raise anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pydicom
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.uid import UID

from .errors import ReadError
from .item import Item, Point3D, Quantity
from .parse import parse_item
from .reader import ReadReport, is_ours, read_dataset

T = TypeVar("T")
_SR_ROOT = "1.2.840.10008.5.1.4.1.1.88."


@dataclass(frozen=True)
class ForeignReport:
    """A structured report of other software: what it is, and its content tree as lines of text."""

    kind: str
    tree: tuple[str, ...]


def load(path: Path) -> Dataset:
    """The data set of a DICOM file; ``ReadError`` if it is none."""
    return _at_the_door(path, lambda: _open(path))


def read_file(path: Path) -> ReadReport | ForeignReport:
    """Read any structured report; ``ReadError`` says what another file is, or what is damaged."""
    return _at_the_door(path, lambda: _read(_open(path)))


def _at_the_door(path: Path, action: Callable[[], T]) -> T:
    try:
        return action()
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    except FileNotFoundError:
        raise ReadError(f"{path} does not exist") from None
    except IsADirectoryError:
        raise ReadError(f"{path} is a folder; name one file") from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise ReadError(f"{path} is damaged and cannot be read ({reason}); export or send it again") from None


def _open(path: Path) -> Dataset:
    """Files without preamble are read too, as long as they name a SOP class."""
    try:
        return pydicom.dcmread(path)
    except InvalidDicomError:
        dataset = pydicom.dcmread(path, force=True)
        if "SOPClassUID" not in dataset:
            raise ReadError("this is not a DICOM file") from None
        return dataset


def _read(dataset: Dataset) -> ReadReport | ForeignReport:
    return read_dataset(dataset) if is_ours(dataset) else _describe(dataset)


def _describe(dataset: Dataset) -> ForeignReport:
    sop_class = str(dataset.get("SOPClassUID", ""))
    if "ContentSequence" not in dataset and not sop_class.startswith(_SR_ROOT):
        raise ReadError(f"this is {_class_name(sop_class)}, not a structured report")
    root = parse_item(dataset)
    return ForeignReport(_kind(dataset, root), tuple(tree_lines(root)))


def _class_name(sop_class: str) -> str:
    return UID(sop_class).name if sop_class else "a DICOM file without a SOP class"


def _kind(dataset: Dataset, root: Item) -> str:
    title = root.concept.meaning if root.concept else "without a title"
    template = f", template {root.template}" if root.template else ""
    makers = (dataset.get("Manufacturer"), dataset.get("ManufacturerModelName"))
    maker = " ".join(str(name) for name in makers if name) or "unknown software"
    return f"{_class_name(str(dataset.get('SOPClassUID', '')))}: {title}{template}, written by {maker}"


def tree_lines(item: Item, depth: int = 0) -> list[str]:
    """A content tree as indented text, one line per item."""
    name = item.concept.meaning if item.concept else "(no name)"
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

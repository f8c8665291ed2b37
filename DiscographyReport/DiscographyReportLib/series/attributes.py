# SPDX-License-Identifier: Apache-2.0
"""Attributes of files from outside: present or absent, well-formed or not, without an exception that says nothing."""

import math
import struct
from collections.abc import Iterable

from pydicom.datadict import dictionary_description
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError

from ..texts import _
from .errors import SeriesError

UNREADABLE = (
    ArithmeticError, BytesLengthException, EOFError, InvalidDicomError, LookupError, NotImplementedError, OSError,
    TypeError, ValueError, struct.error,
)  # fmt: skip
"""What pydicom raises on a header that is cut off or overwritten."""


def text(dataset: Dataset, keyword: str) -> str:
    """The value as text without outer blanks, or '' where it is absent, empty or unreadable."""
    try:
        value = dataset.get(keyword)
    except UNREADABLE:
        return ""
    return "" if value is None else str(value).strip(" \0")


def values(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """The values of a multi-valued attribute as texts; empty where it is absent or unreadable."""
    try:
        value = dataset.get(keyword)
    except UNREADABLE:
        return ()
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)


def numbers(dataset: Dataset, keyword: str, count: int, where: str) -> tuple[float, ...]:
    """The `count` finite numbers of an attribute; `SeriesError` naming the attribute and `where` otherwise."""
    try:
        value = dataset.get(keyword)
        found = tuple(float(item) for item in (value if isinstance(value, Iterable) else (value,)))
    except UNREADABLE:
        found = ()
    if len(found) == count and all(math.isfinite(item) for item in found):
        return found
    raise SeriesError(
        _(
            "{where} has no usable {attribute}, so positions cannot be related to it: "
            "export the series again from the scanner or the archive."
        ).format(where=where, attribute=dictionary_description(keyword))
    )


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; empty where it is absent or unreadable."""
    try:
        sequence = dataset.get(keyword)
    except UNREADABLE:
        return []
    return [item for item in sequence or () if isinstance(item, Dataset)]

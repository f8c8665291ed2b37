# SPDX-License-Identifier: Apache-2.0
"""Whether what a PACS holds is what was sent: by content, since a PACS may write the same in another encoding."""

import warnings

from pydicom import Dataset
from pydicom.datadict import keyword_for_tag
from pydicom.tag import BaseTag

from .document import Document
from .document_reading import UNREADABLE, read_dataset

_CHARACTER_SET = 0x00080005
"""The decoded texts are compared."""


def differences(sent: Document, held: Document) -> tuple[str, ...]:
    """The top-level attributes that differ, by keyword or tag and without their values; none where they are equal.

    The file header (group 2) and the lengths of groups are encoding, not content.
    """
    if sent.content == held.content:
        return ()
    one, other = (read_dataset(document.content, document.uid) for document in (sent, held))
    tags = sorted({*one.keys(), *other.keys()})
    # Warnings of pydicom hold values of the patient, so nobody hears them.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return tuple(_name(tag) for tag in tags if _is_content(tag) and not _same(one, other, tag))


def _is_content(tag: BaseTag) -> bool:
    return tag != _CHARACTER_SET and tag.element != 0 and tag.group > 2


def _same(one: Dataset, other: Dataset, tag: BaseTag) -> bool:
    if tag not in one or tag not in other:
        return False
    try:
        return bool(one[tag].value == other[tag].value)
    except UNREADABLE:
        return False


def _name(tag: BaseTag) -> str:
    return keyword_for_tag(tag) or str(tag)

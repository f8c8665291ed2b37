# SPDX-License-Identifier: Apache-2.0
"""Whether what a PACS gives back is what was sent: encodings do not count, and everything else does."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pydicom
import pytest
from pydicom import Dataset

from Delivery.made_documents import a_document
from Delivery.test_pacs import as_implicit
from DiscographyReportLib.delivery.comparison import differences
from DiscographyReportLib.delivery.document import Document


def changed(document: Document, change: Callable[[Dataset], object]) -> Document:
    """What a PACS gives back that changed it."""
    dataset = pydicom.dcmread(BytesIO(document.content))
    change(dataset)
    out = BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return replace(document, content=out.getvalue())


def in_latin_1(dataset: Dataset) -> None:
    dataset.PatientName = "Müller^Jörg"
    dataset.SpecificCharacterSet = "ISO_IR 100"


def in_utf_8(dataset: Dataset) -> None:
    dataset.PatientName = "Müller^Jörg"
    dataset.SpecificCharacterSet = "ISO_IR 192"


def with_other_header(dataset: Dataset) -> None:
    dataset.file_meta.ImplementationVersionName = "ANOTHER"
    dataset.file_meta.SourceApplicationEntityTitle = "PACS"


def deep_inside(dataset: Dataset) -> None:
    dataset.ContentSequence[-1].ConceptNameCodeSequence[0].CodeMeaning = "something else"


def test_a_report_is_equal_to_itself_and_to_itself_in_another_encoding() -> None:
    document = a_document()

    assert differences(document, document) == ()
    assert differences(document, as_implicit(document)) == ()
    assert differences(document, changed(document, with_other_header)) == ()


def test_the_same_text_in_another_character_set_is_equal() -> None:
    document = a_document()
    one, other = changed(document, in_utf_8), changed(document, in_latin_1)

    assert one.content != other.content
    assert differences(one, other) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda one: setattr(one, "PatientName", "OTHER"), ("PatientName",)),
        (lambda one: setattr(one, "PatientComments", "added"), ("PatientComments",)),
        (lambda one: delattr(one, "PatientID"), ("PatientID",)),
        (lambda one: setattr(one, "SOPInstanceUID", "1.2.3"), ("SOPInstanceUID",)),
        (lambda one: one.ContentSequence.pop(), ("ContentSequence",)),
        (lambda one: one.add_new(0x00091010, "LO", "private"), ("(0009,1010)",)),
        (deep_inside, ("ContentSequence",)),
        (lambda one: one.update(Dataset()), ()),
    ],
)
def test_what_differs_is_named_and_its_values_are_not(
    change: Callable[[Dataset], object], found: tuple[str, ...]
) -> None:
    document = a_document()

    assert differences(document, changed(document, change)) == found

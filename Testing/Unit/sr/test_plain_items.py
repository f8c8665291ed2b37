# SPDX-License-Identifier: Apache-2.0
"""The quick way to read and write a document gives what pydicom's own way gives, whatever the bytes."""

import warnings
from io import BytesIO

import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from counts import PROPERTY_EXAMPLES
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.sr.parse import parse_item
from DiscographyReportLib.sr.plain import plain_items
from plain_reports import report, with_disc
from sr_documents import HERE, documents, opened, written

PREAMBLE = 132
PLAIN = written(with_disc(report(Level.L4_L5), position=HERE))
TELLING = b"\\\0 \x1b=^+-.eE\xff\xfe\r\n"
"""Bytes that mean something in a value, a number, a name or a length."""


def by_pydicom(data: bytes) -> object:
    """The items, or the kind of error, once pydicom has opened the content tree."""
    return outcome(data, open_first=True)


def by_bytes(data: bytes) -> object:
    """The items, or the kind of error, the quick way where the bytes allow it."""
    return outcome(data, open_first=False)


def outcome(data: bytes, open_first: bool) -> object:
    try:
        dataset = pydicom.dcmread(BytesIO(data), force=True)
        if open_first:
            _ = dataset.get("ContentSequence")
        return parse_item(dataset)
    except Exception as error:  # a damaged file can make pydicom raise anything
        return type(error)


def takes_the_quick_way(data: bytes) -> bool:
    return plain_items(opened(data), "ContentSequence") is not None


def rewritten(syntax: pydicom.uid.UID = ExplicitVRLittleEndian, undefined_lengths: bool = False) -> bytes:
    """The plain document in another form of DICOM."""
    dataset = opened(PLAIN)
    dataset.file_meta.TransferSyntaxUID = syntax
    for element in dataset.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = undefined_lengths
            for item in element.value:
                item.is_undefined_length_sequence_item = undefined_lengths
    buffer = BytesIO()
    little = syntax != ExplicitVRBigEndian
    pydicom.dcmwrite(buffer, dataset, implicit_vr=syntax.is_implicit_VR, little_endian=little)
    return buffer.getvalue()


def test_what_we_write_is_read_the_quick_way():
    assert takes_the_quick_way(PLAIN)


@settings(max_examples=PROPERTY_EXAMPLES // 4)
@given(documents())
def test_both_ways_read_the_same_from_any_document(made):
    data = written(made[0], made[1], made[2])

    assert takes_the_quick_way(data)
    assert by_bytes(data) == by_pydicom(data)


@settings(max_examples=PROPERTY_EXAMPLES // 4)
@given(documents())
def test_a_document_is_byte_for_byte_what_pydicom_makes_of_its_data_sets(made):
    data = written(made[0], made[1], made[2])
    dataset = opened(data)
    for element in dataset.iterall():
        _ = element.value
    # Makes pydicom encode every value anew instead of copying what it read.
    for item in (dataset, *(item for element in dataset.iterall() if element.VR == "SQ" for item in element.value)):
        item.set_original_encoding(None, None)
    buffer = BytesIO()
    pydicom.dcmwrite(buffer, dataset, implicit_vr=False, little_endian=True, enforce_file_format=True)

    assert buffer.getvalue() == data


@given(
    st.lists(
        st.tuples(st.integers(PREAMBLE, len(PLAIN) - 1), st.integers(0, 255) | st.sampled_from(TELLING)),
        min_size=1,
        max_size=4,
    )
)
def test_both_ways_agree_on_a_damaged_file(changes):
    data = bytearray(PLAIN)
    for place, value in changes:
        data[place] = value
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")

        # As texts: a float that is no number (a damaged position) does not equal itself.
        assert repr(by_bytes(bytes(data))) == repr(by_pydicom(bytes(data)))


@given(st.integers(PREAMBLE, len(PLAIN) - 1))
def test_both_ways_agree_on_a_file_that_is_cut_off(length):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")

        assert by_bytes(PLAIN[:length]) == by_pydicom(PLAIN[:length])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(rewritten(ImplicitVRLittleEndian), id="implicit VR"),
        pytest.param(rewritten(ExplicitVRBigEndian), id="big endian"),
        pytest.param(rewritten(undefined_lengths=True), id="undefined lengths"),
        pytest.param(PLAIN.replace(b"ISO_IR 192", b"ISO_IR 100"), id="Latin-1"),
    ],
)
def test_other_forms_are_left_to_pydicom(data):
    assert not takes_the_quick_way(data)
    assert by_bytes(data) == by_bytes(PLAIN)

# SPDX-License-Identifier: Apache-2.0
"""A file that was cut off or damaged is refused, or read in full; it never gives a shorter report without a word."""

import dataclasses
import logging
from datetime import datetime
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counts
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Leak
from DiscographyReportLib.sr.envelope import Encoding, Standing
from DiscographyReportLib.sr.errors import ReadError
from DiscographyReportLib.sr.foreign import ForeignReport, load, read_file
from DiscographyReportLib.sr.integrity import data_set_bytes
from DiscographyReportLib.sr.lint import lint
from DiscographyReportLib.sr.structure import is_sound
from plain_reports import event, report, with_disc
from sr_documents import HERE, assessed, documents, opened, written

FULL = with_disc(
    dataclasses.replace(report(), comment="Ärztlich geprüft"),
    position=HERE,
    events=(event("20", "1.0", note="müde"), event("30", "1.2", side=v.Side.LEFT)),
    leaks=(Leak(v.LeakSite.EPIDURAL, v.Side.LEFT),),
)
JUDGED = assessed(FULL)
FILES = {encoding: written(FULL, Standing(encoding)) for encoding in Encoding}
LAST = 64


@pytest.fixture(autouse=True)
def _quiet_pydicom():
    """pydicom logs every damaged value; here there are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("damaged") / "report.dcm"


def read(place, data):
    """What a file with these bytes gives; ``None`` for one sentence that refuses it."""
    place.write_bytes(data)
    try:
        return read_file(place)
    except ReadError as error:
        sentence = str(error)
    assert sentence.startswith(str(place))
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return None


def cut_points(length):
    if counts.CUT_POINTS is None:
        return range(length)
    return sorted({*range(0, length, length // counts.CUT_POINTS), *range(length - LAST, length)})


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("encoding", Encoding)
def test_a_file_that_is_cut_off_anywhere_is_refused(encoding, place):
    data = FILES[encoding]
    for point in cut_points(len(data)):
        assert read(place, data[:point]) is None, f"cut after {point} of {len(data)} bytes"


@settings(max_examples=counts.PROPERTY_EXAMPLES // 20)
@given(documents(), st.data())
def test_any_report_that_is_cut_off_is_refused(place, document, data):
    whole = written(*document)
    point = data.draw(st.one_of(st.integers(0, len(whole) - 1), st.integers(len(whole) - LAST, len(whole) - 1)))

    assert read(place, whole[:point]) is None


def differences(a, b, path=""):
    """(path, one value, other value) of everything in which two records differ."""
    if a == b:
        return []
    if dataclasses.is_dataclass(a) and type(a) is type(b):
        names = [field.name for field in dataclasses.fields(a)]
        return [found for name in names for found in differences(getattr(a, name), getattr(b, name), f"{path}.{name}")]
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return [found for n, pair in enumerate(zip(a, b, strict=True)) for found in differences(*pair, f"{path}[{n}]")]
    return [(path, a, b)]


def is_free(one, other):
    """Whether two values are texts, numbers or times, which a flipped bit changes into another of their kind."""
    kinds = (str, int, float, Decimal, datetime)
    return type(one) is type(other) and isinstance(one, kinds) and not isinstance(one, bool | Enum)


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=max(counts.PROPERTY_EXAMPLES // 2, 100))
@given(st.sampled_from(Encoding), st.data())
def test_a_changed_byte_is_refused_noticed_or_changes_only_the_text_or_number_that_it_hit(place, encoding, data):
    changed = bytearray(FILES[encoding])
    start = len(changed) - len(data_set_bytes(bytes(changed)))
    at = data.draw(st.integers(0, len(changed) - 1), label="place")
    changed[at] ^= data.draw(
        st.one_of(st.sampled_from([1 << bit for bit in range(8)]), st.integers(1, 255)), label="bits"
    )

    found = read(place, bytes(changed))

    if found is None or isinstance(found, ForeignReport):
        return
    assert found.as_written is not True or at < start
    same = differences(found.report, FULL) + differences(found.assessment, JUDGED)
    # A disc's UID stands in its results too.
    assert found.notices or len({repr((one, other)) for _, one, other in same}) <= 1
    assert found.notices or all(is_free(one, other) for _, one, other in same), same


DAMAGES = {
    "an answer with the meaning of another": (
        b"DG3200",
        b"DG3201",
        "stands for 'Fused', but the document calls it 'Injected'",
    ),
    "a number under the heading of another": (b"DG1002", b"DG1003", "stands for 'Peak pressure', but"),
    "a side": (b"7771000 ", b"24028007", "stands for 'Right', but the document calls it 'Left'"),
    "a level": (b"84020006", b"62551000", "stands for 'L3/L4 disc', but"),
    "an observer that is nothing": (b"121006", b"121009", "but the document calls it 'Person'"),
    "the disc record gone": (b"DG2310", b"DG9310", "the disc record is missing"),
}


@pytest.mark.parametrize(("old", "new", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_value_under_another_heading_is_refused_with_a_sentence(place, old, new, words):
    place.write_bytes(FILES[Encoding.COMPREHENSIVE_3D].replace(old, new, 1))

    with pytest.raises(ReadError, match=words.replace("(", r"\(")):
        read_file(place)


@pytest.mark.parametrize(
    ("code", "notice"),
    [
        (b"DG2300", "Stimulation record is not known"),
        (b"DG2320", "Interpretation record is not known"),
        (b"DG1004", "Pain-onset pressure"),
        (b"DG2104", "Radial extent of contrast"),
        (b"DG2066", "Limitation of study is not known"),
    ],
)
def test_a_part_that_is_not_known_is_noticed_and_never_dropped_in_silence(place, code, notice):
    found = read(place, FILES[Encoding.COMPREHENSIVE_3D].replace(code, b"DG8888", 1))

    assert any(notice in one for one in found.notices)


def test_structure_is_sound_of_what_we_write_in_defined_and_undefined_lengths(tmp_path):
    data = FILES[Encoding.COMPREHENSIVE_3D]
    dataset = opened(data)
    for element in dataset.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = True
            for item in element.value:
                item.is_undefined_length_sequence_item = True
    dataset.save_as(tmp_path / "undefined.dcm")
    other = (tmp_path / "undefined.dcm").read_bytes()

    assert is_sound(data_set_bytes(data))
    assert len(other) > len(data)
    assert is_sound(data_set_bytes(other))
    assert read_file(tmp_path / "undefined.dcm").report == FULL


def test_structure_is_unsound_where_a_length_is_wrong():
    content = data_set_bytes(FILES[Encoding.COMPREHENSIVE_3D])
    at = content.index(b"\x40\x00\x30\xa7SQ") + 8

    for changed in (content[at] ^ 2, content[at] + 1):
        assert not is_sound(content[:at] + bytes([changed % 256]) + content[at + 1 :])
    assert not is_sound(content[:-1])
    assert not is_sound(content + b"\0")
    assert not is_sound(b"\0" * 400)


def test_loading_a_number_that_is_none_leaves_it_to_the_lint(place):
    place.write_bytes(FILES[Encoding.COMPREHENSIVE_3D].replace(b"DS\x02\x0010", b"DS\x02\x00xx", 1))

    assert {finding.rule for finding in lint(load(place))} >= {"read_back"}


@pytest.mark.parametrize("encoding", ["implicit", "deflated"])
def test_a_document_that_an_archive_encoded_anew_is_read_the_same(encoding, tmp_path):
    from pydicom.uid import DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian

    dataset = opened(FILES[Encoding.COMPREHENSIVE_3D])
    syntax = {"implicit": ImplicitVRLittleEndian, "deflated": DeflatedExplicitVRLittleEndian}[encoding]
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.save_as(tmp_path / "anew.dcm", implicit_vr=encoding == "implicit", little_endian=True)

    found = read_file(tmp_path / "anew.dcm")

    assert (found.report, found.assessment, found.notices, found.as_written) == (FULL, JUDGED, (), None)


def items_below(item):
    for child in item.get("ContentSequence", ()):
        if child.ValueType == "CONTAINER":
            yield child
            yield from items_below(child)


def test_a_record_that_lost_its_content_is_refused(place):
    dataset = opened(FILES[Encoding.COMPREHENSIVE_3D])
    (leak,) = (item for item in items_below(dataset) if item.ConceptNameCodeSequence[0].CodeValue == "DG2312")
    del leak.ContentSequence
    dataset.save_as(place)

    with pytest.raises(ReadError, match="is empty; the file is damaged"):
        read_file(place)

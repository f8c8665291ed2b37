# SPDX-License-Identifier: Apache-2.0
"""Files of other software, and files that are no reports: a description or one sentence, never a crash."""

import logging
from pathlib import Path

import pydicom
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.uid import ComprehensiveSRStorage, ExplicitVRLittleEndian

from DiscographyReportLib.sr.errors import ReadError
from DiscographyReportLib.sr.foreign import ForeignReport, load, read_file
from DiscographyReportLib.sr.lint import lint
from plain_reports import report, with_disc
from sr_documents import HERE, opened, written

FOREIGN = Path(__file__).parents[2] / "Data" / "foreign-sr"
SHIPPED = Path(pydicom.__file__).parent / "data" / "test_files"
FILES = sorted(path for path in SHIPPED.rglob("*") if path.is_file()) if SHIPPED.is_dir() else []


@pytest.fixture(autouse=True)
def _quiet_pydicom():
    """pydicom logs what it thinks of strange values."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("foreign") / "file.dcm"


def read(path):
    """A description, or the sentence that refuses the file."""
    try:
        found = read_file(path)
    except ReadError as error:
        sentence = str(error)
    else:
        assert isinstance(found, ForeignReport)
        return found
    assert sentence.startswith(str(path))
    assert "\n" not in sentence
    return sentence


def test_a_measurement_report_of_dcmqi_is_described_with_its_tree():
    found = read(FOREIGN / "dcmqi_tid1500.dcm")

    assert found.kind.startswith("Comprehensive SR Storage: Imaging Measurement Report, template 1500")
    assert any("MeasurementGroup" in line or "Measurement Group" in line for line in found.tree)
    assert any(line.strip().startswith("NUM ") and line.rstrip()[-1].isalnum() for line in found.tree)


def test_a_report_of_highdicom_is_described_with_its_tree():
    found = read(FOREIGN / "highdicom_sr.dcm")

    assert found.kind.startswith("Comprehensive 3D SR Storage: Imaging Measurement Report")
    assert len(found.tree) > 10
    assert found.tree[1].startswith("  ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_test_files_of_pydicom_are_described_or_refused(path):
    assert read(path)


@pytest.mark.parametrize("name", ["reportsi.dcm", "reportsi_with_empty_number_tags.dcm", "test-SR.dcm"])
def test_the_reports_among_the_test_files_of_pydicom_show_their_tree(name):
    found = read(SHIPPED / name) if (SHIPPED / name).exists() else None
    if found is None:
        assert name != "test-SR.dcm", "pydicom no longer ships it: name another report"
        return

    assert isinstance(found, ForeignReport)
    assert len(found.tree) > 3


def test_an_image_is_refused_naming_what_it_is():
    assert read(SHIPPED / "CT_small.dcm").endswith("this is CT Image Storage, not a structured report")


@pytest.mark.parametrize(
    "content", [b"", b"x", b"%PDF-1.7 not DICOM", b"\0" * 132, b"\0" * 128 + b"DICM", b"DICM" * 200]
)
def test_a_file_that_is_not_dicom_is_refused(content, place):
    place.write_bytes(content)

    assert isinstance(read(place), str)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert read(tmp_path / "nothing.dcm").endswith("does not exist")
    assert read(tmp_path).endswith("is a folder; name one file")


def item(value_type="TEXT", **attributes):
    made = Dataset()
    made.ValueType, made.RelationshipType = value_type, "CONTAINS"
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def code(value="121071", scheme="DCM", meaning="Finding"):
    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, scheme, meaning
    return made


def sr(*items, **attributes):
    made = item("CONTAINER", **attributes)
    made.SOPClassUID, made.SOPInstanceUID = ComprehensiveSRStorage, "1.2.3"
    made.ConceptNameCodeSequence = [code("1", "99X", "Absurd")]
    made.ContentSequence = list(items)
    return made


def saved(dataset, place):
    dataset.file_meta = pydicom.dataset.FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.save_as(place, enforce_file_format=True)
    return place


def nested(levels):
    inner = item("CONTAINER")
    for _ in range(levels):
        inner = item("CONTAINER", ContentSequence=[inner])
    return inner


def test_a_tree_of_a_thousand_levels_is_refused_with_a_sentence_or_described(place):
    import sys

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        saved(sr(nested(1000)), place)
    finally:
        sys.setrecursionlimit(limit)

    found = read(place)

    assert isinstance(found, ForeignReport) or "nested too deeply" in found


def _raw(keyword, vr, value):
    made = Dataset()
    made.add_new(keyword, vr, value)
    return made


ABSURD = {
    "nothing in the tree": [],
    "an item without anything": [Dataset()],
    "an unknown type": [item("HOLOGRAM")],
    "no type": [item("TEXT", TextValue="x")],
    "a NUM without value": [item("NUM", ConceptNameCodeSequence=[code()]), item("NUM", MeasuredValueSequence=[])],
    "a NUM without unit": [item("NUM", MeasuredValueSequence=[_raw("NumericValue", "DS", "1.5")])],
    "a NUM with two values": [item("NUM", MeasuredValueSequence=[_raw("NumericValue", "DS", ["1", "2"])])],
    "empty sequences": [item("CODE", ConceptNameCodeSequence=[], ConceptCodeSequence=[])],
    "empty items": [item("CODE", ConceptNameCodeSequence=[Dataset()], ConceptCodeSequence=[Dataset()])],
    "an image that is none": [item("IMAGE"), item("IMAGE", ReferencedSOPSequence=[Dataset()])],
    "points without numbers": [item("SCOORD"), item("SCOORD3D"), item("SCOORD", GraphicData=[1.0])],
    "a date that is none": [item("DATETIME"), item("DATE"), item("TIME")],
    "a code with a long value": [item("CODE", ConceptCodeSequence=[_raw("LongCodeValue", "UC", "x" * 900)])],
    "a reference to another item": [item("", ReferencedContentItemIdentifier=[1, 1])],
}
ABSURD["no type"][0].pop("ValueType")


@pytest.mark.parametrize("items", ABSURD.values(), ids=ABSURD)
def test_an_absurd_tree_is_described_line_by_line(items, place):
    found = read(saved(sr(*items), place))

    assert isinstance(found, ForeignReport)
    assert len(found.tree) == 1 + len(items)
    assert lint(load(place))


WRONG_FORMS = {
    "a sequence that is text": ("ConceptNameCodeSequence", "LO", "Finding"),
    "a tree that is text": ("ContentSequence", "LT", "Finding"),
    "a type that is a number": ("ValueType", "US", 7),
    "a type twice": ("ValueType", "CS", ["TEXT", "NUM"]),
    "coordinates that are text": ("GraphicData", "LO", ["a", "b"]),
    "a frame that is text": ("ReferencedSOPSequence", "SQ", [_raw("ReferencedFrameNumber", "LO", "first")]),
}


@pytest.mark.parametrize(("keyword", "vr", "value"), WRONG_FORMS.values(), ids=WRONG_FORMS)
@pytest.mark.parametrize("kind", ["TEXT", "SCOORD", "IMAGE", "CODE"])
def test_an_attribute_of_the_wrong_form_is_taken_as_missing(keyword, vr, value, kind, place):
    strange = item(kind)
    strange.pop(keyword, None)
    strange.add_new(keyword, vr, value)

    assert isinstance(read(saved(sr(strange), place)), ForeignReport)


def trees():
    """Content trees of anything."""
    text = st.text(alphabet="aé漢 ", max_size=6)
    codes = st.builds(code, text, st.sampled_from(["DCM", "SCT", "99DISCOGRAPHY", ""]), text)
    lists = st.lists(codes, max_size=2)
    kinds = st.sampled_from(
        ["CONTAINER", "TEXT", "NUM", "CODE", "PNAME", "IMAGE", "SCOORD", "SCOORD3D", "DATE", "UIDREF", ""]
    )
    optional = {
        "ConceptNameCodeSequence": lists,
        "ConceptCodeSequence": lists,
        "TextValue": text,
        "PersonName": text,
        "GraphicData": st.lists(st.floats(width=32, allow_nan=True), min_size=2, max_size=3),
        "MeasuredValueSequence": st.lists(
            st.sampled_from(["1", "-1.5", ""]).map(lambda n: _raw("NumericValue", "DS", n)), max_size=2
        ),
        "RelationshipType": st.sampled_from(["CONTAINS", "HAS OBS CONTEXT", "NONSENSE"]),
    }
    leaves = st.builds(lambda kind, given: item(kind, **given), kinds, st.fixed_dictionaries({}, optional=optional))
    return st.recursive(
        leaves, lambda below: st.builds(_with_children, leaves, st.lists(below, max_size=3)), max_leaves=8
    )


def _with_children(parent, children):
    parent.ContentSequence = children
    return parent


@given(st.lists(trees(), max_size=3))
def test_any_tree_is_described_and_found_fault_with(place, items):
    dataset = sr(*items, SpecificCharacterSet="ISO_IR 192")

    found = read(saved(dataset, place))

    assert isinstance(found, ForeignReport)
    assert {finding.rule for finding in lint(load(place))} >= {"marked_as_ours", "read_back"}


@settings(phases=(Phase.explicit, Phase.generate))
@given(st.lists(trees(), min_size=1, max_size=2), st.integers(0, 14))
def test_strange_items_in_one_of_our_documents_are_refused_noticed_or_found_by_the_lint(place, items, at):
    dataset = opened(written(with_disc(report(), position=HERE)))
    dataset.ContentSequence = [*dataset.ContentSequence[:at], *items, *dataset.ContentSequence[at:]]
    dataset.save_as(place)
    try:
        found = read_file(place)
    except ReadError:
        found = None

    assert found is None or found.notices
    assert lint(load(place))

# SPDX-License-Identifier: Apache-2.0
"""Every rule of the lint finds a document that was broken for it, and is silent on a good one."""

import copy

import pytest
from pydicom.dataset import Dataset

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.sr.envelope import Encoding, Standing, State
from DiscographyReportLib.sr.lint import RULES, lint
from plain_reports import report
from sr_documents import REVIEWER, flat_series, header_with, opened, written
from sr_kinds import placed

MADE = placed(report(Level.L4_L5, Level.L5_S1), flat_series())
VERIFIED = Standing(state=State.VERIFIED, verifications=(REVIEWER,))


def document(standing=None):
    return opened(written(MADE, standing))


def children(dataset, code):
    """What stands below the container of that concept."""
    found = [item for item in dataset.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == code]
    return found[0].ContentSequence


def groups(dataset):
    return children(dataset, "126010")


def within(group, code):
    """The first item of a group of that concept."""
    return next(item for item in group.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == code)


def procedure_record(dataset):
    return children(dataset, "DG2400")


def without(sequence, code):
    sequence[:] = [item for item in sequence if item.ConceptNameCodeSequence[0].CodeValue != code]


def swap_regions(dataset):
    items = groups(dataset)[0].ContentSequence
    at = next(n for n, item in enumerate(items) if item.ValueType == "SCOORD")
    items[at], items[at + 1] = items[at + 1], items[at]


def swap_answers(dataset):
    items = groups(dataset)[1].ContentSequence
    at = next(n for n, item in enumerate(items) if item.ConceptNameCodeSequence[0].CodeValue == "DG2100")
    items[at], items[at + 1] = items[at + 1], items[at]


def change(attribute, value, find=lambda dataset: dataset):
    def apply(dataset):
        setattr(find(dataset), attribute, value)

    return apply


def first(code):
    return lambda dataset: within(groups(dataset)[0], code)


def concept(code):
    return lambda dataset: first(code)(dataset).ConceptNameCodeSequence[0]


def answer(code):
    return lambda dataset: first(code)(dataset).ConceptCodeSequence[0]


def same_tracking_uid(dataset):
    first("112040")(dataset).UID = within(groups(dataset)[1], "112040").UID


def garbled_observer(dataset):
    next(item for item in dataset.ContentSequence if item.ValueType == "PNAME").PersonName = "??^??"


def no_tracking_uid(dataset):
    without(groups(dataset)[0].ContentSequence, "112040")


def no_point(dataset):
    items = groups(dataset)[0].ContentSequence
    items[:] = [item for item in items if item.ValueType != "SCOORD"]


def empty_number(dataset):
    first("DG1002")(dataset).MeasuredValueSequence = []


def no_number(dataset):
    first("DG1002")(dataset).MeasuredValueSequence[0].NumericValue = None


def other_scheme(dataset):
    dataset.CodingSchemeIdentificationSequence[0].CodingSchemeDesignator = "99OTHER"


def other_image(dataset):
    children(dataset, "111028")[0].ContentSequence[-1].ReferencedSOPSequence[0].ReferencedSOPInstanceUID = "1.2.99"


def other_study(dataset):
    evidence = dataset.CurrentRequestedProcedureEvidenceSequence
    evidence.append(copy.deepcopy(evidence[0]))
    evidence[1].StudyInstanceUID = "1.2.98"


def no_uid(dataset):
    first("112040")(dataset).UID = "1.2.three"


def continuous(dataset):
    groups(dataset)[0].ContinuityOfContent = "CONTINUOUS"


def record_first(dataset):
    items = dataset.ContentSequence
    items.insert(0, items.pop())


def other_chain(dataset):
    dataset.PredecessorDocumentsSequence = copy.deepcopy(dataset.CurrentRequestedProcedureEvidenceSequence)


def unknown_item(dataset):
    made = Dataset()
    made.RelationshipType, made.ValueType, made.TextValue = "CONTAINS", "TEXT", "x"
    made.ConceptNameCodeSequence = [copy.deepcopy(dataset.ConceptNameCodeSequence[0])]
    made.ConceptNameCodeSequence[0].CodeValue = "126002"
    procedure_record(dataset).insert(0, made)


def other_value(dataset):
    first("DG1002")(dataset).MeasuredValueSequence[0].NumericValue = "11"


BROKEN = [
    ("marked_as_ours", change("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.22")),
    ("marked_as_ours", change("CodeValue", "126001", lambda d: d.ConceptNameCodeSequence[0])),
    ("characters", change("SpecificCharacterSet", "ISO_IR 100")),
    ("characters", change("PatientName", "??^??")),
    ("characters", garbled_observer),
    ("tracking", same_tracking_uid),
    ("tracking", no_tracking_uid),
    ("level", change("TextValue", "Disc L3/L4", first("112039"))),
    ("level", change("CodeValue", "75782005", answer("363698007"))),
    ("coordinates", swap_regions),
    ("coordinates", no_point),
    ("coordinates", change("ReferencedFrameOfReferenceUID", "1.2.97", first("111030"))),
    ("same_answers", swap_answers),
    ("same_answers", lambda d: without(groups(d)[1].ContentSequence, "DG2106")),
    ("values", empty_number),
    ("values", no_number),
    ("values", change("TextValue", "", first("111001"))),
    ("codes", change("CodeMeaning", "Closing pressure", concept("DG1002"))),
    ("codes", change("CodeValue", "DG1999", concept("DG1002"))),
    ("codes", change("CodeMeaning", "x" * 65, concept("72514-3"))),
    ("scheme_declared", other_scheme),
    ("references", other_image),
    ("references", other_study),
    ("chain", other_chain),
    ("flags", change("VerificationFlag", "VERIFIED")),
    ("flags", change("PreliminaryFlag", "FINAL")),
    ("identity", change("SeriesDescription", "")),
    ("identity", change("SeriesNumber", None)),
    ("identity", no_uid),
    ("containers", continuous),
    ("order", record_first),
    ("read_back", unknown_item),
    ("read_back", other_value),
    ("read_back", lambda d: without(groups(d)[0].ContentSequence, "DG2310")),
]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("rule", "breaking"), BROKEN, ids=[f"{n} {rule}" for n, (rule, _) in enumerate(BROKEN)])
def test_a_broken_document_is_found_by_its_rule(rule, breaking):
    dataset = document()
    breaking(dataset)

    found = lint(dataset)

    assert rule in {finding.rule for finding in found}
    assert all(finding.where and finding.message for finding in found)


def test_a_verified_document_that_is_not_complete_is_found():
    dataset = document(VERIFIED)
    dataset.CompletionFlag = "PARTIAL"

    assert "flags" in {finding.rule for finding in lint(dataset)}


def test_every_rule_has_a_document_that_breaks_it():
    assert {rule.__name__.strip("_") for rule in RULES} == {rule for rule, _ in BROKEN}


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize(
    "standing", [Standing(), Standing(state=State.COMPLETE), VERIFIED], ids=["draft", "complete", "verified"]
)
def test_a_good_document_breaks_no_rule(encoding, standing):
    assert lint(document(Standing(encoding, standing.state, standing.verifications))) == ()


def images(**changes):
    found = [header_with(SOPInstanceUID=f"1.2.3.5.{number}") for number in range(5)]
    for image in found:
        for keyword, value in changes.items():
            setattr(image, keyword, value)
    return found


def test_the_images_that_a_document_was_written_from_are_right():
    assert lint(document(), images()) == ()


def test_images_of_another_patient_are_found():
    found = lint(document(), images(PatientID="P-2"))

    assert {finding.rule for finding in found} == {"evidence"}
    assert "another patient" in found[0].message


def test_images_that_are_not_there_are_found():
    assert [finding.message for finding in lint(document(), images()[:3])] == [
        "2 images that the document refers to are not there"
    ]


def test_a_container_that_is_not_separate_is_found_in_the_bytes_of_a_file_too():
    """Items that pydicom has not opened are read by us."""
    content = written(MADE)
    broken = content.replace(b"SEPARATE", b"CONTINUO", 1)
    last = content[::-1].replace(b"SEPARATE"[::-1], b"CONTINUO"[::-1], 1)[::-1]

    assert [len(lint(opened(each))) for each in (content, broken, last)] == [0, 1, 1]
    assert {finding.rule for each in (broken, last) for finding in lint(opened(each))} == {"containers"}

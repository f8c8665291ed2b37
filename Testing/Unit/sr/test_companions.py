# SPDX-License-Identifier: Apache-2.0
"""The Encapsulated PDF and the Key Object Selection of a report."""

import subprocess
from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from DiscographyReportLib.jobs.validators import VALIDATORS, Context
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.sr.companions import TITLES, encapsulated_pdf, key_object_selection
from DiscographyReportLib.sr.envelope import Standing, State
from DiscographyReportLib.sr.errors import WriteError
from DiscographyReportLib.sr.foreign import load
from DiscographyReportLib.sr.integrity import is_as_written
from plain_reports import disc, report, with_disc
from sr_documents import HERE, REVIEWER, flat_series, header_with, opened, written
from sr_kinds import Document, kinds
from tools_found import external_tool, pixelmed_command

PDF = b"%PDF-1.7 of an odd length"
KINDS = list(kinds(None))
PATIENT_AND_STUDY = (
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex"),
    *("StudyInstanceUID", "StudyID", "StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName"),
)
ONE = with_disc(report(), position=HERE)
SAME_SLICE = report(discs=(disc(Level.L3_L4, position=HERE), disc(Level.L4_L5, position=replace(HERE, z=HERE.z + 3.0))))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return kinds(tmp_path_factory.mktemp("kinds"))


def in_state(state: State) -> Dataset:
    signed = (REVIEWER,) if state is State.VERIFIED else ()
    return opened(written(ONE, Standing(state=state, verifications=signed)))


def both(document: Dataset) -> tuple[Dataset, Dataset]:
    selection = key_object_selection(document)
    assert selection is not None
    return opened(encapsulated_pdf(document, PDF)), opened(selection)


def slices_in(selection: Dataset) -> list[str]:
    images = [item for item in selection.ContentSequence if item.ValueType == "IMAGE"]
    return [str(item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID) for item in images]


def findings(path, header, tool):
    validator = next(one for one in VALIDATORS if one.name == tool)
    verdict = validator.judge(path, Context(load(path), header))
    assert verdict.available
    return verdict.findings


@pytest.mark.parametrize("kind", KINDS)
def test_validators_of_others_pass_the_companions_of_every_kind_of_document(kind, made, tmp_path):
    external_tool("dciodvfy")
    external_tool("dsrdump")
    document: Document = made[kind]()
    pdf, selection = tmp_path / "pdf.dcm", tmp_path / "selection.dcm"
    pdf.write_bytes(encapsulated_pdf(opened(document.data()), PDF))
    content = key_object_selection(opened(document.data()))
    assert content is not None
    selection.write_bytes(content)

    assert findings(pdf, document.series.header, "dciodvfy") == ()
    assert findings(selection, document.series.header, "dciodvfy") == ()
    assert findings(selection, document.series.header, "dsrdump") == ()


@pytest.mark.parametrize("kind", ["verified, comprehensive-3d, synthetic CT", "names in other scripts"])
def test_pixelmed_finds_the_template_of_the_selection_and_no_error_in_it(kind, made, tmp_path):
    path = tmp_path / "selection.dcm"
    path.write_bytes(key_object_selection(opened(made[kind]().data())) or b"")

    said = subprocess.run([*pixelmed_command(), str(path)], capture_output=True, text=True)

    assert "Found Root Template TID_2010" in said.stdout + said.stderr
    assert "IOD validation complete" in said.stdout + said.stderr
    assert "Error" not in said.stdout + said.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_the_slice_of_each_disc_is_the_one_that_its_marker_lies_nearest_to(kind, made):
    document: Document = made[kind]()
    selection = opened(key_object_selection(opened(document.data())) or b"")

    points = [one.position.point for one in document.report.discs if one.position]
    nearest = [document.series.locate(point).slice for point in points]
    images = [item.ReferencedSOPSequence[0] for item in selection.ContentSequence if item.ValueType == "IMAGE"]
    frames = [(image.ReferencedSOPInstanceUID, image.get("ReferencedFrameNumber")) for image in images]

    assert frames == list(dict.fromkeys((plane.sop_instance_uid, plane.frame) for plane in nearest))
    evidence = selection.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0]
    assert evidence.SeriesInstanceUID == document.series.series_instance_uid
    assert {one.ReferencedSOPInstanceUID for one in evidence.ReferencedSOPSequence} == {uid for uid, _ in frames}


def test_two_discs_on_one_slice_select_it_once():
    assert slices_in(both(opened(written(SAME_SLICE)))[1]) == ["1.2.3.5.2"]


@pytest.mark.parametrize("state", State)
def test_companions_are_about_the_same_patient_and_study_and_stand_in_series_of_their_own(state):
    document = in_state(state)

    pdf, selection = both(document)

    for companion in (pdf, selection):
        assert all(companion[keyword].value == document[keyword].value for keyword in PATIENT_AND_STUDY)
        assert companion.InstanceNumber == document.InstanceNumber
        assert (companion.ContentDate, companion.ContentTime) == (document.ContentDate, document.ContentTime)
    assert len({one.SeriesInstanceUID for one in (document, pdf, selection)}) == 3


def test_a_document_that_amends_gives_companions_in_the_series_of_the_earlier_ones():
    first, second = in_state(State.DRAFT), in_state(State.VERIFIED)

    assert [one.SeriesInstanceUID for one in both(first)] == [one.SeriesInstanceUID for one in both(second)]
    assert both(first)[0].SOPInstanceUID != both(second)[0].SOPInstanceUID


def test_the_pdf_is_whole_and_names_its_report():
    document = in_state(State.COMPLETE)

    pdf = both(document)[0]

    assert pdf.EncapsulatedDocument[: pdf.EncapsulatedDocumentLength] == PDF
    assert pdf.SourceInstanceSequence[0].ReferencedSOPInstanceUID == document.SOPInstanceUID
    assert pdf.SourceInstanceSequence[0].ReferencedSOPClassUID == document.SOPClassUID
    assert pdf.ConceptNameCodeSequence[0].CodeValue == "18748-4"


@pytest.mark.parametrize("state", State)
def test_the_state_of_the_report_stands_in_the_title_and_the_flag_of_the_pdf(state):
    pdf, selection = both(in_state(state))

    assert pdf.DocumentTitle == TITLES[state]
    assert pdf.VerificationFlag == ("VERIFIED" if state is State.VERIFIED else "UNVERIFIED")
    assert ("DRAFT" in pdf.DocumentTitle) == (state is State.DRAFT)
    (description,) = (
        item for item in selection.ContentSequence if "the marker of each disc" in item.get("TextValue", "")
    )
    assert ("DRAFT" in description.TextValue) == (state is State.DRAFT)


def test_flags_that_are_none_of_ours_count_as_a_draft():
    document = in_state(State.VERIFIED)
    document.PreliminaryFlag = "PRELIMINARY"

    assert both(document)[0].DocumentTitle == TITLES[State.DRAFT]


def test_companions_written_again_are_the_same_bytes_and_another_pdf_is_another_instance():
    data = written(ONE)

    first, again = encapsulated_pdf(opened(data), PDF), encapsulated_pdf(opened(data), PDF)

    assert first == again
    assert key_object_selection(opened(data)) == key_object_selection(opened(data))
    assert opened(encapsulated_pdf(opened(data), PDF + b" ")).SOPInstanceUID != opened(first).SOPInstanceUID
    assert is_as_written(first)


def test_a_name_in_another_script_and_the_order_come_through():
    header = header_with(PatientName="Yamada^Tarou=山田^太郎", SpecificCharacterSet="ISO_IR 192")
    request = Dataset()
    request.RequestedProcedureID, request.AccessionNumber = "RP-腰", "A-7"
    header.RequestAttributesSequence = [request]
    document = opened(written(ONE, series=flat_series(header)))

    pdf, selection = both(document)

    assert str(pdf.PatientName) == str(selection.PatientName) == "Yamada^Tarou=山田^太郎"
    assert selection.ReferencedRequestSequence[0].RequestedProcedureID == "RP-腰"


def test_a_report_without_a_marker_has_no_selection():
    fused = report(discs=(disc(Level.L3_L4, status=v.DiscStatus.FUSED, events=(), position=None),))

    assert key_object_selection(opened(written(fused))) is None


def test_what_is_no_pdf_is_refused():
    with pytest.raises(WriteError, match="no PDF"):
        encapsulated_pdf(in_state(State.DRAFT), b"<html>")


def test_a_slice_that_the_report_does_not_name_as_evidence_is_refused():
    document = in_state(State.DRAFT)
    for item in document.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0].ReferencedSOPSequence:
        item.ReferencedSOPInstanceUID += ".9"

    with pytest.raises(WriteError, match="not name as evidence"):
        key_object_selection(document)

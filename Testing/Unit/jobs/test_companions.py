# SPDX-License-Identifier: Apache-2.0
"""The set that is sent to a PACS, from the shell."""

import io
import shutil
from pathlib import Path

import pydicom
import pytest
from pypdf import PdfReader

from command_line import discography_report, is_one_sentence
from DiscographyReportLib.jobs.companions import companions
from DiscographyReportLib.jobs.sample import Sample
from DiscographyReportLib.sr.errors import WriteError

KINDS = {
    "1.2.840.10008.5.1.4.1.1.88.34": "report",
    "1.2.840.10008.5.1.4.1.1.104.1": "PDF",
    "1.2.840.10008.5.1.4.1.1.88.59": "key slices",
}
PDF = b"%PDF-1.7 not much"


def by_kind(folder: Path) -> dict[str, Path]:
    return {KINDS[pydicom.dcmread(path).SOPClassUID]: path for path in folder.iterdir()}


def test_a_report_its_pdf_and_its_key_slices_are_written_under_their_uids(a_report: Path, a_sample: Sample, tmp_path):
    answer = discography_report("companions", a_report, "--ct", a_sample.images, "-o", tmp_path / "set")

    found = by_kind(tmp_path / "set")
    assert answer.code == 0, answer.err
    assert list(found) == list(dict.fromkeys(found)) != []
    assert found.keys() == set(KINDS.values())
    assert all(path.stem == pydicom.dcmread(path).SOPInstanceUID for path in found.values())
    assert found["report"].read_bytes() == a_report.read_bytes()
    assert all(f"{kind:11}{path}" in answer.out for kind, path in found.items())


def test_the_encapsulated_pdf_is_the_page_of_that_very_report_with_its_pictures(a_report, a_sample, tmp_path):
    discography_report("companions", a_report, "--ct", a_sample.images, "--paper", "letter", "-o", tmp_path)
    dataset = pydicom.dcmread(by_kind(tmp_path)["PDF"])

    reader = PdfReader(io.BytesIO(dataset.EncapsulatedDocument[: dataset.EncapsulatedDocumentLength]))
    first = reader.pages[0].extract_text()

    assert "SAMPLE-0001" in first
    assert str(pydicom.dcmread(a_report).SOPInstanceUID) in first
    assert "NOT VERIFIED" in first
    assert float(reader.pages[0].mediabox.width) == pytest.approx(612)
    assert sum(len(page.images) for page in reader.pages) == 12


def test_made_again_they_are_the_same_files(a_report: Path, tmp_path: Path):
    discography_report("companions", a_report, "-o", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert discography_report("companions", a_report, "-o", tmp_path).code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_ct_of_another_patient_costs_the_pictures_and_is_told(a_report: Path, a_sample: Sample, tmp_path: Path):
    other = Path(shutil.copytree(a_sample.images, tmp_path / "other"))
    for path in other.iterdir():
        dataset = pydicom.dcmread(path)
        dataset.PatientID = "SOMEBODY-ELSE"
        dataset.save_as(path)

    answer = discography_report("companions", a_report, "--ct", other, "-o", tmp_path / "set")

    pdf = pydicom.dcmread(by_kind(tmp_path / "set")["PDF"])
    assert answer.code == 0
    assert "another patient's" in answer.err
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf.EncapsulatedDocument)).pages) == 0


def test_what_cannot_be_used_as_ct_leaves_the_same_pdf_wherever_it_lies(a_report: Path, tmp_path: Path):
    made = [tmp_path / "here", tmp_path / "there"]
    for folder in made:
        (folder / "empty").mkdir(parents=True)
        discography_report("companions", a_report, "--ct", folder / "empty", "-o", folder / "set")

    assert len({by_kind(folder / "set")["PDF"].read_bytes() for folder in made}) == 1


def test_what_is_no_report_of_ours_is_refused_and_nothing_is_written(a_sample: Sample, tmp_path: Path):
    image = next(a_sample.images.iterdir())

    answer = discography_report("companions", image, "-o", tmp_path / "set")

    assert (answer.code, answer.out) == (2, "")
    assert is_one_sentence(answer.err)
    assert not (tmp_path / "set").exists()


def test_a_file_in_the_way_stops_all_of_them(a_report: Path, tmp_path: Path):
    made = companions(a_report, PDF, tmp_path / "first")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / made.pdf.name).write_text("something else")

    with pytest.raises(WriteError, match="holds something else"):
        companions(a_report, PDF, tmp_path / "second")

    assert [path.name for path in (tmp_path / "second").iterdir()] == [made.pdf.name]


def test_a_place_that_is_no_folder_is_refused_with_a_sentence(a_report: Path, tmp_path: Path):
    (tmp_path / "file").write_text("a file")

    with pytest.raises(WriteError, match="choose another place"):
        companions(a_report, PDF, tmp_path / "file")


def test_the_report_comes_first_in_what_is_sent(a_report: Path, tmp_path: Path):
    made = companions(a_report, PDF, tmp_path)

    assert made.paths == (made.report, made.pdf, made.key_slices)
    assert made.notices == ()

# SPDX-License-Identifier: Apache-2.0
"""``render``: a report, a case or a stranger's document as a page for people."""

import shutil
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pydicom
import pytest
from pypdf import PdfReader

from command_line import discography_report, is_one_sentence
from DiscographyReportLib.jobs.cases import load_case
from DiscographyReportLib.jobs.errors import JobError
from DiscographyReportLib.jobs.reading import read
from DiscographyReportLib.jobs.rendering import render
from DiscographyReportLib.jobs.sample import Sample
from DiscographyReportLib.sr.foreign import ForeignReport
from rendered import html_tables, read_html, text_of

FOREIGN = Path(__file__).parents[2] / "Data" / "foreign-sr"
LEVELS = "Level by level, from above"


def html_of(source: Path, folder: Path, **options: Any) -> Element:
    """The page of a document as a browser builds it."""
    render(source, folder / "page.html", overwrite=True, **options)
    return read_html((folder / "page.html").read_bytes())


def words_of(source: Path, folder: Path, **options: Any) -> str:
    """The page of a document as plain text."""
    render(source, folder / "page.txt", overwrite=True, **options)
    return (folder / "page.txt").read_text("utf-8")


def test_the_command_writes_a_page_with_a_plot_and_two_pictures_for_each_disc(
    a_report: Path, a_sample: Sample, tmp_path: Path
) -> None:
    answer = discography_report("render", a_report, "--ct", a_sample.images, "-o", tmp_path / "report.html")
    root = read_html((tmp_path / "report.html").read_bytes())

    assert (answer.code, answer.err) == (0, "")
    pictured = {text_of(one[0]): one for one in root.iter("section") if one.find(".//img") is not None}
    for disc in load_case(a_sample.case).injected:
        pictures = [str(one.get("alt")) for one in pictured[disc.level.value].iter("img")]
        assert len(pictures) == 2
        assert all(disc.level.value in words for words in pictures)
        assert len(list(pictured[disc.level.value].iter("svg"))) == 1


def test_the_page_says_what_the_document_says(a_report: Path, a_sample: Sample, tmp_path: Path) -> None:
    root, found = html_of(a_report, tmp_path), read(a_report)
    assert not isinstance(found, ForeignReport)

    levels = [row["Level"] for row in html_tables(root)[LEVELS]]
    assert levels == [disc.level.value for disc in load_case(a_sample.case).discs]
    for statement in found.assessment.statements:
        assert statement in text_of(root.find(".//section[@id='answer']"))
    assert found.envelope.identity.sop_instance_uid in text_of(root)
    assert "not verified" in text_of(root.find(".//header"))


def test_without_a_ct_the_report_comes_without_pictures_and_says_so(a_report: Path, tmp_path: Path) -> None:
    root = html_of(a_report, tmp_path)

    assert not list(root.iter("img"))
    assert "No key images: the CT was not at hand." in text_of(root)


def test_a_folder_without_the_ct_costs_only_the_pictures(a_report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = render(a_report, tmp_path / "report.html", ct=tmp_path / "empty")

    assert len(done.notices) == 1
    assert done.notices[0].startswith("No key images: ")
    assert str(tmp_path / "empty") in done.notices[0]
    said = text_of(read_html(done.path.read_bytes()))
    assert "No key images: the CT at hand is not the report's, or cannot be read." in said
    assert "empty" not in said


def test_the_ct_of_another_patient_is_not_shown(a_report: Path, a_sample: Sample, tmp_path: Path) -> None:
    shutil.copytree(a_sample.images, tmp_path / "ct")
    for path in (tmp_path / "ct").iterdir():
        dataset = pydicom.dcmread(path)
        dataset.PatientID = "SOMEBODY-ELSE"
        dataset.save_as(path)

    done = render(a_report, tmp_path / "report.html", ct=tmp_path / "ct")

    assert "another patient" in done.notices[0]
    assert not list(read_html(done.path.read_bytes()).iter("img"))


def test_a_folder_with_other_series_leaves_none_of_their_words_in_the_page(
    a_report: Path, a_sample: Sample, tmp_path: Path
) -> None:
    shutil.copytree(a_sample.images, tmp_path / "ct")
    for path in (tmp_path / "ct").iterdir():
        dataset = pydicom.dcmread(path)
        dataset.SeriesInstanceUID, dataset.SeriesDescription = "1.2.3.4.5", "SOMEBODY ELSE'S"
        dataset.save_as(path)

    done = render(a_report, tmp_path / "report.txt", ct=tmp_path / "ct")

    assert "1.2.3.4.5" in done.notices[0]
    text = done.path.read_text("utf-8")
    assert "1.2.3.4.5" not in text
    assert "SOMEBODY" not in text


def test_a_page_is_set_for_letter_when_asked(a_report: Path, tmp_path: Path) -> None:
    assert discography_report("render", a_report, "--paper", "letter", "-o", tmp_path / "page.pdf").code == 0

    assert float(PdfReader(tmp_path / "page.pdf").pages[0].mediabox.width) == pytest.approx(612)


@pytest.mark.parametrize("ending", ["html", "txt", "pdf"])
def test_a_case_is_rendered_as_a_draft_about_nobody(a_case: Path, tmp_path: Path, ending: str) -> None:
    content = render(a_case, tmp_path / f"case.{ending}").path.read_bytes()

    assert content.startswith(b"%PDF-") is (ending == "pdf")
    if ending != "pdf":
        assert b"DRAFT - NOT VERIFIED" in content
        assert b"this case was not exported to any images" in content


@pytest.mark.parametrize("path", sorted(FOREIGN.rglob("*.dcm")), ids=lambda path: path.name)
def test_a_document_of_other_software_is_shown_as_its_tree(path: Path, tmp_path: Path) -> None:
    html, text, found = text_of(html_of(path, tmp_path)), words_of(path, tmp_path), read(path)
    assert isinstance(found, ForeignReport)
    told = " ".join(text.split())

    assert len(found.tree) > 10
    for line in found.tree:
        assert " ".join(line.split()) in told
        assert " ".join(line.split()) in html
    assert "no DiscographyReport document" in text


def test_a_document_of_other_software_says_whom_it_is_about_and_that_nobody_verified_it(tmp_path: Path) -> None:
    dataset = pydicom.dcmread(min(FOREIGN.rglob("*.dcm")))
    dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = "Doe^Jane", "PID-77", "19700102"
    dataset.CompletionFlag, dataset.VerificationFlag = "PARTIAL", "UNVERIFIED"
    dataset.save_as(tmp_path / "other.dcm")

    text = words_of(tmp_path / "other.dcm", tmp_path)

    assert "\nPatient: Doe, Jane\nID PID-77 · born 1970-01-02 · " in text
    assert "completion PARTIAL, verification UNVERIFIED\n" in text
    assert text.startswith("*** NOT VERIFIED ***\n")

    del dataset.VerificationFlag
    dataset.save_as(tmp_path / "other.dcm")
    assert "verification not recorded\n" in words_of(tmp_path / "other.dcm", tmp_path)


def test_german_is_spoken_with_its_commas_and_codes_stay_as_they_are(a_report: Path, tmp_path: Path) -> None:
    root = html_of(a_report, tmp_path, language="de")
    text = text_of(root)

    assert root.get("lang") == "de"
    assert "1,4 mL" in text
    assert "1.4 mL" not in text
    assert "sis_tiers" in text
    assert "25 psi (11)" in text


def test_the_document_is_the_same_whatever_language_is_spoken(a_report: Path, tmp_path: Path) -> None:
    before = a_report.read_bytes()

    assert words_of(a_report, tmp_path, language="de") != words_of(a_report, tmp_path, language="en")
    assert a_report.read_bytes() == before


def test_an_amended_report_says_what_it_replaces_and_why(a_sample: Sample, a_report: Path, tmp_path: Path) -> None:
    amended = tmp_path / "second.dcm"
    change = ("--amends", a_report, "--reason", "volume of L4-L5 was read wrongly", "--state", "draft")
    made = discography_report("export", a_sample.case, "--ct", a_sample.images, "-o", amended, *change)
    assert made.code == 0, made.err

    text, replaced = words_of(amended, tmp_path), read(a_report)
    assert not isinstance(replaced, ForeignReport)

    assert "Replaces report 1. Reason: volume of L4-L5 was read wrongly\n" in text
    assert replaced.envelope.identity.sop_instance_uid in text
    assert "Report 2: not complete, not verified" in text


def test_another_file_is_replaced_only_when_asked(a_report: Path, a_case: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.txt"
    first = render(a_report, output).path.read_bytes()
    render(a_report, output)

    with pytest.raises(JobError, match="holds something else"):
        render(a_case, output)

    assert output.read_bytes() == first
    assert render(a_case, output, overwrite=True).path.read_bytes() != first


@pytest.mark.parametrize("name", ["report.docx", "report", "missing/report.html", "folder.html"])
def test_where_nothing_can_be_written_one_sentence_says_why(a_report: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.html").mkdir()
    before = sorted(tmp_path.iterdir())

    answer = discography_report("render", a_report, "-o", tmp_path / name)

    assert answer.code == 2
    assert is_one_sentence(answer.err)
    assert sorted(tmp_path.iterdir()) == before


def test_a_report_is_never_written_over_itself(a_report: Path, tmp_path: Path) -> None:
    named = Path(shutil.copy(a_report, tmp_path / "report.txt"))
    before = named.read_bytes()

    with pytest.raises(JobError, match="the report itself"):
        render(named, named, overwrite=True)

    assert named.read_bytes() == before


def test_a_file_that_is_no_report_gives_the_sentence_of_the_reader(a_sample: Sample, tmp_path: Path) -> None:
    image = next(iter(sorted(a_sample.images.iterdir())))

    answer = discography_report("render", image, "-o", tmp_path / "x.html")

    assert (answer.code, is_one_sentence(answer.err)) == (2, True)
    assert not (tmp_path / "x.html").exists()


def test_signed_results_are_not_judged_by_other_rule_sets(a_report: Path, tmp_path: Path) -> None:
    mine = discography_report("criteria", "derby_2005").out.replace("derby_2005", "house_rules")
    (tmp_path / "mine.json").write_text(mine, "utf-8")

    answer = discography_report("render", a_report, "--rule-set", tmp_path / "mine.json", "-o", tmp_path / "x.html")

    assert (answer.code, is_one_sentence(answer.err)) == (2, True)
    assert "its results are signed" in answer.err
    assert not (tmp_path / "x.html").exists()

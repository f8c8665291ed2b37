# SPDX-License-Identifier: Apache-2.0
"""The main job from the shell, and what a user sees who gets it wrong."""

import json
from pathlib import Path

import pydicom
import pytest

from command_line import discography_report, is_one_sentence
from DiscographyReportLib.jobs.sample import Sample


def edit(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(*arguments: object) -> str:
    answer = discography_report(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert is_one_sentence(answer.err), answer.err
    return answer.err


def test_help_has_an_example_for_every_command() -> None:
    names = ("demo", "sample", "export", "read", "render", "check", "evaluate", "criteria", "validate", "schema")

    overview = discography_report("--help").out
    pages = {name: discography_report(name, "--help").out for name in names}

    assert all(name in overview and f"discography-report {name}" in pages[name] for name in names)
    assert "not a medical device" in overview


def test_a_complete_report_is_exported_and_read_back(a_report: Path) -> None:
    answer = discography_report("read", a_report)

    assert answer.code == 0
    assert "complete, not verified" in answer.out
    assert "L4-L5 meets criteria of SIS-type tiers (draft, project encoding), definite" in answer.out
    assert "25 psi (11)" in answer.out
    assert "NOTICE" not in answer.out


def test_reading_as_json_gives_back_the_case(a_report: Path, a_sample: Sample) -> None:
    read = json.loads(discography_report("read", a_report, "--json").out)

    assert read["report"] == json.loads(a_sample.case.read_text(encoding="utf-8"))["report"]
    assert read["document"]["standing"]["state"] == "complete"
    assert read["notices"] == []


def test_a_pressure_typed_into_the_case_stands_in_the_sr_and_comes_back(a_case: Path, a_sample: Sample, tmp_path: Path):
    case = json.loads(a_case.read_text(encoding="utf-8"))
    disc = next(disc for disc in case["report"]["discs"] if disc["level"] == "L4-L5")
    disc["events"][1]["pressure"] = {"value": 1.72, "unit": "bar"}
    a_case.write_text(json.dumps(case), encoding="utf-8")
    report = tmp_path / "bar.dcm"
    assert discography_report("export", a_case, "--ct", a_sample.images, "-o", report).code == 0

    read = json.loads(discography_report("read", report, "--json").out)
    painful = next(disc for disc in read["report"]["discs"] if disc["level"] == "L4-L5")["events"][1]

    assert painful["pressure"] == {"value": 1.72, "unit": "bar"}
    assert "1.72 bar" in discography_report("read", report).out


def test_exporting_again_changes_nothing_and_says_so(a_report: Path, a_sample: Sample) -> None:
    before = a_report.read_bytes()

    answer = discography_report("export", a_sample.case, "--ct", a_sample.images, "-o", a_report, "--state", "complete")

    assert answer.code == 0
    assert "unchanged" in answer.out
    assert a_report.read_bytes() == before


def test_another_file_is_not_overwritten_unasked(a_report: Path, a_sample: Sample) -> None:
    before = a_report.read_bytes()
    arguments = ("export", a_sample.case, "--ct", a_sample.images, "-o", a_report)

    assert "overwritten" in refusal(*arguments)
    assert a_report.read_bytes() == before
    assert discography_report(*arguments, "--overwrite").code == 0
    assert a_report.read_bytes() != before


def test_a_report_is_verified_by_a_named_person_and_amended_with_a_reason(a_report: Path, a_sample: Sample, tmp_path):
    export = ("export", a_sample.case, "--ct", a_sample.images)
    signed = ("--verified-by", "Ōtani^Hanako", "--organization", "Klinik", "--verified-at", "2026-10-14T16:00:00")
    path = tmp_path / "verified.dcm"

    assert discography_report(*export, "-o", path, "--state", "verified", *signed, "--amends", a_report,
                              "--reason", "Level names corrected").code == 0  # fmt: skip

    written, replaced = pydicom.dcmread(path), pydicom.dcmread(a_report)
    shown = discography_report("read", path).out
    assert written.SeriesInstanceUID == replaced.SeriesInstanceUID
    assert written.InstanceNumber == 2
    assert "Verified by Ōtani, Hanako" in shown
    assert "Level names corrected" in shown


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--state", "verified"), "name of the person"),
        (("--verified-by", "A^B"), "--organization"),
        (("--verified-by", "A^B", "--organization", "O", "--verified-at", "noon"), "2026-10-14T"),
        (("--reason", "typo"), "--amends"),
        (("--amends", "nothing.dcm", "--reason", "typo"), "does not exist"),
    ],
)
def test_a_standing_that_is_not_whole_is_refused(a_sample: Sample, tmp_path: Path, arguments, hint: str) -> None:
    path = tmp_path / "none.dcm"

    assert hint in refusal("export", a_sample.case, "--ct", a_sample.images, "-o", path, *arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('"level": "L4-L5"', '"level": "L4-L6"', "discs[4].level: 'L4-L6' is not one of"),
        ('"nrs": 8', '"nrs": 18', "NRS"),
        ('"unit": "psi"', '"unit": "atm"', "'atm' is not one of"),
        ('"nrs": 8', '"nsr": 8', "unknown field"),
        ('"nrs": 8', '"nrs": "8"', "remove the quotation marks"),
        ('"nrs": 8,', '"nrs": 8', "line "),
        ('"version": 1', '"version": 99', "newer"),
    ],
)
def test_a_wrong_case_is_refused_with_the_field_and_nothing_is_written(
    a_case: Path, a_sample: Sample, old: str, new: str, hint: str
) -> None:
    edit(a_case, old, new)
    output = a_case.with_name("out.dcm")

    assert hint in refusal("export", a_case, "--ct", a_sample.images, "-o", output)
    assert [path.name for path in a_case.parent.iterdir()] == ["case.json"]


def test_a_case_for_another_ct_is_refused(a_sample: Sample, tmp_path: Path) -> None:
    other = Path(__file__).resolve().parents[2] / "Data" / "ct-3slice"

    assert "frame of reference" in refusal("export", a_sample.case, "--ct", other, "-o", tmp_path / "x.dcm")


@pytest.mark.parametrize("folder", ["missing", "empty", "texts"])
def test_a_folder_without_a_ct_is_refused(a_sample: Sample, tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "notes.txt").write_text("no image")

    assert refusal("export", a_sample.case, "--ct", tmp_path / folder, "-o", tmp_path / "x.dcm")
    assert not (tmp_path / "x.dcm").exists()


def test_check_finds_what_is_wrong_and_says_how_to_mend_it(a_case: Path) -> None:
    assert discography_report("check", a_case).code == 0
    edit(a_case, '"concordance": "exact"', '"concordance": "none"')

    answer = discography_report("check", a_case)
    findings = json.loads(discography_report("check", a_case, "--json").out)

    assert answer.code == 1
    assert "contradiction: discs[L4-L5].events[1]" in answer.out
    assert any(finding["severity"] == "contradiction" and finding["remedy"] for finding in findings)


def test_evaluate_explains_the_value_that_decided(a_case: Path) -> None:
    answer = discography_report("evaluate", a_case, "--criteria", "derby_2005", "--explain")
    result = json.loads(discography_report("evaluate", a_case, "--criteria", "derby_2005", "--json").out)["results"]

    assert answer.code == 0
    assert "11 ≤ 15 psi above opening" in answer.out
    assert [one["outcome"] for one in result if one["level"] == "L4-L5"] == ["low_pressure_sensitive"]


def test_evaluating_under_an_unknown_rule_set_names_the_known_ones(a_case: Path) -> None:
    assert "derby_2005" in refusal("evaluate", a_case, "--criteria", "derby_2004")


def test_the_schema_is_json() -> None:
    assert json.loads(discography_report("schema").out)["$id"].startswith("urn:discographyreport:schema:report:")


def test_reading_something_else_says_what_it_is(a_sample: Sample, tmp_path: Path) -> None:
    image = next(iter(sorted(a_sample.images.iterdir())))
    text = tmp_path / "notes.txt"
    text.write_text("nothing")

    assert "CT Image Storage" in refusal("read", image)
    assert "not a DICOM file" in refusal("read", text)
    assert "is a folder" in refusal("read", tmp_path)
    assert "does not exist" in refusal("read", tmp_path / "none.dcm")


def test_validate_passes_our_own_report_and_finds_a_broken_one(a_report: Path, a_sample: Sample, tmp_path: Path):
    assert discography_report("validate", a_report, "--ct", a_sample.images).code == 0
    dataset = pydicom.dcmread(a_report)
    del dataset.CodingSchemeIdentificationSequence[0].CodingSchemeName
    dataset.ContentSequence[-2].ContentSequence[0].ConceptCodeSequence[0].CodeMeaning = "Something else"
    broken = tmp_path / "broken.dcm"
    dataset.save_as(broken)

    answer = discography_report("validate", broken)

    assert answer.code == 1
    assert "not in the published table" in answer.out
    assert "has been changed since it was written" in answer.out


def test_the_demo_does_the_main_job_and_a_second_run_gives_the_same_file(tmp_path: Path) -> None:
    first = discography_report("demo", "demo", cwd=tmp_path)
    written = (tmp_path / "demo" / "report.dcm").read_bytes()
    second = discography_report("demo", "demo", cwd=tmp_path)

    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert "Exported, checked and read back" in second.out
    assert (tmp_path / "demo" / "report.dcm").read_bytes() == written
    assert (tmp_path / "demo" / "report.html").read_text("utf-8").count("<img ") == 12
    assert (tmp_path / "demo" / "report.pdf").read_bytes().startswith(b"%PDF-")

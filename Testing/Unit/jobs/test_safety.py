# SPDX-License-Identifier: Apache-2.0
"""What must never be claimed of a patient: found by reviewers who tried."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from pydicom.uid import ImplicitVRLittleEndian

from command_line import LIBRARY_PARENT, discography_report
from DiscographyReportLib.jobs.cases import load_case, save_case
from DiscographyReportLib.jobs.reading import read
from DiscographyReportLib.jobs.sample import Sample
from DiscographyReportLib.model.disc import StimulationEvent
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.report import Report, new_uid
from DiscographyReportLib.rendering.level_table import recorded_table
from DiscographyReportLib.rendering.plain_text import table_lines
from DiscographyReportLib.sr.encode import encode_code
from DiscographyReportLib.terminology import standard
from DiscographyReportLib.terminology.code import Code
from DiscographyReportLib.terminology.scheme import PRIVATE


def group_of(dataset: pydicom.Dataset, level: str) -> dict[str, str]:
    """The answers of a disc's measurement group by the code of the question."""
    for part in dataset.ContentSequence[-3].ContentSequence:
        if f"Disc {level}" in [str(item.get("TextValue", "")) for item in part.ContentSequence]:
            coded = [item for item in part.ContentSequence if item.ValueType == "CODE"]
            return {
                item.ConceptNameCodeSequence[0].CodeValue: item.ConceptCodeSequence[0].CodeMeaning for item in coded
            }
    raise AssertionError(level)


def level_lines(report: Report) -> list[str]:
    """The level table as text."""
    return list(table_lines(recorded_table(report)))


def exported(sample: Sample, case: Path, path: Path, *arguments: str):
    return discography_report("export", case, "--ct", sample.images, "-o", path, *arguments)


def test_a_case_cannot_amend_the_document_of_another_report(a_sample: Sample, a_report: Path, tmp_path: Path) -> None:
    save_case(replace(load_case(a_sample.case), uid=new_uid()), tmp_path / "other.json")

    answer = exported(
        a_sample, tmp_path / "other.json", tmp_path / "x.dcm", "--amends", str(a_report), "--reason", "typo"
    )

    assert answer.code == 2
    assert "another report" in answer.err
    assert not (tmp_path / "x.dcm").exists()


def test_a_report_is_not_verified_before_its_last_change(a_sample: Sample, tmp_path: Path) -> None:
    signed = ("--verified-by", "A^B", "--organization", "O", "--verified-at", "2020-01-01T00:00:00")

    answer = exported(a_sample, a_sample.case, tmp_path / "x.dcm", "--state", "verified", *signed)

    assert answer.code == 2
    assert "before its last change" in answer.err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("document.statement", "Nothing was found."),
        ("document.numbering_statement", "Numbering: counted from the sacrum."),
        ("document.overall", standard.NEGATIVE),
    ],
)
def test_a_conclusion_that_was_changed_on_the_way_is_noticed(
    a_report: Path, tmp_path: Path, key: str, value: str | Code
) -> None:
    dataset = pydicom.dcmread(a_report)
    concept = PRIVATE[key].value
    evaluations = dataset.ContentSequence[-2].ContentSequence
    item = next(item for item in evaluations if item.ConceptNameCodeSequence[0].CodeValue == concept)
    if isinstance(value, Code):
        item.ConceptCodeSequence = [encode_code(value)]
    else:
        item.TextValue = value
    dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    changed = tmp_path / "changed.dcm"
    pydicom.dcmwrite(changed, dataset, implicit_vr=True, little_endian=True)

    assert read(changed).notices


def test_the_word_negative_never_stands_alone_where_similar_pain_is_on_record(a_report: Path) -> None:
    answers = group_of(pydicom.dcmread(a_report), "L5/S1")

    assert "Negative" not in answers.values()
    assert "Criteria not met" in answers.values()


def test_a_pressure_in_the_table_says_whose_it_is_when_another_event_decided(a_sample: Sample) -> None:
    report = load_case(a_sample.case)
    disc = next(disc for disc in report.discs if disc.level == "L4-L5")
    events = (
        StimulationEvent(pressure=psi(24), nrs=8, concordance="similar"),
        StimulationEvent(pressure=psi(49), nrs=6, concordance="exact"),
    )

    row = next(line for line in level_lines(report.with_disc(replace(disc, events=events))) if "L4-L5" in line)

    assert "24 psi (10) similar" in row
    assert "exact" in row


def test_an_event_that_hurt_without_an_answer_does_not_show_as_pressure_only(a_sample: Sample) -> None:
    report = load_case(a_sample.case)
    disc = next(disc for disc in report.discs if disc.level == "L3-L4")
    events = (*disc.events, StimulationEvent(pressure=psi(40), nrs=9))

    row = next(line for line in level_lines(report.with_disc(replace(disc, events=events))) if "L3-L4" in line)

    assert "pressure only" not in row
    assert " 9 " in row


def test_two_rule_sets_of_a_site_can_be_exported(a_sample: Sample, tmp_path: Path) -> None:
    files = []
    for name in ("first", "second"):
        rules = json.loads(discography_report("criteria", "derby_2005").out)
        rules |= {"id": f"site_{name}", "title": f"Site rules, {name}"}
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(rules), encoding="utf-8")
    path = tmp_path / "x.dcm"

    answer = exported(a_sample, a_sample.case, path, *(part for file in files for part in ("--rule-set", str(file))))

    assert answer.code == 0, answer.err
    assert {"site_first", "site_second"} <= {result.rule_set for result in read(path).assessment.results}


def test_a_name_with_a_question_mark_can_be_exported(a_sample: Sample, tmp_path: Path) -> None:
    report = load_case(a_sample.case)
    save_case(replace(report, observers=(replace(report.observers[0], name="Yamada?^X"),)), tmp_path / "case.json")

    assert exported(a_sample, tmp_path / "case.json", tmp_path / "x.dcm").code == 0


def test_what_cannot_be_is_said_before_it_is_judged(a_case: Path) -> None:
    text = a_case.read_text(encoding="utf-8").replace('"nrs": 8', '"nrs": 11', 1)
    a_case.write_text(text, encoding="utf-8")

    answer = discography_report("evaluate", a_case)

    assert "impossible" in answer.err
    assert "NRS 11" not in answer.out


def test_a_terminal_without_our_characters_and_a_full_disk_get_no_traceback(a_case: Path) -> None:
    command = [sys.executable, "-m", "DiscographyReportLib.cli", "evaluate", str(a_case), "--explain"]
    plain = {**os.environ, "PYTHONPATH": str(LIBRARY_PARENT), "LC_ALL": "C", "PYTHONUTF8": "0"}
    plain["PYTHONIOENCODING"] = "ascii"

    shown = subprocess.run(command, env=plain, capture_output=True, check=False)
    with Path("/dev/full").open("wb") as full:
        refused = subprocess.run(command, env=plain, stdout=full, stderr=subprocess.PIPE, check=False)

    assert shown.returncode == 0
    assert b"\\u2265" in shown.stdout
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_a_document_is_the_same_after_reading_it_from_memory(a_report: Path) -> None:
    assert read(a_report).as_written
    assert pydicom.dcmread(BytesIO(a_report.read_bytes())).SOPInstanceUID == read(a_report).envelope.identity[3]

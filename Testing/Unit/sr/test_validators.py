# SPDX-License-Identifier: Apache-2.0
"""Every kind of document that we write, before every validator and reader of others that is installed."""

import re
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from pydicom.dataset import Dataset

import counts
from DiscographyReportLib.jobs.headings import ShownDisc, differences, shown_discs
from DiscographyReportLib.jobs.validators import VALIDATORS, Context, Ran, run_validators
from DiscographyReportLib.sr.envelope import Encoding, Standing
from DiscographyReportLib.sr.foreign import load
from DiscographyReportLib.sr.lint import lint
from DiscographyReportLib.terminology import concepts
from DiscographyReportLib.terminology.scheme import PRIVATE
from plain_reports import report, with_disc
from sr_documents import HERE, documents, header_with, opened, written
from sr_documents import flat_series as in_memory
from sr_kinds import Document, kinds
from tools_found import TOOLS, external_tool, pixelmed_command

KINDS = list(kinds(None))
assert len(KINDS) < counts.PIXELMED_FILES
NEEDED = {
    "dciodvfy": "dciodvfy",
    "dsrdump": "dsrdump",
    "dsr2xml": "dsr2xml",
    "dsr2html": "dsr2html",
    "dcmqi": "tid1500reader",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return kinds(tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="module", autouse=True)
def _all_tools():
    """Without the tools these tests say nothing."""
    for name in TOOLS:
        external_tool(name)
    pixelmed_command()


def findings(path, header, names):
    context = Context(load(path), header)
    verdicts = [one.judge(path, context) for one in VALIDATORS if one.name in names]
    return {verdict.tool: verdict.findings for verdict in verdicts if not verdict.passed}


@pytest.mark.parametrize("kind", KINDS)
def test_every_validator_passes_every_kind_of_document(kind, made, tmp_path):
    document, path = made[kind](), tmp_path / "report.dcm"
    path.write_bytes(document.data())

    verdicts = run_validators(path, document.series.header)

    assert [verdict.tool for verdict in verdicts] == [validator.name for validator in VALIDATORS]
    assert all(verdict.available for verdict in verdicts)
    assert {verdict.tool: verdict.findings for verdict in verdicts if verdict.findings} == {}
    assert lint(load(path), [document.series.header]) == () or len(document.series.instance_uids()) > 1
    assert_shown_as_recorded(document, path)


def assert_shown_as_recorded(document: Document, path):
    """The readers are compared with the document in `run_validators`; here the document with the report."""
    shown = {disc.uid: disc for disc in shown_discs(load(path))}
    assert list(shown) == [disc.uid for disc in document.report.discs if disc.position is not None]
    for disc in (document.report.disc(uid) for uid in shown):
        numbers = {heading: (number, unit) for heading, number, unit in shown[disc.uid].numbers}
        answers = dict(shown[disc.uid].answers)
        for heading, pressure in (("DG1002", disc.opening_pressure), ("DG1003", disc.peak_pressure)):
            wanted = pressure and (pressure.value, {"psi": "[psi]", "kPa": "kPa"}[pressure.unit])
            assert numbers.get(heading) == wanted
        assert numbers.get("122091") == (disc.volume_ml and (disc.volume_ml, "mL"))
        strongest = [event.nrs for event in disc.events if event.nrs is not None]
        assert "72514-3" not in numbers or numbers["72514-3"][0] in strongest
        assert answers["DG2100"] == PRIVATE[f"DiscStatus:{disc.status}"].value
        assert answers["DG2104"] == (PRIVATE[f"RadialExtent:{disc.ct.extent}"].value if disc.ct.extent else "DG9000")
        assert shown[disc.uid].level == concepts.level(disc.level).value


def is_likely(document):
    """The model asks for the form of UIDs and times; dciodvfy also knows roots that nobody owns, and no year 9999."""
    written_out = repr(document[0])
    roots = any(f"'{root}" in written_out for root in ("0.0", "1.22"))
    return not roots and all(int(year) < 2100 for year in re.findall(r"datetime\((\d+)", written_out))


LIKELY = documents().filter(is_likely)


@settings(phases=(Phase.generate,), max_examples=counts.VALIDATOR_REPORTS)
@given(LIKELY)
def test_the_quick_validators_pass_generated_reports(tmp_path_factory, document):
    assert_passes(tmp_path_factory, document, {"dciodvfy", "dsrdump", "dcmqi"})


@settings(phases=(Phase.generate,), max_examples=counts.PIXELMED_FILES - len(KINDS))
@given(LIKELY)
def test_pixelmed_and_highdicom_pass_generated_reports(tmp_path_factory, document):
    assert_passes(tmp_path_factory, document, {"PixelMed", "highdicom"})


def assert_passes(factory, document, names):
    report_, standing, assessment = document
    path = factory.mktemp("generated") / "report.dcm"
    path.write_bytes(written(report_, standing, assessment))

    assert findings(path, in_memory().header, names) == {}


@pytest.fixture
def odd_patient():
    return header_with(PatientName="SAMPLE", StudyID=None, PatientBirthDate=None)


@pytest.fixture
def odd_document(odd_patient, tmp_path):
    path = tmp_path / "odd.dcm"
    path.write_bytes(written(with_disc(report(), position=HERE), series=in_memory(odd_patient)))
    return path


def test_what_is_said_of_a_value_of_the_images_is_allowed_with_its_reason(odd_document, odd_patient):
    verdict = VALIDATORS[0].judge(odd_document, Context(load(odd_document), odd_patient))

    assert verdict.findings == ()
    reasons = {line.partition("(")[0]: reason for line, reason in verdict.allowed if "Unrecognized" not in line}
    assert "copied unchanged from the images" in reasons["Warning - </PatientName"]


def test_what_is_said_of_a_value_is_a_finding_where_the_images_have_another_one(odd_document, odd_patient):
    odd_patient.PatientName = "OTHER"

    assert [
        line.partition("(")[0]
        for line in VALIDATORS[0].judge(odd_document, Context(load(odd_document), odd_patient)).findings
    ] == ["Warning - </PatientName"]


def test_without_the_images_a_remark_on_a_copied_value_is_no_finding(odd_document):
    assert VALIDATORS[0].judge(odd_document, Context(load(odd_document), None)).findings == ()


def test_a_missing_attribute_is_a_finding_whatever_the_images_have(odd_patient, tmp_path):
    odd_patient.PatientIdentityRemoved = "YES"
    path = tmp_path / "half.dcm"
    path.write_bytes(written(with_disc(report(), position=HERE), series=in_memory(odd_patient)))

    assert VALIDATORS[0].judge(path, Context(load(path), odd_patient)).findings


def test_a_de_identified_ct_gives_a_valid_document(odd_patient, tmp_path):
    odd_patient.PatientIdentityRemoved = "YES"
    method = Dataset()
    method.CodeValue, method.CodingSchemeDesignator = "113100", "DCM"
    method.CodeMeaning = "Basic Application Confidentiality Profile"
    odd_patient.DeidentificationMethodCodeSequence = [method]
    path = tmp_path / "removed.dcm"
    path.write_bytes(written(with_disc(report(), position=HERE), series=in_memory(odd_patient)))

    assert VALIDATORS[0].judge(path, Context(load(path), odd_patient)).findings == ()


def broken(path, change):
    dataset = opened(written(with_disc(report(), position=HERE)))
    change(dataset, dataset.ContentSequence[-3].ContentSequence[0].ContentSequence)
    dataset.save_as(path)
    return path


def _container_without_continuity(dataset, _):
    del dataset.ContinuityOfContent


def _another_template(dataset, _):
    dataset.ContentTemplateSequence[0].TemplateIdentifier = "2000"


def _no_finding_site(_, group):
    group[:] = [item for item in group if item.ConceptNameCodeSequence[0].CodeValue != "363698007"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (_container_without_continuity, {"dciodvfy", "dsrdump", "dsr2xml", "dsr2html"}),
        (_another_template, {"PixelMed"}),
        (_no_finding_site, {"dcmqi", "highdicom"}),
    ],
)
def test_a_broken_document_is_found(tmp_path, change, names):
    path = broken(tmp_path / "broken.dcm", change)

    assert findings(path, in_memory().header, names).keys() == names


def test_a_value_under_another_heading_is_told():
    right = ShownDisc("1.2", "84020006", (("DG1002", Decimal(10), "[psi]"),), (("DG2100", "DG3200"),))

    assert list(differences([right], [right])) == []
    assert list(differences([right], [right._replace(numbers=(("DG1003", Decimal(10), "[psi]"),))])) == [
        "it does not show 10 [psi] under DG1002 of the disc 1.2",
        "it shows 10 [psi] under DG1003 of the disc 1.2",
    ]
    assert list(differences([right], [right._replace(level="1")])) == ["it shows the disc 1.2 at 1, not at 84020006"]
    assert list(differences([right], [right._replace(has_point=False)])) == ["it shows the disc 1.2 without its point"]
    assert list(differences([right], [])) == ["it shows 0 discs of 1", "it does not show the disc 1.2"]


def test_a_tool_that_hangs_crashes_or_is_not_there_gives_a_sentence(tmp_path):
    from DiscographyReportLib.jobs.validators import run

    assert run(["sleep", "5"], 0.1) == Ran(-1, "", "", "sleep did not end within 0.1 s")
    assert run(["sh", "-c", "kill -SEGV $$"]).trouble == "sh was ended by signal 11"
    assert "cannot be run" in run([str(tmp_path / "nothing")]).trouble


def test_a_tool_that_is_not_installed_is_told_and_is_no_pass(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    path = tmp_path / "report.dcm"
    path.write_bytes(written(with_disc(report(), position=HERE), Standing(Encoding.COMPREHENSIVE)))

    verdicts = [one.judge(path, Context(load(path), None)) for one in VALIDATORS if one.name in (*NEEDED, "PixelMed")]

    assert [(verdict.available, verdict.passed, verdict.findings) for verdict in verdicts] == [(False, False, ())] * 6

# SPDX-License-Identifier: Apache-2.0
"""CT series, standings and assessments for the tests of the DICOM SR, written and generated."""

import copy
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pydicom
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.results import Assessment, Polarity, RuleSetResult, Term, TermStatus
from DiscographyReportLib.model.vocabulary import DiscStatus
from DiscographyReportLib.series.ct import CTSeries, Slice
from DiscographyReportLib.sr.envelope import (
    Amendment,
    Encoding,
    InstanceIdentity,
    Standing,
    State,
    Verification,
)
from DiscographyReportLib.sr.reader import ReadReport, read_dataset
from DiscographyReportLib.sr.writer import write
from strategies import FRAME, PERSON_NAMES, reports, texts
from Unit.series.ct_files import ct_slice

OUTCOMES = {
    "sis_tiers": (
        *("unequivocal", "definite", "highly_probable", "probable", "negative", "indeterminate_no_control"),
        *("indeterminate_partial_concordance", "indeterminate_not_pressurised", "not_evaluable", "not_applicable"),
    ),
    "sis_nonlumbar": (
        *("positive_2_controls", "positive_1_control", "indeterminate_no_control", "negative", "not_evaluable"),
        *("indeterminate_partial_concordance", "indeterminate_not_stimulated", "not_applicable"),
    ),
    "derby_1999": (
        *("chemical", "mechanical", "indeterminate", "normal", "partial_concordance", "not_evaluable"),
        "not_applicable",
    ),
    "derby_2005": (
        *("low_pressure_sensitive", "high_pressure_sensitive", "partial_concordance", "not_symptomatic"),
        *("not_evaluable", "not_applicable"),
    ),
    "iasp_1994_discogenic": ("met", "not_met", "indeterminate", "not_evaluable", "not_applicable"),
    "iasp_1994_idd": ("met", "not_met", "indeterminate", "not_evaluable", "not_applicable"),
    "asipp_2013": (
        *("positive", "negative", "indeterminate_no_control", "indeterminate_partial_concordance"),
        *("not_evaluable", "not_applicable"),
    ),
    "walsh_1990": ("positive", "negative", "not_evaluable", "not_applicable"),
}
"""What each of our rule sets can answer; a test compares it with the vocabulary of the cases."""
SITE_RULE_SET = "site: Rückenklinik 腰 2"
SIGNED_AT = datetime(2026, 10, 14, 13, 5, 7)
REVIEWER = Verification("山田^太郎", "Klinik für Radiologie", SIGNED_AT)
PREDECESSOR = InstanceIdentity("1.2.3.1", "1.2.3.9", "1.2.840.10008.5.1.4.1.1.88.34", "1.2.3.9.1")

HERE = Position(10.25, 100.1, 79.9, FRAME)
"""A place inside `flat_series`."""
SLICES, STEP_MM, SIDE = 5, 40.0, 200
BOX = ((0.0, 199.0), (0.0, 199.0), (0.0, 160.0))
"""Inside `flat_series`, LPS mm."""


def flat_series(header: Dataset | None = None, frame_of_reference_uid: str = FRAME) -> CTSeries:
    """A CT of 5 axial slices of 200 x 200 mm, 40 mm apart, that exists in memory only."""
    source = _header() if header is None else header
    planes = tuple(
        Slice(
            Path(),
            source.SOPClassUID,
            f"1.2.3.5.{n}",
            None,
            (0, 0, STEP_MM * n),
            (1, 0, 0, 0, 1, 0),
            (1, 1),
            SIDE,
            SIDE,
        )
        for n in range(SLICES)
    )
    return CTSeries(source, source.StudyInstanceUID, source.SeriesInstanceUID, frame_of_reference_uid, planes, ())


def _header() -> Dataset:
    header = ct_slice(0, PixelData=None)
    header.StudyDate, header.StudyTime, header.PatientSex = "20261014", "101112", "F"
    return header


def header_with(**changed: Any) -> Dataset:
    """The header of `flat_series` with other values; one set to None is left out."""
    header = copy.deepcopy(_header())
    for keyword, value in changed.items():
        header.pop(keyword, None)
        if value is not None:
            setattr(header, keyword, value)
    return header


def read_bytes(data: bytes) -> ReadReport:
    """The report in the bytes of a file."""
    return read_dataset(opened(data))


def opened(data: bytes) -> Dataset:
    """The data set in the bytes of a file."""
    return pydicom.dcmread(BytesIO(data))


def result(disc_uid: str, rule_set: str = "derby_2005", **changes: Any) -> RuleSetResult:
    """An answer with one condition."""
    outcome = OUTCOMES.get(rule_set, ("positive",))[0]
    term = Term("pressure above opening", "10", "psi", "<", "15", TermStatus.MET)
    made = RuleSetResult(disc_uid, rule_set, "1", outcome, Polarity.POSITIVE, "row 1", (term,), ("a caveat",))
    return made._replace(**changes)


def assessed(report: Report, primary: str = "derby_2005", **changes: Any) -> Assessment:
    """Every disc positive under one rule set."""
    results = tuple(result(disc.uid, primary) for disc in report.discs)
    levels = tuple(disc.level.value for disc in report.discs if disc.status is DiscStatus.INJECTED)
    made = Assessment(primary, "1", results, Polarity.POSITIVE, levels, True, ("NO_VALID_CONTROL",), ("A sentence.",))
    return made._replace(**changes)


def written(
    report: Report,
    standing: Standing | None = None,
    assessment: Assessment | None = None,
    series: CTSeries | None = None,
) -> bytes:
    """A report as a file, against `flat_series` unless another CT is given."""
    return write(report, series or flat_series(), standing or Standing(), assessment or assessed(report))


def standings() -> st.SearchStrategy[Standing]:
    """Both encodings, every state, with and without amendment."""
    amendment = st.builds(Amendment, st.just(PREDECESSOR), st.integers(1, 40), texts())
    return st.builds(
        _standing, st.sampled_from(Encoding), st.sampled_from(State), verifications(), st.none() | amendment
    )


def verifications() -> st.SearchStrategy[tuple[Verification, ...]]:
    """One or two persons who verify."""
    organization = texts().filter(lambda text: len(text) <= 64 and "\\" not in text)
    one = st.builds(Verification, st.sampled_from(PERSON_NAMES), organization, st.just(SIGNED_AT))
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def _standing(
    encoding: Encoding, state: State, verified: tuple[Verification, ...], amendment: Amendment | None
) -> Standing:
    return Standing(encoding, state, verified if state is State.VERIFIED else (), amendment)


def terms() -> st.SearchStrategy[Term]:
    """Conditions with empty parts and parts in any script; none holds what separates parts or lines."""
    part = (st.just("") | texts()).filter(lambda text: "|" not in text and text != "-")
    return st.builds(Term, part, part, part, part, part, st.sampled_from(TermStatus))


@st.composite
def assessments(draw: st.DrawFn, report: Report) -> Assessment:
    """Answers of some of our rule sets and of one of the site, for every disc, and what holds for the patient."""
    chosen = draw(st.lists(st.sampled_from((*OUTCOMES, SITE_RULE_SET)), min_size=1, max_size=4, unique=True))
    found = [draw(_result(disc.uid, rules)) for disc in report.discs for rules in chosen]
    levels = draw(st.lists(st.sampled_from(Level), max_size=3, unique=True))
    return Assessment(
        primary=draw(st.sampled_from(chosen)),
        primary_version=draw(texts()),
        results=tuple(found),
        overall=draw(st.sampled_from(Polarity)),
        positive_levels=tuple(level.value for level in levels),
        valid_control=draw(st.booleans()),
        limitations=draw(st.lists(texts(), max_size=2).map(tuple)),
        statements=draw(st.lists(texts(), max_size=2).map(tuple)),
    )


def _result(disc_uid: str, rule_set: str) -> st.SearchStrategy[RuleSetResult]:
    return st.builds(
        RuleSetResult,
        disc_uid=st.just(disc_uid),
        rule_set=st.just(rule_set),
        version=texts(),
        outcome=st.sampled_from(OUTCOMES[rule_set]) if rule_set in OUTCOMES else texts(),
        polarity=st.sampled_from(Polarity),
        row=st.just("") | texts().filter(lambda text: text != "-"),
        terms=st.lists(terms(), max_size=2).map(tuple),
        caveats=st.lists(texts(), max_size=2).map(tuple),
    )


@st.composite
def documents(draw: st.DrawFn, most_discs: int = 3) -> tuple[Report, Standing, Assessment]:
    """A report on `flat_series` whose injected discs all have a marker, and everything that is written with it."""
    report = draw(reports(frame_of_reference_uid=FRAME, box=BOX, most_discs=most_discs).filter(lambda r: r.discs))
    return with_markers(report), _after(report, draw(standings())), draw(assessments(report))


def _after(report: Report, standing: Standing) -> Standing:
    """Nobody verifies a report before its last change."""
    signed = [replace(one, at=max(one.at, report.changed_at)) for one in standing.verifications]
    return replace(standing, verifications=tuple(signed))


def with_markers(report: Report) -> Report:
    """The report in which a disc without a marker was not injected."""
    bare = [disc for disc in report.injected if disc.position is None]
    for disc in bare:
        report = report.with_disc(replace(disc, status=DiscStatus.FAILED_ACCESS))
    return report

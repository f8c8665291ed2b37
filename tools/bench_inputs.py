# SPDX-License-Identifier: Apache-2.0
"""What the benchmark works on: a CT of 300 slices, full reports on five discs, and results of all eight rule sets."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from bench_disc import full_disc
from DiscographyReportLib.jobs.sample import sample_report
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Disc, Position
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.report import Observer, Report
from DiscographyReportLib.model.results import Assessment, Polarity, RuleSetResult, Term, TermStatus
from DiscographyReportLib.series.ct import CTSeries
from DiscographyReportLib.series.sample.discogram import DiscTruth, SampleDiscogram, disc_truths
from DiscographyReportLib.series.sample.instances import write_slice
from DiscographyReportLib.series.sample.voxels import Grid

SLICES, PIXELS, DISCS = 300, 64, 5
RULE_SETS = (
    "sis_tiers", "sis_nonlumbar", "derby_1999", "derby_2005", "iasp_1994_discogenic", "iasp_1994_idd", "asipp_2013",
    "walsh_1990",
)  # fmt: skip
BEGIN = datetime(2026, 10, 14, 10, 0, 0)


def write_ct(folder: Path) -> None:
    """A series of 300 slices with all the attributes of a scanner's, and few pixels."""
    folder.mkdir(parents=True)
    grid, air = Grid(PIXELS, SLICES), np.full((PIXELS, PIXELS), -1000.0)
    for index in range(SLICES):
        write_slice(folder / f"{index:04d}.dcm", air, grid, "benchmark", index)


def full_report(series: CTSeries, number: int = 0, discs: int = DISCS) -> Report:
    """A report with every field filled; ``number`` changes its identity, times, pressures and texts."""
    truths = disc_truths()[-discs:]
    began = BEGIN + timedelta(minutes=number)
    return Report(
        uid=f"2.25.{10**30 + number}",
        changed_at=began + timedelta(hours=2),
        region=Region.LUMBAR,
        procedure=_procedure(began),
        discs=tuple(_disc(truth, series, number, index) for index, truth in enumerate(truths)),
        observers=_observers(number),
        criteria=RULE_SETS,
        primary_criteria=RULE_SETS[0],
        impression=f"Concordant pain at low pressure at L4-L5, painless control above (case {number}).",
        recommendation="Discuss with the referring surgeon.",
    )


def sample_case(series: CTSeries) -> Report:
    """The sample case on this CT, its lumbar discs, judged by every rule set."""
    frame, lumbar = series.frame_of_reference_uid, disc_truths()[-DISCS:]
    study, own = series.study_instance_uid, series.series_instance_uid
    discogram = SampleDiscogram(Path(), disc_truths(), study, own, frame)
    report = sample_report(discogram)
    discs = tuple(disc for disc in report.discs if disc.level in {truth.level for truth in lumbar})
    return replace(report, discs=discs, criteria=(), primary_criteria=None)


def _disc(truth: DiscTruth, series: CTSeries, number: int, index: int) -> Disc:
    position = Position(*truth.center, series.frame_of_reference_uid)
    return full_disc(f"2.25.{10**31 + number * 100 + index}", truth, index, position, Decimal(number % 90) / 10)


def _observers(number: int) -> tuple[Observer, ...]:
    physician = v.OrganizationalRole.PHYSICIAN
    return (
        Observer(f"Operator^Number{number}", v.ObserverRole.OPERATOR, "op", "Clinic", physician, BEGIN),
        Observer("Müller^Jörg", v.ObserverRole.READER, "jm", "Clinic", physician, BEGIN),
    )


def _procedure(began: datetime) -> p.Procedure:
    screened = p.ScreeningAnswer(present=False, detail="asked")
    return p.Procedure(
        performed_at=began,
        indications=(v.Indication.NON_DIAGNOSTIC_TESTS, v.Indication.FUSION_LEVEL_SELECTION),
        indication_text="axial low back pain for two years, MRI not conclusive",
        usual_pain=p.UsualPain("low back, left more than right", "aching", 4, 8),
        pain_diagram=p.PainDiagram(present=True),
        consent=p.Consent(documented=True, given_at=began - timedelta(days=1)),
        screening=p.Screening(screened, screened, screened, screened),
        sedation=p.Sedation(v.SedationLevel.MINIMAL, (p.SedativeDose("midazolam", Decimal(1), began, "before"),)),
        antibiotic=p.Antibiotic(v.AntibioticRoute.INTRAVENOUS, "cefazolin", Decimal(2000)),
        position=v.PatientPosition.PRONE,
        needle=_needle(),
        contrast=p.Contrast(v.ContrastAgent.IOHEXOL, "Omnipaque 300", Decimal(300), "none"),
        manometry=p.Manometry(True, v.Injector.AUTOMATED, "Stryker", v.ReadingType.STATIC, Decimal("0.05"), True),
        blinding=p.Blinding(True, True, True),
        sham=p.Sham("L3-L4", began, 0, v.Concordance.NONE, 10),  # type: ignore[arg-type]
        reporting=p.Reporting(v.Ability.YES),
        fluoroscopy=p.Fluoroscopy(Decimal(95), Decimal("12.5"), Decimal(40)),
        post_ct=_post_ct(began),
        complications=(),
        numbering=p.Numbering("counted from C2", "whole spine localizer", v.TransitionalAnatomy.NONE),
    )


def _needle() -> p.Needle:
    double, outer = v.NeedleTechnique.DOUBLE, v.Approach.POSTEROLATERAL_EXTRAPEDICULAR
    return p.Needle(double, 20, 25, Decimal(150), True, outer, v.Side.RIGHT)


def _post_ct(began: datetime) -> p.PostCT:
    planes = (v.Plane.AXIAL, v.Plane.SAGITTAL, v.Plane.CORONAL)
    return p.PostCT(True, began + timedelta(hours=1), Decimal(60), Decimal("0.75"), planes, Decimal(14), Decimal(420))


def assessment(report: Report, *, with_results: bool = True) -> Assessment:
    """Eight rule sets of six conditions for every disc, or the answer for the patient alone."""
    results = [_result(disc.uid, name) for disc in report.discs for name in RULE_SETS] if with_results else []
    return Assessment(
        primary=RULE_SETS[0],
        primary_version="1",
        results=tuple(results),
        overall=Polarity.POSITIVE,
        positive_levels=("L4-L5",),
        valid_control=True,
        limitations=(),
        statements=("Positive at L4-L5 with a painless control.",),
    )


def _result(disc_uid: str, rule_set: str) -> RuleSetResult:
    terms = (
        Term("pressure above opening", "14.5", "psi", "<", "50", TermStatus.MET),
        Term("evoked pain", "8", "of 10", ">=", "7", TermStatus.MET),
        Term("concordance", "exact", "", "in", "exact, similar", TermStatus.MET),
        Term("volume at onset", "0.8", "mL", "<", "3.5", TermStatus.MET),
        Term("pain sustained", "45", "s", ">=", "30", TermStatus.MET),
        Term("painless control disc", "L3-L4", "", "", "1", TermStatus.MET),
    )
    caveats = ("A dynamic reading may exceed the static pressure.",)
    return RuleSetResult(disc_uid, rule_set, "1", "negative", Polarity.NEGATIVE, "standard", terms, caveats)

# SPDX-License-Identifier: Apache-2.0
"""One document of every kind that we write, for the validators of others."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cases import load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.report import Observer, Report
from DiscographyReportLib.model.results import Assessment
from DiscographyReportLib.series.ct import CTSeries
from DiscographyReportLib.series.reading import read_series
from DiscographyReportLib.series.sample.discogram import write_sample
from DiscographyReportLib.sr.envelope import Amendment, Encoding, Standing, State
from DiscographyReportLib.sr.writer import write
from plain_reports import disc, report
from sr_documents import PREDECESSOR, REVIEWER, SITE_RULE_SET, assessed
from Unit.series.ct_files import enhanced_ct, save

GE = Path(__file__).parent / "Data" / "ct-3slice"
STATES = {
    "draft": Standing(state=State.DRAFT),
    "complete": Standing(state=State.COMPLETE),
    "verified": Standing(state=State.VERIFIED, verifications=(REVIEWER,)),
    "amended": Standing(state=State.COMPLETE, amendment=Amendment(PREDECESSOR, 3, "level was named wrongly")),
}


@dataclass(frozen=True)
class Document:
    """Everything that one document is written from."""

    report: Report
    series: CTSeries
    standing: Standing
    assessment: Assessment

    def data(self) -> bytes:
        """The bytes of its file."""
        return write(self.report, self.series, self.standing, self.assessment)


def sample_series(folder: Path) -> CTSeries:
    """The synthetic discogram, coarse."""
    return read_series(write_sample(folder / "sample", size=64, slices=40).folder / "ct")


def enhanced_series(folder: Path) -> CTSeries:
    """A multi-frame CT with everything that an SR copies."""
    known = {"StudyID": "1", "StudyDate": "20261014", "StudyTime": "101112", "PatientSex": "O", "AccessionNumber": "A1"}
    save(enhanced_ct(5, ReferringPhysicianName="", **known), folder / "enhanced" / "ct.dcm")
    return read_series(folder / "enhanced" / "ct.dcm")


def placed(made: Report, series: CTSeries) -> Report:
    """The report with a marker for every injected disc, spread over the slices, a little off their planes."""
    injected = {one.uid: number for number, one in enumerate(made.injected)}
    discs = [replace(one, position=_place(series, injected.get(one.uid))) for one in made.discs]
    return replace(made, discs=tuple(discs))


def _place(series: CTSeries, number: int | None) -> Position | None:
    if number is None:
        return None
    plane = series.slices[(number * 7 + 1) % len(series.slices)]
    across, down, normal = plane.row_direction(), plane.column_direction(), plane.normal()
    x, y, z = (
        start + plane.spacing[1] * (1.3 + number / 4) * a + plane.spacing[0] * 2.2 * b + 0.2 * c
        for start, a, b, c in zip(plane.position, across, down, normal, strict=True)
    )
    return Position(x, y, z, series.frame_of_reference_uid)


def kinds(folder: Path | None) -> dict[str, Callable[[], Document]]:
    """How to make a document of each kind, by name; the CTs are written below the folder."""
    made: dict[str, Callable[[], Document]] = {}
    for state, standing in STATES.items():
        for encoding in Encoding:
            one = replace(standing, encoding=encoding)
            made[f"{state}, {encoding}, GE scanner"] = lambda one=one: _case("C01", read_series(GE), one)
            made[f"{state}, {encoding}, synthetic CT"] = lambda one=one: _case("C25", sample_series(folder), one)
    for encoding in Encoding:
        made[f"multi-frame CT, {encoding}"] = lambda one=encoding: _case("C05", enhanced_series(folder), Standing(one))
    extra = {
        "a level without region": _level_without_region,
        "variant levels": _variant_levels,
        "a rule set of the site": _site_rule_set,
        "names in other scripts": _names,
        "no observers, nothing recorded": _bare,
        "cervical": _cervical,
    }
    return {**made, **{name: lambda make=make: make(sample_series(folder)) for name, make in extra.items()}}


def _case(case_id: str, series: CTSeries, standing: Standing) -> Document:
    made = placed(load_case(case_id), series)
    return Document(made, series, _in_the_study(series, standing), evaluate(made))


def _in_the_study(series: CTSeries, standing: Standing) -> Standing:
    """What is replaced belongs to the study of the CT."""
    if standing.amendment is None:
        return standing
    earlier = PREDECESSOR._replace(study_instance_uid=series.study_instance_uid)
    return replace(standing, amendment=replace(standing.amendment, predecessor=earlier))


def _level_without_region(series: CTSeries) -> Document:
    fused = disc(Level.L3_L4, status=v.DiscStatus.FUSED, events=(), position=None)
    made = placed(report(discs=(fused, disc(Level.L4_L5))), series)
    return Document(made, series, Standing(), evaluate(made))


def _variant_levels(series: CTSeries) -> Document:
    names = (Level.L5_L6, Level.L6_S1, Level.S1_S2, Level.T13_L1)
    discs = tuple(disc(name, uid=f"1.2.{n}", sequence_index=n) for n, name in enumerate(names))
    made = placed(report(discs=discs), series)
    return Document(made, series, Standing(), evaluate(made))


def _site_rule_set(series: CTSeries) -> Document:
    made = placed(report(Level.L4_L5, Level.L5_S1), series)
    return Document(made, series, Standing(), assessed(made, SITE_RULE_SET))


def _names(series: CTSeries) -> Document:
    names = ("山田^太郎", "Müller^Jörg", "Ōtani", "مريم")
    people = [
        Observer(name, v.ObserverRole.READER, "login", "Krankenhaus 東", v.OrganizationalRole.FELLOW) for name in names
    ]
    noted = replace(report(), observers=tuple(people), impression="腰痛 L4-L5", comment="Ärztlich geprüft ألم")
    made = placed(noted, series)
    return Document(made, series, STATES["verified"], evaluate(made))


def _bare(series: CTSeries) -> Document:
    made = placed(
        Report(uid="1.2.3", changed_at=report().changed_at, region=Region.LUMBAR, discs=report().discs), series
    )
    return Document(made, series, Standing(), evaluate(made))


def _cervical(series: CTSeries) -> Document:
    made = placed(report(Level.C4_C5, Level.C5_C6, region=Region.CERVICAL), series)
    return Document(made, series, Standing(), evaluate(made))

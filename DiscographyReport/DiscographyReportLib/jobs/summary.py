# SPDX-License-Identifier: Apache-2.0
"""A report in a few lines of plain text: numbering first, an answer per level, then the table.

The sentences come from the criteria; this only lays them out.
"""

from collections.abc import Iterable, Sequence

from ..criteria.wording import outcome_shown
from ..model import derived, grades
from ..model.disc import Disc
from ..model.quantities import Pressure, in_unit
from ..model.report import Report
from ..model.results import Assessment
from ..model.values import decimal_text
from ..sr.envelope import Envelope, State

NOT_A_DEVICE = "Research software, not a medical device."
NOT_RECORDED = "not recorded"
_HEADINGS = ("Level", "Role", "Opening", "At pain (a.o.)", "Peak", "Volume", "NRS", "Concordance", "Dallas 0-5", "Leak")
_UNSURE = {
    State.DRAFT: "DRAFT: not complete, not verified",
    State.COMPLETE: "complete, NOT VERIFIED",
    State.VERIFIED: "verified",
}


def summary_lines(report: Report, assessment: Assessment, envelope: Envelope | None = None) -> list[str]:
    """The summary of a report, and of the document that carries it."""
    heading = _document_lines(envelope) if envelope else []
    table = [*level_table(report), "", *rule_set_lines(report, assessment)]
    return [*heading, *assessment.statements, "", *table, "", NOT_A_DEVICE]


def rule_set_lines(report: Report, assessment: Assessment) -> list[str]:
    """Every result with the version of its rule set, the leading one first; a line for each disc."""
    versions = dict.fromkeys(f"{result.rule_set} version {result.version}" for result in assessment.results)
    leading = f"{assessment.primary} version {assessment.primary_version}"
    named = [f"Rule sets: {leading} (leads)", *(name for name in versions if name != leading)]
    return [", ".join(named), *(_results_line(disc, assessment) for disc in report.injected)]


def _results_line(disc: Disc, assessment: Assessment) -> str:
    results = assessment.of_disc(disc.uid)
    return f"{disc.level}: " + "; ".join(f"{result.rule_set} {outcome_shown(result)}" for result in results)


def _document_lines(envelope: Envelope) -> list[str]:
    patient, study = envelope.patient, envelope.study
    amended = envelope.standing.amendment
    signed = envelope.standing.verifications if envelope.standing.state is State.VERIFIED else ()
    verified = (f"verified by {one.name}, {one.organization}, {one.at:%Y-%m-%d %H:%M}" for one in signed)
    reason = [f"replaces {amended.predecessor.sop_instance_uid}: {amended.reason}"] if amended else []
    return [
        f"{patient.name or 'no name'} | {patient.patient_id or 'no ID'} | born {patient.birth_date or NOT_RECORDED}"
        f" | sex {patient.sex or NOT_RECORDED} | study {study.date or NOT_RECORDED}",
        f"Report {envelope.instance_number}: {_UNSURE[envelope.standing.state]}",
        *verified,
        *reason,
    ]


def level_table(report: Report) -> list[str]:
    """One line per disc; what was not recorded says so with ``?``, and is never blank."""
    return _columns(level_rows(report))


def level_rows(report: Report) -> list[Sequence[str]]:
    """The level table by cells, headings first."""
    return [_HEADINGS, *(_row(disc, report) for disc in report.discs)]


def _row(disc: Disc, report: Report) -> Sequence[str]:
    if not disc.injected:
        return (disc.level, disc.status.replace("_", " "), *("-" for _ in _HEADINGS[2:]))
    concordance, nrs = derived.strongest_concordance(disc), derived.evoked_nrs(disc)
    return (
        disc.level,
        _known(disc.role),
        pressure_text(disc.opening_pressure),
        _at_pain(disc, report),
        pressure_text(disc.peak_pressure),
        _known(None if disc.volume_ml is None else f"{decimal_text(disc.volume_ml)} mL"),
        _known(nrs),
        _known(concordance),
        _known(grades.modified_dallas_0_5(disc)),
        _known(derived.leak_summary(disc)),
    )


def _known(value: object) -> str:
    return "?" if value is None else str(value).replace("_", " ")


def pressure_text(pressure: Pressure | None) -> str:
    """A pressure in the unit it was entered in."""
    return "?" if pressure is None else f"{decimal_text(pressure.value)} {pressure.unit}"


def _at_pain(disc: Disc, report: Report) -> str:
    onset = derived.onset_event(disc)
    if onset is None:
        return "no pain" if disc.events and all(derived.has_pain(e) is False for e in disc.events) else "?"
    above = derived.above_opening(onset.pressure, disc, report.procedure.manometry)
    shown = "?" if above is None or onset.pressure is None else decimal_text(in_unit(above, onset.pressure.unit, 2))
    other = onset.concordance is not derived.strongest_concordance(disc)
    what = f" {_known(onset.concordance)}" if other else ""
    return f"{pressure_text(onset.pressure)} ({shown}){what}"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

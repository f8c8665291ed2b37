# SPDX-License-Identifier: Apache-2.0
"""A report in a few lines of plain text: numbering first, an answer per level, then the table.

The sentences come from the criteria; this only lays them out.
"""

from collections.abc import Iterable, Sequence

from ..model import derived, grades
from ..model.disc import Disc
from ..model.quantities import Pressure, in_unit
from ..model.report import Report
from ..model.results import Assessment
from ..model.values import decimal_text
from ..sr.envelope import Envelope, State

NOT_A_DEVICE = "Research software, not a medical device."
NOT_RECORDED = "not recorded"
_HEADINGS = ("Level", "Role", "Opening", "At pain (a.o.)", "Peak", "Volume", "NRS", "Concordance", "Grade", "Leak")
_UNSURE = {
    State.DRAFT: "DRAFT: not complete, not verified",
    State.COMPLETE: "complete, NOT VERIFIED",
    State.VERIFIED: "verified",
}


def summary_lines(report: Report, assessment: Assessment, envelope: Envelope | None = None) -> list[str]:
    """The summary of a report, and of the document that carries it."""
    heading = _document_lines(envelope) if envelope else []
    return [*heading, *assessment.statements, "", *level_table(report), "", NOT_A_DEVICE]


def _document_lines(envelope: Envelope) -> list[str]:
    patient, study = envelope.patient, envelope.study
    amended = envelope.standing.amendment
    signed = envelope.standing.verifications
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
    if above is None or onset.pressure is None:
        return f"{pressure_text(onset.pressure)} (?)"
    return f"{pressure_text(onset.pressure)} ({decimal_text(in_unit(above, onset.pressure.unit, 2))})"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

# SPDX-License-Identifier: Apache-2.0
"""The level table: a row per disc, from above; what was not recorded says so in every cell."""

from collections.abc import Mapping
from dataclasses import replace

from ..model import derived, grades
from ..model.disc import Disc
from ..model.quantities import Pressure
from ..model.report import Report
from ..model.results import Assessment, RuleSetResult
from ..model.telling import told
from ..texts import _
from .answer_section import POLARITY_TONES, leading_result
from .concordance import tone_of
from .numbers import above_text, pressure_text
from .page import Cell, Column, Section, Table
from .parts import cell, measured, shown
from .said import choice, grade_text, leaks_text, nrs_text, outcome_text, unknown
from .tones import Tone

NOTHING = "–"  # noqa: RUF001


def table_section(report: Report, assessment: Assessment, controls: Mapping[str, str]) -> Section:
    """``controls``: what each injected disc is worth as a control, in words, by tracking UID."""
    recorded = recorded_table(report)
    columns = (*recorded.columns, Column(_("Control status")), Column(_("Result (rule set, version)")))
    judged = (_judged(disc, assessment, controls) for disc in report.discs)
    rows = tuple((*row, *answer) for row, answer in zip(recorded.rows, judged, strict=True))
    return Section("levels", _("Levels"), (replace(recorded, columns=columns, rows=rows),))


def recorded_table(report: Report) -> Table:
    """The table of what was recorded, without what any rule set makes of it."""
    rows = tuple(_row(disc, report) for disc in report.discs)
    return Table(_("Level by level, from above"), _columns(), rows, tuple(_notes(report)))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Level")),
        Column(_("Role")),
        Column(_("Opening"), True),
        Column(_("P at pain (a.o.)"), True),
        Column(_("Vol at pain"), True),
        Column(_("Peak / total"), True),
        Column(_("End point")),
        Column(_("NRS"), True),
        Column(_("Concordance")),
        Column(_("Grade")),
        Column(_("Leak")),
    )


def _judged(disc: Disc, assessment: Assessment, controls: Mapping[str, str]) -> tuple[Cell, Cell]:
    control = cell(controls.get(disc.uid)) if disc.injected else Cell(NOTHING, Tone.QUIET)
    return control, _result_cell(leading_result(assessment, disc.uid))


def _row(disc: Disc, report: Report) -> tuple[Cell, ...]:
    level = Cell(disc.level.value, strong=True)
    if not disc.injected:
        return (level, Cell(choice(disc.status), Tone.QUIET), *[Cell(NOTHING, Tone.QUIET)] * 9)
    grade, answer = grades.modified_dallas_0_5(disc), derived.strongest_concordance(disc)
    return (
        level,
        cell(shown(disc.role, choice)),
        cell(shown(disc.opening_pressure, pressure_text)),
        _pressure_at_pain(disc, report),
        _volume_at_pain(disc),
        _peak_and_total(disc),
        cell(shown(disc.endpoint, choice)),
        cell(None if derived.evoked_nrs(disc) is None else nrs_text(disc), strong=True),
        cell(shown(answer, choice), tone_of(disc), True),
        cell(None if grade is None else grade_text(grade)),
        cell(None if disc.leaks is None else leaks_text(disc.leaks)),
    )


def _pressure_at_pain(disc: Disc, report: Report) -> Cell:
    """The pressure of the onset; its answer beside it, where another event gave the answer of the disc."""
    onset = derived.onset_event(disc)
    if onset is None:
        return _no_onset(disc)
    if onset.pressure is None:
        return cell(None)
    above = derived.above_opening(onset.pressure, disc, report.procedure.manometry)
    shown = _("a.o. not known") if above is None else above_text(above, onset.pressure.unit)
    another = onset.concordance is not derived.strongest_concordance(disc)
    whose = f" {choice(onset.concordance)}" if another else ""
    return Cell(f"{pressure_text(onset.pressure)} ({shown}){whose}")


def _volume_at_pain(disc: Disc) -> Cell:
    onset = derived.onset_event(disc)
    return _no_onset(disc) if onset is None else cell(measured(onset.volume_ml, "mL"))


def _no_onset(disc: Disc) -> Cell:
    """*No pain* only where every event says so."""
    painless = bool(disc.events) and all(derived.has_pain(event) is False for event in disc.events)
    return Cell(_("no pain")) if painless else cell(None)


def _peak_and_total(disc: Disc) -> Cell:
    peak: Pressure | None = derived.highest_pressure(disc)
    if peak is None and disc.volume_ml is None:
        return cell(None)
    total = measured(disc.volume_ml, "mL")
    return Cell(f"{pressure_text(peak) if peak else unknown()} / {total or unknown()}")


def _result_cell(result: RuleSetResult | None) -> Cell:
    if result is None:
        return Cell(_("no result"), Tone.WARNING)
    shown = f"{outcome_text(result)} ({result.rule_set}, {result.version})"
    return Cell(shown, POLARITY_TONES[result.polarity], strong=True)


def _notes(report: Report) -> list[str]:
    notes = [
        told(derived.numbering_statement(report.procedure.numbering)),
        _(
            "a.o.: pressure above opening, in the unit of the event. P and Vol at pain: first event with exact or "
            "similar pain, else first with pain. NRS and concordance: strongest answer of all events. "
            "Grade: modified Dallas 0-5 (Derby 2005). Not recorded is unknown: neither negative nor none."
        ),
    ]
    if any(not disc.injected for disc in report.discs):
        notes.append(_("{dash}: nothing was injected at this level.").format(dash=NOTHING))
    return notes

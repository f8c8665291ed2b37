# SPDX-License-Identifier: Apache-2.0
"""What must still be recorded before a report can be called complete.

A reason (``not on the sheet``) settles an open item as well as a value does: nothing that was never recorded can hold
up a report for good.
"""

from collections.abc import Iterator

from ..texts import N_, _
from .derived import highest_pressure, readings
from .disc import Disc
from .findings import Finding, FindingSeverity, in_disc, in_procedure, in_report
from .levels import VARIANT_LEVELS
from .procedure import Numbering, Procedure
from .report import Report
from .vocabulary import RadialExtent, TransitionalAnatomy

_OPEN = FindingSeverity.OPEN
_ENTER = N_("Enter it, or say why it is unknown.")


def open_findings(report: Report) -> Iterator[Finding]:
    """Everything that is still to be recorded."""
    if not report.discs:
        yield in_report("discs", _OPEN, "no_disc", _("No disc is recorded."), _("Add the discs that were examined."))
    if not report.observers:
        yield in_report(
            "observers", _OPEN, "no_observer", _("Nobody is named as author."), _("Name the operator or reader.")
        )
    yield from _procedure(report.procedure)
    yield from _reading(report)
    yield from _numbering(report)
    for disc in report.injected:
        yield from _injected(disc, report.procedure)


def _procedure(procedure: Procedure) -> Iterator[Finding]:
    wanted = (
        ("performed_at", procedure.performed_at, N_("when the procedure was done")),
        ("reporting.able", procedure.reporting.able, N_("whether the patient could report")),
        ("sedation.level", procedure.sedation.level, N_("the depth of sedation")),
        ("manometry.used", procedure.manometry.used, N_("whether pressure was measured")),
        ("post_ct.performed", procedure.post_ct.performed, N_("whether a CT followed")),
        ("complications", procedure.complications, N_("whether there were complications")),
    )
    for field, value, what in wanted:
        if value is None:
            code = f"{field.replace('.', '_')}_not_recorded"
            remedy = _("Enter them, or none.") if field == "complications" else _(_ENTER)
            yield in_procedure(field, _OPEN, code, _("{what} is not recorded.").format(what=_(what)), remedy)


def _reading(report: Report) -> Iterator[Finding]:
    manometry = report.procedure.manometry
    if manometry.used and any(None in readings(disc, manometry) for disc in report.injected):
        yield in_procedure(
            "manometry.reading", _OPEN, "manometry_reading_not_recorded",
            _("whether pressures were read static or dynamic is not recorded."), _(_ENTER),
        )  # fmt: skip


def _numbering(report: Report) -> Iterator[Finding]:
    numbering = report.procedure.numbering
    variant = next((disc for disc in report.discs if disc.level in VARIANT_LEVELS), None)
    transitional = numbering.transitional not in (None, TransitionalAnatomy.NONE)
    if variant is not None and not transitional:
        yield in_procedure(
            "numbering.transitional",
            _OPEN,
            "transitional_anatomy_not_recorded",
            _("{level} exists with transitional vertebrae only, and none are recorded.").format(
                level=variant.level.value
            ),
            _(_ENTER),
        )
    if numbering.statement is not None:
        return
    if transitional:
        yield in_procedure(
            "numbering.statement",
            _OPEN,
            "numbering_statement_required",
            _("transitional vertebrae are recorded without a sentence on how the levels are numbered."),
            _("Write it, for example: six lumbar-type vertebrae, counted from C2; last full-height disc L5-L6."),
        )
    elif not _counted(numbering):
        yield in_procedure(
            "numbering.method",
            _OPEN,
            "numbering_not_recorded",
            _("how the levels were counted is not recorded."),
            _(_ENTER),
        )


def _counted(numbering: Numbering) -> bool:
    return numbering.scheme is not None or numbering.method is not None


def _injected(disc: Disc, procedure: Procedure) -> Iterator[Finding]:
    for field, missing, what in _wanted(disc, procedure):
        if missing:
            code = f"{field.replace('.', '_')}_not_recorded"
            yield in_disc(disc, field, _OPEN, code, _("{what} not recorded.").format(what=_(what)), _(_ENTER))


def _wanted(disc: Disc, procedure: Procedure) -> tuple[tuple[str, bool, str], ...]:
    manometry, ct = bool(procedure.manometry.used), bool(procedure.post_ct.performed)
    outer = disc.ct.extent is RadialExtent.OUTER_THIRD
    return (
        ("events", not disc.events, N_("the response to the injection is")),
        ("position", disc.position is None, N_("the place on the CT is")),
        ("opening_pressure", manometry and disc.opening_pressure is None, N_("the opening pressure is")),
        ("peak_pressure", manometry and highest_pressure(disc) is None, N_("the peak pressure is")),
        ("volume_ml", disc.volume_ml is None, N_("the total volume is")),
        ("endpoint", disc.endpoint is None, N_("the end point is")),
        ("stop_reason", disc.stop_reason is None, N_("why the injection was stopped is")),
        ("leaks", disc.leaks is None, N_("whether contrast leaked is")),
        ("ct.extent", ct and disc.ct.extent is None and disc.ct.arc_deg is None, N_("how far contrast reached is")),
        ("ct.arc_deg", outer and disc.ct.arc_deg is None, N_("the arc in the outer third is")),
    )

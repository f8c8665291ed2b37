# SPDX-License-Identifier: Apache-2.0
"""Everything that a report can be asked about itself. Pure, and quick enough for every keystroke."""

from collections.abc import Iterator
from dataclasses import replace

from .checks_disc import disc_findings
from .checks_limits import limit_findings
from .checks_open import open_findings
from .checks_procedure import procedure_findings
from .checks_response import response_findings
from .checks_spine import spine_findings
from .findings import Finding, FindingSeverity
from .report import Explanation, Report

_ORDER = {severity: rank for rank, severity in enumerate(FindingSeverity)}


def check(report: Report) -> tuple[Finding, ...]:
    """All findings, the gravest first, otherwise in the order of the report; each with the reason recorded for it."""
    found = list(_all(report))
    if report.explanations:
        found = [_with_reason(finding, report.explanations) for finding in found]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _all(report: Report) -> Iterator[Finding]:
    yield from limit_findings(report)
    yield from spine_findings(report)
    yield from procedure_findings(report)
    for disc in report.discs:
        yield from disc_findings(disc, report.procedure.manometry)
        yield from response_findings(disc)
    yield from open_findings(report)


def _with_reason(finding: Finding, explanations: tuple[Explanation, ...]) -> Finding:
    """A reason that names a value holds only as long as that value stands."""
    for entry in explanations:
        same_field = (entry.disc_uid, entry.field) == (finding.disc_uid, finding.field)
        if same_field and entry.value in (None, finding.value):
            return replace(finding, explained=entry.reason)
    return finding

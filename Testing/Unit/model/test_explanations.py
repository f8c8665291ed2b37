# SPDX-License-Identifier: Apache-2.0
"""A reason for an unusual value, and how long it holds."""

from dataclasses import replace

import plain_reports
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.report import Explanation, Report


def _with_volume(volume: str) -> Report:
    report = plain_reports.report()
    disc = next(disc for disc in report.discs if disc.injected)
    return report.with_disc(replace(disc, volume_ml=volume))


def _explained(report: Report, value: str | None) -> list[str | None]:
    disc = next(disc for disc in report.discs if disc.injected)
    explanation = Explanation("volume_ml", "two leaks were refilled", disc.uid, value)
    found = check(replace(report, explanations=(explanation,)))
    return [finding.explained for finding in found if finding.field == "volume_ml"]


def _shown_value(report: Report) -> str:
    return next(finding.value for finding in check(report) if finding.field == "volume_ml")


def test_a_reason_explains_the_value_it_was_given_for() -> None:
    report = _with_volume("4.5")
    assert _explained(report, _shown_value(report)) == ["two leaks were refilled"]


def test_a_reason_no_longer_holds_when_the_value_has_changed() -> None:
    assert _explained(_with_volume("4.5"), _shown_value(_with_volume("4.8"))) == [None]


def test_a_reason_without_a_value_holds_for_any_value_of_the_field() -> None:
    assert _explained(_with_volume("4.5"), None) == ["two leaks were refilled"]

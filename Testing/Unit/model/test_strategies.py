# SPDX-License-Identifier: Apache-2.0
"""The strategies make what they promise: valid reports in which every field is used."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.disc import Disc, Position
from DiscographyReportLib.model.findings import blocks_draft
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.procedure import PostCT, Sedation
from DiscographyReportLib.model.quantities import Pressure, PressureUnit
from DiscographyReportLib.model.record import Record, shapes
from DiscographyReportLib.model.report import Explanation, Report
from strategies import BOX, FRAME, records, reports

SMALL_BOX = ((-1.0, 1.0), (10.0, 12.5), (-900.25, -900.0))


def records_below(record: type, seen: set[type]) -> set[type]:
    """A record class and every one below it."""
    seen.add(record)
    below = {form.kind for form in shapes(record).values() if form.is_record} - seen
    return {record}.union(*(records_below(kind, seen) for kind in below))


def used(record: Record) -> Iterator[str]:
    """``Class.field`` of everything in a record that is not at its default."""
    for field in fields(record):
        value = getattr(record, field.name)
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if value != default:
            yield f"{type(record).__name__}.{field.name}"
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from used(item)


def generated(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Some values of a strategy, the same in every run."""
    found: list[Any] = []

    @settings(
        max_examples=count, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


@pytest.fixture(scope="module")
def some_reports() -> list[Report]:
    return generated(reports(), 250)


def test_every_record_is_used_in_some_report(some_reports):
    found = {name.partition(".")[0] for report in some_reports for name in used(report)}

    assert {kind.__name__ for kind in records_below(Report, set())} - found == set()


@pytest.mark.parametrize("kind", sorted(records_below(Report, set()), key=lambda kind: kind.__name__))
def test_every_field_of_every_record_is_used(kind, some_reports):
    from_reports = kind in (Report, Disc, Position, Pressure, Explanation)
    made = some_reports if from_reports else generated(records(kind, Region.LUMBAR), 150)
    found = {name for one in made for name in used(one)}

    assert {f"{kind.__name__}.{name}" for name in shapes(kind)} - found == set()


def test_every_level_unit_and_number_of_discs_is_used_and_lists_are_empty_as_well_as_absent(some_reports):
    discs = [disc for report in some_reports for disc in report.discs]

    more = [disc for report in generated(reports(), 800) for disc in report.discs]
    assert {disc.level for disc in (*discs, *more)} == set(Level)
    assert {disc.peak_pressure.unit for disc in discs if disc.peak_pressure} == set(PressureUnit)
    assert {len(report.discs) for report in some_reports} == set(range(9))
    assert {None, ()} < {disc.leaks for disc in discs}
    assert {None, ()} < {sedation.doses for sedation in generated(records(Sedation, Region.LUMBAR), 100)}
    assert {None, ()} < {ct.planes for ct in generated(records(PostCT, Region.LUMBAR), 100)}


@given(reports())
def test_no_report_holds_anything_impossible(report: Report):
    assert blocks_draft(check(report)) == ()


@given(reports(frame_of_reference_uid="1.2.99", box=SMALL_BOX, require_positions=True, most_discs=3))
def test_positions_are_there_and_inside_the_box_when_asked_for(report: Report):
    assert len(report.discs) <= 3
    for disc in report.discs:
        assert disc.position is not None
        assert disc.position.frame_of_reference_uid == "1.2.99"
        for (low, high), coordinate in zip(SMALL_BOX, disc.position.point, strict=True):
            assert low <= coordinate <= high


def test_without_asking_some_discs_have_no_position(some_reports):
    places = [disc.position for report in some_reports for disc in report.discs]

    assert None in places
    assert {place.frame_of_reference_uid for place in places if place} == {FRAME}
    assert all(BOX[2][0] <= place.z <= BOX[2][1] for place in places if place)

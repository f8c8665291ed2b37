# SPDX-License-Identifier: Apache-2.0
"""The published schema says what the reader says."""

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from cases import case_ids, load_case
from DiscographyReportLib.model.document import to_json
from DiscographyReportLib.model.limits import LIMITS
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.schema import schema
from plain_reports import report
from strategies import reports

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def problems(content: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(content)]


def test_the_schema_is_a_schema_and_always_the_same_text():
    Draft202012Validator.check_schema(SCHEMA)

    assert json.dumps(schema()) == json.dumps(SCHEMA)
    assert SCHEMA["$id"] == "urn:discographyreport:schema:report:1"


def test_everything_in_the_schema_is_described_and_closed():
    for name, definition in SCHEMA["$defs"].items():
        assert definition["title"] == name
        assert definition["description"]
        assert "enum" in definition or definition["additionalProperties"] is False


@pytest.mark.parametrize("case_id", case_ids())
def test_every_worked_case_fits_the_schema(case_id):
    assert problems(json.loads(to_json(load_case(case_id, frame_of_reference_uid="1.2.3")))) == []


@given(reports())
def test_every_report_fits_the_schema(made: Report):
    assert problems(json.loads(to_json(made))) == []


def plain() -> dict:
    return json.loads(to_json(report()))


def test_null_is_as_good_as_a_missing_key():
    content = plain()
    content["report"]["comment"] = content["report"]["discs"][0]["leaks"] = None

    assert problems(content) == []


BROKEN = [
    ("version", 2),
    ("format", "x"),
    ("extra", 1),
    ("report.extra", 1),
    ("report.uid", None),
    ("report.uid", "1.2\n"),
    ("report.region", "sacral"),
    ("report.comment", " blank"),
    ("report.comment", "two\nlines"),
    ("report.comment", "end\n"),
    ("report.comment", ""),
    ("report.comment", "a\u202eb"),
    ("report.comment", "a\u2069"),
    ("report.comment", "a\u2028b"),
    ("report.changed_at", "2026-10-14"),
    ("report.changed_at", "2026-10-14T10:00:00Z"),
    ("report.observers.0.name", "A=B=C=D"),
    ("report.observers.0.name", "a\\b"),
    ("report.discs.0.sequence_index", 3.5),
    ("report.discs.0.sequence_index", 41),
    ("report.discs.0.volume_ml", -0.1),
    ("report.discs.0.volume_ml", 10.1),
    ("report.discs.0.events.0.nrs", 11),
    ("report.discs.0.events.0.nrs", "8"),
    ("report.discs.0.ct.arc_deg", 361),
    ("report.discs.0.opening_pressure", {"value": 201, "unit": "psi"}),
    ("report.discs.0.opening_pressure", {"value": 13.8, "unit": "bar"}),
    ("report.discs.0.opening_pressure", {"value": -1, "unit": "kPa"}),
    ("report.discs.0.opening_pressure", {"value": 1, "unit": "atm"}),
    ("report.discs.0.opening_pressure", {"value": 1}),
    ("report.discs.0.position.x", 1_000_000),
    ("report.discs.0.leaks", [{"site": "venous"}] * 2),
]


@pytest.mark.parametrize(("path", "value"), BROKEN, ids=[f"{path}-{value}" for path, value in BROKEN])
def test_a_broken_document_does_not_fit(path, value):
    content = plain()
    *way, last = path.split(".")
    place = content
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value

    assert problems(content)


@pytest.mark.parametrize("key", [key for key in LIMITS if "pressure" not in key])
def test_every_hard_limit_stands_in_the_schema(key):
    record, field = key.split(".")
    described = SCHEMA["$defs"][record]["properties"][field]
    bounds = described.get("anyOf", [described])[0]

    assert {"minimum", "maximum"} <= set(bounds)

# SPDX-License-Identifier: Apache-2.0
"""The JSON document: exact, strict, and clear about what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import case_ids, load_case
from DiscographyReportLib.model.document import DocumentError, from_json, to_json
from DiscographyReportLib.model.report import Report
from plain_reports import report
from strategies import reports


@given(reports())
def test_every_report_comes_back_as_it_was(made: Report):
    document = to_json(made)

    assert from_json(document) == made
    assert from_json(document.encode("utf-8")) == made
    assert to_json(from_json(document)) == document


@pytest.mark.parametrize("case_id", case_ids())
def test_every_worked_case_comes_back_as_it_was(case_id):
    made = load_case(case_id, frame_of_reference_uid="1.2.3")

    assert from_json(to_json(made)) == made


def test_null_and_a_missing_key_both_mean_not_recorded_but_an_empty_list_does_not():
    content = json.loads(to_json(report()))
    disc = content["report"]["discs"][0]
    disc["leaks"], disc["comment"], disc["events"] = None, None, None
    read = from_json(json.dumps(content)).discs[0]

    assert (read.leaks, read.comment, read.events) == (None, None, ())
    assert report().discs[0].leaks == ()
    assert from_json(to_json(report())).discs[0].leaks == ()


@pytest.mark.parametrize("digits", ["1" * 30, "1" * 100_000, "-" + "1" * 100_000])
def test_a_number_of_very_many_digits_is_refused_where_it_stands(digits):
    document = to_json(report()).replace('"nrs": 8', f'"nrs": {digits}')

    with pytest.raises(DocumentError, match=r"events\[0\]\.nrs.* has more than 16 characters"):
        from_json(document)


def test_numbers_are_read_exactly_as_they_stand_in_the_file():
    document = to_json(report()).replace('"value": 10', '"value": 0.1000000000000')

    assert str(from_json(document).discs[0].opening_pressure.value) == "0.1"


def test_text_is_written_in_its_own_script():
    made = report(comment="腰痛 ألم")

    assert "腰痛 ألم" in to_json(made)


def changed(path: str, value: Any) -> str:
    """The document of a plain report with one place changed; the path is like ``report.discs.0.level``."""
    content = json.loads(to_json(report()))
    *way, last = path.split(".")
    place = content
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
    return json.dumps(content)


WRONG = [
    ("version", 2, "version 2 is newer than this program reads \\(1\\); update it"),
    ("version", 0, "unknown document version 0"),
    ("version", True, "unknown document version True"),
    ("version", "1", "unknown document version '1'"),
    ("format", "other", "not a discography report"),
    ("extra", 1, 'unknown field "extra" at the top'),
    ("report", None, "expected an object with fields, got None"),
    ("report", [], "expected an object with fields"),
    ("report.patient", "x", "^patient: unknown field; Report has: uid, "),
    ("report.discs.0.grade", 4, "^discs\\[0\\].grade: unknown field"),
    ("report.uid", None, "^uid: is missing"),
    ("report.discs.0.level", "L9-L10", "^discs\\[0\\].level: 'L9-L10' is not one of: C2-C3"),
    ("report.discs.0.events.0.nrs", "8", 'discs\\[0\\].events\\[0\\].nrs: expected a number, got the text "8"'),
    ("report.discs.0.events.0.nrs", 8.5, "events\\[0\\].nrs: expected a whole number"),
    ("report.discs.0.events.0.nrs", True, "events\\[0\\].nrs: expected a whole number"),
    ("report.discs.0.volume_ml", True, "volume_ml: expected a number"),
    ("report.discs.0.opening_pressure", 12, "opening_pressure: expected an object"),
    ("report.discs.0.opening_pressure.unit", "atm", "opening_pressure.unit: 'atm' is not one of: psi, kPa, bar, mmHg"),
    ("report.discs.0.events", {}, "events: expected a list"),
    ("report.discs.0.ct.vacuum", "yes", "ct.vacuum: expected bool"),
    ("report.discs.0.leaks", [{"site": "venous"}] * 2, "leaks: the same entry stands twice"),
    ("report.discs", "x", "^discs: expected a list"),
    ("report.changed_at", "yesterday", "^changed_at: expected a date and time such as"),
    ("report.changed_at", 5, "^changed_at: expected a date and time"),
    ("report.changed_at", "2026-10-14T10:00:00Z", "^changed_at: .* local time"),
    ("report.comment", "two\nlines", "^comment: holds the control character U\\+000A"),
    ("report.primary_criteria", "x", "^primary_criteria: 'x' is not among"),
]


@pytest.mark.parametrize(("path", "value", "problem"), WRONG, ids=[f"{path}-{value}" for path, value, _ in WRONG])
def test_a_wrong_document_is_refused_in_one_sentence_with_the_path(path, value, problem):
    with pytest.raises(DocumentError, match=problem) as refusal:
        from_json(changed(path, value))

    assert "\n" not in str(refusal.value)


def test_two_discs_with_one_uid_are_refused():
    content = json.loads(to_json(report()))
    content["report"]["discs"] *= 2

    with pytest.raises(DocumentError, match="two discs carry the same uid"):
        from_json(json.dumps(content))


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (b"\xff\xfe{", "not UTF-8"),
        ("", "not valid JSON at line 1, column 1"),
        ("{", "not valid JSON at line 1"),
        ("[]", "not a discography report"),
        ("5", "not a discography report"),
        ('{"format": "discography-report", "version": NaN}', "NaN is not a number"),
        ('{"format": "discography-report", "version": -Infinity}', "-Infinity is not a number"),
        ('{"format": "a", "format": "b"}', 'the field "format" stands twice'),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ('{"version": ' + "9" * 5000 + "}", "not valid JSON|not a discography report"),
    ],
    ids=["utf8", "empty", "cut", "list", "number", "nan", "infinity", "twice", "deep-list", "deep-object", "digits"],
)
def test_what_is_no_document_is_refused_in_one_sentence(document, problem):
    with pytest.raises(DocumentError, match=problem) as refusal:
        from_json(document)

    assert "\n" not in str(refusal.value)


@given(st.data())
def test_a_document_that_was_cut_short_is_refused(data):
    document = to_json(load_case("C12")).rstrip()

    with pytest.raises(DocumentError):
        from_json(document[: data.draw(st.integers(0, len(document) - 1))])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.data(), JUNK)
def test_any_value_in_any_place_is_either_read_or_refused_in_a_sentence(data, junk):
    content = json.loads(to_json(load_case("C12", frame_of_reference_uid="1.2.3")))
    place: Any = content
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = junk
    document = json.dumps(content)

    try:
        read = from_json(document)
    except DocumentError:
        return
    assert from_json(to_json(read)) == read

# SPDX-License-Identifier: Apache-2.0
"""Which plain values a report may hold."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.model import values
from DiscographyReportLib.model.errors import ModelError


@pytest.mark.parametrize(
    "text", ["low back", "腰痛", "e\u0301", "👩🏽‍⚕️", "a\\b ^ =", "x" * 5000, "no\u00a0break", "\u200fa\u200e"]
)
def test_one_line_of_plain_text_is_kept_as_it_is(text):
    assert values.text(text) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" x", "blank"),
        ("x\u3000", "blank"),
        ("a\nb", "U\\+000A"),
        ("a\x00b", "U\\+0000"),
        ("a\x85b", "control character U\\+0085"),
        ("a\x85", "control character U\\+0085"),
        ("\x1fa", "control character U\\+001F"),
        ("a\n", "control character U\\+000A"),
        ("a\ud800b", "lone surrogate U\\+D800"),
        ("a\udfff", "lone surrogate U\\+DFFF"),
        ("a\u2028b", "line separator U\\+2028"),
        ("a\u2029", "paragraph separator U\\+2029"),
        ("a\u202eb", "bidirectional control character U\\+202E"),
        *[(f"a{chr(one)}b", "bidirectional control") for one in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))],
        pytest.param(10**5000, "expected text, got a very long whole number", id="huge"),
        (3, "expected text"),
        (None, "expected text"),
    ],
)
def test_text_that_dicom_could_not_give_back_is_refused_with_the_reason(text, problem):
    with pytest.raises(ModelError, match=problem):
        values.text(text)


@pytest.mark.parametrize(
    "name",
    ["Doe^Jane", "Müller^Jörg", "Yamada^Tarou=山田^太郎=やまだ^たろう", "=山田", "^Only", "A^B^C^D^E", "Ō" * 64],
)
def test_a_dicom_name_is_kept_as_it_is(name):
    assert values.person_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "Doe^", "Doe^ Jane", "Doe ^Jane", "A=B=C=D", "A^B^C^D^E^F", "x" * 65, "^", "=", "Doe=", "a\\b", "a\nb", 5],
)
def test_what_is_no_dicom_name_is_refused(name):
    with pytest.raises(ModelError):
        values.person_name(name)


@pytest.mark.parametrize("uid", ["1.2", "0.0", "2.25." + "1" * 39, "1." + "2" * 62])
def test_a_uid_is_kept(uid):
    assert values.uid(uid) == uid


@pytest.mark.parametrize("uid", ["", "1", "1.", ".1", "1..2", "01.2", "1.02", "1.2\n", "1.a", "1." + "2" * 63, 1.2])
def test_what_is_no_uid_is_refused(uid):
    with pytest.raises(ModelError, match="not a DICOM UID"):
        values.uid(uid)


@pytest.mark.parametrize(
    ("given_number", "kept"),
    [
        (1, "1"),
        (1.5, "1.5"),
        ("1.50", "1.5"),
        (Decimal("1E+2"), "100"),
        (-0.0, "0"),
        ("0.00000000000001", "0.00000000000001"),
    ],
)
def test_a_number_is_brought_to_its_shortest_exact_form(given_number, kept):
    number = values.decimal(given_number)

    assert values.decimal_text(number) == kept
    assert number == Decimal(kept)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (True, "expected a number"),
        (None, "expected a number"),
        ("1,5", "not a number"),
        (float("nan"), "finite"),
        ("Infinity", "finite"),
        ("1.234567890123456", "16 characters"),
        (10**16, "10000000000000000 has more than 16 characters"),
        pytest.param(10**5000, "a very long whole number has more than 16 characters", id="huge"),
        (Decimal("1e999999"), "16 characters"),
    ],
)
def test_what_no_decimal_string_can_hold_is_refused(number, problem):
    with pytest.raises(ModelError, match=problem):
        values.decimal(number)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_number_never_changes_its_amount(number):
    kept = values.decimal(number)

    assert kept == number
    assert values.decimal(kept) == kept
    assert len(values.decimal_text(kept)) <= 16


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (True, "expected a whole number, got True"),
        (3.0, "expected a whole number, got 3.0"),
        ("3", "expected a whole number, got '3'"),
        (None, "expected a whole number, got None"),
        (Decimal("7.5"), "expected a whole number, got 7.5"),
        (10**16, "10000000000000000 has more than 16 characters; enter a shorter one"),
        (-(10**15), "-1000000000000000 has more than 16 characters; enter a shorter one"),
        pytest.param(10**5000, "a very long whole number has more than 16 characters; enter a shorter one", id="huge"),
    ],
)
def test_what_is_no_whole_number_is_refused_as_it_was_typed(number, problem):
    with pytest.raises(ModelError) as refused:
        values.integer(number)

    assert str(refused.value) == problem


@pytest.mark.parametrize("number", [-30, 10**16 - 1, -(10**15) + 1])
def test_a_whole_number_is_kept(number):
    assert values.integer(number) == number


@given(st.floats(-999_999, 999_999, width=32))
def test_a_coordinate_of_float32_is_kept_and_others_are_rounded_to_it_once(coordinate):
    assert values.coordinate(coordinate) == coordinate
    assert values.coordinate(values.coordinate(coordinate + 0.01)) == values.coordinate(coordinate + 0.01)


def test_a_coordinate_has_no_negative_zero():
    assert str(values.coordinate(-0.0)) == "0.0"
    assert str(values.coordinate(-1e-60)) == "0.0"


@pytest.mark.parametrize(
    "coordinate", [True, "1", None, float("nan"), float("inf"), 1e6, 1e300, pytest.param(10**5000, id="huge")]
)
def test_what_is_no_coordinate_is_refused(coordinate):
    with pytest.raises(ModelError):
        values.coordinate(coordinate)


def test_a_local_time_in_whole_seconds_is_kept_and_loses_its_fold():
    assert values.moment(datetime(2026, 10, 25, 2, 30, fold=1)).fold == 0


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, microsecond=1), datetime(1899, 12, 31), "2026-01-01", None],
)
def test_a_time_with_an_offset_a_fraction_or_before_1900_is_refused(moment):
    with pytest.raises(ModelError):
        values.moment(moment)

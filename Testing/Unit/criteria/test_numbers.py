# SPDX-License-Identifier: Apache-2.0
"""Amounts as text: short, close, and never on the other side of the threshold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.criteria.numbers import amount_text


@pytest.mark.parametrize(
    ("amount", "threshold", "text"),
    [
        (Fraction(10), 15, "10"),
        (Fraction("10.5"), 15, "10.5"),
        (Fraction("10.123456"), 15, "10.123456"),
        (Fraction(1, 3), 15, "0.3333"),
        (Fraction(200, 3), 15, "66.6667"),
        (15 - Fraction(1, 3 * 10**6), 15, "14.9999997"),
        (15 + Fraction(1, 3 * 10**6), 15, "15.0000003"),
        (15 - Fraction(1, 3 * 10**15), 15, "14.999999999999"),
        (15 + Fraction(1, 3 * 10**15), 15, "15.000000000001"),
    ],
)
def test_a_number_is_short_and_never_contradicts_the_comparison_it_stands_in(amount, threshold, text):
    assert amount_text(amount, Fraction(threshold)) == text


@given(st.fractions(0, 100), st.sampled_from([15, 50, 90]))
def test_a_shown_number_is_close_and_on_its_side_of_the_threshold(amount, threshold):
    shown = Fraction(amount_text(amount, Fraction(threshold)))

    assert abs(shown - amount) <= Fraction(1, 10**4)
    assert ((shown > threshold) - (shown < threshold)) == ((amount > threshold) - (amount < threshold))
    assert len(amount_text(amount, Fraction(threshold))) <= 16

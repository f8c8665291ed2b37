# SPDX-License-Identifier: Apache-2.0
"""Pressures are exact."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from DiscographyReportLib.model.errors import ModelError
from DiscographyReportLib.model.quantities import PSI_PER_UNIT, Pressure, PressureUnit, above, in_unit, psi


def test_a_difference_of_tenths_is_exact_where_binary_numbers_are_not():
    assert 64.1 - 14.1 != 50
    assert above(psi("64.1"), psi("14.1")) == 50
    assert above(psi(64.1), psi(14.1)) == 50


def test_50_psi_in_kilopascal_is_50_psi():
    assert Pressure("344.7378646584", PressureUnit.KPA).psi == 50
    assert Pressure("344.7378646583", PressureUnit.KPA).psi < 50
    assert Pressure("344.7378646585", PressureUnit.KPA).psi > 50


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (15, PressureUnit.KPA, "103.42"),
        (22, PressureUnit.BAR, "1.5168"),
        (90, PressureUnit.MMHG, "4654.3"),
        (100, PressureUnit.MMHG, "5171.5"),
    ],
)
def test_conversions_agree_with_the_published_table(amount, unit, text):
    digits = len(text.partition(".")[2])

    assert in_unit(Fraction(amount), unit, digits) == Decimal(text)


def test_one_bar_is_a_hundred_kilopascal_and_a_mmhg_is_as_defined():
    assert Pressure(1, PressureUnit.BAR).psi == Pressure(100, PressureUnit.KPA).psi
    assert Pressure(1000, PressureUnit.MMHG).psi == Pressure("133.322387415", PressureUnit.KPA).psi


def test_a_pressure_keeps_the_unit_it_was_entered_in():
    assert Pressure(100, PressureUnit.KPA) != Pressure(1, PressureUnit.BAR)


@pytest.mark.parametrize(("value", "unit"), [("x", "psi"), (1, "atm"), (None, "psi"), (True, "psi"), (1, None)])
def test_what_is_no_pressure_is_refused(value, unit):
    with pytest.raises(ModelError):
        Pressure(value, unit)


@given(st.integers(0, 20_000), st.sampled_from(PressureUnit))
def test_a_rounded_conversion_is_within_half_of_its_last_digit(tenths, unit):
    amount = Fraction(tenths, 10)
    back = Fraction(in_unit(amount, unit, 6)) * PSI_PER_UNIT[unit]

    assert abs(back - amount) <= PSI_PER_UNIT[unit] / 2_000_000

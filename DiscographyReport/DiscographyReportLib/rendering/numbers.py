# SPDX-License-Identifier: Apache-2.0
"""Numbers as the language of the reader writes them; codes, units and versions are no numbers and stay as they are."""

from decimal import Decimal
from fractions import Fraction

from ..model.quantities import Pressure, PressureUnit, in_unit
from ..model.values import decimal_text
from ..texts import language

_POINTS = {"de": ","}
_PLACES_AO = 2


def number_text(number: Decimal | int) -> str:
    """Every recorded digit, with the language's decimal separator and no separator of thousands."""
    return localized(decimal_text(Decimal(number)))


def localized(plain: str) -> str:
    """A number in plain notation (``12.5``) as the language writes it; what is no number stays as it is."""
    point = _POINTS.get(language().partition("_")[0], ".")
    return plain.replace(".", point) if plain.lstrip("-").replace(".", "", 1).isdecimal() else plain


def with_unit(number: Decimal | int, unit: str) -> str:
    """A number and its unit."""
    return f"{number_text(number)} {unit}"


def pressure_text(pressure: Pressure) -> str:
    """A pressure in the unit that it was entered in."""
    return with_unit(pressure.value, pressure.unit.value)


def above_text(above_psi: Fraction, unit: PressureUnit) -> str:
    """A derived pressure in its event's unit, without the unit; rounded to two places where it does not end."""
    return number_text(in_unit(above_psi, unit, _PLACES_AO))

# SPDX-License-Identifier: Apache-2.0
"""Exact amounts as short plain text that never contradicts the comparison it stands in."""

from decimal import Decimal
from fractions import Fraction

from ..model.values import decimal_text

_EXACT_PLACES = 6
_ROUNDED_PLACES = 4
_MOST_PLACES = 12


def number_text(amount: Decimal | int) -> str:
    """A recorded number, in plain notation."""
    return str(amount) if isinstance(amount, int) else decimal_text(amount)


def amount_text(amount: Fraction, threshold: Fraction) -> str:
    """An amount in plain notation; rounded to four places or, close to the threshold, to what keeps it on its side."""
    if amount.denominator == 1:
        return str(amount.numerator)
    scaled = amount * 10**_EXACT_PLACES
    if scaled.denominator == 1:
        return _scaled_text(scaled.numerator, _EXACT_PLACES)
    for places in range(_ROUNDED_PLACES, _MOST_PLACES):
        rounded = round(amount * 10**places)
        if _same_side(Fraction(rounded, 10**places), amount, threshold):
            return _scaled_text(rounded, places)
    return _away_from(amount, threshold)


def _same_side(rounded: Fraction, amount: Fraction, threshold: Fraction) -> bool:
    return (rounded < threshold) == (amount < threshold) and (rounded > threshold) == (amount > threshold)


def _away_from(amount: Fraction, threshold: Fraction) -> str:
    scaled = amount * 10**_MOST_PLACES
    whole = scaled.numerator // scaled.denominator
    return _scaled_text(whole if amount < threshold else whole + 1, _MOST_PLACES)


def _scaled_text(scaled: int, places: int) -> str:
    return decimal_text(Decimal(scaled).scaleb(-places))

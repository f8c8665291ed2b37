# SPDX-License-Identifier: Apache-2.0
"""Pressures that keep the unit they were entered in and compare exactly."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .record import Record

_KPA_PER_PSI = Fraction("6.894757293168")


class PressureUnit(StrEnum):
    """The units of a manometer; ``psi`` is pounds per square inch above atmospheric pressure (gauge)."""

    PSI = "psi"
    KPA = "kPa"
    BAR = "bar"
    MMHG = "mmHg"


PSI_PER_UNIT: dict[PressureUnit, Fraction] = {
    PressureUnit.PSI: Fraction(1),
    PressureUnit.KPA: 1 / _KPA_PER_PSI,
    PressureUnit.BAR: 100 / _KPA_PER_PSI,
    PressureUnit.MMHG: Fraction("0.133322387415") / _KPA_PER_PSI,
}
"""By definition in this project: 1 psi = 6.894757293168 kPa, 1 bar = 100 kPa, 1 mmHg = 0.133322387415 kPa."""


@dataclass(frozen=True)
class Pressure(Record):
    """A gauge pressure as read and in the unit that it was read in.

    Two pressures are equal when number and unit are; to compare amounts, compare their ``psi``.
    """

    value: Decimal
    unit: PressureUnit

    @property
    def psi(self) -> Fraction:
        """The amount in psi, exact."""
        return Fraction(self.value) * PSI_PER_UNIT[self.unit]


def psi(value: Decimal | int | float | str) -> Pressure:
    """A pressure in psi."""
    return Pressure(value, PressureUnit.PSI)  # type: ignore[arg-type]


def above(pressure: Pressure, reference: Pressure) -> Fraction:
    """``pressure`` minus ``reference`` in psi, exact; negative if below."""
    return pressure.psi - reference.psi


def in_unit(amount_psi: Fraction, unit: PressureUnit, digits: int = 4) -> Decimal:
    """An exact amount in psi as a decimal of ``unit``, rounded to ``digits`` places when it does not terminate."""
    amount = amount_psi / PSI_PER_UNIT[unit]
    scaled = round(amount * 10**digits)
    return Decimal(scaled).scaleb(-digits)

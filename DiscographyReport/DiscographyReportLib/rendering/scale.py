# SPDX-License-Identifier: Apache-2.0
"""Round numbers for an axis that begins at zero."""

import math
from decimal import Decimal
from typing import NamedTuple

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_MOST_TICKS = 6


class Scale(NamedTuple):
    """The end of an axis, and the values that are written on it."""

    end: float
    ticks: tuple[Decimal, ...]


def scale_to(most: float) -> Scale:
    """An axis from zero to a little above ``most``, with at most seven round numbers on it."""
    if most <= 0:
        return Scale(1.0, (Decimal(0), Decimal(1)))
    magnitude = Decimal(1).scaleb(math.floor(math.log10(most / _MOST_TICKS)))
    step = next(one * magnitude for one in _STEPS if float(one * magnitude) * _MOST_TICKS >= most)
    count = math.ceil(most / float(step))
    return Scale(max(float(step) * count, most * 1.05), tuple(step * number for number in range(count + 1)))

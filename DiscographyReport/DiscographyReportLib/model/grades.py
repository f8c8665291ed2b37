# SPDX-License-Identifier: Apache-2.0
"""Modified Dallas grades, derived from radial extent, arc and leaks.

Scale 0-5: Derby R, et al. Arch Phys Med Rehabil 2005;86:1534-8. Scale 0-4: Aprill & Bogduk, Br J Radiol
1992;65:361-9, and its restatements. The original Dallas scale of 1987 is another one and is recorded, not derived.
"""

from decimal import Decimal
from typing import NamedTuple

from .disc import Disc
from .vocabulary import RadialExtent

WIDE_ARC_DEG = Decimal(30)
_BELOW_OUTER = {RadialExtent.NUCLEUS: 0, RadialExtent.INNER_THIRD: 1, RadialExtent.MIDDLE_THIRD: 2}


class Grade(NamedTuple):
    """A grade; ``at_least`` where what was not recorded could raise it."""

    value: int
    at_least: bool = False

    def __str__(self) -> str:
        """``4``, or ``at least 3``."""
        return f"at least {self.value}" if self.at_least else str(self.value)


def modified_dallas_0_5(disc: Disc) -> Grade | None:
    """Grade 5 is contrast outside an outer-third tear; exactly 30 degrees is grade 3. No extent, no grade."""
    base = modified_dallas_0_4(disc)
    if base is None or disc.ct.extent is not RadialExtent.OUTER_THIRD:
        return base
    if disc.leaks is None:
        return Grade(base.value, at_least=True)
    return Grade(5) if any(leak.site.is_annular for leak in disc.leaks) else base


def modified_dallas_0_4(disc: Disc) -> Grade | None:
    """Grade 4 is an outer-third arc above 30 degrees (variant A: exactly 30 is grade 3). Leaks do not count."""
    if disc.ct.extent is None:
        return None
    if disc.ct.extent is not RadialExtent.OUTER_THIRD:
        return Grade(_BELOW_OUTER[disc.ct.extent])
    if disc.ct.arc_deg is None:
        return Grade(3, at_least=True)
    return Grade(4 if disc.ct.arc_deg > WIDE_ARC_DEG else 3)


def modified_dallas_0_4_open_at_30(disc: Disc) -> Grade | None:
    """Variant B: below 30 degrees is grade 3, above is 4, exactly 30 has no grade."""
    undefined = disc.ct.extent is RadialExtent.OUTER_THIRD and disc.ct.arc_deg == WIDE_ARC_DEG
    return None if undefined else modified_dallas_0_4(disc)

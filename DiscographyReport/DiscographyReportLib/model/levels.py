# SPDX-License-Identifier: Apache-2.0
"""Disc levels by their conventional names.

Adjacency is never read off a name: every disc of a report carries a ``sequence_index``, for which ``ordinal`` is only
the proposal of a standard spine.
"""

from enum import StrEnum


class Region(StrEnum):
    """The region that was examined."""

    CERVICAL = "cervical"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"


class Level(StrEnum):
    """An intervertebral disc by the vertebrae above and below it."""

    C2_C3 = "C2-C3"
    C3_C4 = "C3-C4"
    C4_C5 = "C4-C5"
    C5_C6 = "C5-C6"
    C6_C7 = "C6-C7"
    C7_T1 = "C7-T1"
    T1_T2 = "T1-T2"
    T2_T3 = "T2-T3"
    T3_T4 = "T3-T4"
    T4_T5 = "T4-T5"
    T5_T6 = "T5-T6"
    T6_T7 = "T6-T7"
    T7_T8 = "T7-T8"
    T8_T9 = "T8-T9"
    T9_T10 = "T9-T10"
    T10_T11 = "T10-T11"
    T11_T12 = "T11-T12"
    T12_L1 = "T12-L1"
    L1_L2 = "L1-L2"
    L2_L3 = "L2-L3"
    L3_L4 = "L3-L4"
    L4_L5 = "L4-L5"
    L5_S1 = "L5-S1"
    T11_L1 = "T11-L1"
    T12_T13 = "T12-T13"
    T13_L1 = "T13-L1"
    L4_S1 = "L4-S1"
    L5_L6 = "L5-L6"
    L6_S1 = "L6-S1"
    S1_S2 = "S1-S2"


VARIANT_LEVELS: tuple[Level, ...] = (
    Level.T11_L1, Level.T12_T13, Level.T13_L1, Level.L4_S1, Level.L5_L6, Level.L6_S1, Level.S1_S2,
)  # fmt: skip
"""Discs next to transitional vertebrae, which DICOM CID 7604 lacks."""
STANDARD_LEVELS: tuple[Level, ...] = tuple(level for level in Level if level not in VARIANT_LEVELS)
"""The 23 discs that CID 7604 names, from above."""

_UPPER = [*(f"C{n}" for n in range(2, 8)), *(f"T{n}" for n in range(1, 14)), *(f"L{n}" for n in range(1, 7)), "S1"]


def above_and_below(level: Level) -> tuple[str, str]:
    """The vertebrae that border the disc: ``("L4", "L5")``."""
    upper, lower = level.value.split("-")
    return upper, lower


def cranial_rank(level: Level) -> int:
    """Where the disc stands from above, by its upper vertebra; for ordering names, not for adjacency."""
    return _UPPER.index(above_and_below(level)[0])


def ordinal(level: Level, region: Region) -> int:
    """The proposed sequence index: the number of the upper vertebra, continued across the borders of the region.

    In a lumbar report L1-L2 is 1, L5-S1 is 5, T12-L1 is 0; S1-S2 is 6. With a T13 or an L6 the numbers still rise by
    one from disc to disc as long as the discs follow one another in that spine.
    """
    first = {Region.CERVICAL: "C1", Region.THORACIC: "T1", Region.LUMBAR: "L1"}[region]
    upper = above_and_below(level)[0]
    return _count(upper) - _count(first) + 1


def _count(vertebra: str) -> int:
    """Vertebrae from C1 in a spine of 7, 12 and 5; a T13 counts as L1 would, an L6 as S1."""
    before = {"C": 0, "T": 7, "L": 19, "S": 24}[vertebra[0]]
    return before + int(vertebra[1:])

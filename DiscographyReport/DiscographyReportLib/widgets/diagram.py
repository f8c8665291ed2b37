# SPDX-License-Identifier: Apache-2.0
"""The spine diagram: every disc between its vertebrae, colored by concordance; letters and patterns say the same."""

from itertools import pairwise

from ..model.derived import strongest_concordance
from ..model.disc import Disc
from ..model.report import Report
from ..model.words import word
from ..rendering.concordance import letter_of, pattern_of, tone_of
from ..rendering.drawing import Area, Drawing, Pattern, Words
from ..rendering.tones import Tone
from .texts import _

WIDTH, DISC, BONE, GAP, MARGIN, LETTER = 52, 17, 15, 6, 3, 13
_INDENT = 4


def spine_drawing(report: Report | None, current: str | None) -> Drawing:
    """The diagram of a report; the current disc has a thick frame."""
    discs = () if report is None else report.discs
    areas: list[Area] = []
    words: list[Words] = []
    y = float(MARGIN)
    broken = {lower.uid for upper, lower in pairwise(discs) if lower.sequence_index - upper.sequence_index != 1}
    for disc in discs:
        y += GAP if disc.uid in broken else 0
        if not areas or disc.uid in broken:
            areas.append(_bone(y))
            y += BONE
        areas.append(_disc_area(disc, y, current))
        words.append(Words(0, y, LETTER, DISC, letter_of(disc), Tone.PLAIN, 0, disc.uid == current))
        areas.append(_bone(y + DISC))
        y += DISC + BONE
    return Drawing(WIDTH, round(y + MARGIN), tuple(areas), (), tuple(words), _in_words(discs))


def _bone(y: float) -> Area:
    return Area(LETTER + _INDENT, y, WIDTH - LETTER - 2 * _INDENT, BONE, Tone.QUIET, Pattern.SOLID)


def _disc_area(disc: Disc, y: float, current: str | None) -> Area:
    look = tone_of(disc), pattern_of(disc)
    return Area(LETTER, y + 1, WIDTH - LETTER - 2, DISC - 2, *look, disc.uid == current, disc.uid)


def _in_words(discs: tuple[Disc, ...]) -> str:
    lines = []
    for disc in discs:
        answer = strongest_concordance(disc)
        lines.append(f"{disc.level.value}: {_('not recorded') if answer is None else word(answer)}")
    return "\n".join(lines) or _("no disc")

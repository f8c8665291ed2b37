# SPDX-License-Identifier: Apache-2.0
"""The spine diagram: every disc between its vertebrae, colored by concordance; letters and patterns say the same."""

from itertools import pairwise

from ..model.derived import strongest_concordance
from ..model.disc import Disc
from ..model.report import Report
from .choices import word_of
from .drawing import Area, Drawing, Pattern, Words
from .level_columns import tone_of
from .texts import _
from .tones import Tone

WIDTH, DISC, BONE, GAP, MARGIN, LETTER = 52, 17, 15, 6, 3, 13
_INDENT = 4
_PATTERNS = {
    Tone.NO_PAIN: Pattern.EMPTY,
    Tone.PRESSURE: Pattern.DOTS,
    Tone.DISSIMILAR: Pattern.STRIPES,
    Tone.SIMILAR: Pattern.CROSSED,
    Tone.EXACT: Pattern.SOLID,
    Tone.UNKNOWN: Pattern.EMPTY,
}
_LETTERS = {
    Tone.NO_PAIN: "N", Tone.PRESSURE: "P", Tone.DISSIMILAR: "D", Tone.SIMILAR: "S", Tone.EXACT: "E", Tone.UNKNOWN: "?",
}  # fmt: skip


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
        words.append(Words(0, y, LETTER, DISC, _letter(disc), Tone.PLAIN, 0, disc.uid == current))
        areas.append(_bone(y + DISC))
        y += DISC + BONE
    return Drawing(WIDTH, round(y + MARGIN), tuple(areas), (), tuple(words), _in_words(discs))


def _bone(y: float) -> Area:
    return Area(LETTER + _INDENT, y, WIDTH - LETTER - 2 * _INDENT, BONE, Tone.QUIET, Pattern.SOLID)


def _disc_area(disc: Disc, y: float, current: str | None) -> Area:
    tone = tone_of(disc) if disc.injected else Tone.QUIET
    pattern = _PATTERNS.get(tone, Pattern.EMPTY)
    return Area(LETTER, y + 1, WIDTH - LETTER - 2, DISC - 2, tone, pattern, disc.uid == current, disc.uid)


def _letter(disc: Disc) -> str:
    return _LETTERS[tone_of(disc)] if disc.injected else "×"  # noqa: RUF001


def _in_words(discs: tuple[Disc, ...]) -> str:
    lines = []
    for disc in discs:
        answer = strongest_concordance(disc)
        lines.append(f"{disc.level.value}: {_('not recorded') if answer is None else word_of(answer)}")
    return "\n".join(lines) or _("no disc")

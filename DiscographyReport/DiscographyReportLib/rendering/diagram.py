# SPDX-License-Identifier: Apache-2.0
"""The spine diagram for paper: vertebrae and discs from above, colored by concordance, the grade beside as text."""

from itertools import pairwise

from ..model import grades
from ..model.disc import Disc
from ..model.levels import above_and_below
from ..model.report import Report
from ..model.vocabulary import Concordance
from ..texts import _
from .concordance import LETTERS, NOT_INJECTED, PATTERNS, TONES, letter_of, pattern_of, tone_of
from .drawing import Area, Drawing, Pattern, Words
from .said import choice, concordance_text, grade_text, leaks_text, nrs_text
from .tones import Tone

WIDTH, BONE, DISC, GAP, MARGIN = 560, 26, 24, 12, 8
_NAME, _BODY, _TEXT = 64, 104, 196
_LEGEND_ROW, _LEGEND_COLUMNS, _MOST_LEAKS = 18, 2, 3


def report_diagram(report: Report) -> Drawing:
    """The whole spine of a report with its legend."""
    areas: list[Area] = []
    words: list[Words] = []
    y = float(MARGIN)
    broken = {lower.uid for upper, lower in pairwise(report.discs) if lower.sequence_index - upper.sequence_index != 1}
    for number, disc in enumerate(report.discs):
        upper, lower = above_and_below(disc.level)
        if number == 0 or disc.uid in broken:
            y += GAP if number else 0
            _bone(areas, words, y, upper)
            y += BONE
        _disc(areas, words, y, disc)
        _bone(areas, words, y + DISC, lower)
        y += DISC + BONE
    y = _legend(areas, words, y + GAP)
    return Drawing(WIDTH, round(y + MARGIN), tuple(areas), (), tuple(words), in_words(report))


def _bone(areas: list[Area], words: list[Words], y: float, name: str) -> None:
    areas.append(Area(_NAME + 8, y, _BODY - 16, BONE, Tone.QUIET, Pattern.EMPTY))
    words.append(Words(_NAME + 8, y, _BODY - 16, BONE, name, Tone.QUIET))


def _disc(areas: list[Area], words: list[Words], y: float, disc: Disc) -> None:
    tone = tone_of(disc)
    areas.append(Area(_NAME, y + 2, _BODY, DISC - 4, tone, pattern_of(disc), uid=disc.uid))
    words.append(Words(0, y, _NAME - 8, DISC, disc.level.value, Tone.PLAIN, 1, bold=True))
    words.append(Words(_NAME + _BODY + 6, y, 14, DISC, letter_of(disc), tone, 0, bold=True))
    if not disc.injected:
        words.append(Words(_TEXT, y, WIDTH - _TEXT, DISC, choice(disc.status), Tone.QUIET, -1))
        return
    words.append(Words(_TEXT, y - 3, WIDTH - _TEXT, 15, answer_text(disc), Tone.PLAIN, -1, bold=True))
    words.append(Words(_TEXT, y + 12, WIDTH - _TEXT, 15, _leak_text(disc), Tone.QUIET, -1))


def answer_text(disc: Disc) -> str:
    """``exact, NRS 8 · grade 4``; every part that is not recorded says so."""
    return _("{concordance}, NRS {nrs} · grade {grade}").format(
        concordance=concordance_text(disc), nrs=nrs_text(disc), grade=grade_text(grades.modified_dallas_0_5(disc))
    )


def _leak_text(disc: Disc) -> str:
    if disc.leaks is not None and len(disc.leaks) > _MOST_LEAKS:
        return _("leak: {count} sites, see the table").format(count=len(disc.leaks))
    return _("leak: {leak}").format(leak=leaks_text(disc.leaks))


def _legend(areas: list[Area], words: list[Words], y: float) -> float:
    """Every color with its pattern, letter and meaning."""
    answers = (Concordance.EXACT, Concordance.SIMILAR, Concordance.DISSIMILAR, Concordance.PRESSURE_ONLY)
    entries = [(TONES[one], LETTERS[TONES[one]], choice(one)) for one in answers]
    entries.append((Tone.NO_PAIN, LETTERS[Tone.NO_PAIN], _("no pain")))
    entries.append((Tone.UNKNOWN, LETTERS[Tone.UNKNOWN], _("not obtainable, not recorded")))
    entries.append((Tone.QUIET, NOT_INJECTED, _("not injected")))
    across = WIDTH / _LEGEND_COLUMNS
    for number, (tone, letter, meaning) in enumerate(entries):
        x, row = across * (number % _LEGEND_COLUMNS), y + _LEGEND_ROW * (number // _LEGEND_COLUMNS)
        areas.append(Area(x + 2, row + 3, 22, _LEGEND_ROW - 6, tone, PATTERNS.get(tone, Pattern.EMPTY)))
        words.append(Words(x + 28, row, 12, _LEGEND_ROW, letter, tone, 0, bold=True))
        words.append(Words(x + 43, row, across - 43, _LEGEND_ROW, meaning, Tone.QUIET, -1))
    return y + _LEGEND_ROW * -(-len(entries) // _LEGEND_COLUMNS)


def in_words(report: Report) -> str:
    """The diagram for those who do not see it."""
    return "; ".join(map(_one_in_words, report.discs)) or _("no disc")


def _one_in_words(disc: Disc) -> str:
    said = f"{answer_text(disc)}, {_leak_text(disc)}" if disc.injected else choice(disc.status)
    return f"{disc.level.value}: {said}"

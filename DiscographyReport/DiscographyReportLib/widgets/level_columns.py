# SPDX-License-Identifier: Apache-2.0
"""What the level table shows of a disc, in words that fit a narrow column."""

from ..model import derived, grades
from ..model.disc import Disc
from ..model.quantities import PressureUnit, in_unit
from ..model.report import Report
from ..model.values import decimal_text
from ..model.vocabulary import Concordance
from ..model.words import word
from ..rendering.concordance import tone_of
from ..rendering.tones import Tone
from .grid import Cell
from .texts import _

UNKNOWN, NOTHING = "?", "–"  # noqa: RUF001
LEVEL, ROLE, OPENING, PAIN_AT, NRS, CONCORDANCE, GRADE, LEAK, SETTLED = range(9)
_SHORT = {Concordance.PRESSURE_ONLY: _("pressure"), Concordance.NOT_OBTAINABLE: _("no answer")}


def plain(text: str) -> Cell:
    """A cell of its text; an empty one says that nothing is recorded."""
    return Cell(text) if text else Cell(UNKNOWN, Tone.UNKNOWN, _("not recorded"))


def pain_at(disc: Disc, report: Report, unit: PressureUnit) -> Cell:
    """The pressure at the onset of pain above opening."""
    onset = derived.onset_event(disc)
    if onset is None:
        painless = disc.events and all(derived.has_pain(event) is False for event in disc.events)
        return Cell(NOTHING, Tone.PLAIN, _("no pain")) if painless else plain("")
    above = derived.above_opening(onset.pressure, disc, report.procedure.manometry)
    if above is None:
        return plain("")
    return Cell(_("{value} a.o.").format(value=decimal_text(in_unit(above, unit, 1))), Tone.PLAIN, _("above opening"))


def nrs(disc: Disc) -> Cell:
    """The pain that counts."""
    score = derived.evoked_nrs(disc)
    return plain("" if score is None else str(score))


def concordance(disc: Disc) -> Cell:
    """The strongest answer."""
    answer = derived.strongest_concordance(disc)
    if answer is None:
        return plain("")
    return Cell(_SHORT.get(answer, word(answer)), tone_of(disc), word(answer))


def grade(disc: Disc) -> Cell:
    """The modified Dallas grade, 0 to 5."""
    found = grades.modified_dallas_0_5(disc)
    if found is None:
        return plain("")
    shown = f"≥{found.value}" if found.at_least else str(found.value)
    return Cell(shown, Tone.PLAIN, _("modified Dallas grade (0-5), from extent, arc and leaks"))


def leak(disc: Disc) -> Cell:
    """Where contrast left the disc; *none* is not the same as not recorded."""
    if disc.leaks is None:
        return plain("")
    if not disc.leaks:
        return Cell(NOTHING, Tone.PLAIN, _("no leak"))
    words = [word(one.site) + (f" {word(one.side)}" if one.side else "") for one in disc.leaks]
    short = [word(one.site)[:3] + (f" {one.side.value[0].upper()}" if one.side else "") for one in disc.leaks]
    return Cell(", ".join(short), Tone.PLAIN, ", ".join(words))

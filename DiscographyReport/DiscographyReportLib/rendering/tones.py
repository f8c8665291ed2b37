# SPDX-License-Identifier: Apache-2.0
"""How something is meant, for views to color by the palette; the text beside it says the same without color."""

from enum import Enum


class Tone(Enum):
    """The meaning of a text or a shape."""

    PLAIN = "plain"
    TYPED = "typed"
    QUIET = "quiet"
    OFFERED = "offered"
    UNKNOWN = "unknown"
    WARNING = "warning"
    GRAVE = "grave"
    DONE = "done"
    NO_PAIN = "no pain"
    PRESSURE = "pressure"
    DISSIMILAR = "dissimilar"
    SIMILAR = "similar"
    EXACT = "exact"

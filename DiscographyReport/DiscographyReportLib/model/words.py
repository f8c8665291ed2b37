# SPDX-License-Identifier: Apache-2.0
"""The values of closed lists in words, for the panel and the readable report; names for the machine stay what they are.

The DICOM object has the meanings of ``terminology`` instead, in English whatever is spoken.
"""

from enum import Enum

from ..texts import _, known
from .words_disc import DISC_WORDS
from .words_procedure import PROCEDURE_WORDS

WORDS = {**DISC_WORDS, **PROCEDURE_WORDS}


def word(value: Enum) -> str:
    """A value in the language that is spoken; ``KeyError`` for a list that has no words (units, levels)."""
    kind = type(value)
    english = WORDS[kind][value]
    return known(english, kind.__name__) or _(english)

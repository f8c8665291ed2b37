# SPDX-License-Identifier: Apache-2.0
"""Which vertebra a segment is, by its terminology code or by its name."""

import re

SACRUM = "sacrum"
"""Stands for S1, whose end plate is its upper end, where S1 was not segmented by itself."""
VERTEBRA_OF_SCT = {
    "14806007": "C1", "39976000": "C2", "113205007": "C3", "5329002": "C4", "36978003": "C5", "36054005": "C6",
    "87391001": "C7", "64864005": "T1", "53733008": "T2", "1626008": "T3", "73071006": "T4", "56401006": "T5",
    "45296009": "T6", "62487009": "T7", "11068009": "T8", "82687006": "T9", "7610001": "T10", "12989004": "T11",
    "23215003": "T12", "66794005": "L1", "14293000": "L2", "36470004": "L3", "11994002": "L4", "49668003": "L5",
    "65985001": "S1", "54735007": SACRUM,
}  # fmt: skip
"""SNOMED CT codes of whole vertebrae, and of the sacrum."""
FROM_ABOVE = (
    *(f"C{n}" for n in range(1, 8)), *(f"T{n}" for n in range(1, 14)), *(f"L{n}" for n in range(1, 7)), "S1",
)  # fmt: skip

_WORDS = r"vertebra|vertebrae|vertebral|body|vb|bone|label|spine|seg|segment|segmentation"
_NAME = re.compile(r"(?P<letter>[CTLS])0?(?P<number>\d{1,2})")
_SACRUM_NAMES = {"sacrum", "os sacrum"}


def vertebra_of_segment(name: str, terminology: str) -> str | None:
    """``"L4"`` for a segment that is a whole vertebra, from its terminology entry or else from its name.

    Names may be bare (``L4``), TotalSegmentator's (``vertebrae_L4``) or spelled out (``L4 vertebra``); the whole sacrum
    is ``SACRUM``. ``None`` for anything else: a name with further words (``L4 nerve root``) is no vertebra.
    """
    return _of_terminology(terminology) or _of_name(name)


def _of_terminology(entry: str) -> str | None:
    """An entry is ``context~category~type~modifier~context~region~modifier``, a code in it ``scheme^value^name``."""
    codes = (part.split("^") for part in entry.split("~"))
    values = [code[1] for code in codes if len(code) == 3 and code[0] == "SCT"]
    return next((VERTEBRA_OF_SCT[value] for value in values if value in VERTEBRA_OF_SCT), None)


def _of_name(name: str) -> str | None:
    plain = " ".join(re.split(r"[\s_\-.:]+", name.strip()))
    rest = re.sub(rf"\b({_WORDS})\b", "", plain, flags=re.IGNORECASE).strip()
    if rest.lower() in _SACRUM_NAMES:
        return SACRUM
    found = _NAME.fullmatch(rest.upper())
    vertebra = f"{found['letter']}{int(found['number'])}" if found else ""
    return vertebra if vertebra in FROM_ABOVE else None

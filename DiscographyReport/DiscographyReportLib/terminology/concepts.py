# SPDX-License-Identifier: Apache-2.0
"""Which code stands for which field, answer, level and unit."""

from functools import cache

from . import standard
from .code import Code
from .scheme import PRIVATE

NOT_RECORDED = PRIVATE["special:not_recorded"]
CONTENT_OF_RECORD = PRIVATE["record.content"]
NONE_FOUND = PRIVATE["special:none_found"]


def question(key: str) -> Code:
    """The concept name of a field (``Disc.role``) or of a container (``disc_record``); ``KeyError`` if it has none."""
    return standard.QUESTIONS.get(key) or PRIVATE[key]


def answer(kind: str, value: str) -> Code:
    """The code of a value of a closed list; ``KeyError`` if it has none."""
    if kind == "Level":
        return level(value)
    key = f"{kind}:{value}"
    return standard.ANSWERS.get(key) or PRIVATE[key]


@cache
def answers(kind: str) -> dict[tuple[str, str], str]:
    """The values of a closed list by ``Code.key``, for reading."""
    if kind == "Level":
        return {code.key: name for name, code in _levels().items()}
    prefix = f"{kind}:"
    merged = {**PRIVATE, **standard.ANSWERS}
    return {code.key: key.removeprefix(prefix) for key, code in merged.items() if key.startswith(prefix)}


@cache
def known() -> dict[tuple[str, str], Code]:
    """Every code that our documents use, by ``Code.key``."""
    groups = (standard.CONSTANTS, standard.DISCS.values(), standard.PROCEDURES.values(), standard.REGIONS.values())
    units = (*PRESSURE_UNITS.values(), *_UNITS_BY_SUFFIX.values(), SCORE, NO_UNIT)
    coded = (PRIVATE.values(), standard.ANSWERS.values(), standard.QUESTIONS.values(), *groups, units)
    return {code.key: code for codes in coded for code in codes}


def level(name: str) -> Code:
    """The code of a disc: CID 7604, or a private one for the discs that it lacks; never another disc's."""
    return standard.DISCS.get(name) or PRIVATE[f"Level:{name}"]


def _levels() -> dict[str, Code]:
    private = {key.removeprefix("Level:"): code for key, code in PRIVATE.items() if key.startswith("Level:")}
    return {**private, **standard.DISCS}


def has_standard_level(name: str) -> bool:
    """Whether CID 7604 has a code for the disc."""
    return name in standard.DISCS


def _ucum(value: str, meaning: str) -> Code:
    return Code(value, "UCUM", meaning)


PRESSURE_UNITS: dict[str, Code] = {
    "psi": _ucum("[psi]", "pounds per square inch"),
    "kPa": _ucum("kPa", "kilopascal"),
    "bar": _ucum("bar", "bar"),
    "mmHg": _ucum("mm[Hg]", "millimeter of mercury"),
}
"""By the model's name of the unit."""
SCORE = _ucum("{score}", "score")
NO_UNIT = _ucum("1", "no units")
_UNITS_BY_SUFFIX: dict[str, Code] = {
    "_mg_per_ml": _ucum("mg/mL", "milligram per milliliter"),
    "_ml_per_s": _ucum("mL/s", "milliliter per second"),
    "_gy_cm2": _ucum("Gy.cm2", "gray square centimeter"),
    "_mgy_cm": _ucum("mGy.cm", "milligray centimeter"),
    "_mgy": _ucum("mGy", "milligray"),
    "_min": _ucum("min", "minute"),
    "_deg": _ucum("deg", "degree"),
    "_hu": _ucum("[hnsf'U]", "Hounsfield unit"),
    "_mg": _ucum("mg", "milligram"),
    "_ml": _ucum("mL", "milliliter"),
    "_mm": _ucum("mm", "millimeter"),
    "_s": _ucum("s", "second"),
    "_gauge": _ucum("{gauge}", "gauge"),
    "nrs": SCORE,
    "nrs_after": SCORE,
}
MILLIMETER = _UNITS_BY_SUFFIX["_mm"]


def unit(field: str) -> Code:
    """The UCUM unit of a numeric field, by the suffix of its name; without one the number has no unit."""
    return next((code for suffix, code in _UNITS_BY_SUFFIX.items() if field.endswith(suffix)), NO_UNIT)

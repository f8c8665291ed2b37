# SPDX-License-Identifier: Apache-2.0
"""Tell results in the language that is spoken. Results are English, as they were signed, and are never judged anew.

A text is taken apart by the forms it can have, and put together again from translated parts. What does not come out
whole, or with another number, level, unit or sign in any place, is shown as it was signed: in English.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from ..texts import ENGLISH, N_, _, known, language
from . import telling_patterns as forms
from . import telling_words as words

_FIGURES = re.compile(r"[CTLS]\d+-[CTLS]\d+|\d+(?:\.\d+)?|[<>≤≥=]|\b(?:psi|kPa|bar|mmHg|mL|NRS)\b|(?<=\d )s\b")
_LEVEL = r"[CTLS]\d+-[CTLS]\d+"
_LEVELS = rf"{_LEVEL}(?:, {_LEVEL})*(?: and {_LEVEL})?"
_NUMBER = r"-?\d+(?:\.\d+)?"
_UNIT = "psi|kPa|bar|mmHg|mL|s"
_SEPARATOR = re.compile(r"(; |, | and )")
_AND = N_("{before} and {last}")
Teller = Callable[[str], str | None]


def told(text: str) -> str:
    """A sentence, row, caveat, limitation, explanation, outcome or part of a term, in the language that is spoken."""
    return text if language() == ENGLISH or not text else _told(text, language())


@lru_cache(maxsize=4096)
def _told(text: str, _language: str) -> str:
    found = _any_text(text)
    return text if found is None or _FIGURES.findall(found) != _FIGURES.findall(text) else found


def _any_text(text: str) -> str | None:
    for tell in (_known, _draft, _sentence, _caveat, _row, _explanation, _comparison, _condition, _answer, _term):
        found = tell(text)
        if found is not None:
            return found
    return None


class _Part(NamedTuple):
    """A kind of part: what it looks like, and how it is told."""

    looks: str
    tell: Teller


@cache
def _expression(form: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", form)
    parts = [f"(?P<{piece}>{_part(piece).looks})" if odd else re.escape(piece) for odd, piece in _alternating(pieces)]
    return re.compile("".join(parts))


def _alternating(pieces: list[str]) -> Iterable[tuple[bool, str]]:
    return ((bool(place % 2), piece) for place, piece in enumerate(pieces))


def _by_forms(text: str, possible: Iterable[str]) -> str | None:
    """The first form that the text has, with all its parts told."""
    for form in possible:
        found = _expression(form).fullmatch(text)
        wording = known(form) if found else None
        if found is None or wording is None:
            continue
        parts = found.groupdict()
        told_parts = {name: _told_part(name, part, parts.get("condition", "")) for name, part in parts.items()}
        if None not in told_parts.values():
            return wording.format(**told_parts)
    return None


def _told_part(name: str, part: str, condition: str) -> str | None:
    """What ``none`` is called depends on what was asked."""
    in_context = known(part, condition) if condition and name in ("answer", "wanted") else None
    return in_context or _part(name).tell(part)


def _known(text: str) -> str | None:
    return known(text)


def _level(text: str) -> str | None:
    return text if re.fullmatch(_LEVEL, text) else None


def _same(text: str) -> str | None:
    return text


def _sentence(text: str) -> str | None:
    return _by_forms(text, forms.SENTENCES)


def _caveat(text: str) -> str | None:
    """A rule set's note has no full stop of its own."""
    note = known(text[:-1]) if text.endswith(".") else None
    return known(text) or (f"{note}." if note else None) or _by_forms(text, forms.CAVEATS)


def _row(text: str) -> str | None:
    """A row stands alone, or behind a colon with a small letter."""
    capital = text[:1].upper() + text[1:]
    return known(capital) or _by_forms(capital, forms.ROWS)


def _explanation(text: str) -> str | None:
    return _by_forms(text, forms.EXPLANATIONS)


def _comparison(text: str) -> str | None:
    return _by_forms(text, forms.COMPARISONS)


def _condition(text: str) -> str | None:
    return known(text) if text in words.CONDITIONS else _by_forms(text, forms.CONDITION_FORMS)


def _short(text: str) -> str | None:
    """A condition behind its number; of an event beside the deciding one too."""
    if text in words.SHORT_CONDITIONS:
        return known(text)
    before, event, number = text.partition(" (event ")
    if event and before in words.SHORT_CONDITIONS:
        wording, short = known("{condition} (event {number})"), known(before)
        return wording.format(condition=short, number=number[:-1]) if wording and short else None
    return _condition(text)


def _amount(text: str) -> str | None:
    return text if re.fullmatch(_NUMBER, text) else _answer(text)


def _answer(text: str) -> str | None:
    """An answer to a condition; several leak sites are told one by one."""
    if re.fullmatch(_NUMBER, text):
        return text
    return known(text) or _by_forms(text, forms.ANSWER_FORMS) or _sequence(text, known)


def _term(text: str) -> str | None:
    return _by_forms(text, forms.TERMS)


def _reason(text: str) -> str | None:
    return _term(text) or _by_forms(text, forms.CONTROLS)


def _sequence(text: str, tell: Teller) -> str | None:
    """A list with separators that may also stand inside its items: the longest item that can be told comes first."""
    pieces = _SEPARATOR.split(text)
    for end in range(len(pieces), 0, -2):
        first = tell("".join(pieces[:end]))
        if first is None:
            continue
        if end == len(pieces):
            return first
        rest = _sequence("".join(pieces[end + 1 :]), tell)
        if rest is not None:
            return _joined(first, pieces[end], rest)
    return None


def _joined(first: str, separator: str, rest: str) -> str:
    return _(_AND).format(before=first, last=rest) if separator == " and " else f"{first}{separator}{rest}"


def _sequence_of(tell: Teller) -> Teller:
    return lambda text: _sequence(text, tell)


def _title(text: str) -> str | None:
    """The name of a rule set; a site's own stays as it is, but that it is a draft is always told."""
    name = text.removesuffix(_DRAFT)
    draft = "" if name == text else _(_DRAFT)
    return known(text) or f"{known(name) or name}{draft}"


def _draft(text: str) -> str | None:
    """The name of one of our rule sets that is a draft."""
    return _title(text) if known(text.removesuffix(_DRAFT)) else None


def _numbering(text: str) -> str | None:
    """What a reader typed stays; the anatomy is ours."""
    before, found, anatomy = text.rpartition("transitional anatomy: ")
    if not found:
        return text
    told_anatomy = known(anatomy) if anatomy in words.ANATOMY else None
    wording = known(_ANATOMY)
    return None if told_anatomy is None or wording is None else before + wording.format(anatomy=told_anatomy)


_DRAFT = N_(" (draft)")
_ANATOMY = N_("transitional anatomy: {anatomy}")
_CONDITION = "|".join(sorted(map(re.escape, words.CONDITIONS), key=len, reverse=True))
_ANY_CONDITION = rf"(?:{_CONDITION}|control {_LEVEL})(?: \(event \d+\))?"


@cache
def _part(name: str) -> _Part:
    return {
        "level": _Part(_LEVEL, _same),
        "levels": _Part(_LEVELS, _sequence_of(_level)),
        "number": _Part(_NUMBER, _same),
        "other": _Part(_NUMBER, _same),
        "unit": _Part(_UNIT, _same),
        "second": _Part(_UNIT, _same),
        "sign": _Part("[<≤≥>]", _same),
        "title": _Part(".+?", _title),
        "outcome": _Part("[a-z0-9 ]+", _known),
        "row": _Part(".+?", _row),
        "reasons": _Part(".+", _sequence_of(_reason)),
        "failed": _Part(".+?", _sequence_of(_term)),
        "numbering": _Part(".+", _numbering),
        "untouched": _Part(".+", _sequence_of(lambda text: _by_forms(text, forms.UNTOUCHED))),
        "vetoes": _Part(".+", _sequence_of(lambda text: _by_forms(text, forms.VETOES))),
        "limitation": _Part(".+", _known),
        "conditions": _Part(".+", _sequence_of(_condition)),
        "condition": _Part(_ANY_CONDITION, _condition),
        "status": _Part("[a-z ]+", _known),
        "regions": _Part("[a-z, ]+", _sequence_of(_known)),
        "caveat": _Part(".+", _caveat),
        "comparison": _Part(".+", _comparison),
        "state": _Part("|".join(words.STATES), _known),
        "amount": _Part(rf"{_NUMBER}|at least {_NUMBER}|not recorded", _amount),
        "short": _Part(".+", _short),
        "answer": _Part("[^()]+?", _answer),
        "wanted": _Part(".+", _answer),
    }[name]

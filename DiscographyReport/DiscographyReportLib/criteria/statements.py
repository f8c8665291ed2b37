# SPDX-License-Identifier: Apache-2.0
"""The report in sentences that are read in ten seconds: numbering first, one line per level, control, limitations."""

from collections.abc import Iterator, Sequence

from ..model.derived import numbering_statement
from ..model.results import Polarity, RuleSetResult, Term, TermStatus
from .facts import ControlStatus
from .rulesets import RuleSet
from .study import Study, ValidControl
from .terms import (
    ANNULAR_LEAK,
    CONCORDANCE,
    CONTROL,
    CONTROLS,
    END_POINT,
    HELD,
    PEAK,
    PRESSURE,
    TOTAL,
    TOTAL_AT_MOST,
    VOLUME,
)
from .wording import (
    IN_OTHER_STATEMENTS,
    NOT_MET,
    PRESSURE_TRANSFER,
    limitation_words,
    listed,
    lower_first,
    not_injected_sentence,
    outcome_words,
    term_words,
)

_STIMULATION = (PEAK, END_POINT, TOTAL, ANNULAR_LEAK)
_LEFT_OUT = (VOLUME, HELD, CONCORDANCE, TOTAL_AT_MOST, CONTROLS, *_STIMULATION)
_VETO_WORDS = {
    ControlStatus.UNKNOWN: "response not fully recorded",
    ControlStatus.DISCORDANT: "discordant pain at low or unknown pressure",
}
_USUAL = ("exact", "similar")


def statements(
    study: Study, leading: Sequence[RuleSetResult], primary: RuleSet, control: ValidControl, codes: Sequence[str]
) -> tuple[str, ...]:
    """All sentences, in the order in which they are read."""
    return (
        numbering_statement(study.report.procedure.numbering),
        *_level_lines(study, leading, primary),
        *_not_injected(study),
        control_sentence(study, control),
        *[limitation_words(code) for code in codes if code not in IN_OTHER_STATEMENTS],
        *([PRESSURE_TRANSFER] if len(study.discs) > 1 else []),
    )


def _level_lines(study: Study, leading: Sequence[RuleSetResult], primary: RuleSet) -> Iterator[str]:
    results = {result.disc_uid: result for result in leading}
    return (level_sentence(disc.level, results[disc.disc.uid], primary) for disc in study.discs)


def _not_injected(study: Study) -> Iterator[str]:
    others = [(disc.level.value, disc.status) for disc in study.report.discs if not disc.injected]
    if others:
        yield not_injected_sentence(others)


def level_sentence(level: str, result: RuleSetResult, rules: RuleSet) -> str:
    """One level under one rule set: *meets criteria of*, never a diagnosis, never the word negative alone."""
    title = rules.shown_title
    if result.polarity is Polarity.POSITIVE:
        return f"{level} meets criteria of {title}, {outcome_words(result.outcome)}: {_reasons(result)}."
    if result.polarity is Polarity.NEGATIVE:
        return f"{level} does not meet criteria of {title}: {_no_reasons(result)}."
    if result.polarity is Polarity.INDETERMINATE:
        return f"{level} is indeterminate under {title}: {lower_first(result.row)}{_in_brackets(result)}."
    if result.polarity is Polarity.NOT_EVALUABLE:
        return f"{level} is not evaluable under {title}: {lower_first(result.row)}."
    return f"{title} is not applicable to {level}: {lower_first(result.row)}."


def _no_reasons(result: RuleSetResult) -> str:
    """Why not: the failed terms, and the usual pain if it is on record; else what showed the stimulation."""
    row = lower_first(result.row.removeprefix(NOT_MET))
    if result.row.startswith(NOT_MET):
        usual = next((term.value for term in result.terms if term.what == CONCORDANCE), "")
        return f"{row} ({usual} pain on record)" if usual in _USUAL else row
    shown = [term_words(t) for t in result.terms if t.what in (PEAK, END_POINT) and t.status is TermStatus.MET]
    return f"{row} ({', '.join(shown)})" if shown else row


def _reasons(result: RuleSetResult) -> str:
    values = ", ".join(map(term_words, _decisive(result.terms)))
    return "; ".join(part for part in (values, controls_words(result.terms)) if part)


def _in_brackets(result: RuleSetResult) -> str:
    unmoved = [term_words(t) for t in result.terms if t.what in _STIMULATION and t.status is TermStatus.FAILED]
    reasons = "; ".join(unmoved) or _reasons(result)
    return f" ({reasons})" if reasons else ""


def _decisive(terms: Sequence[Term]) -> list[Term]:
    """The met terms that say most: the tightest pressure, NRS, grade, behaviors; concordance if not exact or alone."""
    met = [term for term in terms if term.status is TermStatus.MET and not term.what.startswith(CONTROL)]
    pressures = [term for term in met if term.what == PRESSURE][-1:]
    others = [term for term in met if term.what != PRESSURE and term.what not in _LEFT_OUT]
    kind = [term for term in met if term.what == CONCORDANCE and (term.value != "exact" or not (pressures or others))]
    return [*kind, *pressures, *others]


def controls_words(terms: Sequence[Term]) -> str:
    """What the controls were: ``L3-L4 and L5-S1 painless controls``; refused ones with their reason."""
    controls = [term for term in terms if term.what.startswith(CONTROL)]
    met = [term for term in controls if term.status is TermStatus.MET]
    accepted = [_group(value, met) for value in dict.fromkeys(term.value for term in met)]
    refused = [f"{_level(term)} no control ({_reason(term)})" for term in controls if term not in met]
    return ", ".join([*accepted, *refused])


def _group(value: str, met: Sequence[Term]) -> str:
    levels = [_level(term) for term in met if term.value == value]
    noun = "controls" if len(levels) > 1 else "control"
    first, _, rest = value.partition(" ")
    return f"{listed(levels)} {first} {noun}{' ' if rest else ''}{rest}"


def _level(term: Term) -> str:
    return term.what.removeprefix(CONTROL)


def _reason(term: Term) -> str:
    return term.value or "response not fully recorded"


def control_sentence(study: Study, control: ValidControl) -> str:
    """Whether there is a valid control, by which levels or why not."""
    if control.valid:
        return f"Valid control: yes ({', '.join(control.levels)})."
    return f"Valid control: no{_why_no_control(study, control)}."


def _why_no_control(study: Study, control: ValidControl) -> str:
    if study.gate:
        return ", since responses are not interpreted"
    if control.vetoes:
        return f"; {'; '.join(_veto_reasons(study, control.vetoes))}"
    if control.without:
        return f"; no usable control for {listed(control.without)}"
    return "; no disc is shown to be painless"


def _veto_reasons(study: Study, vetoes: Sequence[str]) -> Iterator[str]:
    for status, words in _VETO_WORDS.items():
        levels = [disc.level for disc in study.discs if disc.level in vetoes and disc.status is status]
        if levels:
            yield f"{words} at {listed(levels)}"

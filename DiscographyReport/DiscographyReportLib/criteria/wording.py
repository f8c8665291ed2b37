# SPDX-License-Identifier: Apache-2.0
"""The words for terms, outcomes and limitations; used by the command line, the DICOM SR and the readable report.

A disc *meets criteria of* a rule set; nothing here is a diagnosis.
"""

from collections.abc import Iterable

from ..model.results import Polarity, RuleSetResult, Term, TermStatus
from ..model.vocabulary import DiscStatus
from ..texts import N_
from .terms import CONCORDANCE, PEAK, PRESSURE

SIGNS = {"<": "<", "<=": "≤", ">=": "≥", ">": ">"}
NOT_RECORDED = "not recorded"
NOT_MET = "Criteria not met: "

PRESSURE_TRANSFER = N_(
    "Pressure can pass from an injected disc to its neighbor (Hebelka 2014): read every level together with the next."
)
PREFILLED = N_("A neighboring disc had been filled before.")
ENDPLATE = N_("Contrast entered an endplate: a known source of intense pain in discs of people without symptoms.")
SEDATION = N_("Sedation was deeper than minimal; the responses are less reliable.")
PARTLY_ABLE = N_("The patient could report only partly.")
TRANSITIONAL = N_("Transitional anatomy: use the level only together with the numbering statement.")
NO_STANDARD_CODE = N_("The level has no standard code; it is named in words.")
NOT_REPRODUCED = N_("A second injection did not reproduce the response.")
OPEN_BESIDE = N_("Another event is not fully recorded; it could change the class.")
SEVERAL_CONCORDANT = N_("More than one disc was concordant; this rule set was described for one.")
TOTAL_INSTEAD = N_("The volume at the event was not recorded; the total is within the limit.")
AT_LEAST_GRADE = N_("The grade is a lower bound: the arc or the leaks were not recorded.")
READING_NOT_RECORDED = N_(
    "How pressures were read (static or dynamic) was not recorded; pressure above opening takes both readings as alike."
)

GATED = N_("Responses are not interpreted")
NO_PRESSURES = N_("The pressures that this rule set needs were not recorded")
NO_RESPONSE = N_("The response was not recorded")

_LIMITATIONS = {
    "PATIENT_NOT_EVALUABLE": N_("The patient could not report: responses are not interpreted."),
    "PATIENT_PARTLY_ABLE": PARTLY_ABLE,
    "ABILITY_NOT_RECORDED": N_("Whether the patient could report was not recorded: responses are not interpreted."),
    "SHAM_POSITIVE": N_("The sham stimulation gave the usual pain: responses are not interpreted."),
    "SHAM_RESPONSE_NOT_RECORDED": N_("The response to the sham was not recorded: responses are not interpreted."),
    "SEDATION_DEEPER_THAN_MINIMAL": SEDATION,
    "NO_VALID_CONTROL": N_("No valid control."),
    "MULTILEVEL_POSITIVE": N_("More than one level meets the criteria."),
    "MANOMETRY_MISSING": N_("No manometer was used: pressures are not known."),
    "LSTV_NUMBERING_STATEMENT_REQUIRED": TRANSITIONAL,
    "RESPONSE_NOT_RECORDED": N_("A response was not fully recorded."),
    "NOT_PRESSURISED": N_("No pain, but the disc was not shown to be stimulated: says nothing about it."),
    "VOL_GT_LIMIT": N_("The total volume is above the usual limit."),
    "NOT_REPRODUCED": NOT_REPRODUCED,
    "ENDPLATE_CAVEAT": ENDPLATE,
    "LEVEL_WITHOUT_STANDARD_CODE": NO_STANDARD_CODE,
}
_WHY_NOT_INJECTED = {
    DiscStatus.FUSED: " (fused)",
    DiscStatus.PROSTHESIS: " (prosthesis)",
    DiscStatus.FAILED_ACCESS: " (access failed)",
    DiscStatus.NOT_INJECTED: "",
}
_NO_PAIN = ("none", "pressure only")
IN_OTHER_STATEMENTS = {"NO_VALID_CONTROL"}


def limitation_words(code: str) -> str:
    """A limitation code such as ``NOT_PRESSURISED:L3-L4`` as a sentence; ``KeyError`` for an unknown code."""
    kind, _, level = code.partition(":")
    return f"{level}: {_LIMITATIONS[kind]}" if level else _LIMITATIONS[kind]


def outcome_words(outcome: str) -> str:
    """An outcome's name for people."""
    return outcome.replace("pressurised", "pressurized").replace("_", " ")


def listed(items: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *before, last = items
    return f"{', '.join(before)} and {last}" if before else last


def lower_first(sentence: str) -> str:
    """A sentence to be put behind a colon; abbreviations keep their capitals."""
    return sentence[0].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def skipped(terms: Iterable[str]) -> str:
    """The caveat for optional terms without a record."""
    return f"Not recorded, and skipped as optional in this rule set: {listed(terms)}."


def above_limit(volume: str, limit: str) -> str:
    """The caveat for an unusual volume, in mL."""
    return f"The total volume of {volume} mL is above {limit} mL."


def entered(pressure: str, opening: str) -> str:
    """The caveat that shows a pressure as it was read, beside the terms in psi."""
    return f"Entered as {pressure}, opening {opening}; compared and shown in psi (1 psi = 6.894757293168 kPa)."


def tested_to(peak: str, limit: str) -> str:
    """The caveat for a disc that was not taken as far as the set's classes go."""
    return f"Tested to {peak} psi above opening only; the classes of this rule set reach {limit} psi."


def missing(terms: Iterable[Term]) -> str:
    """The row for a record with gaps."""
    return f"Not recorded: {listed(term.what for term in terms)}"


def not_injected(status: str) -> str:
    """The row of a disc without contrast."""
    words = status.replace("_", " ")
    return "Not injected" if words == "not injected" else f"Not injected: {words}"


def not_injected_sentence(discs: Iterable[tuple[str, DiscStatus]]) -> str:
    """``Not injected: L5-S1 (fused), L3-L4 (access failed).``"""
    return f"Not injected: {', '.join([f'{level}{_WHY_NOT_INJECTED[status]}' for level, status in discs])}."


def other_region(regions: Iterable[str]) -> str:
    """The row of a set that is for discs elsewhere."""
    return f"This rule set is for {listed(regions)} discs"


def criteria_not_met(terms: Iterable[Term]) -> str:
    """The row of a "no" that is more than silence: the terms that failed, never the word negative alone."""
    return NOT_MET + "; ".join(map(term_words, terms))


def comparison(term: Term) -> str:
    """A term with its values first: ``10 < 15 psi above opening``, whether or not it held."""
    value = term.value or NOT_RECORDED
    if term.operator == "is":
        return _named(term, value)
    return f"{value} {SIGNS[term.operator]} {term.threshold}{_unit(term)} {_short(term.what)}"


def _named(term: Term, value: str) -> str:
    asked = "" if value == term.threshold else f" (asked: {term.threshold})"
    return f"{term.what} {value}{asked}"


def term_words(term: Term) -> str:
    """A term inside a sentence: ``NRS 8 ≥ 7``, ``64 psi above opening, not < 50``, ``NRS not recorded``."""
    if term.status is TermStatus.OPEN:
        return f"{term.what} {NOT_RECORDED}"
    if term.operator == "is":
        return _answer_words(term)
    if term.status is TermStatus.MET:
        return comparison(term) if term.what in (PRESSURE, PEAK) else _measured(term, f" {SIGNS[term.operator]} ")
    return _failed_words(term)


def _measured(term: Term, sign: str) -> str:
    return f"{term.what} {term.value}{sign}{term.threshold}{_unit(term)}"


def _failed_words(term: Term) -> str:
    value = f"{term.value}{_unit(term)}"
    subject = f"{value} {_short(term.what)}" if term.what in (PRESSURE, PEAK) else f"{term.what} {value}"
    return f"{subject}, not {SIGNS[term.operator]} {term.threshold}"


def _unit(term: Term) -> str:
    return f" {term.unit}" if term.unit else ""


def _short(what: str) -> str:
    return "above opening at peak" if what == PEAK else what.removeprefix("pressure ")


def _answer_words(term: Term) -> str:
    subject = f"{term.value} pain" if term.what == CONCORDANCE else f"{term.what} {term.value}"
    subject = "no pain" if term.what == CONCORDANCE and term.value in _NO_PAIN else subject
    return subject if term.status is TermStatus.MET else f"{subject}, not {term.threshold}"


def outcome_shown(result: RuleSetResult) -> str:
    """The outcome as people see it: a "no" beside pain on record is *criteria not met*, never the bare name."""
    if result.polarity is Polarity.NEGATIVE and result.row.startswith(NOT_MET):
        return "criteria not met"
    return outcome_words(result.outcome)

# SPDX-License-Identifier: Apache-2.0
"""The interpretation record: criteria results of a disc as items, and back exactly as they were signed."""

from collections.abc import Sequence

from ..model.results import Polarity, RuleSetResult, Term, TermStatus
from ..terminology import concepts
from ..terminology.scheme import PRIVATE
from .errors import ReadError
from .item import Item, code, container, text
from .records import Reading, expect, read_answer
from .views import is_site_rule_set, outcome, rule_set_code

_RULE_SET = PRIVATE["result.rule_set"]
_SITE_RULE_SET = PRIVATE["result.site_rule_set"]
_VERSION = PRIVATE["result.version"]
_OUTCOME = PRIVATE["result.outcome"]
_SITE_OUTCOME = PRIVATE["result.site_outcome"]
_POLARITY = PRIVATE["result.polarity"]
_TERMS = PRIVATE["result.terms"]
_CAVEAT = PRIVATE["result.caveat"]
_LINE = "\r\n"
_FIELD = " | "
_NOTHING = "-"
_NEGATIVE = ("negative", "not_met", "normal", "not_symptomatic")


def usual_polarity(outcome_name: str) -> Polarity:
    """What an outcome of our own rule sets amounts to; written only where a result says otherwise."""
    if outcome_name in (Polarity.NOT_EVALUABLE, Polarity.NOT_APPLICABLE):
        return Polarity(outcome_name)
    if outcome_name.startswith("indeterminate") or outcome_name == "partial_concordance":
        return Polarity.INDETERMINATE
    return Polarity.NEGATIVE if outcome_name in _NEGATIVE else Polarity.POSITIVE


def encode_results(results: Sequence[RuleSetResult]) -> Item:
    """The interpretation record of one disc."""
    return container(PRIVATE["interpretation_record"], [_encode(result) for result in results])


def _encode(result: RuleSetResult) -> Item:
    site = is_site_rule_set(result.rule_set)
    items = [code(_RULE_SET, rule_set_code(result.rule_set))]
    items += [text(_SITE_RULE_SET, result.rule_set)] if site else []
    items += [text(_VERSION, result.version), code(_OUTCOME, outcome(result))]
    items += [text(_SITE_OUTCOME, result.outcome)] if site else []
    if site or result.polarity is not usual_polarity(result.outcome):
        items.append(code(_POLARITY, concepts.answer("Polarity", result.polarity)))
    items.append(text(_TERMS, _LINE.join([result.row or _NOTHING, *map(term_line, result.terms)])))
    items += [text(_CAVEAT, _LINE.join(result.caveats))] if result.caveats else []
    return container(PRIVATE["rule_set_result"], items)


def term_line(term: Term) -> str:
    """``what | value | unit | operator | threshold | status``; ``-`` stands for an empty part."""
    return _FIELD.join(part.strip() or _NOTHING for part in term)


def parse_term(line: str) -> Term:
    """The term of one line; ``ReadError`` if the line has another form."""
    parts = ["" if part == _NOTHING else part for part in line.split(_FIELD)]
    if len(parts) != 6 or parts[5] not in list(TermStatus):
        raise ReadError(f"Interpretation record: the condition {line!r} has not the form of six parts")
    what, value, unit, operator, threshold, status = parts
    return Term(what, value, unit, operator, threshold, TermStatus(status))


def decode_results(record: Item | None, disc_uid: str, notices: list[str]) -> tuple[RuleSetResult, ...]:
    """The results as signed; none where there is no record."""
    if record is None:
        return ()
    reading = Reading(record.children, "Interpretation record")
    results = tuple(_decode(item, disc_uid, notices) for item in reading.take_all(PRIVATE["rule_set_result"]))
    reading.finish(notices)
    return results


def _decode(item: Item, disc_uid: str, notices: list[str]) -> RuleSetResult:
    reading = Reading(item.children, "Rule set result")
    site_rule_set, site_outcome = _optional(reading, _SITE_RULE_SET), _optional(reading, _SITE_OUTCOME)
    rule_set = read_answer(_required(reading, _RULE_SET), "criteria_set", reading.where)
    stated = reading.take(_POLARITY)
    answered = _required(reading, _OUTCOME)
    row, *terms = _lines(expect(_required(reading, _TERMS), "TEXT", reading.where))
    outcome_name = site_outcome or read_answer(answered, "outcome", reading.where)
    polarity = read_answer(stated, "Polarity", reading.where) if stated else usual_polarity(outcome_name)
    result = RuleSetResult(
        disc_uid=disc_uid,
        rule_set=site_rule_set or rule_set,
        version=expect(_required(reading, _VERSION), "TEXT", reading.where),
        outcome=outcome_name,
        polarity=Polarity(polarity),
        row="" if row == _NOTHING else row,
        terms=tuple(map(parse_term, terms)),
        caveats=tuple(_lines(_optional(reading, _CAVEAT))),
    )
    reading.finish(notices)
    return result


def _required(reading: Reading, concept: concepts.Code) -> Item:
    item = reading.take(concept)
    if item is None:
        raise ReadError(f"{reading.where}: {concept.meaning} is missing")
    return item


def _optional(reading: Reading, concept: concepts.Code) -> str:
    item = reading.take(concept)
    return "" if item is None else str(expect(item, "TEXT", reading.where))


def _lines(joined: str) -> list[str]:
    """An archive may keep a bare line feed; other characters that break lines belong to the text."""
    return joined.replace(_LINE, "\n").split("\n") if joined else []

# SPDX-License-Identifier: Apache-2.0
"""The interpretation record: criteria results of a disc as items, and back exactly as they were signed.

One TEXT per rule set, under the same concept as its answer in the measurement group. What several rule sets ask of the
disc, and what limits several of them, is written once with a number by which the results refer to it.
"""

from collections.abc import Iterable, Mapping, Sequence

from ..model.results import Polarity, RuleSetResult, Term, TermStatus
from ..terminology import concepts
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from ..texts import _
from .errors import ReadError
from .item import Item, container, text
from .records import LINE, Reading, expect, lines, read_answer
from .views import is_site_rule_set, rule_set_question

_CONDITIONS = PRIVATE["interpretation.conditions"]
_CAVEATS = PRIVATE["interpretation.caveats"]
_QUESTION = "ruleset."
_RULE_SETS = {code.key: key.removeprefix(_QUESTION) for key, code in PRIVATE.items() if key.startswith(_QUESTION)}
_SITE = "site"
_FIELD = " | "
_NOTHING = "-"
_NEGATIVE = ("negative", "not_met", "normal", "not_symptomatic")
_LABELS = ("outcome", "version", "rule set", "amounts to", "conditions", "caveats")
Numbered = Mapping[str, int]


def usual_polarity(outcome_name: str) -> Polarity:
    """What an outcome of our own rule sets amounts to; written only where a result says otherwise."""
    if outcome_name in (Polarity.NOT_EVALUABLE, Polarity.NOT_APPLICABLE):
        return Polarity(outcome_name)
    if outcome_name.startswith("indeterminate") or outcome_name == "partial_concordance":
        return Polarity.INDETERMINATE
    return Polarity.NEGATIVE if outcome_name in _NEGATIVE else Polarity.POSITIVE


def encode_results(results: Sequence[RuleSetResult]) -> list[Item]:
    """The interpretation record of one disc; none where no rule set was asked."""
    if not results:
        return []
    conditions = _numbered(term_line(term) for result in results for term in result.terms)
    caveats = _numbered(caveat for result in results for caveat in result.caveats)
    answers = [text(rule_set_question(r.rule_set), _result_text(r, conditions, caveats)) for r in results]
    shared = [*_list(_CONDITIONS, conditions), *_list(_CAVEATS, caveats)]
    return [container(PRIVATE["interpretation_record"], [*shared, *answers])]


def _numbered(found: Iterable[str]) -> Numbered:
    return {line: number for number, line in enumerate(dict.fromkeys(found), 1)}


def _list(concept: Code, numbered: Numbered) -> list[Item]:
    return (
        [text(concept, LINE.join(f"{number}{_FIELD}{line}" for line, number in numbered.items()))] if numbered else []
    )


def _result_text(result: RuleSetResult, conditions: Numbered, caveats: Numbered) -> str:
    """The row that decided, then a line each with its label."""
    site = is_site_rule_set(result.rule_set)
    unusual = site or result.polarity is not usual_polarity(result.outcome)
    labeled = {
        "outcome": result.outcome,
        "version": result.version,
        "rule set": result.rule_set if site else "",
        "amounts to": result.polarity.value if unusual else "",
        "conditions": " ".join(str(conditions[term_line(term)]) for term in result.terms),
        "caveats": " ".join(str(caveats[caveat]) for caveat in result.caveats),
    }
    return LINE.join([result.row or _NOTHING, *(f"{label} {value}" for label, value in labeled.items() if value)])


def term_line(term: Term) -> str:
    """``what | value | unit | operator | threshold | status``; ``-`` stands for an empty part."""
    return _FIELD.join(part.strip() or _NOTHING for part in term)


def parse_term(line: str) -> Term:
    """The term of one line; ``ReadError`` if the line has another form."""
    parts = ["" if part == _NOTHING else part for part in line.split(_FIELD)]
    if len(parts) != 6 or parts[5] not in list(TermStatus):
        raise ReadError(
            _("Interpretation record: the condition {line!r} has not the form of six parts").format(line=line)
        )
    what, value, unit, operator, threshold, status = parts
    return Term(what, value, unit, operator, threshold, TermStatus(status))


def decode_results(record: Item | None, disc_uid: str, notices: list[str]) -> tuple[RuleSetResult, ...]:
    """The results as signed; none where there is no record."""
    if record is None:
        return ()
    reading = Reading(record.children, "Interpretation record")
    earlier = reading.take_all(PRIVATE["rule_set_result"])
    conditions, caveats = _Shared(reading, _CONDITIONS), _Shared(reading, _CAVEATS)
    answers = [item for item in reading.items if item.concept and item.concept.key in _RULE_SETS]
    reading.items = [item for item in reading.items if item not in answers]
    results = [_decode(item, disc_uid, conditions, caveats) for item in answers]
    for shared in (conditions, caveats):
        shared.finish(notices)
    reading.finish(notices)
    return (*results, *(_decode_earlier(item, disc_uid, notices) for item in earlier))


class _Shared:
    """The lines of a numbered list, and which of them a result refers to."""

    def __init__(self, reading: Reading, concept: Code) -> None:
        self.name = f"{reading.where}: {concept.meaning}"
        self.lines: dict[str, str] = {}
        self.wanted: set[str] = set()
        for line in _optional_lines(reading, concept):
            number, separator, rest = line.partition(_FIELD)
            if number != str(len(self.lines) + 1) or not separator:
                raise ReadError(
                    _("{name}: the line {line!r} is not number {lines}").format(
                        name=self.name, line=line, lines=len(self.lines) + 1
                    )
                )
            self.lines[number] = rest

    def at(self, numbers: str) -> list[str]:
        """The lines that a result names."""
        named = numbers.split(" ") if numbers else []
        for number in named:
            if number not in self.lines:
                raise ReadError(
                    _("{name}: a result refers to number {number!r}, which is not there").format(
                        name=self.name, number=number
                    )
                )
        self.wanted.update(named)
        return [self.lines[number] for number in named]

    def finish(self, notices: list[str]) -> None:
        """Say what belongs to no result."""
        unused = [number for number in self.lines if number not in self.wanted]
        notices += [
            _("{name}: number {number} belongs to no result").format(name=self.name, number=number) for number in unused
        ]


def _decode(item: Item, disc_uid: str, conditions: _Shared, caveats: _Shared) -> RuleSetResult:
    assert item.concept is not None, "the answers are found by their concept"
    where, known = f"Interpretation record, {item.concept.meaning}", _RULE_SETS[item.concept.key]
    row, *labeled = lines(item, where)
    said = _labeled(labeled, where)
    if ("rule set" in said) != (known == _SITE) or not {"outcome", "version"} <= said.keys():
        raise ReadError(
            _("{where}: the outcome, its version or the rule set is missing; the file is damaged").format(where=where)
        )
    outcome_name = said["outcome"]
    if known != _SITE and f"outcome:{outcome_name}" not in PRIVATE:
        raise ReadError(
            _("{where}: the outcome {outcome_name!r} is not known").format(where=where, outcome_name=outcome_name)
        )
    polarity = said.get("amounts to", usual_polarity(outcome_name))
    if polarity not in list(Polarity):
        raise ReadError(
            _("{where}: {polarity!r} is nothing that an outcome amounts to").format(where=where, polarity=polarity)
        )
    return RuleSetResult(
        disc_uid=disc_uid,
        rule_set=said.get("rule set", known),
        version=said["version"],
        outcome=outcome_name,
        polarity=Polarity(polarity),
        row="" if row == _NOTHING else row,
        terms=tuple(map(parse_term, conditions.at(said.get("conditions", "")))),
        caveats=tuple(caveats.at(said.get("caveats", ""))),
    )


def _labeled(found: Sequence[str], where: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in found:
        label = next((label for label in _LABELS if line.startswith(f"{label} ")), None)
        if label is None or label in said:
            raise ReadError(
                _("{where}: the line {line!r} is not known or stands twice; the file is damaged").format(
                    where=where, line=line
                )
            )
        said[label] = line.removeprefix(f"{label} ")
    return said


def _decode_earlier(item: Item, disc_uid: str, notices: list[str]) -> RuleSetResult:
    """A container per rule set with conditions and caveats of its own, as version 0.1.0 wrote it at first."""
    reading = Reading(item.children, "Rule set result")
    site_rule_set = _optional(reading, PRIVATE["result.site_rule_set"])
    site_outcome = _optional(reading, PRIVATE["result.site_outcome"])
    rule_set = read_answer(_required(reading, PRIVATE["result.rule_set"]), "criteria_set", reading.where)
    stated = reading.take(PRIVATE["result.polarity"])
    answered = _required(reading, PRIVATE["result.outcome"])
    row, *terms = lines(_required(reading, PRIVATE["result.terms"]), reading.where)
    outcome_name = site_outcome or read_answer(answered, "outcome", reading.where)
    polarity = read_answer(stated, "Polarity", reading.where) if stated else usual_polarity(outcome_name)
    result = RuleSetResult(
        disc_uid=disc_uid,
        rule_set=site_rule_set or rule_set,
        version=expect(_required(reading, PRIVATE["result.version"]), "TEXT", reading.where),
        outcome=outcome_name,
        polarity=Polarity(polarity),
        row="" if row == _NOTHING else row,
        terms=tuple(map(parse_term, terms)),
        caveats=tuple(_optional_lines(reading, PRIVATE["result.caveat"])),
    )
    reading.finish(notices)
    return result


def _required(reading: Reading, concept: concepts.Code) -> Item:
    item = reading.take(concept)
    if item is None:
        raise ReadError(_("{where}: {concept} is missing").format(where=reading.where, concept=concept.meaning))
    return item


def _optional_lines(reading: Reading, concept: Code) -> list[str]:
    item = reading.take(concept)
    return [] if item is None else lines(item, reading.where)


def _optional(reading: Reading, concept: concepts.Code) -> str:
    item = reading.take(concept)
    return "" if item is None else str(expect(item, "TEXT", reading.where))

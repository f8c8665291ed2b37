# SPDX-License-Identifier: Apache-2.0
"""One disc under one rule set: the question, and the form of its answer."""

from collections.abc import Iterable
from typing import NamedTuple

from ..model.results import Polarity, Term
from .facts import DiscFacts
from .prepared import Prepared
from .roles import NOT_EVALUABLE, Role
from .study import Study
from .terms import Condition, EventFacts, Judged, Verdict


class Finding(NamedTuple):
    """The answer: the outcome's name, what it amounts to, the row in words, and what decided."""

    outcome: str
    polarity: Polarity
    row: str
    terms: tuple[Term, ...]
    caveats: tuple[str, ...] = ()


class EventAnswers(NamedTuple):
    """One event under a rule set's terms; the worst answer is the verdict: it qualifies, is open, or is excluded."""

    event: EventFacts
    asked: tuple[Condition, ...]
    verdict: Verdict

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The answer to every term; put together once."""
        return self.event.judge_all(self.asked)

    @property
    def terms(self) -> list[Term]:
        """All terms, as they are shown."""
        return [judged.term for judged in self.judged]

    def with_verdict(self, verdict: Verdict) -> list[Term]:
        """The terms that were answered so."""
        return [judged.term for judged in self.judged if judged.verdict is verdict]


class Question(NamedTuple):
    """A disc under a rule set, with the answers of its events."""

    disc: DiscFacts
    prepared: Prepared
    study: Study
    answers: tuple[EventAnswers, ...]

    def qualifying(self) -> list[EventAnswers]:
        """The events that meet all terms, optional ones that were not recorded apart."""
        return [answers for answers in self.answers if answers.verdict <= Verdict.SKIPPED]

    def undecided(self) -> list[EventAnswers]:
        """The events of which too little was recorded."""
        return [answers for answers in self.answers if answers.verdict is Verdict.OPEN]

    def finding(
        self, role: Role, terms: Iterable[Term], caveats: tuple[str, ...] = (), row: str | None = None
    ) -> Finding:
        """The answer under the set's own name for a row."""
        outcome = self.prepared.outcomes[role]
        return Finding(outcome.name, outcome.polarity, row or outcome.row, tuple(terms), caveats)


def not_evaluable(row: str, terms: Iterable[Term]) -> Finding:
    """The answer that the record does not allow an answer."""
    return Finding(NOT_EVALUABLE, Polarity.NOT_EVALUABLE, row, tuple(terms))


def answers_of(disc: DiscFacts, terms: tuple[Condition, ...]) -> tuple[EventAnswers, ...]:
    """What every event answers to these terms; found once for sets that ask the same."""
    if terms not in disc.remembered:
        disc.remembered[terms] = tuple([EventAnswers(event, terms, verdict_of(event, terms)) for event in disc.events])
    found: tuple[EventAnswers, ...] = disc.remembered[terms]
    return found


def verdict_of(event: EventFacts, terms: tuple[Condition, ...]) -> Verdict:
    """The worst answer; nothing more is asked once a term failed."""
    worst = Verdict.MET
    for term in terms:
        verdict = event.judge(term).verdict
        if verdict > worst:
            worst = verdict
            if verdict is Verdict.FAILED:
                break
    return worst


def lowest(answers: list[EventAnswers]) -> EventAnswers:
    """The event at the lowest pressure above opening; the first of equals, unknown pressures last."""
    if len(answers) == 1:
        return answers[0]
    known = [(one.event.above_psi, place) for place, one in enumerate(answers) if one.event.above_psi is not None]
    return answers[min(known)[1] if known else 0]

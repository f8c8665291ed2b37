# SPDX-License-Identifier: Apache-2.0
"""What holds for a whole report: its injected discs, and whether responses may be interpreted at all."""

from typing import NamedTuple

from ..model.procedure import Procedure, Sham
from ..model.report import Report
from ..model.results import Term, TermStatus
from ..model.vocabulary import Ability, Concordance
from .controls import adjacent_controls, by_index
from .facts import DiscFacts, disc_facts

ABLE = "patient able to report"
SHAM = "sham response"


class Study(NamedTuple):
    """A report as the rule sets see it. ``gate``: why responses are not interpreted; empty if they are.

    ``controls``: the adjacent controls by uid of a disc; ``caveats``: what holds for it under every set, once found.
    """

    report: Report
    discs: tuple[DiscFacts, ...]
    places: dict[int, DiscFacts]
    controls: dict[str, tuple[DiscFacts, ...]]
    gate: tuple[Term, ...]
    caveats: dict[str, tuple[str, ...]]


class ValidControl(NamedTuple):
    """Whether a study has a valid control: by which levels, which forbid it, and which are left without one."""

    valid: bool
    levels: tuple[str, ...]
    vetoes: tuple[str, ...]
    without: tuple[str, ...]


def study_of(report: Report) -> Study:
    """Find the facts of every injected disc once."""
    manometry = report.procedure.manometry
    discs = tuple(disc_facts(disc, report.region, manometry) for disc in report.injected)
    places = by_index(discs, report)
    controls = {disc.disc.uid: adjacent_controls(disc, places) for disc in discs}
    return Study(report, discs, places, controls, gate(report.procedure), {})


def gate(procedure: Procedure) -> tuple[Term, ...]:
    """What forbids to interpret responses: a patient who could not report, or a sham that hurt or may have hurt."""
    terms = []
    if procedure.reporting.able is None:
        terms.append(Term(ABLE, "", "", "is", "yes or partly", TermStatus.OPEN))
    if procedure.reporting.able is Ability.NO:
        terms.append(Term(ABLE, "no", "", "is", "yes or partly", TermStatus.FAILED))
    if sham_hurt(procedure.sham):
        terms.append(Term(SHAM, "exact", "", "is", "not exact", TermStatus.FAILED))
    if sham_unknown(procedure.sham):
        terms.append(Term(SHAM, "", "", "is", "not exact", TermStatus.OPEN))
    return tuple(terms)


def sham_hurt(sham: Sham | None) -> bool:
    """Whether the sham gave the usual pain, whatever its NRS."""
    return sham is not None and sham.concordance is Concordance.EXACT


def sham_unknown(sham: Sham | None) -> bool:
    """Whether a sham was done and may have given the usual pain; NRS 0 rules it out, no sham at all is no gate."""
    if sham is None or sham.nrs == 0:
        return False
    return sham.concordance is None or sham.concordance is Concordance.NOT_OBTAINABLE

# SPDX-License-Identifier: Apache-2.0
"""Reading a document back, with a notice where signed results differ from what would be answered today."""

from dataclasses import replace
from pathlib import Path

from ..criteria.evaluator import evaluate
from ..criteria.registry import own_registry
from ..model.results import RuleSetResult
from ..sr.foreign import ForeignReport, read_file
from ..sr.reader import ReadReport

_CHANGED = "the file has been changed since it was written; an archive may do that to its header, compare the numbers"


def read(path: Path) -> ReadReport | ForeignReport:
    """Any structured report; of ours, ``notices`` also tell where a recomputed result differs from the signed one."""
    found = read_file(path)
    if isinstance(found, ForeignReport):
        return found
    changed = (_CHANGED,) if found.as_written is False else ()
    return replace(found, notices=(*found.notices, *changed, *recomputed_notices(found)))


def recomputed_notices(found: ReadReport) -> tuple[str, ...]:
    """Signed results that the same version of the rule set would not give today; results of other versions stand."""
    signed = {(result.disc_uid, result.rule_set): result for result in found.assessment.results}
    versions = {(result.rule_set, result.version) for result in found.assessment.results}
    sets = [rules for rules in own_registry().rule_sets if (rules.id, rules.version) in versions]
    if not sets:
        return ()
    today = evaluate(found.report, sets)
    return tuple(_notice(found, result, signed) for result in today.results if _differs(result, signed))


def _differs(result: RuleSetResult, signed: dict[tuple[str, str], RuleSetResult]) -> bool:
    recorded = signed.get((result.disc_uid, result.rule_set))
    return recorded is not None and recorded.outcome != result.outcome


def _notice(found: ReadReport, result: RuleSetResult, signed: dict[tuple[str, str], RuleSetResult]) -> str:
    level = found.report.disc(result.disc_uid).level
    recorded = signed[(result.disc_uid, result.rule_set)].outcome
    return f"{level}, {result.rule_set}: signed as {recorded}; recomputed now: {result.outcome}"

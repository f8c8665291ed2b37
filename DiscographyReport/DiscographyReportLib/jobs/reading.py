# SPDX-License-Identifier: Apache-2.0
"""Reading a document back, with a notice where signed results differ from what would be answered today."""

from dataclasses import replace
from pathlib import Path

from ..criteria.evaluator import evaluate
from ..criteria.registry import own_registry
from ..model.results import Assessment, RuleSetResult
from ..sr.foreign import ForeignReport, read_file
from ..sr.reader import ReadReport
from ..texts import N_, _
from ..version import VERSION

_CHANGED = N_(
    "the file has been changed since it was written; an archive may do that to its header, compare the numbers"
)


def read(path: Path) -> ReadReport | ForeignReport:
    """Any structured report; of ours, ``notices`` also tell where a recomputed result differs from the signed one."""
    found = read_file(path)
    if isinstance(found, ForeignReport):
        return found
    changed = (_(_CHANGED),) if found.as_written is False else ()
    return replace(found, notices=(*found.notices, *changed, *recomputed_notices(found)))


def recomputed_notices(found: ReadReport) -> tuple[str, ...]:
    """Where what was signed does not follow from the record under the same versions; others stand as they are."""
    signed = found.assessment
    versions = dict.fromkeys((result.rule_set, result.version) for result in signed.results)
    known = {(rules.id, rules.version): rules for rules in own_registry().rule_sets}
    sets = [known[version] for version in versions if version in known]
    if not sets:
        return ()
    today = evaluate(found.report, sets)
    notices = [notice for result in today.results for notice in _about(found, result)]
    return tuple(notices + (_about_patient(found, today) if len(sets) == len(versions) else []))


def _about(found: ReadReport, today: RuleSetResult) -> list[str]:
    """Notices about one result; words and terms are compared only with the software that wrote them."""
    key = (today.disc_uid, today.rule_set)
    signed = next((one for one in found.assessment.results if (one.disc_uid, one.rule_set) == key), None)
    where = f"{found.report.disc(today.disc_uid).level}, {today.rule_set}"
    if signed is None:
        return [_("{where}: no result is signed").format(where=where)]
    if (signed.outcome, signed.polarity) != (today.outcome, today.polarity):
        return [
            _("{where}: signed as {signed}; recomputed now: {today}").format(
                where=where, signed=signed.outcome, today=today.outcome
            )
        ]
    differs = found.envelope.software_version == VERSION and signed != today
    return [_("{where}: the signed conditions differ from the recomputed ones").format(where=where)] if differs else []


def _about_patient(found: ReadReport, today: Assessment) -> list[str]:
    compared = {
        _("the overall result"): (found.assessment.overall, today.overall),
        _("the positive levels"): (found.assessment.positive_levels, today.positive_levels),
        _("whether there is a valid control"): (found.assessment.valid_control, today.valid_control),
    }
    if found.envelope.software_version == VERSION:
        compared[_("the summary")] = (found.assessment.statements, today.statements)
        compared[_("the limitations")] = (found.assessment.limitations, today.limitations)
    return [
        _("{what}: what is signed differs from the record").format(what=what)
        for what, (old, new) in compared.items()
        if old != new
    ]

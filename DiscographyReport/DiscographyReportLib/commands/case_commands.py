# SPDX-License-Identifier: Apache-2.0
"""Commands about case files: sample, check, evaluate, schema."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict

from ..criteria.explain import explanation_lines
from ..criteria.registry import own_registry, rule_set_text
from ..criteria.wording import outcome_shown
from ..jobs.cases import load_case
from ..jobs.evaluating import evaluate_report, own_ids, site_rule_sets
from ..model import grades
from ..model.checks import check
from ..model.disc import Disc
from ..model.findings import Finding, FindingSeverity, blocks_complete, blocks_draft
from ..model.report import Report
from ..model.results import Assessment
from ..model.schema import schema
from .console import note, progress, show, show_json


def sample(arguments: Namespace) -> int:
    """Write the sample discogram and its case."""
    from ..jobs.sample import make_sample

    made = make_sample(
        arguments.folder, size=arguments.size, slices=arguments.slices, progress=progress("making the CT")
    )
    kept = " (kept as it was)" if made.case_was_kept else ""
    show([f"CT      {made.images}", f"case    {made.case}{kept}", f"truth   {made.folder / 'truth.json'}"])
    return 0


def check_case(arguments: Namespace) -> int:
    """Show what is impossible, contradictory, unusual or still open in a case; 1 if a complete report is blocked."""
    report = load_case(arguments.case)
    findings = check(report)
    unknown = [name for name in report.criteria if name not in own_ids()]
    if unknown:
        note(f"note: {', '.join(unknown)}: no rule set of this program; give its file with --rule-set when you export")
    if arguments.json:
        show_json([asdict(finding) for finding in findings])
    else:
        show([*map(finding_line, findings), _verdict(findings)])
    return 1 if blocks_complete(findings) else 0


def finding_line(finding: Finding) -> str:
    """One finding for people."""
    reason = f" Reason given: {finding.explained}." if finding.explained else ""
    return f"{finding.severity}: {finding.where}: {finding.message} {finding.remedy}{reason}"


def _verdict(findings: tuple[Finding, ...]) -> str:
    if blocks_draft(findings):
        return "This case cannot be exported, not even as a draft."
    if blocks_complete(findings):
        return "This case can be exported as a draft; to complete it, settle the lines above that are not warnings."
    return "This case can be exported as a complete report."


_DOUBTFUL = (FindingSeverity.IMPOSSIBLE, FindingSeverity.CONTRADICTION)


def evaluate_case(arguments: Namespace) -> int:
    """Judge a case under its own or the named rule sets."""
    report = load_case(arguments.case)
    doubtful = [finding for finding in check(report) if finding.severity in _DOUBTFUL]
    for finding in doubtful:
        note(f"note: {finding_line(finding)}")
    assessment = evaluate_report(report, arguments.criteria, site_rule_sets(arguments.rule_set))
    if arguments.json:
        content = assessment_json(report, assessment)
        show_json({"doubtful": [asdict(finding) for finding in doubtful], **content})
    else:
        show(_evaluation_lines(report, assessment, arguments.explain))
    return 0


def _evaluation_lines(report: Report, assessment: Assessment, explain: bool) -> Iterator[str]:
    yield from assessment.statements
    for disc in report.discs:
        yield f"\n{disc.level}{_grades(disc)}"
        for result in assessment.of_disc(disc.uid):
            yield f"  {result.rule_set} (version {result.version}): {outcome_shown(result)}"
            yield from (f"      {line}" for line in (explanation_lines(result) if explain else ()))


def _grades(disc: Disc) -> str:
    """The modified Dallas grades on both scales; nothing where no radial extent is recorded."""
    five, four = grades.modified_dallas_0_5(disc), grades.modified_dallas_0_4(disc)
    if five is None or four is None:
        return ""
    strict = grades.modified_dallas_0_4_open_at_30(disc)
    undefined = "" if strict else "; undefined where exactly 30 degrees belong to neither"
    return f": modified Dallas 0-5 (Derby 2005) {five}; 0-4 (Aprill) {four}{undefined}"


def assessment_json(report: Report, assessment: Assessment) -> dict[str, object]:
    """An assessment as plain data; stable names."""
    levels = {disc.uid: disc.level.value for disc in report.discs}
    results = [
        {"level": levels[r.disc_uid], **r._asdict(), "terms": [term._asdict() for term in r.terms]}
        for r in assessment.results
    ]
    return {**assessment._asdict(), "results": results}


def show_criteria(arguments: Namespace) -> int:
    """List the rule sets with their standing and source, or print the file of one."""
    if arguments.id is not None:
        show([rule_set_text(arguments.id).rstrip()])
        return 0
    for rules in own_registry().rule_sets:
        show([f"{rules.id} (version {rules.version}, {rules.status}): {rules.title}", f"    {rules.citation}"])
    return 0


def show_schema(_: Namespace) -> int:
    """Print the JSON Schema of a case."""
    show_json(schema())
    return 0


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "sample": sample,
    "check": check_case,
    "evaluate": evaluate_case,
    "criteria": show_criteria,
    "schema": show_schema,
}

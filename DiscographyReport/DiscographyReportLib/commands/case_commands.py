# SPDX-License-Identifier: Apache-2.0
"""Commands about case files: sample, check, evaluate, schema."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict

from ..criteria.explain import explanation_lines
from ..criteria.wording import outcome_shown
from ..jobs.cases import load_case
from ..jobs.evaluating import evaluate_report, site_rule_sets
from ..model.checks import check
from ..model.findings import Finding, blocks_complete, blocks_draft
from ..model.report import Report
from ..model.results import Assessment
from ..model.schema import schema
from .console import progress, show, show_json


def sample(arguments: Namespace) -> int:
    """Write the sample discogram and its case."""
    from ..jobs.sample import make_sample

    made = make_sample(
        arguments.folder, size=arguments.size, slices=arguments.slices, progress=progress("making the CT")
    )
    show([f"CT      {made.images}", f"case    {made.case}", f"truth   {made.folder / 'truth.json'}"])
    return 0


def check_case(arguments: Namespace) -> int:
    """Show what is impossible, contradictory, unusual or still open in a case; 1 if a complete report is blocked."""
    findings = check(load_case(arguments.case))
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


def evaluate_case(arguments: Namespace) -> int:
    """Judge a case under its own or the named rule sets."""
    report = load_case(arguments.case)
    assessment = evaluate_report(report, arguments.criteria, site_rule_sets(arguments.rule_set))
    if arguments.json:
        show_json(assessment_json(report, assessment))
    else:
        show(_evaluation_lines(report, assessment, arguments.explain))
    return 0


def _evaluation_lines(report: Report, assessment: Assessment, explain: bool) -> Iterator[str]:
    yield from assessment.statements
    for disc in report.discs:
        yield f"\n{disc.level}"
        for result in assessment.of_disc(disc.uid):
            yield f"  {result.rule_set} (version {result.version}): {outcome_shown(result)}"
            yield from (f"      {line}" for line in (explanation_lines(result) if explain else ()))


def assessment_json(report: Report, assessment: Assessment) -> dict[str, object]:
    """An assessment as plain data; stable names."""
    levels = {disc.uid: disc.level.value for disc in report.discs}
    results = [
        {"level": levels[r.disc_uid], **r._asdict(), "terms": [term._asdict() for term in r.terms]}
        for r in assessment.results
    ]
    return {**assessment._asdict(), "results": results}


def show_schema(_: Namespace) -> int:
    """Print the JSON Schema of a case."""
    show_json(schema())
    return 0


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "sample": sample,
    "check": check_case,
    "evaluate": evaluate_case,
    "schema": show_schema,
}

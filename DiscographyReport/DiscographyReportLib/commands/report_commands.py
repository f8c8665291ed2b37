# SPDX-License-Identifier: Apache-2.0
"""Commands about DICOM SR files: export, read, validate, demo."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..jobs.cases import load_case
from ..jobs.demo import Demo, run_demo
from ..jobs.errors import JobError
from ..jobs.evaluating import evaluate_report, site_rule_sets
from ..jobs.exporting import Exported, amendment_of, export
from ..jobs.reading import read
from ..jobs.rendering import render
from ..jobs.summary import summary_lines
from ..model.document import plain
from ..model.report import Report
from ..rendering.content import not_a_device
from ..series.reading import read_series
from ..sr.envelope import Amendment, Encoding, Standing, State, Verification
from ..sr.foreign import ForeignReport
from ..sr.reader import ReadReport
from .case_commands import assessment_json
from .companion_commands import companions
from .console import note, progress, show, show_json

if TYPE_CHECKING:
    from ..jobs.validating import Validation


def export_case(arguments: Namespace) -> int:
    """Export a case as a DICOM SR."""
    report = load_case(arguments.case)
    standing = _standing(arguments, report)
    series = read_series(arguments.ct, arguments.series, progress("reading the CT"))
    for notice in series.notices:
        note(f"note: {notice}")
    assessment = evaluate_report(report, None, site_rule_sets(arguments.rule_set))
    done = export(report, series, arguments.output, standing, assessment, overwrite=arguments.overwrite)
    show(_exported_lines(done))
    return 0


def _exported_lines(done: Exported) -> list[str]:
    state = done.envelope.standing.state
    verb = "is unchanged" if done.unchanged else "written and read back"
    return [f"{done.path}: {state} report {verb} ({done.size / 1000:.0f} kB)", *done.assessment.statements]


def _standing(arguments: Namespace, report: Report) -> Standing:
    return Standing(
        Encoding(arguments.encoding), State(arguments.state), _verifications(arguments), _amendment(arguments, report)
    )


def _verifications(arguments: Namespace) -> tuple[Verification, ...]:
    """Verification is an explicit act of a named person, never a default."""
    given = (arguments.verified_by, arguments.organization, arguments.verified_at)
    if not any(given):
        return ()
    if not all(given):
        raise JobError("a verification needs --verified-by, --organization and --verified-at together")
    try:
        at = datetime.fromisoformat(arguments.verified_at)
    except ValueError:
        raise JobError(f"--verified-at {arguments.verified_at} is no time; write 2026-10-14T15:00:00") from None
    return (Verification(arguments.verified_by, arguments.organization, at),)


def _amendment(arguments: Namespace, report: Report) -> Amendment | None:
    if arguments.amends is None:
        if arguments.reason:
            raise JobError("--reason belongs to --amends; name the report that is replaced")
        return None
    replaced = read(arguments.amends)
    if isinstance(replaced, ForeignReport):
        raise JobError(f"{arguments.amends} is {replaced.kind}; only a DiscographyReport document can be amended")
    return amendment_of(replaced, report, arguments.reason or "")


def read_report(arguments: Namespace) -> int:
    """Show any structured report."""
    found = read(arguments.file)
    if arguments.json:
        show_json(_foreign_json(found) if isinstance(found, ForeignReport) else _report_json(found))
    elif isinstance(found, ForeignReport):
        show([f"not a DiscographyReport document but {found.kind}", "", *found.tree])
    else:
        show([*summary_lines(found.report, found.assessment, found.envelope), *_notices(found)])
    return 0


def _notices(found: ReadReport) -> list[str]:
    return [f"NOTICE: {notice}" for notice in found.notices]


def _foreign_json(found: ForeignReport) -> dict[str, Any]:
    return {"ours": False, "kind": found.kind, "tree": list(found.tree)}


def _report_json(found: ReadReport) -> dict[str, Any]:
    return {
        "ours": True,
        "report": plain(found.report),
        "document": _jsonable(asdict(found.envelope)),
        "assessment": assessment_json(found.report, found.assessment),
        "notices": list(found.notices),
    }


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _jsonable(item) for name, item in value.items()}
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def render_report(arguments: Namespace) -> int:
    """Write the readable report."""
    done = render(
        arguments.report,
        arguments.output,
        ct=arguments.ct,
        language=arguments.language,
        paper=arguments.paper,
        site=site_rule_sets(arguments.rule_set),
        overwrite=arguments.overwrite,
        progress=progress("reading the CT"),
    )
    for notice in done.notices:
        note(f"note: {notice}")
    show([f"{done.path} written ({done.size / 1000:.0f} kB)"])
    return 0


def validate(arguments: Namespace) -> int:
    """Run our lint and every validator that is installed; 1 if one found something."""
    from ..jobs.validating import validate_file

    verdict = validate_file(arguments.file, arguments.ct)
    if arguments.json:
        show_json(asdict(verdict))
    else:
        show(_validation_lines(verdict))
    return 0 if verdict.passed else 1


def _validation_lines(verdict: "Validation") -> list[str]:
    lines = []
    for one in verdict.verdicts:
        state = "not installed" if not one.available else f"{len(one.findings)} findings" if one.findings else "passed"
        allowed = f" (known and allowed remarks: {len(one.allowed)})" if one.allowed else ""
        lines += [f"{one.tool}: {state}{allowed}", *(f"    {finding}" for finding in one.findings)]
    return [*lines, verdict.integrity, not_a_device()]


def demo(arguments: Namespace) -> int:
    """Make the sample, export its case, check the document and read it back."""
    done: Demo = run_demo(arguments.folder, progress("making the CT"))
    read_back = [*summary_lines(done.read.report, done.read.assessment, done.read.envelope), *_notices(done.read)]
    files = [f"{what:9}{_shown(path)}" for what, path in done.files.items()]
    show([*read_back, "", *files, "", done.conclusion])
    return 0


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "export": export_case,
    "read": read_report,
    "render": render_report,
    "companions": companions,
    "validate": validate,
    "demo": demo,
}

# SPDX-License-Identifier: Apache-2.0
"""The command ``discography-report``: jobs as commands. Every command imports what it needs when it runs."""

import argparse
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .version import VERSION

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_EPILOG = """\
exit codes: 0 done; 1 the answer is no (a check or a validator found something); 2 it could not be done.
Research software, not a medical device."""

_ENCODINGS = ("comprehensive-3d", "comprehensive")
_STATES = ("draft", "complete", "verified")
_LANGUAGES = ("en", "de")
_PAPERS = ("a4", "letter")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors that a user can cause are one sentence on stderr."""
    chosen = _parser().parse_args(arguments)
    _expect_any_terminal()
    from .commands.run import run

    try:
        code = run(chosen)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        sys.stderr.write(f"discography-report: cannot write the answer: {error.strerror or error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing half-written is left\n")
        return 130


def _expect_any_terminal() -> None:
    """A terminal without our characters gets their numbers; a request to end unwinds, so that nothing is left half."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="discography-report",
        description="Record provocation discography on CT discograms and export it as a DICOM SR.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return parser


def _command(commands: "Commands", name: str, what: str, example: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=f"example:\n  discography-report {example}\n\n{_EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _demo(commands: "Commands") -> None:
    command = _command(commands, "demo", "do the main job once on sample data", "demo demo-folder")
    command.add_argument("folder", type=Path, nargs="?", default=Path("discography-demo"), metavar="FOLDER")


def _sample(commands: "Commands") -> None:
    command = _command(
        commands, "sample", "write a synthetic CT discogram with a case that fits it", "sample my-sample --size 512"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--size", type=int, default=256, metavar="PIXELS", help="rows and columns (default 256)")
    command.add_argument("--slices", type=int, default=160, metavar="N", help="number of slices (default 160)")


def _export(commands: "Commands") -> None:
    command = _command(
        commands,
        "export",
        "export a case as a DICOM SR about a CT",
        "export case.json --ct ct-folder -o report.dcm --state complete",
    )
    command.add_argument("case", type=Path, metavar="CASE.json")
    command.add_argument("--ct", type=Path, required=True, metavar="FOLDER", help="the CT discogram")
    command.add_argument("--series", metavar="UID", help="the series, where the folder holds several")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.add_argument("--encoding", choices=_ENCODINGS, default=_ENCODINGS[0], help="default: %(default)s")
    command.add_argument("--state", choices=_STATES, default="draft", help="default: %(default)s")
    command.add_argument("--verified-by", metavar="NAME", help="who verified it, as Family^Given (verified)")
    command.add_argument("--organization", metavar="NAME", help="whose organization (with --verified-by)")
    command.add_argument("--verified-at", metavar="TIME", help="when, as 2026-10-14T15:00:00 (with --verified-by)")
    command.add_argument("--amends", type=Path, metavar="FILE", help="the report that this one replaces")
    command.add_argument("--reason", metavar="TEXT", help="why it is replaced (with --amends)")
    command.add_argument("--overwrite", action="store_true", help="replace another file of that name")
    _add_rule_sets(command)


def _read(commands: "Commands") -> None:
    command = _command(commands, "read", "read a structured report, ours or any other", "read report.dcm --json")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="everything, as JSON")


def _render(commands: "Commands") -> None:
    example = "render report.dcm --ct ct-folder -o report.html"
    command = _command(commands, "render", "write a report as a page for people: HTML, PDF or text", example)
    command.add_argument("report", type=Path, metavar="REPORT", help="a report (.dcm), or a case (.json)")
    command.add_argument("--ct", type=Path, metavar="FOLDER", help="the CT, for a picture of each disc")
    _add_language_and_paper(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="ends in .html, .pdf or .txt")
    command.add_argument("--overwrite", action="store_true", help="replace another file of that name")
    _add_rule_sets(command)


def _companions(commands: "Commands") -> None:
    example = "companions report.dcm --ct ct-folder -o set\n  discography-report send set/*.dcm --to radiology"
    what = "write a report with its PDF and its key slices, as DICOM files that are sent together"
    command = _command(commands, "companions", what, example)
    command.add_argument("report", type=Path, metavar="REPORT.dcm", help="an exported report")
    command.add_argument("--ct", type=Path, metavar="FOLDER", help="the CT, for a picture of each disc in the PDF")
    _add_language_and_paper(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="files are named by UIDs")


def _add_language_and_paper(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=_LANGUAGES, default=_LANGUAGES[0], help="default: %(default)s")
    command.add_argument("--paper", choices=_PAPERS, default=_PAPERS[0], help="of a PDF (default: %(default)s)")


def _check(commands: "Commands") -> None:
    command = _command(commands, "check", "check a case for limits and contradictions", "check case.json")
    command.add_argument("case", type=Path, metavar="CASE.json")
    command.add_argument("--json", action="store_true", help="the findings, as JSON")


def _evaluate(commands: "Commands") -> None:
    command = _command(
        commands,
        "evaluate",
        "judge a case under published rule sets, with reasons",
        "evaluate case.json --criteria derby_2005 --explain",
    )
    command.add_argument("case", type=Path, metavar="CASE.json")
    command.add_argument(
        "--criteria", nargs="+", action="extend", metavar="ID", help="rule sets by id (default: those of the case)"
    )
    command.add_argument("--explain", action="store_true", help="every condition with the value that decided")
    command.add_argument("--json", action="store_true", help="the results, as JSON")
    _add_rule_sets(command)


def _criteria(commands: "Commands") -> None:
    command = _command(
        commands, "criteria", "list the rule sets, or print one to start your own", "criteria derby_2005 > mine.json"
    )
    command.add_argument("id", nargs="?", metavar="ID", help="print this rule set as JSON")


def _add_rule_sets(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rule-set", type=Path, action="append", default=[], metavar="FILE", help="a rule set of your own, as JSON"
    )


def _validate(commands: "Commands") -> None:
    command = _command(
        commands, "validate", "check a DICOM SR with every validator at hand", "validate report.dcm --ct ct-folder"
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--ct", type=Path, metavar="FOLDER", help="also check the images that the report refers to")
    command.add_argument("--json", action="store_true", help="the verdicts, as JSON")


def _schema(commands: "Commands") -> None:
    command = _command(commands, "schema", "print the JSON Schema of a case", "schema > report.schema.json")
    command.set_defaults(file=None)


def _destination(commands: "Commands") -> None:
    example = "destination add radiology pacs.hospital.org:104 --called-ae PACS --calling-ae SLICER"
    actions = _actions(_command(commands, "destination", "tell where the PACS is, and test it", example))
    _destination_add(actions.add_parser("add", help="add a PACS"))
    actions.add_parser("list", help="list them")
    for name, what in (
        ("test", "test every layer of a connection; nothing is stored"),
        ("login", "keep its password or token in the keyring of this system"),
        ("remove", "remove one, and forget its password"),
    ):
        action = actions.add_parser(name, help=what)
        action.add_argument("name", metavar="NAME")
        if name != "remove":
            _secrets(action)


def _secrets(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--secrets-stdin",
        action="store_true",
        help='read passwords from stdin, one line: {"NAME": {"password": "..."}} or {"NAME": {"token": "..."}}',
    )


def _actions(command: argparse.ArgumentParser) -> "Commands":
    return command.add_subparsers(dest="action", required=True, metavar="ACTION")


def _destination_add(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME")
    dimse = command.add_argument_group("DIMSE (C-STORE)")
    dimse.add_argument("address", nargs="?", metavar="HOST:PORT")
    dimse.add_argument("--called-ae", metavar="TITLE", help="the AE title of the PACS")
    dimse.add_argument("--calling-ae", metavar="TITLE", help="ours, as registered at the PACS")
    dimse.add_argument(
        "--commitment-port",
        type=int,
        metavar="PORT",
        help="ask for storage commitment, and listen here for the answer (default: do not ask)",
    )
    dimse.add_argument("--tls", action="store_true", help="encrypt; certificate and host name are always checked")
    web = command.add_argument_group("DICOMweb (STOW-RS)")
    web.add_argument("--url", metavar="URL", help="without /studies, as in https://pacs.hospital.org/dicom-web")
    web.add_argument("--login", choices=("basic", "bearer"), help="how it wants us to log in (default: it does not)")
    web.add_argument("--user", metavar="NAME", help="for --login basic; the password is asked for, never written here")
    both = command.add_argument_group("either")
    both.add_argument("--timeout", type=float, default=30.0, metavar="S", help="for each step (default 30)")
    both.add_argument(
        "--query",
        action=argparse.BooleanOptionalAction,
        help="ask whether a report is there: C-FIND (default: no), WADO-RS or QIDO-RS (default: yes)",
    )
    both.add_argument("--ca", type=Path, metavar="FILE", help="whom to trust, PEM (default: the system's)")
    both.add_argument("--certificate", type=Path, metavar="FILE", help="our certificate, PEM")
    both.add_argument("--key", type=Path, metavar="FILE", help="its key, PEM without pass phrase")


def _send(commands: "Commands") -> None:
    command = _command(commands, "send", "save reports in the outbox and send them", "send report.dcm --to radiology")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--to", required=True, metavar="NAME", help="the destination")
    command.add_argument("--later", action="store_true", help="only save; outbox run sends")
    _secrets(command)


def _outbox(commands: "Commands") -> None:
    actions = _actions(_command(commands, "outbox", "show and send what no PACS confirmed yet", "outbox list"))
    listing = actions.add_parser("list", help="what is not confirmed yet, and why")
    listing.add_argument("--all", action="store_true", help="the confirmed and the cancelled ones too")
    listing.add_argument("--json", action="store_true", help="as JSON")
    running = actions.add_parser("run", help="send what is due")
    running.add_argument("--wait", action="store_true", help="until nothing waits any more")
    _secrets(running)
    retrying = actions.add_parser("retry", help="send again what waits or needs attention, also where we were refused")
    retrying.add_argument("uids", nargs="*", metavar="UID", help="default: all of them")
    _outbox_by_uid(actions)
    exporting = actions.add_parser("export", help="write what is not confirmed as files; it stays in the outbox")
    exporting.add_argument("folder", type=Path, metavar="FOLDER")
    auditing = actions.add_parser("audit", help="what happened to every report, and whether that record is whole")
    auditing.add_argument("--json", action="store_true", help="as JSON")


def _outbox_by_uid(actions: "Commands") -> None:
    cancelling = actions.add_parser("cancel", help="do not send these any more; they stay in the outbox")
    cancelling.add_argument("uids", nargs="+", metavar="UID")
    cancelling.add_argument("--reason", required=True, metavar="TEXT", help="why; without names of patients")
    offering = actions.add_parser("offer", help="where a PACS refuses a report for its kind: offer another kind")
    offering.add_argument("uid", metavar="UID", help="the report that was refused")
    kinds = ("comprehensive", "pdf")
    offering.add_argument("--as", dest="kind", choices=kinds, default=kinds[0], help="default: comprehensive (SR)")


_COMMANDS = (
    _demo, _sample, _export, _read, _render, _companions, _check, _evaluate, _criteria, _validate, _schema,
    _destination, _send, _outbox,
)  # fmt: skip

if __name__ == "__main__":
    raise SystemExit(main())

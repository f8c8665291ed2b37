# SPDX-License-Identifier: Apache-2.0
"""Running the command as a user does: another process, its exit code, what it prints and what it complains."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

LIBRARY_PARENT = Path(__file__).resolve().parents[1] / "DiscographyReport"


class Answer(NamedTuple):
    """What came back."""

    code: int
    out: str
    err: str


def discography_report(*arguments: object, cwd: Path | None = None, stdin: str = "") -> Answer:
    """Run ``discography-report`` with these arguments."""
    command = [sys.executable, "-m", "DiscographyReportLib.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(LIBRARY_PARENT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def is_one_sentence(complaint: str) -> bool:
    """One line for people beside the notes: no traceback, and it names the program."""
    lines = [line for line in complaint.splitlines() if not line.startswith("note: ")]
    return len(lines) == 1 and lines[0].startswith("discography-report: ")


def refusal(*arguments: object) -> str:
    """What is said of a command line that cannot be done: one sentence, and nothing on stdout."""
    answer = discography_report(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert is_one_sentence(answer.err), answer.err
    return answer.err

# SPDX-License-Identifier: Apache-2.0
"""The page of an exported report for its user alone, also in a process of its own, since a CT takes seconds to read.

    python -m DiscographyReportLib.jobs.page_process

reads one line of JSON from stdin: ``{"source": ..., "page": ..., "ct": ..., "language": ...}``; ``ct`` is the folder of
the CT. It writes what has to be known beside the page, a line each.
"""

import json
import sys
from pathlib import Path
from typing import TextIO

from .errors import EXPECTED
from .rendering import render


def private_page(source: Path, page: Path, ct: Path | None, language: str) -> tuple[str, ...]:
    """Render a document into a folder of this user, and give what has to be known beside it."""
    rendered = render(source, page, ct=ct, language=language, overwrite=True)
    page.chmod(0o600)
    return rendered.notices


def main(lines: TextIO, output: TextIO) -> int:
    """Make the page; 2 and one sentence where that cannot be."""
    wanted = json.loads(lines.readline())
    try:
        notices = private_page(Path(wanted["source"]), Path(wanted["page"]), Path(wanted["ct"]), wanted["language"])
    except EXPECTED as error:
        output.write(f"{error}\n")
        return 2
    output.writelines(f"{notice}\n" for notice in notices)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))

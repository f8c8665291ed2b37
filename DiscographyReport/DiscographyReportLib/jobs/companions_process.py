# SPDX-License-Identifier: Apache-2.0
"""The PDF and the key slices of a report in the outbox, made in a process of its own and sent after it.

    python -m DiscographyReportLib.jobs.companions_process

reads one line of JSON from stdin: ``{"uid": ..., "destination": ..., "ct": ..., "language": ...}``; ``ct`` is the
folder of the CT, or empty. The report itself is in the outbox already: what fails here keeps nothing from being sent.
"""

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from ..delivery.document_reading import read_document
from ..delivery.errors import DeliveryError
from ..delivery.files import write_private_file
from ..delivery.outbox import Outbox
from .companions import render_companions
from .errors import EXPECTED
from .sending import open_outbox


def main(lines: TextIO, output: TextIO) -> int:
    """Make them and put them into the outbox; 2 and one sentence where that cannot be."""
    try:
        with open_outbox() as outbox:
            for notice in _send(outbox, json.loads(lines.readline())):
                output.write(f"{notice}\n")
    except EXPECTED as error:
        output.write(f"{error}\n")
        return 2
    return 0


def _send(outbox: Outbox, wanted: Mapping[str, str]) -> tuple[str, ...]:
    found = outbox.select("uid = ? AND destination = ?", (wanted["uid"], wanted["destination"]))
    if not found:
        raise DeliveryError(f"the outbox has no document {wanted['uid']} for {wanted['destination']}")
    ct = Path(wanted["ct"]) if wanted["ct"] else None
    with tempfile.TemporaryDirectory(prefix="discography-") as place:
        report = Path(place) / "report.dcm"
        write_private_file(report, outbox.document(wanted["uid"]).content)
        made = render_companions(report, Path(place) / "set", ct=ct, language=wanted["language"])
        documents = [read_document(path) for path in made.paths[1:]]
    for document in documents:
        outbox.put(document, found[0].whereto)
    return made.notices


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))

# SPDX-License-Identifier: Apache-2.0
"""A program that saves documents without end and prints the UID of each once it is saved: OUTBOX [PORT]."""

import os
import sys
from pathlib import Path

TESTING = Path(__file__).resolve().parents[1]


def command_line(outbox: Path, port: int = 104) -> list[str]:
    """The command that runs it with this Python."""
    search = os.pathsep.join(map(str, (TESTING, TESTING.parent / "DiscographyReport")))
    return [sys.executable, "-c", f"{_RUN.format(search.split(os.pathsep))}", str(outbox), str(port)]


_RUN = "import sys; sys.path[:0] = {}; from Delivery.producer import produce; produce()"


def produce() -> None:
    from Delivery.made_documents import a_document
    from Delivery.servers import to_port
    from DiscographyReportLib.delivery.outbox import Outbox

    with Outbox(Path(sys.argv[1])) as opened:
        while True:
            document = a_document()
            opened.put(document, to_port(int(sys.argv[2])))
            sys.stdout.write(f"{document.uid}\n")
            sys.stdout.flush()

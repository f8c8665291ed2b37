# SPDX-License-Identifier: Apache-2.0
"""The published documents of ``Resources/``, generated from the code (``make docs``)."""

import json
import sys
from pathlib import Path

from ..model.schema import schema
from ..sr.files import write_whole
from .code_table import code_table
from .conformance import conformance_statement

RESOURCES = Path(__file__).resolve().parents[3] / "Resources"


def documents() -> dict[str, str]:
    """File name and text of every generated document."""
    return {
        "code-table.md": code_table(),
        "conformance-statement.md": conformance_statement(),
        "report.schema.json": json.dumps(schema(), indent=1, ensure_ascii=False) + "\n",
    }


def publish(folder: Path = RESOURCES) -> list[Path]:
    """Write the documents into a folder."""
    written = {folder / name: text for name, text in documents().items()}
    for path, text in written.items():
        write_whole(path, text.encode())
    return list(written)


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in publish())

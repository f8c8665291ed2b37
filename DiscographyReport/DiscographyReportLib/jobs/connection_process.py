# SPDX-License-Identifier: Apache-2.0
"""A connection test in a process of its own: a server that hangs never hangs a window.

    python -m DiscographyReportLib.jobs.connection_process

reads two lines from stdin, the destination as JSON and its secrets (``credentials.secrets_line``), and writes a line of
JSON for each layer: ``{"name": "TCP", "works": true, "said": "..."}``.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TextIO

from ..delivery.credentials import Secret, find_secret, secrets_from_line
from ..delivery.destination import AnyDestination, destination_from
from ..delivery.errors import DeliveryError
from ..delivery.layer import Layer
from ..delivery.packages import use_packages

MODULE = __name__ if __name__ != "__main__" else "DiscographyReportLib.jobs.connection_process"


def main(lines: TextIO, output: TextIO) -> int:
    """Test and tell; 0 where every layer works."""
    worked = True
    use_packages()
    try:
        destination = destination_from(json.loads(lines.readline()), "the input")
        secret = secrets_from_line(lines.readline()).get(destination.name)
        for layer in _layers(destination, secret):
            worked = worked and layer.works
            output.write(json.dumps(asdict(layer)) + "\n")
            output.flush()
    except DeliveryError as error:
        worked = False
        output.write(json.dumps(asdict(Layer("", False, f"{error}."))) + "\n")
    return 0 if worked else 1


def _layers(destination: AnyDestination, secret: Secret | None) -> Iterator[Layer]:
    from ..delivery.connection_test import check_connection

    if secret is None and destination.needs_secret:
        secret = find_secret(destination.name)
    return check_connection(destination, secret=secret)


def layer_of(line: str) -> Layer | None:
    """The layer in a line that this process wrote; ``None`` for anything else that came with it."""
    try:
        content = json.loads(line)
        return Layer(str(content["name"]), content["works"] is True, str(content["said"]))
    except (ValueError, KeyError, TypeError):
        return None


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))

# SPDX-License-Identifier: Apache-2.0
"""From parsed arguments to the command, and from errors to one sentence."""

from argparse import Namespace

from ..jobs.errors import EXPECTED
from .console import note

FAILED = 2
_ABOUT_CASES = frozenset({"sample", "check", "evaluate", "criteria", "schema"})
_ABOUT_DELIVERY = frozenset({"destination", "send", "outbox"})


def run(arguments: Namespace) -> int:
    """Run the command and give its exit code."""
    try:
        return _run(arguments)
    except EXPECTED as error:
        note(f"discography-report: {error}")
        return FAILED


def _run(arguments: Namespace) -> int:
    """Commands about case files come without pydicom, which takes longer to import than they to run."""
    if arguments.command in _ABOUT_CASES:
        from .case_commands import COMMANDS
    elif arguments.command in _ABOUT_DELIVERY:
        from .delivery_commands import COMMANDS
    else:
        from .report_commands import COMMANDS
    return COMMANDS[arguments.command](arguments)

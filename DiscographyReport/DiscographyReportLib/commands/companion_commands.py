# SPDX-License-Identifier: Apache-2.0
"""The command ``companions``: what a PACS shows of a report that shows no structured reports."""

from argparse import Namespace

from ..jobs.companions import render_companions
from .console import note, progress, show


def companions(arguments: Namespace) -> int:
    """Write a report, its PDF and its key slices into a folder."""
    made = render_companions(
        arguments.report,
        arguments.output,
        ct=arguments.ct,
        language=arguments.language,
        paper=arguments.paper,
        progress=progress("reading the CT"),
    )
    for notice in made.notices:
        note(f"note: {notice}")
    kinds = ("report", "PDF", "key slices")
    show([f"{kind:11}{path}" for kind, path in zip(kinds, made.paths, strict=False)])
    return 0

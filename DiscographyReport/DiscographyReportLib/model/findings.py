# SPDX-License-Identifier: Apache-2.0
"""What a check found: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..texts import _
from .disc import Disc
from .quantities import Pressure, PressureUnit, in_unit
from .values import decimal_text

EXPLAINABLE_CONTRADICTIONS = frozenset({"marker_order"})
"""What an extraordinary patient can make true (a spine bent beyond the horizontal): a reason settles it."""

_UNIT_SUFFIXES = (
    *("_ml_per_s", "_mg_per_ml", "_gy_cm2", "_mgy_cm", "_mgy"),
    *("_ml", "_mg", "_mm", "_min", "_s", "_deg", "_hu"),
)
_SPOKEN = {"nrs": "NRS", "ct": "CT", "dap": "DAP", "ctdi": "CTDI", "dlp": "DLP"}


class FindingSeverity(StrEnum):
    """What a finding stops.

    ``impossible``: beyond a hard limit, or cannot be; never exported. ``contradiction``: two entries exclude each
    other; a draft may be exported. ``open``: still to be recorded; a draft may be exported, and a reason settles it.
    ``warning``: unusual; stops nothing, asks for a reason.
    """

    IMPOSSIBLE = "impossible"
    CONTRADICTION = "contradiction"
    OPEN = "open"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to settle.

    ``code`` is a stable machine name. ``where`` is the path for people (``discs[L4-L5].events[1].nrs``). To jump there:
    ``field`` is the path inside the disc of ``disc_uid``; without one, inside the procedure, or for a name that the
    procedure lacks, inside the report. ``value`` is as entered, with its unit; a reason is kept
    with it, so it and ``limit`` are English whatever is spoken. ``explained``: the reason that the report holds for the
    field.
    """

    severity: FindingSeverity
    code: str
    where: str
    disc_uid: str | None
    field: str
    message: str
    remedy: str
    value: str = ""
    limit: str = ""
    explained: str | None = None


def in_disc(
    disc: Disc,
    field: str,
    severity: FindingSeverity,
    code: str,
    message: str,
    remedy: str,
    value: str = "",
    limit: str = "",
) -> Finding:
    """A finding in a disc."""
    where = f"discs[{disc.level.value}].{field}"
    return Finding(severity, code, where, disc.uid, field, f"{disc.level.value}: {message}", remedy, value, limit)


def in_procedure(
    field: str, severity: FindingSeverity, code: str, message: str, remedy: str, value: str = "", limit: str = ""
) -> Finding:
    """A finding in the procedure."""
    return Finding(severity, code, f"procedure.{field}", None, field, message, remedy, value, limit)


def in_report(field: str, severity: FindingSeverity, code: str, message: str, remedy: str, value: str = "") -> Finding:
    """A finding in the report itself."""
    return Finding(severity, code, field, None, field, message, remedy, value)


def pressure_text(pressure: Pressure) -> str:
    """``18 psi``, or ``1.2 bar (17.4 psi)``: as entered, and in psi where it was not."""
    entered = f"{decimal_text(pressure.value)} {pressure.unit.value}"
    if pressure.unit is PressureUnit.PSI:
        return entered
    amount = in_unit(pressure.psi, PressureUnit.PSI)
    return f"{entered} ({decimal_text(amount)} psi)"


def spoken(field: str) -> str:
    """A path in words: ``events[1].volume_ml`` is ``event 2 volume``."""
    return " ".join(_spoken_part(part) for part in field.split("."))


def _spoken_part(part: str) -> str:
    name, _bracket, position = part.partition("[")
    suffix = next((suffix for suffix in _UNIT_SUFFIXES if name.endswith(suffix)), "")
    words = " ".join(_SPOKEN.get(word, word) for word in name.removesuffix(suffix).split("_"))
    if not position:
        return _(words)
    word = _(words.removesuffix("s"))
    return f"{word} {int(position.removesuffix(']')) + 1}"


def blocks_draft(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with which nothing is exported, not even a draft."""
    return tuple(finding for finding in findings if finding.severity is FindingSeverity.IMPOSSIBLE)


def blocks_complete(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with which a report cannot be called complete."""
    return tuple(finding for finding in findings if _blocks(finding))


def unexplained(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The warnings for which no reason is recorded."""
    return tuple(f for f in findings if f.severity is FindingSeverity.WARNING and f.explained is None)


def _blocks(finding: Finding) -> bool:
    if finding.severity is FindingSeverity.OPEN:
        return finding.explained is None
    if finding.severity is FindingSeverity.CONTRADICTION:
        return finding.explained is None or finding.code not in EXPLAINABLE_CONTRADICTIONS
    return finding.severity is FindingSeverity.IMPOSSIBLE

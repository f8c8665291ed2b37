# SPDX-License-Identifier: Apache-2.0
"""The report: one frozen value from which everything else is drawn."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..texts import _
from .disc import Disc
from .errors import ModelError
from .levels import Region
from .procedure import Procedure
from .record import Record
from .values import PersonName, Uid
from .vocabulary import ObserverRole, OrganizationalRole


def new_uid() -> str:
    """A fresh UID (PS3.5 annex B.2); made once for a report or a disc, never derived from a level."""
    return f"2.25.{uuid.uuid4().int}"


@dataclass(frozen=True)
class Observer(Record):
    """A person with a part in the report, and when that person last entered something."""

    name: PersonName
    role: ObserverRole
    login: str | None = None
    organization: str | None = None
    organizational_role: OrganizationalRole | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True)
class Explanation(Record):
    """Why an unusual value is right: the reason asked for by a soft limit, kept by check and field.

    ``disc_uid`` is ``None`` for a field of the procedure; ``field`` is the path inside the disc or the procedure. With
    a ``value`` (as a finding shows it) the reason holds only as long as that value stands.
    """

    field: str
    reason: str
    disc_uid: Uid | None = None
    value: str | None = None


@dataclass(frozen=True)
class Report(Record):
    """A discography report. ``changed_at`` is the last change of its content, and the date that is exported.

    ``criteria`` are the ids of the rule sets that the reader chose, ``primary_criteria`` the one that leads. Discs are
    kept in order of ``sequence_index``.
    """

    uid: Uid
    changed_at: datetime
    region: Region
    procedure: Procedure = field(default_factory=Procedure)
    discs: tuple[Disc, ...] = ()
    observers: tuple[Observer, ...] = ()
    criteria: tuple[str, ...] = ()
    primary_criteria: str | None = None
    impression: str | None = None
    recommendation: str | None = None
    comment: str | None = None
    explanations: tuple[Explanation, ...] = ()

    def __post_init__(self) -> None:
        """Check the fields, put the discs in order and refuse one identity for two discs."""
        super().__post_init__()
        ordered = tuple(sorted(self.discs, key=lambda disc: (disc.sequence_index, disc.uid)))
        object.__setattr__(self, "discs", ordered)
        if len({disc.uid for disc in ordered}) != len(ordered):
            raise ModelError("discs", _("two discs carry the same uid; give each its own"))
        if self.primary_criteria is not None and self.primary_criteria not in self.criteria:
            raise ModelError(
                "primary_criteria",
                _("{primary_criteria!r} is not among the chosen criteria").format(
                    primary_criteria=self.primary_criteria
                ),
            )

    def disc(self, uid: str) -> Disc:
        """The disc of that tracking UID; ``KeyError`` if there is none."""
        found = next((disc for disc in self.discs if disc.uid == uid), None)
        if found is None:
            raise KeyError(uid)
        return found

    def with_disc(self, disc: Disc) -> "Report":
        """The report with this disc in place of the one of the same UID, or added."""
        others = tuple(other for other in self.discs if other.uid != disc.uid)
        return replace(self, discs=(*others, disc))

    @property
    def injected(self) -> tuple[Disc, ...]:
        """The injected discs from above."""
        return tuple(disc for disc in self.discs if disc.injected)

# SPDX-License-Identifier: Apache-2.0
"""A rule set as a value: every parameter that decides, in one place. Pressures in psi above opening, volumes in mL."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..model.errors import ModelError
from ..model.levels import Region
from ..model.record import Record
from ..model.results import Polarity
from ..model.vocabulary import Concordance
from ..texts import _
from .consistency import check
from .roles import NOT_APPLICABLE, NOT_EVALUABLE, POLARITY, ControlDefinition, ControlPlace, GradeStep, Role, Strategy

OWN_IDS: tuple[str, ...] = (
    "sis_tiers", "sis_nonlumbar", "derby_1999", "derby_2005", "iasp_1994_discogenic", "iasp_1994_idd", "asipp_2013",
    "walsh_1990",
)  # fmt: skip
"""The module's own rule sets, in the order in which they are shown."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,15}")


class RuleSetStatus(StrEnum):
    """Whether the rule was checked against its source."""

    VERIFIED = "verified"
    DRAFT = "draft"


class Operator(StrEnum):
    """How a pressure is compared with its limit."""

    BELOW = "<"
    AT_MOST = "<="


class OptionalTerm(StrEnum):
    """Terms that a set may skip, with a caveat, when they were not recorded."""

    SUSTAINED = "sustained"
    PRESSURE = "pressure"


@dataclass(frozen=True)
class PressureLimit(Record):
    """An upper limit of the pressure above opening, in psi."""

    operator: Operator
    psi: Decimal

    def __post_init__(self) -> None:
        """Check the fields; a limit of zero would let nothing through."""
        super().__post_init__()
        if self.psi <= 0:
            raise ModelError(
                "psi", _("{psi} is no limit above opening; give a positive number of psi").format(psi=self.psi)
            )


@dataclass(frozen=True)
class Band(Record):
    """One pressure class: its outcome, and the row in words."""

    name: str
    limit: PressureLimit
    polarity: Polarity
    row: str

    def __post_init__(self) -> None:
        """Check the fields; a class is reached by pain on record, so it says yes or leaves it open."""
        super().__post_init__()
        _check_name("name", self.name)
        _check_words("row", self.row)
        if self.polarity not in (Polarity.POSITIVE, Polarity.INDETERMINATE):
            raise ModelError(
                "polarity",
                _('"{polarity}" does not fit a class; use positive or indeterminate').format(polarity=self.polarity),
            )


@dataclass(frozen=True)
class Outcome(Record):
    """The name that a set gives to one row, and the row in words."""

    role: Role
    name: str
    row: str

    def __post_init__(self) -> None:
        """Check the fields; the names of what is not evaluable and not applicable are the same in every set."""
        super().__post_init__()
        _check_name("name", self.name)
        _check_words("row", self.row)
        fixed = self.name == NOT_APPLICABLE or (self.name == NOT_EVALUABLE and self.role is not Role.UNSTIMULATED)
        if fixed:
            raise ModelError(
                "name", _('"{name}" has a fixed meaning of its own; choose another name').format(name=self.name)
            )

    @property
    def polarity(self) -> Polarity:
        """What the row amounts to; follows from the role, a set cannot choose it."""
        return Polarity.NOT_EVALUABLE if self.name == NOT_EVALUABLE else POLARITY[self.role]


@dataclass(frozen=True)
class RegionVolumes(Record):
    """Volume caps by region, in mL."""

    cervical: Decimal | None = None
    thoracic: Decimal | None = None
    lumbar: Decimal | None = None

    def of(self, region: Region) -> Decimal | None:
        """The cap of one region."""
        amount: Decimal | None = getattr(self, region.value)
        return amount


@dataclass(frozen=True)
class RuleSet(Record):
    """One rule set in one version.

    ``concordant_values``, ``min_nrs``, ``max_volume_ml``, ``min_sustained_s`` and ``max_pressure_ao`` hold in one
    event; ``min_behaviors`` and ``min_grade`` (modified Dallas 0-5) for the disc. ``control_discordant_min_psi_ao``:
    a discordant neighbor counts only above it, and is a veto at or below it where ``control_veto`` says so.
    """

    id: str
    version: str
    title: str
    citation: str
    status: RuleSetStatus
    regions: tuple[Region, ...]
    strategy: Strategy
    concordant_values: tuple[Concordance, ...]
    outcomes: tuple[Outcome, ...]
    min_nrs: int | None = None
    max_volume_ml: RegionVolumes | None = None
    min_sustained_s: int | None = None
    max_pressure_ao: PressureLimit | None = None
    low_pressure_ao: PressureLimit | None = None
    bands: tuple[Band, ...] = ()
    optional_terms: tuple[OptionalTerm, ...] = ()
    min_behaviors: int | None = None
    min_grade: int | None = None
    grade_step: GradeStep | None = None
    n_controls: int = 0
    control_definition: ControlDefinition | None = None
    control_place: ControlPlace | None = None
    control_veto: bool = False
    control_discordant_min_psi_ao: Decimal | None = None
    expects_single_level: bool = False
    note: str | None = None

    def __post_init__(self) -> None:
        """Check the fields one by one and against each other."""
        super().__post_init__()
        _check_name("id", self.id)
        if not _VERSION.fullmatch(self.version):
            raise ModelError(
                "version",
                _('"{version}" is no version; use up to 16 letters, digits, points').format(version=self.version),
            )
        for name in ("title", "citation", "note"):
            _check_words(name, getattr(self, name) or "")
        check(self)

    def __hash__(self) -> int:
        """Identity is id and version; a version never changes."""
        return hash((self.id, self.version))

    @property
    def shown_title(self) -> str:
        """The title for people: a draft always says so."""
        draft = self.status is RuleSetStatus.DRAFT and "draft" not in self.title.lower()
        return f"{self.title} (draft)" if draft else self.title

    @property
    def needs_manometry(self) -> bool:
        """Whether a disc without pressures cannot be judged."""
        return self.max_pressure_ao is not None and OptionalTerm.PRESSURE not in self.optional_terms


def _check_name(where: str, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ModelError(
            where, _('"{name}" is no machine name; use lower-case letters, digits and _').format(name=name)
        )


def _check_words(where: str, words: str) -> None:
    if "|" in words:
        raise ModelError(where, _('holds a "|", which separates fields elsewhere; remove it'))

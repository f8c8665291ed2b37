# SPDX-License-Identifier: Apache-2.0
"""What a field of the panel is: a path, a label, and what follows from the model: form, unit, limits, choices."""

from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import NamedTuple

from ..model.disc import Disc
from ..model.findings import pressure_text
from ..model.levels import Level
from ..model.limits import LIMITS, limit
from ..model.quantities import Pressure
from ..model.record import Record, Shape, shapes
from ..model.report import Report
from .choices import Choice, choices
from .entry_text import Context, shown
from .places import Place, record_class_at, root_of, shape_at, value_at
from .texts import _


class Kind(Enum):
    """How a field is entered."""

    CHOICE = "choice"
    LIST = "list"
    TEXT = "text"


@dataclass(frozen=True)
class Field:
    """One field: the path inside its disc, its procedure or its report; the widgets are named after the path.

    ``main``: part of the way that Enter goes; ``beside``: always shown with these, but not on that way. ``group``: the
    heading under which it stands otherwise.
    """

    path: str
    label: str
    group: str = ""
    hint: str = ""
    main: bool = False
    wide: bool = False
    in_disc: bool = False
    beside: bool = False

    @cached_property
    def name(self) -> str:
        """The object name of its widget: ``field_ct_extent``."""
        return "field_" + self.path.replace(".", "_").replace("[", "_").replace("]", "")

    @cached_property
    def form(self) -> Shape:
        """The shape of its value."""
        return shape_at(self.root, self.path)

    @cached_property
    def root(self) -> type[Record]:
        """The record class in which the path begins."""
        return Disc if self.in_disc else root_of(Place(None, self.path))

    @cached_property
    def kind(self) -> Kind:
        """How it is entered."""
        form = self.form
        if form.many:
            return Kind.LIST
        return Kind.CHOICE if form.kind is bool or (form.is_enum and form.kind is not Level) else Kind.TEXT


class FieldState(NamedTuple):
    """What a field shows. ``trouble``: why the text is no value, or what a check says; ``grave``: more than a hint."""

    text: str
    trouble: str = ""
    grave: bool = False
    suggestion: str = ""
    enabled: bool = True


def unit_of(place_root: type[Record], path: str, report: Report | None = None) -> str:
    """The unit of a number as the limits name it; empty for other fields and for pressures, which carry their own."""
    kind, name = record_class_at(place_root, path)
    key = f"{kind.__name__}.{name}"
    if key not in LIMITS or shapes(kind)[name].kind is Pressure:
        return ""
    region = report.region if report is not None else None
    return _unit(key, region)


@cache
def _unit(key: str, region: object) -> str:
    from ..model.levels import Region

    return limit(key, region if isinstance(region, Region) else Region.LUMBAR).unit


def context_for(report: Report, place: Place, base: Context) -> Context:
    """What a short entry in this place leaves out."""
    day = report.procedure.performed_at
    own_day = None if day is None or place.path == "performed_at" else day.date()
    return Context(base.pressure_unit, own_day or base.day, report.region, unit_of(root_of(place), place.path, report))


def text_at(report: Report, place: Place, base: Context) -> str:
    """The text of a place."""
    context = context_for(report, place, base)
    value = value_at(report, place)
    if place.path == "performed_at":
        context = Context(context.pressure_unit, None, context.region, context.unit)
    return shown(value, context)


def choices_of(field: Field) -> tuple[Choice, ...]:
    """The closed list of a field; none for others."""
    form = field.form
    if not form.is_enum or form.kind is Level:
        return ()
    return choices(form.kind)


@cache
def options_of(field: Field) -> tuple[tuple[str, str], ...]:
    """Key and word of everything that can be chosen; yes and no are y and n."""
    if field.form.kind is bool:
        return (("y", _("yes")), ("n", _("no")))
    return tuple((one.key, one.word) for one in choices_of(field))


def other_unit(report: Report, place: Place) -> str:
    """A pressure in psi where it was entered otherwise; empty for anything else."""
    value = value_at(report, place)
    return pressure_text(value) if isinstance(value, Pressure) else ""

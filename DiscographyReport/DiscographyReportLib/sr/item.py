# SPDX-License-Identifier: Apache-2.0
"""One content item of a structured report (PS3.3 C.17.3), independent of any DICOM library."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ..model.values import decimal_text
from ..terminology.code import Code
from ..terminology.concepts import CONTENT_OF_RECORD, NOT_RECORDED


class Relation(StrEnum):
    """Relationship types that our documents use."""

    CONTAINS = "CONTAINS"
    MODIFIER = "HAS CONCEPT MOD"
    OBSERVATION = "HAS OBS CONTEXT"
    ACQUISITION = "HAS ACQ CONTEXT"
    SELECTED_FROM = "SELECTED FROM"


class Quantity(NamedTuple):
    """A number in its exact decimal notation, with a UCUM unit."""

    number: str
    unit: Code


class ImageReference(NamedTuple):
    """An instance, and the frame of it where it has several."""

    sop_class_uid: str
    sop_instance_uid: str
    frame: int | None = None


class Point3D(NamedTuple):
    """A point in patient space: (x, y, z) LPS in mm of a frame of reference."""

    point: tuple[float, float, float]
    frame_of_reference_uid: str


@dataclass(frozen=True, slots=True)
class Item:
    """``value`` by type: CODE ``Code``; NUM ``Quantity``; TEXT, UIDREF, PNAME ``str``; DATETIME, DATE ``datetime``;
    IMAGE ``ImageReference``; SCOORD ``(column, row)``; SCOORD3D ``Point3D``; CONTAINER ``None``.

    ``continuity`` is what a file says of a CONTAINER (PS3.3 C.18.8); ours are all SEPARATE, so that it tells nothing.
    """

    relation: str
    type: str
    concept: Code | None
    value: Any = None
    children: tuple["Item", ...] = ()
    observed_at: datetime | None = None
    template: str | None = None
    continuity: str = field(default="", compare=False)

    def named(self, concept: Code) -> bool:
        """Whether the concept name is this one, by value and scheme."""
        return self.concept is not None and self.concept[:2] == concept[:2]

    def codes(self) -> Iterator[Code]:
        """Every code of this item: its concept name, its coded value, the unit of its number."""
        if self.concept is not None:
            yield self.concept
        if isinstance(self.value, Code):
            yield self.value
        if isinstance(self.value, Quantity):
            yield self.value.unit

    def walk(self) -> Iterator["Item"]:
        """This item and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def code(concept: Code, value: Code, relation: str = Relation.CONTAINS) -> Item:
    """A CODE item."""
    return Item(relation, "CODE", concept, value)


def num(concept: Code, value: Decimal | int, unit: Code) -> Item:
    """A NUM item; the number keeps its exact notation."""
    return Item(Relation.CONTAINS, "NUM", concept, Quantity(decimal_text(Decimal(value)), unit))


def text(concept: Code, value: str, relation: str = Relation.CONTAINS) -> Item:
    """A TEXT item."""
    return Item(relation, "TEXT", concept, value)


def uid(concept: Code, value: str, relation: str = Relation.CONTAINS) -> Item:
    """A UIDREF item."""
    return Item(relation, "UIDREF", concept, value)


def container(concept: Code, children: Iterable[Item], *, template: str | None = None) -> Item:
    """A CONTAINER, below another one. One that holds nothing says so: some readers stop at an empty container."""
    inside = tuple(children) or (code(CONTENT_OF_RECORD, NOT_RECORDED),)
    return Item(Relation.CONTAINS, "CONTAINER", concept, None, inside, template=template)


def among(items: Iterable[Item], concept: Code) -> list[Item]:
    """The items of that concept name."""
    return [item for item in items if item.named(concept)]


def only(items: Iterable[Item], concept: Code) -> Item | None:
    """The first item of that concept name, or ``None``."""
    return next((item for item in items if item.named(concept)), None)

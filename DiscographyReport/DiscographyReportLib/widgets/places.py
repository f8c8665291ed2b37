# SPDX-License-Identifier: Apache-2.0
"""Where a value stands in a report: read it, or make a report with another one.

A place is addressed as a finding addresses it: the path inside a disc, else in the procedure, else in the report.
"""

import re
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from ..model.disc import Disc
from ..model.procedure import Procedure
from ..model.record import Record, Shape, shapes
from ..model.report import Report

_STEP = re.compile(r"(\w+)|\[(\d+)\]")
Step = str | int


class Place(NamedTuple):
    """A field: ``Place(uid, "events[0].nrs")`` in a disc, ``Place(None, "sedation.level")`` outside of the discs."""

    disc_uid: str | None
    path: str


@cache
def steps_of(path: str) -> tuple[Step, ...]:
    """``events[0].nrs`` as ``("events", 0, "nrs")``."""
    return tuple(int(index) if index else name for name, index in _STEP.findall(path))


def value_at(report: Report, place: Place) -> Any:
    """What stands there; ``None`` where nothing is recorded, or the record around it is missing."""
    found: Any = _owner(report, place)
    for step in steps_of(place.path):
        if found is None:
            return None
        found = _child(found, step)
    return found


def with_value(report: Report, place: Place, value: Any) -> Report:
    """The report with another value there; records around it are made as needed and dropped once they are empty.

    ``ModelError`` where the model cannot hold the value.
    """
    steps = steps_of(place.path)
    owner = _owner(report, place)
    changed = _put(owner, steps, value)
    if place.disc_uid is not None:
        return report.with_disc(changed)
    return changed if isinstance(changed, Report) else replace(report, procedure=changed)


def shape_at(kind: type[Record], path: str) -> Shape:
    """The shape of a field inside records of this class; of the items, where the path ends with an index."""
    hashable: Any = kind
    return _shape_at(hashable, path)


@cache
def _shape_at(kind: Any, path: str) -> Shape:
    form = Shape(kind)
    for step in steps_of(path):
        form = Shape(form.kind) if isinstance(step, int) else shapes(form.kind)[step]
    return form


def record_class_at(kind: type[Record], path: str) -> tuple[type[Record], str]:
    """The record class that holds a field, and the field's name in it: by these the limits are kept."""
    hashable: Any = kind
    return _record_class_at(hashable, path)


@cache
def _record_class_at(kind: Any, path: str) -> tuple[type[Record], str]:
    *before, name = steps_of(path)
    for step in before:
        if isinstance(step, str):
            kind = shapes(kind)[step].kind
    return kind, str(name)


def root_of(place: Place) -> type[Record]:
    """The class that the path starts in."""
    return Disc if place.disc_uid is not None else _root_outside(place.path)


@cache
def _root_outside(path: str) -> type[Record]:
    return Procedure if steps_of(path)[0] in shapes(Procedure) else Report


def _owner(report: Report, place: Place) -> Record:
    if place.disc_uid is not None:
        return report.disc(place.disc_uid)
    return report.procedure if root_of(place) is Procedure else report


def _child(record: Any, step: Step) -> Any:
    if isinstance(step, str):
        return getattr(record, step)
    return record[step] if step < len(record) else None


def _put(record: Any, steps: tuple[Step, ...], value: Any) -> Any:
    name, *rest = steps
    form = shapes(type(record))[str(name)]
    present = getattr(record, str(name))
    if not rest:
        return replace(record, **{str(name): value})
    if isinstance(rest[0], int):
        items = list(present or ())
        items[rest[0]] = value if len(rest) == 1 else _put(items[rest[0]], tuple(rest[1:]), value)
        return replace(record, **{str(name): tuple(items)})
    inner = _put(form.kind() if present is None else present, tuple(rest), value)
    return replace(record, **{str(name): None if form.optional and inner == form.kind() else inner})

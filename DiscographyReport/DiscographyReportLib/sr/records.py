# SPDX-License-Identifier: Apache-2.0
"""Records of the model as content items, and back, by one rule for every field.

A field that is ``None`` or an empty group has no item. An empty optional list is one CODE that says so. A list of
records is a container each; so is a single record, unless its fields stand openly among those of its owner. The concept
name is ``terminology.concepts.question`` of ``Class.field``; enumerations are answers of their class.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from ..model.errors import ModelError
from ..model.quantities import Pressure
from ..model.record import Record, Shape, shapes
from ..model.values import Coordinate, PersonName, Uid
from ..terminology import concepts, standard
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from ..texts import _
from .errors import ReadError
from .item import Item, Quantity, Relation, among, code, container, num, text, uid

R = TypeVar("R", bound=Record)
_UNIT_OF_PRESSURE = {unit.key: name for name, unit in concepts.PRESSURE_UNITS.items()}


@cache
def concept_of(record: str, field: str) -> Code:
    """The concept name of a field."""
    return concepts.question(f"{record}.{field}")


@cache
def entry_concept(record: str, field: str) -> Code:
    """The concept name of one entry of a list field."""
    key = f"{record}.{field}.item"
    return PRIVATE[key] if key in PRIVATE else concept_of(record, field)


def empty_list(record: str, field: str) -> Code:
    """The answer that says a list is empty and was looked for."""
    return standard.NO_COMPLICATIONS if (record, field) == ("Procedure", "complications") else concepts.NONE_FOUND


def encode(record: Record, *, skip: Iterable[str] = ()) -> list[Item]:
    """The items of every recorded field, in the order of the fields, but those in ``skip``."""
    items: list[Item] = []
    for name, form in shapes(type(record)).items():
        value = getattr(record, name)
        if value is not None and name not in skip:
            items += _encode_field(type(record), name, form, value)
    return items


def _encode_field(owner: type[Record], name: str, form: Shape, value: Any) -> list[Item]:
    record = owner.__name__
    if form.many and not value:
        return [code(concept_of(record, name), empty_list(record, name))] if form.optional else []
    if form.many:
        return [_encode_one(entry_concept(record, name), name, form, entry) for entry in value]
    if form.is_record and not form.optional:
        return [] if value == form.kind() else _encode_single(owner, name, value)
    return [_encode_one(concept_of(record, name), name, form, value)]


def _encode_single(owner: type[Record], name: str, value: Record) -> list[Item]:
    inside = encode(value)
    return inside if stands_open(owner, name) else [container(concept_of(owner.__name__, name), inside)]


def stands_open(owner: type, name: str) -> bool:
    """Whether the fields of a single record need no container: their concept names say what they belong to.

    Not where the owner has several records of the class, nor where an absent record could not be told from one
    without entries.
    """
    return _stands_open(owner, name)


@cache
def _stands_open(owner: type, name: str) -> bool:
    form = shapes(owner)[name]
    if not form.is_record or form.many or form.optional:
        return False
    alone = sum(other.kind is form.kind for other in shapes(owner).values()) == 1
    return alone and not any(_needed(field, shapes(form.kind)[field.name]) for field in fields(form.kind))


def _encode_one(concept: Code, name: str, form: Shape, value: Any) -> Item:
    if isinstance(value, Pressure):
        return num(concept, value.value, concepts.PRESSURE_UNITS[value.unit])
    if form.is_record:
        return container(concept, encode(value))
    if form.is_enum:
        return code(concept, concepts.answer(form.kind.__name__, value.value))
    return _PLAIN[form.kind](concept, name, value)


def _encode_number(concept: Code, name: str, value: Any) -> Item:
    return num(concept, value, concepts.unit(name))


_PLAIN: dict[Any, Callable[[Code, str, Any], Item]] = {
    str: lambda concept, _, value: text(concept, value),
    bool: lambda concept, _, value: code(concept, standard.YES if value else standard.NO),
    int: _encode_number,
    Decimal: _encode_number,
    Coordinate: lambda concept, _, value: Item(
        Relation.CONTAINS, "NUM", concept, Quantity(shortest(value), concepts.MILLIMETER)
    ),
    datetime: lambda concept, _, value: Item(Relation.CONTAINS, "DATETIME", concept, value),
    Uid: lambda concept, _, value: uid(concept, value),
    PersonName: lambda concept, _, value: Item(Relation.CONTAINS, "PNAME", concept, value),
}


def shortest(value: float) -> str:
    """The shortest notation that rounds to this float32: at most nine significant digits, so it fits a DS."""
    candidates = (f"{value:.{digits}g}" for digits in range(1, 10))
    return next(text for text in candidates if struct.unpack("<f", struct.pack("<f", float(text)))[0] == value)


class Reading:
    """The items of one container while fields are taken from them; what is left over was not understood."""

    def __init__(self, items: Iterable[Item], where: str) -> None:
        """``where`` names the container in messages."""
        self.items = [item for item in items if not item.named(concepts.CONTENT_OF_RECORD)]
        self.where = where

    def take_all(self, concept: Code) -> list[Item]:
        """Take the items of that concept name."""
        found = among(self.items, concept)
        self.items = [item for item in self.items if not item.named(concept)]
        return found

    def take(self, concept: Code) -> Item | None:
        """Take the one item of that concept name; two are an error."""
        found = self.take_all(concept)
        if len(found) > 1:
            raise ReadError(
                _("{where}: {concept} stands {found} times; the file is damaged").format(
                    where=self.where, concept=concept.meaning, found=len(found)
                )
            )
        return found[0] if found else None

    def finish(self, notices: list[str]) -> None:
        """Say what was not understood: it is never dropped silently."""
        for item in self.items:
            name = item.concept.meaning if item.concept else _("an item without a name")
            notices.append(
                _("{where}: {name} is not known to this version and is left out").format(where=self.where, name=name)
            )


def decode(reading: Reading, kind: type[R], given: Mapping[str, Any], notices: list[str]) -> R:
    """Build a record from the items of its container; ``given`` are fields that come from elsewhere."""
    arguments = dict(given)
    for name in shapes(kind):
        if name not in given:
            value = decode_field(reading, kind, name, notices)
            if value is not None:
                arguments[name] = value
    missing = [f.name for f in fields(kind) if f.name not in arguments and _needed(f, shapes(kind)[f.name])]
    if missing:
        raise ReadError(
            _("{where}: {concept} is missing").format(
                where=reading.where, concept=concept_of(kind.__name__, missing[0]).meaning
            )
        )
    try:
        return kind(**arguments)
    except ModelError as error:
        raise ReadError(f"{reading.where}: {error}") from None


def _needed(field: Any, form: Shape) -> bool:
    """Whether a field is always written; one with a default too, unless its absence is how it says *empty*."""
    without_default = field.default is MISSING and field.default_factory is MISSING
    return without_default or not (form.optional or form.many or form.is_record)


def decode_field(reading: Reading, kind: type[Record], name: str, notices: list[str]) -> Any:
    """The value of one field, ``None`` if it was not recorded."""
    record, form = kind.__name__, shapes(kind)[name]
    if not form.many:
        item = reading.take(concept_of(record, name))
        if item is None and stands_open(kind, name):
            return decode(reading, form.kind, {}, notices)
        return None if item is None else _decode_one(item, name, form, f"{reading.where}, {name}", notices)
    concept, entry = concept_of(record, name), entry_concept(record, name)
    found = reading.take_all(concept) + (reading.take_all(entry) if entry != concept else [])
    if not found:
        return None
    empty = empty_list(record, name).key
    if len(found) == 1 and any(code.key == empty for code in found[0].codes()):
        return ()
    return tuple(_decode_one(item, name, form, f"{reading.where}, {name}", notices) for item in found)


LINE = "\r\n"
"""Between the lines of a TEXT (PS3.5 section 6.2, UT)."""


def lines(item: Item, where: str) -> list[str]:
    """The lines of a TEXT; an empty one, or a control character in one, is damage.

    An archive may keep a bare line feed; characters that break lines elsewhere belong to the text.
    """
    found: list[str] = expect(item, "TEXT", where).replace(LINE, "\n").split("\n")
    if not all(found) or any(character < " " for line in found for character in line):
        raise ReadError(
            _("{where}: {concept} holds an empty or a broken line; the file is damaged").format(
                where=where, concept=item.concept.meaning if item.concept else item.type
            )
        )
    return found


def _decode_one(item: Item, name: str, form: Shape, where: str, notices: list[str]) -> Any:
    if form.kind is Pressure:
        return _decode_pressure(item, where)
    if form.is_record:
        expect(item, "CONTAINER", where)
        inside = Reading(item.children, where)
        record = decode(inside, form.kind, {}, notices)
        inside.finish(notices)
        return record
    if form.is_enum:
        return form.kind(read_answer(item, form.kind.__name__, where))
    return _decode_plain(item, name, form.kind, where)


def _decode_pressure(item: Item, where: str) -> Pressure:
    number = expect(item, "NUM", where)
    unit = _UNIT_OF_PRESSURE.get(number.unit.key)
    if unit is None:
        raise ReadError(
            _("{where}: {unit} is no unit of pressure that a report can hold").format(
                where=where, unit=number.unit.value
            )
        )
    try:
        return Pressure(_number(number.number, where), unit)  # type: ignore[arg-type]
    except ModelError as error:
        raise ReadError(f"{where}: {error}") from None


def read_answer(item: Item, kind: str, where: str) -> str:
    """The value of a closed list that a CODE item answers; an unknown code is an error, never *not recorded*."""
    value = expect(item, "CODE", where)
    known = concepts.answers(kind).get(value.key)
    if known is None:
        raise ReadError(
            _("{where}: the answer ({value}, {scheme}, {meaning}) is not known").format(
                where=where, value=value.value, scheme=value.scheme, meaning=value.meaning
            )
        )
    return known


def _decode_plain(item: Item, name: str, kind: Any, where: str) -> Any:
    if kind is bool:
        return yes_no(item, where)
    if kind in (int, Decimal, Coordinate):
        unit = concepts.MILLIMETER if kind is Coordinate else concepts.unit(name)
        number = _number(quantity(item, unit, where), where)
        if kind is int and number != number.to_integral_value():
            raise ReadError(_("{where}: {number} should be a whole number").format(where=where, number=number))
        return int(number) if kind is int else number
    return expect(item, _TYPES[kind], where)


_TYPES: dict[Any, str] = {str: "TEXT", datetime: "DATETIME", Uid: "UIDREF", PersonName: "PNAME"}


def _number(notation: str, where: str) -> Decimal:
    try:
        number = Decimal(notation)
    except ArithmeticError:
        raise ReadError(_("{where}: {notation!r} is not a number").format(where=where, notation=notation)) from None
    if not number.is_finite():
        raise ReadError(_("{where}: {notation} is not a finite number").format(where=where, notation=notation))
    return number


def yes_no(item: Item, where: str) -> bool:
    """The answer of a CODE item that says yes or no; any other code is an error."""
    value = expect(item, "CODE", where)
    if value.key not in (standard.YES.key, standard.NO.key):
        raise ReadError(
            _("{where}: ({value}, {scheme}, {meaning}) is neither yes nor no").format(
                where=where, value=value.value, scheme=value.scheme, meaning=value.meaning
            )
        )
    return value.key == standard.YES.key


def expect(item: Item, kind: str, where: str) -> Any:
    """The value of an item of that type; another type, or no value, is an error."""
    if item.type != kind or (item.value is None and kind != "CONTAINER"):
        raise ReadError(
            _("{where}: expected a {kind} with a value, found {type}").format(where=where, kind=kind, type=item.type)
        )
    return item.value


def quantity(item: Item, unit: Code, where: str) -> str:
    """The number of a NUM item in the expected unit; any other unit is an error."""
    number = expect(item, "NUM", where)
    if number.unit.key != unit.key:
        raise ReadError(
            _("{where}: the unit is {unit}, it should be {right}").format(
                where=where, unit=number.unit.value, right=unit.value
            )
        )
    return str(number.number)

# SPDX-License-Identifier: Apache-2.0
"""One disc in the document: a measurement group (TID 1410) with its private records, or a level without a region."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..model.disc import CTFindings, Disc, Position
from ..model.errors import ModelError
from ..model.procedure import Procedure
from ..model.results import RuleSetResult
from ..series.ct import PixelPoint
from ..terminology import concepts, standard
from ..terminology.scheme import PRIVATE
from ..texts import _
from . import views
from .envelope import Encoding
from .errors import ReadError
from .interpretation import decode_results, encode_results
from .item import ImageReference, Item, Point3D, Quantity, Relation, code, container, text, uid
from .records import Reading, concept_of, decode, decode_field, encode, expect

_GROUP_FIELDS = (
    "uid", "level", "comment", "opening_pressure", "peak_pressure", "final_static_pressure", "volume_ml",
    "status", "role", "endpoint", "stop_reason",
)  # fmt: skip
"""Fields of a disc that stand in the measurement group only, not again in the disc record."""
_CT_IN_GROUP = ("adams", "extent", "arc_deg", "contrast_hu")
"""Of its findings on CT."""
_LEVEL_NOTE = PRIVATE["Disc.level_note"]


def with_region(
    disc: Disc,
    procedure: Procedure,
    results: Sequence[RuleSetResult],
    primary: str,
    spot: PixelPoint,
    encoding: Encoding,
) -> Item:
    """The measurement group of a disc that has a marker; ``spot`` is the marker on its nearest slice."""
    children = [
        *_heading(disc, results, primary),
        *_regions(disc, spot, encoding),
        *_findings(disc, procedure, results, primary),
        *_stimulation(disc),
        _disc_record(disc, encoding),
        *encode_results(results),
    ]
    kind = (Relation.CONTAINS, "CONTAINER", standard.MEASUREMENT_GROUP)
    return Item(*kind, None, tuple(children), observed_at=disc.injected_at, template="1410")


def without_region(disc: Disc, results: Sequence[RuleSetResult]) -> Item:
    """A disc without a marker, with all that is recorded of it."""
    items = [*encode(disc), *_level_note(disc), *views.outcomes(results), *encode_results(results)]
    return container(PRIVATE["level_without_region"], items)


def _values(disc: Disc, procedure: Procedure, results: Sequence[RuleSetResult], primary: str) -> list[Item]:
    """Everything that a group shows but regions and records."""
    return [*_heading(disc, results, primary), *_findings(disc, procedure, results, primary)]


def _heading(disc: Disc, results: Sequence[RuleSetResult], primary: str) -> list[Item]:
    purpose = code(standard.GEOMETRIC_PURPOSE, standard.REPRESENTATIVE_POINT)
    return [*_identity(disc), *_method(disc, results, primary), purpose]


def _findings(disc: Disc, procedure: Procedure, results: Sequence[RuleSetResult], primary: str) -> list[Item]:
    return [*views.numbers(disc, procedure), *views.answers(disc, results, primary), *_comment(disc)]


def _identity(disc: Disc) -> list[Item]:
    return [
        text(standard.TRACKING_IDENTIFIER, tracking_identifier(disc), Relation.OBSERVATION),
        uid(standard.TRACKING_UID, disc.uid, Relation.OBSERVATION),
        code(standard.FINDING, standard.INTERVERTEBRAL_DISC),
    ]


def tracking_identifier(disc: Disc) -> str:
    """The name of a disc for people: ``Disc L4/L5``."""
    return f"Disc {disc.level.replace('-', '/')}"


def _method(disc: Disc, results: Sequence[RuleSetResult], primary: str) -> list[Item]:
    leading = next((result for result in results if result.rule_set == primary), None)
    terms = leading.terms if leading else ()
    applied = [f"{t.what} {t.operator} {t.threshold} {t.unit}".strip() for t in terms if t.threshold]
    modifier = Relation.MODIFIER
    return [
        code(standard.MEASUREMENT_METHOD, views.rule_set_code(primary), modifier),
        code(standard.FINDING_SITE, concepts.level(disc.level), modifier),
        text(standard.ALGORITHM_NAME, f"DiscographyReport criteria: {primary}", modifier),
        text(standard.ALGORITHM_VERSION, leading.version if leading else "none", modifier),
        text(standard.ALGORITHM_PARAMETERS, "; ".join(dict.fromkeys(applied)) or "none applied", modifier),
    ]


def _regions(disc: Disc, spot: PixelPoint, encoding: Encoding) -> list[Item]:
    """The point on the nearest slice and, before OHIF stops showing anything, never before it, the point in space."""
    three_dimensional = encoding is Encoding.COMPREHENSIVE_3D
    plane = spot.slice
    image = Item(
        Relation.SELECTED_FROM,
        "IMAGE",
        standard.SOURCE_OF_MEASUREMENT,
        ImageReference(plane.sop_class_uid, plane.sop_instance_uid, plane.frame),
    )
    purpose = standard.SOURCE_OF_MEASUREMENT if three_dimensional else standard.IMAGE_REGION
    items = [Item(Relation.CONTAINS, "SCOORD", purpose, (spot.column, spot.row), (image,))]
    if three_dimensional:
        position = _placed(disc)
        point = Point3D(position.point, position.frame_of_reference_uid)
        items.append(Item(Relation.CONTAINS, "SCOORD3D", standard.IMAGE_REGION, point))
    return items


def _placed(disc: Disc) -> Position:
    assert disc.position is not None, "only discs with a marker have a region"
    return disc.position


def _comment(disc: Disc) -> list[Item]:
    return [] if disc.comment is None else [text(standard.COMMENT, disc.comment)]


def _stimulation(disc: Disc) -> list[Item]:
    return [container(PRIVATE["stimulation_record"], _events(disc))] if disc.events else []


def _disc_record(disc: Disc, encoding: Encoding) -> Item:
    placed_in_group = ("position",) if encoding is Encoding.COMPREHENSIVE_3D else ()
    rest = replace(disc, ct=replace(disc.ct, **dict.fromkeys(_CT_IN_GROUP)))
    items = encode(rest, skip=(*_GROUP_FIELDS, "events", *placed_in_group))
    return container(PRIVATE["disc_record"], [*items, *_level_note(disc)])


def _events(disc: Disc) -> list[Item]:
    return [container(concept_of("Disc", "events"), encode(event)) for event in disc.events]


def _level_note(disc: Disc) -> list[Item]:
    if concepts.has_standard_level(disc.level):
        return []
    return [text(_LEVEL_NOTE, f"The disc {disc.level} has no code in DICOM CID 7604; a private code names it.")]


def decode_group(
    item: Item, procedure: Procedure, primary: str, notices: list[str]
) -> tuple[Disc, tuple[RuleSetResult, ...]]:
    """The disc of a measurement group and its results as signed; derived values that differ are noticed."""
    group = Reading(item.children, "Measurement group")
    tracking = group.take(standard.TRACKING_IDENTIFIER)
    group.where = str(tracking.value) if tracking else group.where
    record = group.take(PRIVATE["disc_record"])
    if record is None:
        raise ReadError(_("{where}: the disc record is missing").format(where=group.where))
    interpretation = group.take(PRIVATE["interpretation_record"])
    position = _position(group)
    inside = Reading(record.children, group.where)
    inside.take(_LEVEL_NOTE)
    given = _given_in_group(group, notices)
    disc = _with_ct(decode(inside, Disc, {**given, **position}, notices), Reading(_known(group), group.where), notices)
    inside.finish(notices)
    if disc.position is None:
        raise ReadError(_("{where}: its point on the CT is missing").format(where=group.where))
    results = decode_results(interpretation, disc.uid, notices)
    expected = _values(disc, procedure, results, primary)
    _compare([child for child in item.children if child.type in _VALUE_TYPES], expected, group.where, notices)
    return disc, results


def _position(group: Reading) -> dict[str, Position]:
    """Take the regions; only the one in space tells the position."""
    group.take(standard.SOURCE_OF_MEASUREMENT)
    region = group.take(standard.IMAGE_REGION)
    if region is None or region.type == "SCOORD":
        return {}
    point = expect(region, "SCOORD3D", group.where)
    try:
        x, y, z = point.point
        return {"position": Position(x, y, z, point.frame_of_reference_uid)}
    except ValueError:
        raise ReadError(_("{where}: its point on the CT is damaged").format(where=group.where)) from None


def _given_in_group(group: Reading, notices: list[str]) -> dict[str, Any]:
    """The fields of a disc that stand in the group, and not in the record."""
    stimulation = group.take(PRIVATE["stimulation_record"])
    events = Reading(stimulation.children if stimulation else (), group.where)
    source = Reading(_known(group), group.where)
    fields = {name: decode_field(source, Disc, name, notices) for name in _GROUP_FIELDS}
    fields["events"] = decode_field(events, Disc, "events", notices)
    events.finish(notices)
    Reading([item for item in source.items if item.type not in _VALUE_TYPES], group.where).finish(notices)
    return {name: value for name, value in fields.items() if value is not None}


def _with_ct(disc: Disc, shown: Reading, notices: list[str]) -> Disc:
    """The findings on CT that the group shows; what the record says of them, in earlier documents, goes first."""
    unsaid = [name for name in _CT_IN_GROUP if getattr(disc.ct, name) is None]
    fields = {name: decode_field(shown, CTFindings, name, notices) for name in unsaid}
    try:
        return replace(disc, ct=replace(disc.ct, **fields))
    except ModelError as error:
        raise ReadError(f"{shown.where}: {error}") from None


_VALUE_TYPES = ("NUM", "CODE", "TEXT", "UIDREF")
"""Types of the items that a measurement group shows; the others are regions and records."""


def _known(group: Reading) -> list[Item]:
    """The items of the group without answers that were not recorded."""
    silent = concepts.NOT_RECORDED.key
    return [item for item in group.items if not (item.type == "CODE" and item.value and item.value.key == silent)]


def _compare(shown: list[Item], expected: list[Item], where: str, notices: list[str]) -> None:
    """Notice where what the group shows does not follow from what is recorded."""
    found, wanted = [[(item.concept, _essence(item)) for item in items] for items in (shown, expected)]
    changed = [concept for concept, value in found if (concept, value) not in wanted]
    present = {concept for concept, _ in found}
    lost = [concept for concept, _ in wanted if concept not in present]
    for concept in changed:
        name = concept.meaning if concept else _("an item without a name")
        notices.append(
            _("{where}: the shown value of {name} differs from what the record gives").format(where=where, name=name)
        )
    notices += [
        _("{where}: {concept} is not shown").format(where=where, concept=concept.meaning) for concept in lost if concept
    ]
    if any(found.count(value) > wanted.count(value) for value in set(found) & set(wanted)):
        notices.append(_("{where}: a value is shown twice").format(where=where))


def _essence(item: Item) -> Any:
    return (item.value.number, item.value.unit.key) if isinstance(item.value, Quantity) else item.value


def decode_without_region(item: Item, notices: list[str]) -> tuple[Disc, tuple[RuleSetResult, ...]]:
    """The disc of a level without a region, and its results as signed."""
    reading = Reading(item.children, PRIVATE["level_without_region"].meaning)
    reading.take(_LEVEL_NOTE)
    interpretation = reading.take(PRIVATE["interpretation_record"])
    disc = decode(reading, Disc, {}, notices)
    results = decode_results(interpretation, disc.uid, notices)
    _check_outcomes(reading, results, notices)
    reading.finish(notices)
    return disc, results


def _check_outcomes(reading: Reading, results: Sequence[RuleSetResult], notices: list[str]) -> None:
    """Earlier documents show no answers here."""
    wanted = views.outcomes(results)
    questions = {item.concept.key for item in wanted if item.concept}
    shown = [item for item in reading.items if item.concept and item.concept.key in questions]
    reading.items = [item for item in reading.items if item not in shown]
    if shown and shown != wanted:
        notices.append(
            _("{where}: the shown results differ from those of the interpretation record").format(where=reading.where)
        )

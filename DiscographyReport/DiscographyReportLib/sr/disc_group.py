# SPDX-License-Identifier: Apache-2.0
"""One disc in the document: a measurement group (TID 1410) with its private records, or a level without a region."""

from collections.abc import Sequence
from typing import Any

from ..model.disc import Disc, Position
from ..model.procedure import Procedure
from ..model.results import RuleSetResult
from ..series.ct import PixelPoint
from ..terminology import concepts, standard
from ..terminology.scheme import PRIVATE
from . import views
from .envelope import Encoding
from .errors import ReadError
from .interpretation import decode_results, encode_results
from .item import ImageReference, Item, Point3D, Relation, code, container, only, text, uid
from .records import Reading, concept_of, decode, decode_field, encode

_GROUP_FIELDS = (
    "uid", "level", "comment", "opening_pressure", "peak_pressure", "final_static_pressure", "volume_ml",
    "status", "role", "endpoint", "stop_reason",
)  # fmt: skip
"""Fields of a disc that stand in the measurement group only, not again in the disc record."""
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
        *_identity(disc),
        *_method(disc, results, primary),
        code(standard.GEOMETRIC_PURPOSE, standard.REPRESENTATIVE_POINT),
        *_regions(disc, spot, encoding),
        *views.numbers(disc, procedure),
        *views.answers(disc, results, primary),
        *_comment(disc),
        *_stimulation(disc),
        _disc_record(disc, encoding),
        encode_results(results),
    ]
    kind = (Relation.CONTAINS, "CONTAINER", standard.MEASUREMENT_GROUP)
    return Item(*kind, None, tuple(children), observed_at=disc.injected_at, template="1410")


def without_region(disc: Disc, results: Sequence[RuleSetResult]) -> Item:
    """A disc without a marker, with all that is recorded of it."""
    items = [*encode(disc), *_level_note(disc), encode_results(results)]
    return container(PRIVATE["level_without_region"], items)


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
    items = encode(disc, skip=(*_GROUP_FIELDS, "events", *placed_in_group))
    return container(PRIVATE["disc_record"], [*items, *_level_note(disc)])


def _events(disc: Disc) -> list[Item]:
    return [container(concept_of("Disc", "events"), encode(event)) for event in disc.events]


def _level_note(disc: Disc) -> list[Item]:
    if concepts.has_standard_level(disc.level):
        return []
    return [text(_LEVEL_NOTE, f"The disc {disc.level} has no code in DICOM CID 7604; a private code names it.")]


def decode_group(item: Item, procedure: Procedure, primary: str, notices: list[str]) -> tuple[Disc, tuple[RuleSetResult, ...]]:
    """The disc of a measurement group and its results as signed; derived values that differ are noticed."""
    group = Reading(item.children, "Measurement group")
    tracking = group.take(standard.TRACKING_IDENTIFIER)
    group.where = str(tracking.value) if tracking else group.where
    record = group.take(PRIVATE["disc_record"])
    if record is None:
        raise ReadError(f"{group.where}: the disc record is missing")
    inside = Reading(record.children, group.where)
    inside.take(_LEVEL_NOTE)
    given = _given_in_group(group, notices)
    disc = decode(inside, Disc, given, notices)
    inside.finish(notices)
    results = decode_results(group.take(PRIVATE["interpretation_record"]), disc.uid, notices)
    _compare(item, disc, procedure, results, primary, group.where, notices)
    return disc, results


def _given_in_group(group: Reading, notices: list[str]) -> dict[str, Any]:
    """The fields of a disc that stand in the group, and not in the record."""
    stimulation = group.take(PRIVATE["stimulation_record"])
    events = Reading(stimulation.children if stimulation else (), group.where)
    names = (*_GROUP_FIELDS, "events")
    source = Reading([*_known(group), *events.items], group.where)
    partial: dict[str, Any] = {}
    for name in names:
        value = decode_field(source, Disc, name, notices)
        if value is not None:
            partial[name] = value
    point = only(group.items, standard.IMAGE_REGION)
    if point is not None and point.type == "SCOORD3D":
        partial["position"] = Position(*point.value.point, point.value.frame_of_reference_uid)
    return partial


def _known(group: Reading) -> list[Item]:
    """The items of the group without answers that were not recorded."""
    silent = concepts.NOT_RECORDED.key
    return [item for item in group.items if not (item.type == "CODE" and item.value and item.value.key == silent)]


def _compare(
    item: Item,
    disc: Disc,
    procedure: Procedure,
    results: Sequence[RuleSetResult],
    primary: str,
    where: str,
    notices: list[str],
) -> None:
    """Notice where what the group shows does not follow from what is recorded."""
    expected = [*views.numbers(disc, procedure), *views.answers(disc, results, primary)]
    shown = [child for child in item.children if child.type in ("NUM", "CODE") and child.relation == Relation.CONTAINS]
    apart = (standard.FINDING.key, standard.GEOMETRIC_PURPOSE.key)
    shown = [child for child in shown if child.concept is not None and child.concept.key not in apart]
    if list(map(_essence, shown)) == list(map(_essence, expected)):
        return
    wanted = {_essence(child) for child in expected}
    for child in shown:
        if _essence(child) not in wanted and child.concept is not None:
            notices.append(f"{where}: the shown value of {child.concept.meaning} differs from what the record gives")


def _essence(item: Item) -> tuple[Any, ...]:
    value = item.value
    plain = (value.number, value.unit.key) if item.type == "NUM" else value.key
    return (item.concept.key if item.concept else None, plain)


def decode_without_region(item: Item, notices: list[str]) -> tuple[Disc, tuple[RuleSetResult, ...]]:
    """The disc of a level without a region, and its results as signed."""
    reading = Reading(item.children, PRIVATE["level_without_region"].meaning)
    reading.take(_LEVEL_NOTE)
    interpretation = reading.take(PRIVATE["interpretation_record"])
    disc = decode(reading, Disc, {}, notices)
    reading.finish(notices)
    return disc, decode_results(interpretation, disc.uid, notices)

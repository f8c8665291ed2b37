# SPDX-License-Identifier: Apache-2.0
"""What readers of others show of each disc, beside what the document says: every value under its heading."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from pydicom.dataset import Dataset

from ..sr.item import Item, among, only
from ..sr.parse import parse_item
from ..terminology import standard


class ShownDisc(NamedTuple):
    """A disc as a reader shows it: numbers as (heading, number, unit), answers as (heading, answer), by code value."""

    uid: str
    level: str
    numbers: tuple[tuple[str, Decimal, str], ...]
    answers: tuple[tuple[str, str], ...]
    has_point: bool = True


Reading = Callable[[Any], list[ShownDisc]]


def shown_discs(dataset: Dataset) -> list[ShownDisc]:
    """The discs of a document that have a measurement group."""
    measurements = only(parse_item(dataset).children, standard.IMAGING_MEASUREMENTS)
    return [_shown(group) for group in among(measurements.children if measurements else (), standard.MEASUREMENT_GROUP)]


def _shown(group: Item) -> ShownDisc:
    tracking, site = only(group.children, standard.TRACKING_UID), only(group.children, standard.FINDING_SITE)
    contained = [item for item in group.children if item.relation == "CONTAINS" and item.concept and item.value]
    numbers = [(i.concept.value, Decimal(i.value.number), i.value.unit.value) for i in contained if i.type == "NUM"]  # type: ignore[union-attr]
    answers = [(i.concept.value, i.value.value) for i in contained if i.type == "CODE"]  # type: ignore[union-attr]
    level = site.value.value if site else ""
    return ShownDisc(str(tracking.value) if tracking else "", level, tuple(numbers), _own(answers))


_OF_THE_TEMPLATE = (standard.FINDING.value, standard.GEOMETRIC_PURPOSE.value)


def _own(answers: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without the codes of the template, which readers treat in their own ways."""
    return tuple(pair for pair in answers if pair[0] not in _OF_THE_TEMPLATE)


def differences(written: list[ShownDisc], read: list[ShownDisc]) -> Iterator[str]:
    """What a reader shows otherwise than it was written, a sentence each."""
    by_uid = {disc.uid: disc for disc in read}
    if len(read) != len(written):
        yield f"it shows {len(read)} discs of {len(written)}"
    for disc in written:
        shown = by_uid.get(disc.uid)
        if shown is None:
            yield f"it does not show the disc {disc.uid}"
        elif not shown.has_point:
            yield f"it shows the disc {disc.uid} without its point"
        elif shown != disc:
            yield from _other_values(disc, shown)


def _other_values(disc: ShownDisc, shown: ShownDisc) -> Iterator[str]:
    if shown.level != disc.level:
        yield f"it shows the disc {disc.uid} at {shown.level or 'no level'}, not at {disc.level}"
    written, read = (*disc.numbers, *disc.answers), (*shown.numbers, *shown.answers)
    for value in written:
        if value not in read:
            yield f"it does not show {' '.join(map(str, value[1:]))} under {value[0]} of the disc {disc.uid}"
    for value in read:
        if value not in written:
            yield f"it shows {' '.join(map(str, value[1:]))} under {value[0]} of the disc {disc.uid}"


def _dcmqi_disc(group: dict[str, Any]) -> ShownDisc:
    numbers = [
        (item["quantity"]["CodeValue"], Decimal(item["value"]), item["units"]["CodeValue"])
        for item in group.get("measurementItems", ())
    ]
    answers = [
        (item["conceptCode"]["CodeValue"], item["conceptValue"]["CodeValue"])
        for item in group.get("qualitativeEvaluations", ())
        if "CodeValue" in item.get("conceptValue", ())
    ]
    level = group["FindingSite"]["CodeValue"]
    return ShownDisc(group["TrackingUniqueIdentifier"], level, tuple(numbers), _own(answers))


def _dcmqi_discs(document: Any) -> list[ShownDisc]:
    return [_dcmqi_disc(group) for group in document.get("Measurements", ())]


def _highdicom_disc(group: dict[str, Any]) -> ShownDisc:
    numbers = tuple((heading, Decimal(number), unit) for heading, number, unit in group["numbers"])
    return ShownDisc(group["uid"], group["level"], numbers, _own([tuple(a) for a in group["answers"]]), group["point"])


def _highdicom_discs(document: Any) -> list[ShownDisc]:
    return [_highdicom_disc(group) for group in document]


DCMQI: Reading = _dcmqi_discs
HIGHDICOM: Reading = _highdicom_discs
HIGHDICOM_SCRIPT = """
import json, sys
import highdicom
content = highdicom.sr.srread(sys.argv[1]).content
print(json.dumps([
    {
        "uid": group.tracking_uid,
        "level": group.finding_sites[0].value.value,
        "point": group.roi is not None and group.roi.value is not None,
        "numbers": [
            (item.name.value, str(item[0].MeasuredValueSequence[0].NumericValue), item.unit.value)
            for item in group.get_measurements()
        ],
        "answers": [(item.name.value, item.value.value) for item in group.get_qualitative_evaluations()],
    }
    for group in content.get_planar_roi_measurement_groups()
]))
"""
"""Run in a Python of its own: importing highdicom takes half a second, and a strange file may bring it down."""

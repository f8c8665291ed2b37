# SPDX-License-Identifier: Apache-2.0
"""The whole document as items (PS3.16 TID 1500), in the order that was tried with every reader.

The last NUM and CODE lists, the SCOORD before the SCOORD3D, and the procedure record at the very end are what
highdicom, dcmqi, DCMTK, Slicer and OHIF all read rightly; a change of order needs them tried again.
"""

from collections.abc import Sequence
from datetime import datetime

from ..model import derived
from ..model.report import Observer, Report
from ..model.results import Assessment
from ..series.ct import CTSeries
from ..terminology import concepts, standard
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from ..version import VERSION
from . import disc_group, views
from .envelope import Standing
from .item import ImageReference, Item, Relation, code, container, text, uid
from .records import LINE, concept_of, encode

DEVICE_UID = "2.25.128064305391744069235140213574612388873"
"""The device observer: this program, the same for every report."""
DEVICE_NAME = "DiscographyReport"
MANUFACTURER = "DiscographyReport project"
SERIAL_NUMBER = "not serialized"
_OBSERVED = Relation.OBSERVATION


def document(report: Report, series: CTSeries, standing: Standing, assessment: Assessment) -> Item:
    """The root container."""
    children = [
        code(standard.LANGUAGE, standard.ENGLISH_US, Relation.MODIFIER),
        *(item for observer in report.observers for item in _person(observer)),
        *device_observer(),
        code(standard.PROCEDURE_REPORTED, standard.PROCEDURES[report.region], Relation.MODIFIER),
        _image_library(report, series),
        *_measurements(_groups(report, series, standing, assessment)),
        container(standard.QUALITATIVE_EVALUATIONS, _evaluations(report, assessment)),
        container(PRIVATE["procedure_record"], _procedure(report, standing, assessment)),
    ]
    root = standard.IMAGING_MEASUREMENT_REPORT
    return Item("", "CONTAINER", root, None, tuple(children), template="1500")


def _person(observer: Observer) -> list[Item]:
    """TID 1003, and when that person last entered something."""
    items = encode(observer)
    order = {concept_of("Observer", name).key: rank for rank, name in enumerate(_PERSON_ORDER)}
    ordered = sorted(items, key=lambda item: order[item.concept.key] if item.concept else 0)
    kind = code(standard.OBSERVER_TYPE, standard.PERSON, _OBSERVED)
    return [kind, *(Item(_OBSERVED, item.type, item.concept, item.value) for item in ordered)]


_PERSON_ORDER = ("name", "login", "organization", "organizational_role", "role", "entered_at")


def device_observer() -> list[Item]:
    """This software as an observer (PS3.16 TID 1004)."""
    texts = (
        (standard.DEVICE_NAME, DEVICE_NAME),
        (standard.DEVICE_MANUFACTURER, MANUFACTURER),
        (standard.DEVICE_MODEL, f"{DEVICE_NAME} {VERSION}"),
        (standard.DEVICE_SERIAL, SERIAL_NUMBER),
    )
    kind = code(standard.OBSERVER_TYPE, standard.DEVICE, _OBSERVED)
    return [kind, uid(standard.DEVICE_UID, DEVICE_UID, _OBSERVED), *(text(c, v, _OBSERVED) for c, v in texts)]


def _image_library(report: Report, series: CTSeries) -> Item:
    """One group per series and frame of reference, with shared descriptors: 17 of them per slice made 1.2 MB."""
    acquired = Relation.ACQUISITION
    items = [
        code(standard.MODALITY, standard.CT, acquired),
        code(standard.TARGET_REGION, standard.REGIONS[report.region], acquired),
        *_study_date(series.header.get("StudyDate", "")),
        uid(standard.FRAME_OF_REFERENCE_UID, series.frame_of_reference_uid, acquired),
        *(Item(Relation.CONTAINS, "IMAGE", None, ImageReference(*uids)) for uids in series.instance_uids()),
    ]
    return container(standard.IMAGE_LIBRARY, [container(standard.IMAGE_LIBRARY_GROUP, items)])


def _study_date(value: str) -> list[Item]:
    try:
        date = datetime.strptime(str(value), "%Y%m%d")
    except ValueError:
        return []
    return [Item(Relation.ACQUISITION, "DATE", standard.STUDY_DATE, date)]


def _measurements(groups: Sequence[Item]) -> list[Item]:
    """Left out where no disc has a marker (PS3.16 TID 1500 row 6)."""
    return [container(standard.IMAGING_MEASUREMENTS, groups)] if groups else []


def _groups(report: Report, series: CTSeries, standing: Standing, assessment: Assessment) -> Sequence[Item]:
    return [
        disc_group.with_region(
            disc,
            report.procedure,
            assessment.of_disc(disc.uid),
            assessment.primary,
            series.locate(disc.position.point),
            standing.encoding,
        )
        for disc in report.discs
        if disc.position is not None
    ]


def _evaluations(report: Report, assessment: Assessment) -> list[Item]:
    """The answer for the patient: CODE and TEXT only, which is all that a reader of TID 1500 expects here."""
    statement = derived.numbering_statement(report.procedure.numbering)
    site = [text(PRIVATE["result.site_rule_set"], assessment.primary)]
    return [
        code(PRIVATE["document.criteria_set"], views.rule_set_code(assessment.primary)),
        *(site if views.is_site_rule_set(assessment.primary) else []),
        text(PRIVATE["document.criteria_version"], assessment.primary_version),
        text(PRIVATE["document.numbering_statement"], statement),
        code(PRIVATE["document.overall"], views.polarity_shown(assessment.overall, report.injected)),
        *(code(PRIVATE["document.positive_level"], concepts.level(name)) for name in assessment.positive_levels),
        code(PRIVATE["document.valid_control"], standard.YES if assessment.valid_control else standard.NO),
        *_lines(PRIVATE["document.limitation"], assessment.limitations),
        *_lines(PRIVATE["document.statement"], assessment.statements),
        *encode(report, skip=set(_REPORT_FIELDS) - {"impression", "recommendation", "comment"}),
    ]


def _lines(concept: Code, sentences: Sequence[str]) -> list[Item]:
    return [text(concept, LINE.join(sentences))] if sentences else []


_REPORT_FIELDS = tuple(report_field for report_field in Report.__dataclass_fields__)


def _procedure(report: Report, standing: Standing, assessment: Assessment) -> list[Item]:
    amended = standing.amendment
    return [
        uid(concept_of("Report", "uid"), report.uid),
        *map(_chosen, report.criteria),
        *_primary(report),
        *encode(report.procedure),
        *encode(report, skip=set(_REPORT_FIELDS) - {"explanations"}),
        *([text(PRIVATE["document.amendment_reason"], amended.reason)] if amended else []),
        *(
            disc_group.without_region(disc, assessment.of_disc(disc.uid))
            for disc in report.discs
            if disc.position is None
        ),
    ]


def _chosen(rule_set: str) -> Item:
    """A chosen rule set: a code for ours, its identifier for one that a site added."""
    concept = concept_of("Report", "criteria")
    return text(concept, rule_set) if views.is_site_rule_set(rule_set) else code(concept, views.rule_set_code(rule_set))


def _primary(report: Report) -> list[Item]:
    concept: Code = concept_of("Report", "primary_criteria")
    return [] if report.primary_criteria is None else [text(concept, report.primary_criteria)]

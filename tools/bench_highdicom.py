# SPDX-License-Identifier: Apache-2.0
"""The same report with highdicom's own templates, and its queries on a document.

Its templates have no place for the events, the disc and procedure records and the terms of the rule sets: they get the
measurement groups (same numbers, answers, points and codes), observers, and an image library of every slice.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
from highdicom.sr import CodedConcept
from pydicom.dataset import Dataset

from DiscographyReportLib.model.disc import Disc
from DiscographyReportLib.model.report import Observer, Report
from DiscographyReportLib.model.results import Assessment
from DiscographyReportLib.sr import views
from DiscographyReportLib.sr.item import Item
from DiscographyReportLib.terminology import concepts, standard
from DiscographyReportLib.terminology.code import Code
from DiscographyReportLib.version import VERSION


def write(report: Report, headers: Sequence[Dataset], assessment: Assessment) -> bytes:
    """Build with ``MeasurementReport`` and ``ImageLibrary``, and save."""
    content = hd.sr.MeasurementReport(
        observation_context=_context(report),
        procedure_reported=_concept(standard.PROCEDURES[report.region]),
        imaging_measurements=[_group(disc, report, assessment) for disc in report.discs],
        title=_concept(standard.IMAGING_MEASUREMENT_REPORT),
        referenced_images=headers,
    )
    document = hd.sr.Comprehensive3DSR(
        evidence=headers,
        content=content,
        series_instance_uid=hd.UID(),
        series_number=9000,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="DiscographyReport project",
        performed_procedure_codes=[_concept(standard.PROCEDURES[report.region])],
    )
    document.SpecificCharacterSet = "ISO_IR 192"
    buffer = BytesIO()
    document.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def read(path: Path) -> int:
    """Open a document and ask for every group, number and answer; how many values there were."""
    document: Any = hd.sr.srread(path)
    values = 0
    for group in document.content.get_planar_roi_measurement_groups():
        values += sum(1 for item in group.get_measurements() if item.value is not None)
        values += sum(1 for item in group.get_qualitative_evaluations() if item.value is not None)
    return values


def _concept(code: Code) -> CodedConcept:
    return CodedConcept(value=code.value, scheme_designator=code.scheme, meaning=code.meaning)


def _context(report: Report) -> hd.sr.ObservationContext:
    device = hd.sr.DeviceObserverIdentifyingAttributes(uid="2.25.1", name="DiscographyReport", model_name=VERSION)
    return hd.sr.ObservationContext(
        # Its templates take one person.
        observer_person_context=_person(report.observers[0]),
        observer_device_context=hd.sr.ObserverContext(
            observer_type=_concept(standard.DEVICE), observer_identifying_attributes=device
        ),
    )


def _person(observer: Observer) -> hd.sr.ObserverContext:
    attributes = hd.sr.PersonObserverIdentifyingAttributes(
        name=observer.name, login_name=observer.login, organization_name=observer.organization
    )
    return hd.sr.ObserverContext(observer_type=_concept(standard.PERSON), observer_identifying_attributes=attributes)


def _group(disc: Disc, report: Report, assessment: Assessment) -> hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations:
    position = disc.position
    assert position is not None, "every disc of the benchmark has a marker"
    answers = views.answers(disc, assessment.of_disc(disc.uid), assessment.primary)
    return hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=hd.sr.TrackingIdentifier(uid=disc.uid, identifier=f"Disc {disc.level}"),
        referenced_region=hd.sr.ImageRegion3D(
            graphic_type="POINT",
            graphic_data=np.array([position.point]),
            frame_of_reference_uid=position.frame_of_reference_uid,
        ),
        finding_type=_concept(standard.INTERVERTEBRAL_DISC),
        method=_concept(views.rule_set_code(assessment.primary)),
        algorithm_id=hd.sr.AlgorithmIdentification(name=assessment.primary, version=assessment.primary_version),
        finding_sites=[hd.sr.FindingSite(anatomic_location=_concept(concepts.level(disc.level)))],
        measurements=[_measurement(item) for item in views.numbers(disc, report.procedure)],
        qualitative_evaluations=[_evaluation(item) for item in answers],
        geometric_purpose=_concept(standard.REPRESENTATIVE_POINT),
    )


def _measurement(item: Item) -> hd.sr.Measurement:
    return hd.sr.Measurement(_name(item), float(item.value.number), _concept(item.value.unit))


def _evaluation(item: Item) -> hd.sr.QualitativeEvaluation:
    return hd.sr.QualitativeEvaluation(name=_name(item), value=_concept(item.value))


def _name(item: Item) -> CodedConcept:
    assert item.concept is not None, "numbers and answers have a name"
    return _concept(item.concept)

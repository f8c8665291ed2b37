# SPDX-License-Identifier: Apache-2.0
"""What stands above the content tree: patient and study from the CT, series, equipment, flags, evidence."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby

from pydicom.config import disable_value_validation
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from ..model.report import Report
from ..series.attributes import UNREADABLE
from ..series.ct import CTSeries
from ..terminology import scheme, standard
from ..version import VERSION
from .encode import DATE_TIME, encode_code
from .envelope import (
    CHARACTER_SET,
    FLAGS,
    Amendment,
    InstanceIdentity,
    Standing,
    State,
    Verification,
    derived_uid,
)
from .parse import items_of
from .tree import DEVICE_NAME, MANUFACTURER, SERIAL_NUMBER

SERIES_NUMBER = 9000
SERIES_DESCRIPTION = "Discography report"

REQUIRED_COPIES = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex",
    "StudyInstanceUID", "StudyDate", "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName",
)  # fmt: skip
"""Type 1 and 2: written empty where the CT lacks them."""
OPTIONAL_COPIES = (
    "IssuerOfPatientID", "OtherPatientIDs", "EthnicGroup", "PatientAge", "PatientSize", "PatientWeight",
    "PatientIdentityRemoved", "DeidentificationMethod", "StudyDescription", "TimezoneOffsetFromUTC",
)  # fmt: skip
_COPIED_CODES = ("DeidentificationMethodCodeSequence",)
COPIED = (*REQUIRED_COPIES, *OPTIONAL_COPIES)
"""What is copied from the CT as it stands there."""
_REQUEST_KEYWORDS = (
    "AccessionNumber", "PlacerOrderNumberImagingServiceRequest", "FillerOrderNumberImagingServiceRequest",
    "RequestedProcedureID", "RequestedProcedureDescription",
)  # fmt: skip


def header(report: Report, series: CTSeries, standing: Standing) -> Dataset:
    """The data set without content tree and SOP Instance UID.

    What comes from the CT is copied as it is, even where the scanner broke a rule of DICOM: other software finds the
    patient and the study by it.
    """
    with disable_value_validation():
        return _header(report, series, standing)


def _header(report: Report, series: CTSeries, standing: Standing) -> Dataset:
    dataset = Dataset()
    dataset.SpecificCharacterSet = CHARACTER_SET
    copy_patient_and_study(series.header, dataset)
    _add_series(report, series, standing, dataset)
    add_equipment(dataset)
    _add_document(report, standing, dataset)
    _add_references(series, standing, dataset)
    dataset.CodingSchemeIdentificationSequence = Sequence([_private_scheme()])
    return dataset


def copy_patient_and_study(source: Dataset, dataset: Dataset) -> None:
    """Patient and study of another instance of the study, as they stand there."""
    for keyword in REQUIRED_COPIES:
        setattr(dataset, keyword, value_of(source, keyword))
    for keyword in OPTIONAL_COPIES:
        if keyword in source and value_of(source, keyword):
            # A weight in words has no place in a number.
            with suppress(*UNREADABLE):
                setattr(dataset, keyword, value_of(source, keyword))
    for keyword in _COPIED_CODES:
        codes = [_copied_code(item) for item in items_of(source, keyword)]
        if codes:
            setattr(dataset, keyword, Sequence(codes))


def _copied_code(source: Dataset) -> Dataset:
    dataset = Dataset()
    for keyword in ("CodeValue", "CodingSchemeDesignator", "CodingSchemeVersion", "CodeMeaning"):
        if value_of(source, keyword):
            setattr(dataset, keyword, value_of(source, keyword))
    return dataset


def value_of(source: Dataset, keyword: str) -> str | list[str]:
    """The value as decoded text, free of the character set it came in; empty where it cannot be read."""
    try:
        value = source.get(keyword)
    except UNREADABLE:
        return ""
    if isinstance(value, MultiValue):
        return [str(part) for part in value]
    return "" if value is None else str(value)


def _add_series(report: Report, series: CTSeries, standing: Standing, dataset: Dataset) -> None:
    amended = standing.amendment
    own = derived_uid("series", report.uid, series.study_instance_uid)
    dataset.Modality = "SR"
    dataset.SeriesInstanceUID = amended.predecessor.series_instance_uid if amended else own
    dataset.SeriesNumber = SERIES_NUMBER
    dataset.SeriesDescription = SERIES_DESCRIPTION
    dataset.InstanceNumber = amended.predecessor_number + 1 if amended else 1
    dataset.ReferencedPerformedProcedureStepSequence = Sequence()


def add_equipment(dataset: Dataset) -> None:
    """This software (PS3.3 C.7.5.1)."""
    dataset.Manufacturer = MANUFACTURER
    dataset.ManufacturerModelName = DEVICE_NAME
    dataset.SoftwareVersions = VERSION
    dataset.DeviceSerialNumber = SERIAL_NUMBER


def _add_document(report: Report, standing: Standing, dataset: Dataset) -> None:
    """Dates are the report's last change, not now, so that the same report gives the same file."""
    date, time = report.changed_at.strftime("%Y%m%d"), report.changed_at.strftime("%H%M%S")
    dataset.SOPClassUID = standing.encoding.sop_class_uid
    dataset.InstanceCreationDate, dataset.InstanceCreationTime = date, time
    dataset.ContentDate, dataset.ContentTime = date, time
    dataset.CompletionFlag, dataset.VerificationFlag, dataset.PreliminaryFlag = FLAGS[standing.state]
    if standing.state is State.VERIFIED:
        dataset.VerifyingObserverSequence = Sequence(map(_verifying_observer, standing.verifications))
    dataset.PerformedProcedureCodeSequence = Sequence([encode_code(standard.PROCEDURES[report.region])])


def _verifying_observer(verification: Verification) -> Dataset:
    dataset = Dataset()
    dataset.VerifyingOrganization = verification.organization
    dataset.VerificationDateTime = verification.at.strftime(DATE_TIME)
    dataset.VerifyingObserverName = verification.name
    dataset.VerifyingObserverIdentificationCodeSequence = Sequence()
    return dataset


def _add_references(series: CTSeries, standing: Standing, dataset: Dataset) -> None:
    study, own = series.study_instance_uid, series.series_instance_uid
    instances = [InstanceIdentity(study, own, *uids) for uids in series.instance_uids()]
    dataset.CurrentRequestedProcedureEvidenceSequence = references(instances)
    requests = [request(item, study) for item in series.header.get("RequestAttributesSequence") or ()]
    if requests:
        dataset.ReferencedRequestSequence = Sequence(requests)
    if standing.amendment:
        dataset.PredecessorDocumentsSequence = _predecessor(standing.amendment)


def _predecessor(amendment: Amendment) -> Sequence:
    return references([amendment.predecessor])


def references(instances: Iterable[InstanceIdentity]) -> Sequence:
    """Hierarchical SOP Instance Reference Macro (PS3.3 C.17.2.1): study, series, instance."""
    return Sequence(
        _study_reference(study, list(group)) for study, group in groupby(instances, lambda i: i.study_instance_uid)
    )


def _study_reference(study: str, instances: list[InstanceIdentity]) -> Dataset:
    dataset = Dataset()
    dataset.ReferencedSeriesSequence = Sequence(
        _series_reference(series, list(group)) for series, group in groupby(instances, lambda i: i.series_instance_uid)
    )
    dataset.StudyInstanceUID = study
    return dataset


def _series_reference(series: str, instances: list[InstanceIdentity]) -> Dataset:
    dataset = Dataset()
    dataset.ReferencedSOPSequence = Sequence(map(_instance_reference, instances))
    dataset.SeriesInstanceUID = series
    return dataset


def _instance_reference(instance: InstanceIdentity) -> Dataset:
    dataset = Dataset()
    dataset.ReferencedSOPClassUID = instance.sop_class_uid
    dataset.ReferencedSOPInstanceUID = instance.sop_instance_uid
    return dataset


def request(source: Dataset, study: str) -> Dataset:
    """The order as another instance names it (Referenced Request Sequence, type 2 below)."""
    dataset = Dataset()
    dataset.StudyInstanceUID = study
    dataset.ReferencedStudySequence = Sequence()
    for keyword in _REQUEST_KEYWORDS:
        setattr(dataset, keyword, value_of(source, keyword))
    dataset.RequestedProcedureCodeSequence = Sequence()
    return dataset


def _private_scheme() -> Dataset:
    dataset = Dataset()
    dataset.CodingSchemeDesignator = scheme.DESIGNATOR
    dataset.CodingSchemeUID = scheme.UID
    dataset.CodingSchemeName = scheme.NAME
    dataset.CodingSchemeVersion = scheme.VERSION
    dataset.CodingSchemeResponsibleOrganization = scheme.RESPONSIBLE_ORGANIZATION
    resource = Dataset()
    resource.CodingSchemeURLType = "DOC"
    resource.CodingSchemeURL = scheme.DOCUMENT_URL
    dataset.CodingSchemeResourcesSequence = Sequence([resource])
    return dataset

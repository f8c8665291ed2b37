# SPDX-License-Identifier: Apache-2.0
"""A document read back: the report, its envelope and the results as they were signed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydicom.dataset import Dataset

from ..model.disc import Disc
from ..model.errors import ModelError
from ..model.levels import Region
from ..model.procedure import Procedure
from ..model.report import Explanation, Observer, Report
from ..model.results import Assessment, Polarity, RuleSetResult
from ..terminology import concepts, scheme, standard
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from .disc_group import decode_group, decode_without_region
from .encode import DATE_TIME
from .envelope import (
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    Amendment,
    Encoding,
    Envelope,
    InstanceIdentity,
    Patient,
    Standing,
    State,
    Study,
    Verification,
)
from .errors import ReadError
from .item import Item, among, only
from .parse import parse_item
from .records import Reading, concept_of, decode, read_answer


@dataclass(frozen=True)
class ReadReport:
    """What a document of ours says. ``notices``: what was left out, or does not follow from the record."""

    report: Report
    envelope: Envelope
    assessment: Assessment
    notices: tuple[str, ...]


def is_ours(dataset: Dataset) -> bool:
    """Whether a data set is one of our reports, from its header: SOP class, title and declared private scheme."""
    if str(dataset.get("SOPClassUID", "")) not in (COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR):
        return False
    title = dataset.get("ConceptNameCodeSequence")
    declared = dataset.get("CodingSchemeIdentificationSequence") or ()
    titled = bool(title) and str(title[0].get("CodeValue", "")) == standard.IMAGING_MEASUREMENT_REPORT.value
    return titled and any(str(item.get("CodingSchemeUID", "")) == scheme.UID for item in declared)


def read_dataset(dataset: Dataset) -> ReadReport:
    """Read one of our reports; ``ReadError`` says what is wrong with another file."""
    if not is_ours(dataset):
        raise ReadError("this is not a DiscographyReport document")
    notices: list[str] = []
    root = Reading(parse_item(dataset).children, "the document")
    procedure_record = Reading(_children(root, PRIVATE["procedure_record"]), "Procedure record")
    evaluations = Reading(_children(root, standard.QUALITATIVE_EVALUATIONS), "Qualitative Evaluations")
    primary, primary_version = _primary(evaluations)
    reason = procedure_record.take(PRIVATE["document.amendment_reason"])
    bare = procedure_record.take_all(PRIVATE["level_without_region"])
    top = _report_fields(procedure_record, notices)
    procedure = decode(procedure_record, Procedure, {}, notices)
    groups = _children(root, standard.IMAGING_MEASUREMENTS)
    read = [decode_group(group, procedure, primary, notices) for group in groups]
    read += [decode_without_region(item, notices) for item in bare]
    report = _report(dataset, root, evaluations, procedure, read, top, notices)
    assessment = _assessment(evaluations, primary, primary_version, report, read)
    _finish(root, procedure_record, evaluations, notices)
    return ReadReport(report, _envelope(dataset, reason), assessment, tuple(notices))


def _children(reading: Reading, concept: Code) -> tuple[Item, ...]:
    item = reading.take(concept)
    if item is None:
        raise ReadError(f"{reading.where}: {concept.meaning} is missing")
    return item.children


def _report_fields(reading: Reading, notices: list[str]) -> dict[str, Any]:
    """What the procedure record holds of the report itself."""
    identity = reading.take(concept_of("Report", "uid"))
    if identity is None:
        raise ReadError(f"{reading.where}: the report identifier is missing")
    chosen = [_chosen(item, reading.where) for item in reading.take_all(concept_of("Report", "criteria"))]
    leading = reading.take(concept_of("Report", "primary_criteria"))
    explained = reading.take_all(concept_of("Report", "explanations"))
    return {
        "uid": identity.value,
        "criteria": tuple(chosen),
        "primary_criteria": leading.value if leading else None,
        "explanations": tuple(_explanation(item, notices) for item in explained),
    }


def _explanation(item: Item, notices: list[str]) -> Explanation:
    reading = Reading(item.children, "Explained value")
    explanation = decode(reading, Explanation, {}, notices)
    reading.finish(notices)
    return explanation


def _chosen(item: Item, where: str) -> str:
    return str(item.value) if item.type == "TEXT" else read_answer(item, "criteria_set", where)


def _report(
    dataset: Dataset,
    root: Reading,
    evaluations: Reading,
    procedure: Procedure,
    read: list[tuple[Disc, tuple[RuleSetResult, ...]]],
    top: dict[str, Any],
    notices: list[str],
) -> Report:
    texts = {name: evaluations.take(concept_of("Report", name)) for name in ("impression", "recommendation", "comment")}
    try:
        return Report(
            changed_at=_changed_at(dataset),
            region=_region(root),
            procedure=procedure,
            discs=tuple(disc for disc, _ in read),
            observers=_observers(root, notices),
            **{name: item.value for name, item in texts.items() if item},
            **top,
        )
    except ModelError as error:
        raise ReadError(f"the document is damaged: {error}") from None


def _changed_at(dataset: Dataset) -> datetime:
    stamp = f"{dataset.get('ContentDate', '')}{dataset.get('ContentTime', '')}"
    try:
        return datetime.strptime(stamp, DATE_TIME)
    except ValueError:
        raise ReadError(f"the content date and time {stamp!r} cannot be read") from None


def _region(root: Reading) -> Region:
    item = root.take(standard.PROCEDURE_REPORTED)
    for region, code in standard.PROCEDURES.items():
        if item is not None and item.value is not None and item.value.key == code.key:
            return Region(region)
    raise ReadError("the procedure reported is none of the CT discograms that a report can be about")


def _observers(root: Reading, notices: list[str]) -> tuple[Observer, ...]:
    """Persons in order; each block begins with its observer type (TID 1002)."""
    blocks: list[list[Item]] = []
    context = [item for item in root.items if item.relation == "HAS OBS CONTEXT"]
    root.items = [item for item in root.items if item.relation != "HAS OBS CONTEXT"]
    for item in context:
        if item.named(standard.OBSERVER_TYPE):
            blocks.append([])
        if blocks:
            blocks[-1].append(item)
    persons = [block[1:] for block in blocks if block[0].value and block[0].value.key == standard.PERSON.key]
    return tuple(_observer(block, notices) for block in persons)


def _observer(block: Iterable[Item], notices: list[str]) -> Observer:
    reading = Reading(block, "Observer")
    observer = decode(reading, Observer, {}, notices)
    reading.finish(notices)
    return observer


def _primary(evaluations: Reading) -> tuple[str, str]:
    item = evaluations.take(PRIVATE["document.criteria_set"])
    site = evaluations.take(PRIVATE["result.site_rule_set"])
    version = evaluations.take(PRIVATE["document.criteria_version"])
    if item is None or version is None:
        raise ReadError(f"{evaluations.where}: the primary criteria set or its version is missing")
    return (site.value if site else read_answer(item, "criteria_set", evaluations.where)), version.value


def _assessment(
    evaluations: Reading,
    primary: str,
    version: str,
    report: Report,
    read: list[tuple[Disc, tuple[RuleSetResult, ...]]],
) -> Assessment:
    results = {disc.uid: results for disc, results in read}
    overall = evaluations.take(PRIVATE["document.overall"])
    control = evaluations.take(PRIVATE["document.valid_control"])
    positive = evaluations.take_all(PRIVATE["document.positive_level"])
    if overall is None or control is None:
        raise ReadError(f"{evaluations.where}: the overall result or the valid control is missing")
    return Assessment(
        primary=primary,
        primary_version=version,
        results=tuple(result for disc in report.discs for result in results[disc.uid]),
        overall=Polarity(read_answer(overall, "Polarity", evaluations.where)),
        positive_levels=tuple(read_answer(item, "Level", evaluations.where) for item in positive),
        valid_control=control.value is not None and control.value.key == standard.YES.key,
        limitations=_texts(evaluations, "document.limitation"),
        statements=_texts(evaluations, "document.statement"),
    )


def _texts(reading: Reading, key: str) -> tuple[str, ...]:
    return tuple(str(item.value) for item in reading.take_all(PRIVATE[key]))


def _finish(root: Reading, procedure_record: Reading, evaluations: Reading, notices: list[str]) -> None:
    evaluations.take(PRIVATE["document.numbering_statement"])
    for concept in (standard.LANGUAGE, standard.IMAGE_LIBRARY):
        root.take(concept)
    for reading in (root, procedure_record, evaluations):
        reading.finish(notices)


def _envelope(dataset: Dataset, reason: Item | None) -> Envelope:
    return Envelope(
        identity=identity(dataset),
        instance_number=int(dataset.get("InstanceNumber") or 0),
        series_number=int(dataset.get("SeriesNumber") or 0),
        patient=Patient(*(_plain(dataset, name) for name in _PATIENT)),
        study=Study(*(_plain(dataset, name) for name in _STUDY)),
        standing=_standing(dataset, reason),
        evidence=tuple(instances(dataset.get("CurrentRequestedProcedureEvidenceSequence") or ())),
        software_version=_plain(dataset, "SoftwareVersions"),
    )


_PATIENT = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex")
_STUDY = ("StudyInstanceUID", "StudyID", "StudyDate", "StudyTime", "AccessionNumber", "StudyDescription")


def _plain(dataset: Dataset, keyword: str) -> str:
    value = dataset.get(keyword)
    return "" if value is None else str(value)


def identity(dataset: Dataset) -> InstanceIdentity:
    """The identity of any instance."""
    keywords = ("StudyInstanceUID", "SeriesInstanceUID", "SOPClassUID", "SOPInstanceUID")
    return InstanceIdentity(*(_plain(dataset, keyword) for keyword in keywords))


def instances(sequence: Iterable[Dataset]) -> Iterator[InstanceIdentity]:
    """The instances of a hierarchical reference sequence (PS3.3 C.17.2.1)."""
    for study in sequence:
        for series in study.get("ReferencedSeriesSequence") or ():
            for item in series.get("ReferencedSOPSequence") or ():
                yield InstanceIdentity(
                    _plain(study, "StudyInstanceUID"),
                    _plain(series, "SeriesInstanceUID"),
                    _plain(item, "ReferencedSOPClassUID"),
                    _plain(item, "ReferencedSOPInstanceUID"),
                )


def _standing(dataset: Dataset, reason: Item | None) -> Standing:
    flags = (_plain(dataset, "CompletionFlag"), _plain(dataset, "VerificationFlag"))
    state = {("COMPLETE", "VERIFIED"): State.VERIFIED, ("COMPLETE", "UNVERIFIED"): State.COMPLETE}
    predecessors = list(instances(dataset.get("PredecessorDocumentsSequence") or ()))
    amendment = None
    if predecessors:
        number = int(dataset.get("InstanceNumber") or 1) - 1
        amendment = Amendment(predecessors[0], number, str(reason.value) if reason else "")
    return Standing(
        encoding=Encoding.COMPREHENSIVE_3D
        if _plain(dataset, "SOPClassUID") == COMPREHENSIVE_3D_SR
        else Encoding.COMPREHENSIVE,
        state=state.get(flags, State.DRAFT),
        verifications=tuple(map(_verification, dataset.get("VerifyingObserverSequence") or ())),
        amendment=amendment,
    )


def _verification(item: Dataset) -> Verification:
    stamp = _plain(item, "VerificationDateTime")
    try:
        at = datetime.strptime(stamp[:14], DATE_TIME)
    except ValueError:
        raise ReadError(f"the verification date and time {stamp!r} cannot be read") from None
    return Verification(_plain(item, "VerifyingObserverName"), _plain(item, "VerifyingOrganization"), at)

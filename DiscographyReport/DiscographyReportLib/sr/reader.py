# SPDX-License-Identifier: Apache-2.0
"""A document read back: the report, its envelope and the results as they were signed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydicom.dataset import Dataset

from ..model import derived
from ..model.disc import Disc
from ..model.errors import ModelError
from ..model.levels import Region
from ..model.procedure import Procedure
from ..model.report import Explanation, Observer, Report
from ..model.results import Assessment, Polarity, RuleSetResult
from ..terminology import concepts, scheme, standard
from ..terminology.code import Code
from ..terminology.scheme import PRIVATE
from ..texts import _
from . import views
from .disc_group import decode_group, decode_without_region
from .encode import DATE_TIME
from .envelope import (
    CHARACTER_SET,
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    FLAGS,
    Amendment,
    Encoding,
    Envelope,
    InstanceIdentity,
    Standing,
    State,
    Verification,
)
from .errors import ReadError
from .item import Item, only
from .parse import items_of, parse_item
from .records import Reading, concept_of, decode, expect, lines, read_answer, yes_no
from .subject import patient_of, plain_value, study_of


@dataclass(frozen=True)
class ReadReport:
    """What a document of ours says. ``notices``: what was left out, or does not follow from the record.

    ``as_written``: whether the data set is still what we wrote, byte for byte; ``None`` if it is encoded otherwise, or
    was not read from a file.
    """

    report: Report
    envelope: Envelope
    assessment: Assessment
    notices: tuple[str, ...]
    as_written: bool | None = None


def is_ours(dataset: Dataset) -> bool:
    """Whether a data set is one of our reports, from its header: SOP class, title and declared private scheme."""
    if str(dataset.get("SOPClassUID", "")) not in (COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR):
        return False
    titles = [str(item.get("CodeValue", "")) for item in items_of(dataset, "ConceptNameCodeSequence")]
    schemes = items_of(dataset, "CodingSchemeIdentificationSequence")
    declared = [str(item.get("CodingSchemeUID", "")) for item in schemes]
    return titles == [standard.IMAGING_MEASUREMENT_REPORT.value] and scheme.UID in declared


def read_dataset(dataset: Dataset) -> ReadReport:
    """Read one of our reports; ``ReadError`` says what is wrong with another file."""
    if not is_ours(dataset):
        raise ReadError(_("this is not a DiscographyReport document"))
    notices: list[str] = []
    content = parse_item(dataset)
    _refuse_damage(content)
    root = Reading(content.children, "the document")
    procedure_record = Reading(_children(root, PRIVATE["procedure_record"]), "Procedure record")
    evaluations = Reading(_children(root, standard.QUALITATIVE_EVALUATIONS), "Qualitative Evaluations")
    primary, primary_version = _primary(evaluations)
    reason = procedure_record.take(PRIVATE["document.amendment_reason"])
    bare = procedure_record.take_all(PRIVATE["level_without_region"])
    top = _report_fields(procedure_record, notices)
    procedure = decode(procedure_record, Procedure, {}, notices)
    measurements = root.take(standard.IMAGING_MEASUREMENTS)
    groups = measurements.children if measurements else ()
    read = [decode_group(group, procedure, primary, notices) for group in groups]
    read += [decode_without_region(item, notices) for item in bare]
    report = _report(dataset, root, evaluations, procedure, read, top, notices)
    assessment = _assessment(evaluations, primary, primary_version, report, read)
    _check_frames(content, report, notices)
    _finish(root, procedure_record, evaluations, procedure, notices)
    if dataset.get("SpecificCharacterSet") != CHARACTER_SET:
        notices.append(
            _("the character set is not {character_set}: names and texts may have been changed on the way").format(
                character_set=CHARACTER_SET
            )
        )
    return ReadReport(report, _envelope(dataset, reason, notices), assessment, tuple(notices))


def _check_frames(content: Item, report: Report, notices: list[str]) -> None:
    """A marker is worth nothing in a frame of reference that no image has."""
    library = only(content.children, standard.IMAGE_LIBRARY)
    known = {item.value for item in library.walk() if item.named(standard.FRAME_OF_REFERENCE_UID)} if library else set()
    for disc in report.discs:
        if disc.position is not None and disc.position.frame_of_reference_uid not in known:
            notices.append(
                _("Disc {level}: its point is in a frame of reference that no image of the report has").format(
                    level=disc.level
                )
            )


def _refuse_damage(root: Item) -> None:
    """What we never write: an empty container, or a code under another one's meaning. One of them was damaged."""
    known = concepts.known()
    for item in root.walk():
        if item.type == "CONTAINER" and not item.children:
            name = item.concept.meaning if item.concept else "a container without a name"
            raise ReadError(_("{name} is empty; the file is damaged").format(name=name))
        for code in item.codes():
            meaning = known.get(code.key, code).meaning
            if meaning != code.meaning:
                raise ReadError(
                    _(
                        "the code ({code}, {scheme}) stands for {meaning!r}, but the document calls it "
                        "{called!r}; the file is damaged"
                    ).format(code=code.value, scheme=code.scheme, meaning=meaning, called=code.meaning)
                )


def _children(reading: Reading, concept: Code) -> tuple[Item, ...]:
    item = reading.take(concept)
    if item is None:
        raise ReadError(_("{where}: {concept} is missing").format(where=reading.where, concept=concept.meaning))
    return item.children


def _report_fields(reading: Reading, notices: list[str]) -> dict[str, Any]:
    """What the procedure record holds of the report itself."""
    identity = reading.take(concept_of("Report", "uid"))
    if identity is None:
        raise ReadError(_("{where}: the report identifier is missing").format(where=reading.where))
    chosen = [_chosen(item, reading.where) for item in reading.take_all(concept_of("Report", "criteria"))]
    leading = reading.take(concept_of("Report", "primary_criteria"))
    explained = reading.take_all(concept_of("Report", "explanations"))
    return {
        "uid": expect(identity, "UIDREF", reading.where),
        "criteria": tuple(chosen),
        "primary_criteria": expect(leading, "TEXT", reading.where) if leading else None,
        "explanations": tuple(_explanation(item, notices) for item in explained),
    }


def _explanation(item: Item, notices: list[str]) -> Explanation:
    reading = Reading(item.children, "Explained value")
    explanation = decode(reading, Explanation, {}, notices)
    reading.finish(notices)
    return explanation


def _chosen(item: Item, where: str) -> str:
    return str(expect(item, "TEXT", where)) if item.type == "TEXT" else read_answer(item, "criteria_set", where)


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
            **{name: expect(item, "TEXT", evaluations.where) for name, item in texts.items() if item},
            **top,
        )
    except ModelError as error:
        raise ReadError(_("the document is damaged: {error}").format(error=error)) from None


def _changed_at(dataset: Dataset) -> datetime:
    stamp = f"{dataset.get('ContentDate', '')}{dataset.get('ContentTime', '')}"
    try:
        return datetime.strptime(stamp, DATE_TIME)
    except ValueError:
        raise ReadError(_("the content date and time {stamp!r} cannot be read").format(stamp=stamp)) from None


def _region(root: Reading) -> Region:
    item = root.take(standard.PROCEDURE_REPORTED)
    for region, procedure in standard.PROCEDURES.items():
        if item is not None and item.value == procedure:
            return Region(region)
    raise ReadError(_("the procedure reported is none of the CT discograms that a report can be about"))


def _observers(root: Reading, notices: list[str]) -> tuple[Observer, ...]:
    """Persons in order; each block begins with its observer type (TID 1002)."""
    blocks: list[list[Item]] = []
    context = [item for item in root.items if item.relation == "HAS OBS CONTEXT"]
    root.items = [item for item in root.items if item.relation != "HAS OBS CONTEXT"]
    for item in context:
        if item.named(standard.OBSERVER_TYPE):
            blocks.append([])
        if not blocks:
            raise ReadError(_("an observer does not say whether it is a person or a device; the file is damaged"))
        blocks[-1].append(item)
    if any(block[0].value not in (standard.PERSON, standard.DEVICE) for block in blocks):
        raise ReadError(_("an observer is neither a person nor a device; the file is damaged"))
    persons = [block[1:] for block in blocks if block[0].value == standard.PERSON]
    for device in (block for block in blocks if block[0].value == standard.DEVICE):
        _check_device(Reading(device[1:], "Device observer"), notices)
    return tuple(_observer(block, notices) for block in persons)


def _check_device(reading: Reading, notices: list[str]) -> None:
    """The program that wrote the document; its name is no part of the report."""
    for concept in _OF_A_DEVICE:
        reading.take_all(concept)
    reading.finish(notices)


_OF_A_DEVICE = (
    *(standard.DEVICE_UID, standard.DEVICE_NAME, standard.DEVICE_MANUFACTURER),
    *(standard.DEVICE_MODEL, standard.DEVICE_SERIAL),
)


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
        raise ReadError(
            _("{where}: the primary criteria set or its version is missing").format(where=evaluations.where)
        )
    code = read_answer(item, "criteria_set", evaluations.where)
    name = expect(site, "TEXT", evaluations.where) if site else code
    return name, expect(version, "TEXT", evaluations.where)


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
        raise ReadError(
            _("{where}: the overall result or the valid control is missing").format(where=evaluations.where)
        )
    return Assessment(
        primary=primary,
        primary_version=version,
        results=tuple(result for disc in report.discs for result in results[disc.uid]),
        overall=_overall(overall, evaluations.where),
        positive_levels=tuple(read_answer(item, "Level", evaluations.where) for item in positive),
        valid_control=yes_no(control, evaluations.where),
        limitations=_texts(evaluations, "document.limitation"),
        statements=_texts(evaluations, "document.statement"),
    )


def _overall(item: Item, where: str) -> Polarity:
    """*Criteria not met* is how a negative shows where concordant pain is on record."""
    if item.value == views.CRITERIA_NOT_MET:
        return Polarity.NEGATIVE
    return Polarity(read_answer(item, "Polarity", where))


def _texts(reading: Reading, key: str) -> tuple[str, ...]:
    """The lines of one item, or of one each in earlier documents."""
    return tuple(line for item in reading.take_all(PRIVATE[key]) for line in lines(item, reading.where))


def _finish(
    root: Reading, procedure_record: Reading, evaluations: Reading, procedure: Procedure, notices: list[str]
) -> None:
    shown = evaluations.take(PRIVATE["document.numbering_statement"])
    if shown is None or shown.value != derived.numbering_statement(procedure.numbering):
        notices.append(_("the numbering statement differs from what the record of the numbering gives"))
    for concept in (standard.LANGUAGE, standard.IMAGE_LIBRARY):
        root.take(concept)
    for reading in (root, procedure_record, evaluations):
        reading.finish(notices)


def _envelope(dataset: Dataset, reason: Item | None, notices: list[str]) -> Envelope:
    return Envelope(
        identity=identity(dataset),
        instance_number=_number(dataset, "InstanceNumber"),
        series_number=_number(dataset, "SeriesNumber"),
        patient=patient_of(dataset),
        study=study_of(dataset),
        standing=_standing(dataset, reason, notices),
        evidence=tuple(instances(items_of(dataset, "CurrentRequestedProcedureEvidenceSequence"))),
        software_version=plain_value(dataset, "SoftwareVersions"),
    )


def _number(dataset: Dataset, keyword: str) -> int:
    value = plain_value(dataset, keyword)
    if not value.isdecimal():
        raise ReadError(_("{keyword} {value!r} is not a whole number").format(keyword=keyword, value=value))
    return int(value)


def identity(dataset: Dataset) -> InstanceIdentity:
    """The identity of any instance."""
    keywords = ("StudyInstanceUID", "SeriesInstanceUID", "SOPClassUID", "SOPInstanceUID")
    return InstanceIdentity(*(plain_value(dataset, keyword) for keyword in keywords))


def instances(sequence: Iterable[Dataset]) -> Iterator[InstanceIdentity]:
    """The instances of a hierarchical reference sequence (PS3.3 C.17.2.1)."""
    for study in sequence:
        for series in items_of(study, "ReferencedSeriesSequence"):
            for item in items_of(series, "ReferencedSOPSequence"):
                yield InstanceIdentity(
                    plain_value(study, "StudyInstanceUID"),
                    plain_value(series, "SeriesInstanceUID"),
                    plain_value(item, "ReferencedSOPClassUID"),
                    plain_value(item, "ReferencedSOPInstanceUID"),
                )


def _state(dataset: Dataset, notices: list[str]) -> State:
    """The state that the flags say; any others count as a draft, which promises least."""
    flags = tuple(plain_value(dataset, name) for name in ("CompletionFlag", "VerificationFlag", "PreliminaryFlag"))
    for state, known in FLAGS.items():
        if flags == known:
            return state
    notices.append(
        _("the flags {flags} are those of no report of ours; it is taken for a draft").format(flags=", ".join(flags))
    )
    return State.DRAFT


def _standing(dataset: Dataset, reason: Item | None, notices: list[str]) -> Standing:
    predecessors = list(instances(items_of(dataset, "PredecessorDocumentsSequence")))
    amendment = None
    if predecessors:
        why = expect(reason, "TEXT", "the amendment") if reason else ""
        amendment = Amendment(predecessors[0], _number(dataset, "InstanceNumber") - 1, why)
    return Standing(
        encoding=Encoding.COMPREHENSIVE_3D
        if plain_value(dataset, "SOPClassUID") == COMPREHENSIVE_3D_SR
        else Encoding.COMPREHENSIVE,
        state=_state(dataset, notices),
        verifications=tuple(map(_verification, items_of(dataset, "VerifyingObserverSequence"))),
        amendment=amendment,
    )


def _verification(item: Dataset) -> Verification:
    stamp = plain_value(item, "VerificationDateTime")
    try:
        at = datetime.strptime(stamp[:14], DATE_TIME)
    except ValueError:
        raise ReadError(_("the verification date and time {stamp!r} cannot be read").format(stamp=stamp)) from None
    return Verification(plain_value(item, "VerifyingObserverName"), plain_value(item, "VerifyingOrganization"), at)

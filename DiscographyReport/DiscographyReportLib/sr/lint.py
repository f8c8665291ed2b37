# SPDX-License-Identifier: Apache-2.0
"""What no validator of DICOM checks, and what would show a value under the wrong heading, or hide it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pydicom.dataset import Dataset
from pydicom.uid import UID

from ..terminology import scheme, standard
from ..terminology.concepts import answers
from ..terminology.scheme import PRIVATE
from .envelope import CHARACTER_SET
from .errors import ReadError
from .item import Item, among, only
from .parse import items_of, parse_item
from .reader import ReadReport, instances, is_ours, read_dataset


class LintFinding(NamedTuple):
    """A broken rule: its name, where, and what is wrong."""

    rule: str
    where: str
    message: str


class Document(NamedTuple):
    """What the rules look at."""

    dataset: Dataset
    root: Item
    groups: tuple[Item, ...]
    read: ReadReport | None = None


def lint(
    dataset: Dataset, images: Iterable[Dataset] | None = None, read: ReadReport | None = None
) -> tuple[LintFinding, ...]:
    """Check one of our documents by every rule; with the headers of the ``images`` also whom they belong to.

    ``read``: the document as it was read already, so that it is not read again.
    """
    root = parse_item(dataset)
    measurements = only(root.children, standard.IMAGING_MEASUREMENTS)
    groups = among(measurements.children, standard.MEASUREMENT_GROUP) if measurements else []
    document = Document(dataset, root, tuple(groups), read)
    findings = [
        LintFinding(rule.__name__.strip("_"), where, message) for rule in RULES for where, message in rule(document)
    ]
    if images is not None:
        findings += [LintFinding("evidence", where, message) for where, message in _evidence(document, images)]
    return tuple(findings)


Broken = Iterator[tuple[str, str]]


def name_of(group: Item) -> str:
    """The tracking identifier of a disc group."""
    item = only(group.children, standard.TRACKING_IDENTIFIER)
    return str(item.value) if item else "a disc group without an identifier"


def _marked_as_ours(document: Document) -> Broken:
    if not is_ours(document.dataset):
        yield "header", "SOP class, title or private scheme is not that of a DiscographyReport document"


def _characters(document: Document) -> Broken:
    if document.dataset.get("SpecificCharacterSet") != CHARACTER_SET:
        yield "header", f"Specific Character Set is not {CHARACTER_SET}"
    names = [("Patient's Name", str(document.dataset.get("PatientName", "")))]
    names += [(_label(item), str(item.value)) for item in document.root.walk() if item.type == "PNAME"]
    for where, name in names:
        if "??" in name or "\ufffd" in name:
            yield where, f"{name!r} looks garbled"


def _label(item: Item) -> str:
    return item.concept.meaning if item.concept else item.type


def _tracking(document: Document) -> Broken:
    uids = [item.value for item in document.root.walk() if item.named(standard.TRACKING_UID)]
    for uid, count in Counter(uids).items():
        if count > 1:
            yield str(uid), f"{count} discs carry this tracking UID"
    for group in document.groups:
        if only(group.children, standard.TRACKING_UID) is None:
            yield name_of(group), "no tracking UID"


def _level(document: Document) -> Broken:
    """The level stands twice, as a code and in words: they must agree."""
    for group in document.groups:
        site = only(group.children, standard.FINDING_SITE)
        level = answers("Level").get(site.value.key) if site and site.value else None
        if level is None:
            yield name_of(group), "the finding site is no disc that is known"
        elif name_of(group) != f"Disc {level.replace('-', '/')}":
            yield name_of(group), f"the finding site says {level}"


def _coordinates(document: Document) -> Broken:
    known = {item.value for item in document.root.walk() if item.named(standard.FRAME_OF_REFERENCE_UID)}
    for group in document.groups:
        kinds = [item.type for item in group.children if item.type in ("SCOORD", "SCOORD3D")]
        if "SCOORD" not in kinds:
            yield name_of(group), "no point on an image"
        if kinds == ["SCOORD3D", "SCOORD"]:
            yield name_of(group), "SCOORD3D stands before SCOORD, which empties a viewer's whole display"
        for item in group.children:
            if item.type == "SCOORD3D" and item.value.frame_of_reference_uid not in known:
                yield name_of(group), "the point is in a frame of reference that no image has"


def _same_answers(document: Document) -> Broken:
    lists = [[item.concept.key for item in _fixed(group) if item.concept] for group in document.groups]
    for group, questions in zip(document.groups, lists, strict=True):
        if questions != lists[0]:
            yield name_of(group), "its answers are other ones, or in another order, than those of the first disc"


def _fixed(group: Item) -> list[Item]:
    return [item for item in group.children if item.type == "CODE" and item.relation == "CONTAINS"]


def _values(document: Document) -> Broken:
    for item in document.root.walk():
        empty = item.value is None or item.value == ""
        if item.type != "CONTAINER" and empty:
            yield _label(item), f"a {item.type} without a value"
        if item.type == "NUM" and item.value is not None and not item.value.number:
            yield _label(item), "a NUM without a number"


def _codes(document: Document) -> Broken:
    by_code = {code.key: code for code in PRIVATE.values()}
    for item in document.root.walk():
        for code in item.codes():
            if len(code.value) > 16 or len(code.scheme) > 16 or len(code.meaning) > 64:
                yield _label(item), f"the code {code.value} is longer than a coded entry can be"
            if code.scheme == scheme.DESIGNATOR and by_code.get(code.key) != code:
                yield _label(item), f"the private code {code.value} ({code.meaning}) is not in the published table"


def _scheme_declared(document: Document) -> Broken:
    declared = items_of(document.dataset, "CodingSchemeIdentificationSequence")
    if not any(str(item.get("CodingSchemeDesignator", "")) == scheme.DESIGNATOR for item in declared):
        yield "header", f"the private scheme {scheme.DESIGNATOR} is used but not declared"


def _references(document: Document) -> Broken:
    evidence = tuple(instances(items_of(document.dataset, _EVIDENCE)))
    listed = {one.sop_instance_uid for one in evidence}
    studies = {one.study_instance_uid for one in evidence}
    for item in document.root.walk():
        if item.type == "IMAGE" and item.value and item.value.sop_instance_uid not in listed:
            yield item.value.sop_instance_uid, "an image is referred to that the evidence does not list"
    if studies - {str(document.dataset.get("StudyInstanceUID", ""))}:
        yield "header", "evidence of another study stands among that of this one"


_EVIDENCE = "CurrentRequestedProcedureEvidenceSequence"


def _chain(document: Document) -> Broken:
    """What is replaced belongs to the same study and the same series."""
    own = (str(document.dataset.get("StudyInstanceUID", "")), str(document.dataset.get("SeriesInstanceUID", "")))
    for replaced in instances(items_of(document.dataset, "PredecessorDocumentsSequence")):
        if (replaced.study_instance_uid, replaced.series_instance_uid) != own:
            yield "header", "the predecessor belongs to another study or another series"


def _flags(document: Document) -> Broken:
    dataset = document.dataset
    verified = dataset.get("VerificationFlag") == "VERIFIED"
    if verified != bool(items_of(dataset, "VerifyingObserverSequence")):
        yield "header", "the verification flag and the verifying observers do not agree"
    if verified and dataset.get("CompletionFlag") != "COMPLETE":
        yield "header", "a document that is not complete is said to be verified"
    if (dataset.get("PreliminaryFlag") == "FINAL") != verified:
        yield "header", "only a verified document is final"


def _identity(document: Document) -> Broken:
    dataset = document.dataset
    for keyword in ("SeriesNumber", "SeriesDescription", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
        if not dataset.get(keyword):
            yield "header", f"{keyword} is missing"
    for item in document.root.walk():
        if item.type == "UIDREF" and not UID(str(item.value)).is_valid:
            yield _label(item), f"{item.value!r} is not a UID"


def _containers(document: Document) -> Broken:
    for item in document.root.walk():
        if item.type == "CONTAINER" and item.continuity != "SEPARATE":
            yield "content tree", "a container is not SEPARATE"


def _order(document: Document) -> Broken:
    last = document.root.children[-1] if document.root.children else None
    if last is None or not last.named(PRIVATE["procedure_record"]):
        yield "content tree", "the procedure record is not the last part of the document"


def _read_back(document: Document) -> Broken:
    try:
        notices = (document.read or read_dataset(document.dataset)).notices
    except ReadError as error:
        yield "reading", str(error)
        return
    yield from (("reading", notice) for notice in notices)


def _evidence(document: Document, images: Iterable[Dataset]) -> Broken:
    """With the images at hand: every one that is referred to is there, and of the same patient."""
    own = tuple(str(document.dataset.get(keyword) or "") for keyword in ("PatientID", "PatientName"))
    listed = {i.sop_instance_uid for i in instances(items_of(document.dataset, _EVIDENCE))}
    for image in images:
        uid = str(image.get("SOPInstanceUID", ""))
        theirs = tuple(str(image.get(keyword) or "") for keyword in ("PatientID", "PatientName"))
        if uid in listed and theirs != own:
            yield uid, "the image belongs to another patient than the document"
        listed.discard(uid)
    if listed:
        yield next(iter(sorted(listed))), f"{len(listed)} images that the document refers to are not there"


RULES: tuple[Callable[[Document], Broken], ...] = (
    _marked_as_ours, _characters, _tracking, _level, _coordinates, _same_answers, _values, _codes, _scheme_declared,
    _references, _chain, _flags, _identity, _containers, _order, _read_back,
)  # fmt: skip
"""Every rule, in the order of the findings."""

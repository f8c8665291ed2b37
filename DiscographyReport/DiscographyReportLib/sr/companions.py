# SPDX-License-Identifier: Apache-2.0
"""What accompanies a report for software that shows no SR: the page as a PDF, and the key slices.

Both are made from the finished document alone, so they can say nothing else about patient, study and state. Like the
document's own, their UIDs follow from their content, and their dates are those of the report's last change.
"""

from collections.abc import Iterable, Iterator

from pydicom.config import disable_value_validation
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from ..terminology import standard
from ..texts import _
from .encode import encode_code, encode_item
from .envelope import CHARACTER_SET, FLAGS, InstanceIdentity, State, derived_uid
from .errors import WriteError
from .header import add_equipment, copy_patient_and_study, references, request, value_of
from .item import ImageReference, Item, Relation, among, code, only, text
from .parse import items_of, parse_item
from .part10 import named_by_content
from .reader import identity, instances
from .tree import device_observer

ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1"
KEY_OBJECT_SELECTION = "1.2.840.10008.5.1.4.1.1.88.59"
PDF_SERIES = (9001, "Discography report, PDF")
KEY_OBJECT_SERIES = (9002, "Discography key slices")
"""Series Number and Series Description."""
TITLES = {
    State.DRAFT: "Discography report - DRAFT, not verified",
    State.COMPLETE: "Discography report - complete, not verified",
    State.VERIFIED: "Discography report",
}
"""Document Title of the PDF; its Verification Flag alone cannot tell a draft from a complete report."""
_STAMP = ("InstanceCreationDate", "InstanceCreationTime", "ContentDate", "ContentTime")


def encapsulated_pdf(document: Dataset, pdf: bytes) -> bytes:
    """The file of an Encapsulated PDF (PS3.3 A.45.1) that was rendered from a document of ours.

    Raises ``WriteError`` for bytes that are no PDF.
    """
    if not pdf.startswith(b"%PDF-"):
        raise WriteError(_("what was rendered is no PDF; render the report again"))
    with disable_value_validation():
        return named_by_content(_pdf_dataset(document, pdf))


def key_object_selection(document: Dataset) -> bytes | None:
    """The file of a Key Object Selection (PS3.3 A.35.4, PS3.16 TID 2010): of each disc the slice its marker is on.

    ``None`` where no disc has a marker: a selection of nothing is not allowed.
    """
    discs = tuple(_marked(document))
    if not discs:
        return None
    with disable_value_validation():
        dataset = _key_object_header(document, [image for _, image in discs])
        dataset.update(encode_item(_selection(_state(document), discs)))
        return named_by_content(dataset)


def _base(document: Dataset, sop_class_uid: str, modality: str, series: tuple[int, str]) -> Dataset:
    """Patient, study, own series, equipment and dates."""
    dataset = Dataset()
    dataset.SpecificCharacterSet = CHARACTER_SET
    copy_patient_and_study(document, dataset)
    dataset.SOPClassUID, dataset.Modality = sop_class_uid, modality
    dataset.SeriesInstanceUID = derived_uid("companion series", modality, *identity(document)[:2])
    dataset.SeriesNumber, dataset.SeriesDescription = series
    dataset.InstanceNumber = value_of(document, "InstanceNumber")
    for keyword in _STAMP:
        setattr(dataset, keyword, value_of(document, keyword))
    add_equipment(dataset)
    return dataset


def _pdf_dataset(document: Dataset, pdf: bytes) -> Dataset:
    dataset = _base(document, ENCAPSULATED_PDF, "DOC", PDF_SERIES)
    dataset.ConversionType = "WSD"
    dataset.AcquisitionDateTime = ""
    dataset.BurnedInAnnotation = "YES"
    dataset.SourceInstanceSequence = Sequence([_source(identity(document))])
    dataset.DocumentTitle = TITLES[_state(document)]
    dataset.ConceptNameCodeSequence = Sequence([encode_code(standard.DIAGNOSTIC_IMAGING_REPORT)])
    dataset.VerificationFlag = value_of(document, "VerificationFlag")
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.EncapsulatedDocument = pdf + bytes(len(pdf) % 2)
    dataset.EncapsulatedDocumentLength = len(pdf)
    return dataset


def _source(instance: InstanceIdentity) -> Dataset:
    reference = Dataset()
    reference.ReferencedSOPClassUID = instance.sop_class_uid
    reference.ReferencedSOPInstanceUID = instance.sop_instance_uid
    return reference


def _state(document: Dataset) -> State:
    """The state by its flags; anything unknown counts as a draft, which promises least."""
    flags = tuple(value_of(document, name) for name in ("CompletionFlag", "VerificationFlag", "PreliminaryFlag"))
    return next((state for state, known in FLAGS.items() if known == flags), State.DRAFT)


def _marked(document: Dataset) -> Iterator[tuple[str, ImageReference]]:
    """Name and slice of every disc with a marker, in the order of the document."""
    measurements = only(parse_item(document).children, standard.IMAGING_MEASUREMENTS)
    for group in among(measurements.children if measurements else (), standard.MEASUREMENT_GROUP):
        name = only(group.children, standard.TRACKING_IDENTIFIER)
        points = [item for item in group.children if item.type == "SCOORD"]
        for image in (child for point in points for child in point.children if child.type == "IMAGE"):
            yield name.value if name else "Disc", image.value


def _key_object_header(document: Dataset, images: Iterable[ImageReference]) -> Dataset:
    dataset = _base(document, KEY_OBJECT_SELECTION, "KO", KEY_OBJECT_SERIES)
    dataset.ReferencedPerformedProcedureStepSequence = Sequence()
    dataset.CurrentRequestedProcedureEvidenceSequence = references(_evidence(document, images))
    requests = items_of(document, "ReferencedRequestSequence")
    if requests:
        study = value_of(document, "StudyInstanceUID")
        dataset.ReferencedRequestSequence = Sequence([request(item, str(study)) for item in requests])
    return dataset


def _evidence(document: Dataset, images: Iterable[ImageReference]) -> list[InstanceIdentity]:
    """What the document says about the study and series of the chosen slices, in its own order."""
    chosen = {image.sop_instance_uid for image in images}
    known = instances(items_of(document, "CurrentRequestedProcedureEvidenceSequence"))
    found = [instance for instance in known if instance.sop_instance_uid in chosen]
    if len(found) < len(chosen):
        raise WriteError(_("a disc's marker is on a slice that the report does not name as evidence; export it again"))
    return found


def _selection(state: State, discs: tuple[tuple[str, ImageReference], ...]) -> Item:
    names = ", ".join(name for name, _ in discs)
    draft = "Of a DRAFT report. " if state is State.DRAFT else ""
    children = (
        code(standard.LANGUAGE, standard.ENGLISH_US, Relation.MODIFIER),
        *device_observer(),
        text(standard.KEY_OBJECT_DESCRIPTION, f"{draft}The slice nearest to the marker of each disc: {names}."),
        *(Item(Relation.CONTAINS, "IMAGE", None, image) for image in dict.fromkeys(image for _, image in discs)),
    )
    return Item("", "CONTAINER", standard.FOR_REPORT_ATTACHMENT, None, children, template="2010")

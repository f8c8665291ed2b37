# SPDX-License-Identifier: Apache-2.0
"""Which files of a folder make the one CT series: patients, series, localizers, duplicates."""

import filecmp
from collections import Counter
from pathlib import Path

from pydicom import dcmread
from pydicom.datadict import dictionary_description
from pydicom.uid import UID

from ..texts import _
from .attributes import text, values
from .errors import SeriesError
from .files import CT_CLASSES, DicomFile

Files = tuple[DicomFile, ...]

IDENTIFIERS = ("PatientID", "PatientName", "IssuerOfPatientID", "PatientBirthDate")
OFTEN_LEFT_EMPTY = frozenset({"IssuerOfPatientID", "PatientBirthDate"})
LISTED_SERIES = 12


def require_one_patient(files: Files, place: Path) -> None:
    """`SeriesError` when the files name more than one patient; it tells Patient IDs and tags, never names."""
    differing = [keyword for keyword in IDENTIFIERS if len(_distinct(files, keyword)) > 1]
    if not differing:
        return
    count = len({tuple(_identifier(file, keyword) for keyword in differing) for file in files})
    tags = ", ".join(dictionary_description(keyword) for keyword in differing)
    ids = ", ".join(sorted(_distinct(files, "PatientID")) or ["none"])
    raise SeriesError(
        _(
            "{place} holds images of {count} patients (they differ in {tags}; Patient IDs: {ids}): "
            "keep the images of one patient in it, or choose one of its series by its UID."
        ).format(place=place, count=count, tags=tags, ids=ids)
    )


def ct_images(files: Files, place: Path) -> Files:
    """The CT images among the files; `SeriesError` naming the modalities that are there when there are none."""
    images = tuple(file for file in files if text(file.dataset, "SOPClassUID") in CT_CLASSES)
    if not images:
        raise SeriesError(
            _("{place} holds no CT images, only {kinds}: give the folder of the CT.").format(
                place=place, kinds=kinds(files)
            )
        )
    return images


def without_localizers(images: Files, place: Path) -> Files:
    """The images that are slices (PS3.3 C.8.2.1.1.1); `SeriesError` when all are localizers."""
    kept = tuple(file for file in images if "LOCALIZER" not in values(file.dataset, "ImageType")[2:3])
    if not kept:
        raise SeriesError(
            _("{place} holds only localizer (scout) images, {images} of them: give the folder of the axial CT.").format(
                place=place, images=len(images)
            )
        )
    return kept


def of_series(files: Files, series_instance_uid: str, place: Path) -> Files:
    """The files of the chosen series; `SeriesError` listing the CT series that are there when it is not."""
    chosen = tuple(file for file in files if text(file.dataset, "SeriesInstanceUID") == series_instance_uid)
    if not chosen:
        listing = describe_series(ct_images(files, place))
        raise SeriesError(
            _(
                "{place} does not hold the series {series_instance_uid}; its CT series: {listing}: choose one of them."
            ).format(place=place, series_instance_uid=series_instance_uid, listing=listing)
        )
    return chosen


def require_one_series(images: Files, place: Path) -> None:
    """`SeriesError` listing the series when there are several, or when one series claims two studies."""
    if len(_distinct(images, "SeriesInstanceUID")) > 1:
        listing = describe_series(images)
        raise SeriesError(
            _("{place} holds several CT series: {listing}: choose one with `series`.").format(
                place=place, listing=listing
            )
        )
    if len(_distinct(images, "StudyInstanceUID")) > 1:
        raise SeriesError(
            _(
                "The images of the series in {place} name two studies (Study Instance UID): export the "
                "series again from the archive."
            ).format(place=place)
        )


def describe_series(images: Files) -> str:
    """One line for people: UID, number, description and image count of each series."""
    counts = Counter(text(file.dataset, "SeriesInstanceUID") for file in images)
    first = {text(file.dataset, "SeriesInstanceUID"): file for file in reversed(images)}
    shown = [_series(first[uid], count) for uid, count in list(counts.items())[:LISTED_SERIES]]
    more = len(counts) - len(shown)
    return "; ".join(shown + ([_("and {more} more").format(more=more)] if more else []))


def kinds(files: Files) -> str:
    """What the files are, for people: 'MR (24), SR (1)'."""
    counts = Counter(_kind(file) for file in files)
    return ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))


def without_copies(images: Files) -> Files:
    """Each instance once; `SeriesError` when two files share a SOP Instance UID and differ in content."""
    kept: dict[str, DicomFile] = {}
    for file in images:
        first = kept.setdefault(text(file.dataset, "SOPInstanceUID"), file)
        if first is not file and not _same_content(first.path, file.path):
            raise SeriesError(
                _(
                    "The files {path} and {other} have the same SOP Instance UID and different content: take "
                    "the wrong one out of the folder."
                ).format(path=first.path, other=file.path)
            )
    return tuple(kept.values())


def require_whole(images: Files) -> None:
    """`SeriesError` when some images end before their pixel data and others do not: those files were cut off."""
    bare = [file for file in images if not file.has_pixels]
    if bare and len(bare) < len(images):
        raise SeriesError(
            _(
                "{bare} of {images} CT files have no pixel data (the first: {path}): copy them again from their source."
            ).format(bare=len(bare), images=len(images), path=bare[0].path)
        )


def _same_content(a: Path, b: Path) -> bool:
    # The same instance sent twice may differ in its file meta information alone.
    return filecmp.cmp(a, b, shallow=False) or dcmread(a, force=True) == dcmread(b, force=True)


def _distinct(files: Files, keyword: str) -> set[str]:
    found = {_identifier(file, keyword) for file in files}
    return found - {""} if keyword in OFTEN_LEFT_EMPTY else found


def _identifier(file: DicomFile, keyword: str) -> str:
    value = text(file.dataset, keyword)
    # PS3.5 6.2.1.2: trailing component and group delimiters of a person name carry no meaning.
    return value.rstrip("^= ") if keyword == "PatientName" else value


def _series(file: DicomFile, count: int) -> str:
    number = text(file.dataset, "SeriesNumber") or "none"
    description = text(file.dataset, "SeriesDescription") or _("no description")
    uid = text(file.dataset, "SeriesInstanceUID")
    return _("{uid} (number {number}, {description}, {count} images)").format(
        uid=uid, number=number, description=description, count=count
    )


def _kind(file: DicomFile) -> str:
    modality = text(file.dataset, "Modality") or _("unknown modality")
    return f"CT, {UID(text(file.dataset, 'SOPClassUID')).name}" if modality == "CT" else modality

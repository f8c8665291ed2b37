# SPDX-License-Identifier: Apache-2.0
"""A report of ours in its other encoding, made from the file alone: for a PACS that refuses Comprehensive 3D SR.

What the CT gave (patient, study, images, the pixel of each marker) stands in the document, so nothing is computed
anew: the outcome is, byte for byte, what an export against the CT would have been.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from ..series.ct import CTSeries, PixelPoint, Slice
from ..series.vectors import Vector
from ..terminology import standard
from ..texts import _
from .envelope import Encoding
from .errors import ReadError, WriteError
from .integrity import is_as_written
from .item import Item, among, only
from .parse import parse_item
from .reader import ReadReport, is_ours, read_dataset
from .writer import write

_NOWHERE = (0.0, 0.0, 0.0)


def as_comprehensive(file: bytes) -> tuple[bytes, ReadReport]:
    """The Comprehensive SR of the report in a Comprehensive 3D SR file, under a UID of its own; and that report.

    Raises ``ReadError`` where the file is no report of ours, ``WriteError`` where it is in that encoding already, or
    was changed since it was written: what somebody changed must not be signed anew in the name of who signed it.
    """
    dataset = pydicom.dcmread(BytesIO(file))
    if not is_ours(dataset):
        raise ReadError(_("this is not a DiscographyReport document"))
    found = read_dataset(dataset)
    _refuse(found, file)
    standing = replace(found.envelope.standing, encoding=Encoding.COMPREHENSIVE)
    return write(found.report, _series_of(dataset, found), standing, found.assessment), found


def _refuse(found: ReadReport, file: bytes) -> None:
    if found.envelope.standing.encoding is Encoding.COMPREHENSIVE:
        raise WriteError(_("this report is a Comprehensive SR already"))
    if not is_as_written(file) or found.notices:
        raise WriteError(_("the report was changed since it was written; export it anew as a Comprehensive SR"))


@dataclass(frozen=True)
class _StoredSeries(CTSeries):
    """A CT as far as a document tells of it: no geometry, but the pixel of each marker."""

    spots: dict[Vector, PixelPoint] = field(default_factory=dict)

    def locate(self, point: tuple[float, float, float]) -> PixelPoint:
        """The pixel that the document holds for a marker."""
        return self.spots[point]


def _series_of(dataset: Dataset, found: ReadReport) -> CTSeries:
    root = parse_item(dataset)
    library = only(root.children, standard.IMAGE_LIBRARY)
    frames = among(library.walk(), standard.FRAME_OF_REFERENCE_UID) if library else []
    if not frames or not found.envelope.evidence:
        raise WriteError(_("the report names no CT; export it anew as a Comprehensive SR"))
    images = found.envelope.evidence
    return _StoredSeries(
        _header_of(dataset),
        images[0].study_instance_uid,
        images[0].series_instance_uid,
        str(frames[0].value),
        tuple(_slice(image.sop_class_uid, image.sop_instance_uid) for image in images),
        (),
        _spots(root),
    )


def _header_of(dataset: Dataset) -> Dataset:
    """As a header of the CT would have it: an order is named under another keyword there."""
    header = Dataset()
    header.update({element.tag: element for element in dataset if element.keyword != "ContentSequence"})
    if "ReferencedRequestSequence" in dataset:
        header.RequestAttributesSequence = dataset.ReferencedRequestSequence
    return header


def _slice(sop_class_uid: str, sop_instance_uid: str, frame: int | None = None) -> Slice:
    return Slice(Path(), sop_class_uid, sop_instance_uid, frame, _NOWHERE, (), (0.0, 0.0), 0, 0)


def _spots(root: Item) -> dict[Vector, PixelPoint]:
    groups = [item for item in root.walk() if item.named(standard.MEASUREMENT_GROUP)]
    return dict(_spot(group) for group in groups)


def _spot(group: Item) -> tuple[Vector, PixelPoint]:
    in_space = next(item for item in group.children if item.type == "SCOORD3D")
    on_image = next(item for item in group.children if item.type == "SCOORD")
    image = on_image.children[0].value
    column, row = on_image.value
    return in_space.value.point, PixelPoint(_slice(*image), column, row, 0.0)

# SPDX-License-Identifier: Apache-2.0
"""Key images: each disc with a marker as an axial and a sagittal picture of the CT, in the patient's own directions."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..model.disc import Disc
from ..model.levels import Region
from ..model.report import Report
from ..series.ct import CTSeries
from ..series.errors import SeriesError
from ..series.vectors import Vector
from ..texts import N_, _
from .ct_picture import ct_picture
from .page import Figure
from .resampling import resample
from .tilt import line_normals
from .views import View, axial, sagittal, slice_normal

PIXELS = 400
SIDES_MM = {Region.CERVICAL: 50.0, Region.THORACIC: 70.0, Region.LUMBAR: 80.0}
"""Width of a picture: a disc of the region with half of each neighbor."""
WINDOW, LEVEL = 2400, 800
"""HU. Contrast (up to about 2000) and cortical bone (about 1200) stay apart, and soft tissue is not black."""


def key_images(
    report: Report,
    series: CTSeries,
    *,
    patient: tuple[str, str] | None = None,
    normals: Mapping[str, Vector] | None = None,
) -> Mapping[str, tuple[Figure, ...]]:
    """An axial and a sagittal picture by disc UID, for every disc with a marker.

    ``patient``: Patient ID and Patient's Name that the CT must have. ``normals``: unit normals (LPS) of disc planes by
    disc UID; without one the axial picture is square to the line of the markers, or parallel to the slices.
    ``SeriesError``, one sentence, where the CT is another patient's, another one than the markers were placed on, or
    cannot be read; nothing has been drawn then.
    """
    discs = [disc for disc in report.discs if disc.position is not None]
    _require_own(discs, series, patient)
    known = normals or {}
    tilted = {**line_normals(discs), **known}
    views = [view for disc in discs for view in _views(disc, series, tilted.get(disc.uid), SIDES_MM[report.region])]
    pictures = resample(series, views, PIXELS)
    captions = [_CAPTIONS[(disc.uid in known) + (disc.uid in tilted)] for disc in discs]
    return {
        disc.uid: (
            _figure(disc, views[2 * n], pictures[2 * n], _(captions[n])),
            _figure(disc, views[2 * n + 1], pictures[2 * n + 1], _("{level}, sagittal through the marker")),
        )
        for n, disc in enumerate(discs)
    }


_CAPTIONS = (
    N_("{level}, axial at the marker"),
    N_("{level}, axial at the marker, square to the line of the markers"),
    N_("{level}, axial through the plane of the disc"),
)


def _require_own(discs: list[Disc], series: CTSeries, patient: tuple[str, str] | None) -> None:
    if patient is not None and _identity(*patient) != _identity(*_patient(series)):
        raise SeriesError(_("The CT is another patient's than the report: give the CT that the report is about."))
    for disc in discs:
        if disc.position is None:
            continue
        if disc.position.frame_of_reference_uid != series.frame_of_reference_uid:
            sentence = _("The marker of {level} was not placed on this CT: give the CT that the report is about.")
            raise SeriesError(sentence.format(level=disc.level))
        series.locate(disc.position.point)


def _patient(series: CTSeries) -> tuple[str, str]:
    return str(series.header.get("PatientID", "") or ""), str(series.header.get("PatientName", "") or "")


def _identity(patient_id: str, name: str) -> tuple[str, str]:
    """Outer blanks, and delimiters at the end of a name, carry no meaning (PS3.5 6.2, 6.2.1.2); archives drop them."""
    return patient_id.strip(), name.rstrip("^= ").lstrip()


def _views(disc: Disc, series: CTSeries, normal: Vector | None, side_mm: float) -> tuple[View, View]:
    assert disc.position is not None, "only discs with a marker are looked at"
    point = disc.position.point
    return axial(point, normal or slice_normal(series), side_mm), sagittal(point, side_mm)


def _figure(disc: Disc, view: View, picture: NDArray[np.float32], caption: str) -> Figure:
    name = caption.format(level=disc.level)
    alternative = _("CT, {name}: {left} is at the left, {top} at the top; window {window}, level {center} HU.")
    described = alternative.format(name=name, left=view.edges()[0], top=view.edges()[2], window=WINDOW, center=LEVEL)
    shades = np.clip((picture - (LEVEL - WINDOW / 2)) * (255 / WINDOW), 0, 255)
    return Figure(ct_picture(np.nan_to_num(shades).astype(np.uint8), view, str(disc.level)), name, described)

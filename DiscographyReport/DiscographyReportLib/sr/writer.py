# SPDX-License-Identifier: Apache-2.0
"""A report as a DICOM file, byte for byte the same on any machine."""

from pydicom.charset import convert_encodings

from ..model.disc import Disc
from ..model.errors import ModelError
from ..model.report import Report
from ..model.results import Assessment
from ..model.values import moment, person_name, text
from ..series.ct import CTSeries
from ..series.errors import SeriesError
from ..texts import _
from .encode import encode_item
from .envelope import Standing, State, Verification
from .errors import WriteError
from .header import CHARACTER_SET, header, value_of
from .part10 import named_by_content
from .tree import document


def write(report: Report, series: CTSeries, standing: Standing, assessment: Assessment) -> bytes:
    """The DICOM file (PS3.10) of a report about a CT series.

    The SOP Instance UID is derived from all other bytes of the data set: the same report, results, state and images
    give the same file, anything else another UID. Raises ``WriteError`` where the report cannot be exported as asked.
    """
    refuse_what_cannot_be(report, series, standing)
    _check_assessment(report, assessment)
    root = encode_item(document(report, series, standing, assessment))
    dataset = header(report, series, standing)
    dataset.update(root)
    # The form in which the items already are: pydicom would open every one of them to see whether it has to change.
    dataset.set_original_encoding(False, True, convert_encodings(CHARACTER_SET))
    return named_by_content(dataset)


def refuse_what_cannot_be(report: Report, series: CTSeries, standing: Standing) -> None:
    """Check that every injected disc has a place on this CT and that the standing is whole."""
    _check_discs(report)
    for disc in report.discs:
        _check_place(disc, series)
    _check_standing(standing)
    _check_verified_after(report, standing)
    _check_whose(series, standing)


def _check_verified_after(report: Report, standing: Standing) -> None:
    for verification in standing.verifications:
        if verification.at < report.changed_at:
            raise WriteError(
                _(
                    "the report was verified at {at:%Y-%m-%d %H:%M:%S}, before its last change at "
                    "{changed_at:%Y-%m-%d %H:%M:%S}; have it verified again"
                ).format(at=verification.at, changed_at=report.changed_at)
            )


def _check_whose(series: CTSeries, standing: Standing) -> None:
    """A finished report belongs to somebody, and a replacement to the study of what it replaces."""
    amended = standing.amendment
    if amended and amended.predecessor.study_instance_uid != series.study_instance_uid:
        raise WriteError(
            _("the report to be replaced belongs to another study than this CT; export against the CT that it is about")
        )
    anonymous = not value_of(series.header, "PatientID") and not value_of(series.header, "PatientName")
    if anonymous and standing.state is not State.DRAFT:
        raise WriteError(_("the CT names no patient, neither ID nor name; only a draft can be exported about it"))


def _check_discs(report: Report) -> None:
    if not report.discs:
        raise WriteError(_("the report has no discs; record at least one level before exporting it"))
    missing = [str(disc.level) for disc in report.injected if disc.position is None]
    if missing:
        raise WriteError(
            _("no marker on the CT for {missing}; place one in each injected disc").format(missing=", ".join(missing))
        )


def _check_place(disc: Disc, series: CTSeries) -> None:
    if disc.position is None:
        return
    frame = disc.position.frame_of_reference_uid
    if frame != series.frame_of_reference_uid:
        raise WriteError(
            _(
                "the marker of {level} was placed in frame of reference {frame}, but this CT has "
                "{other}; export against the CT that it was placed on"
            ).format(level=disc.level, frame=frame, other=series.frame_of_reference_uid)
        )
    try:
        series.locate(disc.position.point)
    except SeriesError as error:
        raise WriteError(
            _("the marker of {level} is not on this CT: {error}").format(level=disc.level, error=error)
        ) from None


def _check_standing(standing: Standing) -> None:
    verified = standing.state is State.VERIFIED
    if verified and not standing.verifications:
        raise WriteError(_("a verified report needs the name of the person who verified it"))
    if standing.verifications and not verified:
        raise WriteError(
            _("a {state} report cannot carry a verification; export it as verified").format(state=standing.state)
        )
    for verification in standing.verifications:
        _check_verification(verification)
    if standing.amendment and not standing.amendment.reason.strip():
        raise WriteError(_("an amended report needs the reason for the amendment"))


def _check_verification(verification: Verification) -> None:
    """Name and organization are required (PS3.3 C.17.2)."""
    try:
        person_name(verification.name)
        organization = text(verification.organization)
        moment(verification.at)
    except ModelError as error:
        raise WriteError(_("the verification cannot be written: {error}").format(error=error)) from None
    if len(organization) > _LONG_STRING or "\\" in organization:
        raise WriteError(
            _(
                "the organization {organization!r} of the person who verifies is longer than "
                "{most} characters or holds a backslash; shorten it"
            ).format(organization=organization, most=_LONG_STRING)
        )


_LONG_STRING = 64
"""Characters of a value of VR LO."""


def _check_assessment(report: Report, assessment: Assessment) -> None:
    """Results of another report, or of discs that were removed, must never stand beside this one's findings."""
    strangers = {result.disc_uid for result in assessment.results} - {disc.uid for disc in report.discs}
    if strangers:
        raise WriteError(_("the results belong to discs that the report does not have; evaluate the report again"))

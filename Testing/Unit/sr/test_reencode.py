# SPDX-License-Identifier: Apache-2.0
"""A stored report in its other encoding: what an export against the CT would have been, from the file alone."""

from dataclasses import replace
from io import BytesIO

import pydicom
import pytest
from hypothesis import given, settings

from counts import PROPERTY_EXAMPLES
from DiscographyReportLib.sr.envelope import Encoding, Standing
from DiscographyReportLib.sr.errors import ReadError, WriteError
from DiscographyReportLib.sr.reencode import as_comprehensive
from DiscographyReportLib.sr.writer import write
from house import ROOT
from plain_reports import report as plain_report
from plain_reports import with_disc
from sr_documents import HERE, assessed, documents, flat_series, header_with, read_bytes

REPORT = with_disc(plain_report(), position=HERE)


@settings(max_examples=PROPERTY_EXAMPLES // 2)
@given(documents())
def test_it_is_byte_for_byte_what_an_export_against_the_ct_would_be(document):
    report, standing, assessment = document
    stored = write(report, flat_series(), replace(standing, encoding=Encoding.COMPREHENSIVE_3D), assessment)

    made, _ = as_comprehensive(stored)

    assert made == write(report, flat_series(), replace(standing, encoding=Encoding.COMPREHENSIVE), assessment)


def test_report_results_and_order_survive_and_the_identifier_is_another():
    order = pydicom.Dataset()
    order.AccessionNumber, order.RequestedProcedureID = "A1", "P1"
    series = flat_series(header_with(RequestAttributesSequence=[order]))
    report = REPORT
    stored = write(report, series, Standing(), assessed(report))

    made, _ = as_comprehensive(stored)

    old, new = read_bytes(stored), read_bytes(made)
    assert (new.report, new.assessment, new.notices) == (old.report, old.assessment, ())
    assert new.envelope.identity.sop_class_uid == Encoding.COMPREHENSIVE.sop_class_uid
    assert new.envelope.identity.sop_instance_uid != old.envelope.identity.sop_instance_uid
    assert made == write(report, series, Standing(Encoding.COMPREHENSIVE), assessed(report))
    assert b"SCOORD3D" not in made


def test_a_changed_report_is_not_signed_anew():
    report = REPORT
    changed = pydicom.dcmread(BytesIO(write(report, flat_series(), Standing(), assessed(report))))
    changed.PatientName = "Somebody^Else"
    out = BytesIO()
    changed.save_as(out)

    with pytest.raises(WriteError, match="was changed since it was written"):
        as_comprehensive(out.getvalue())


def test_what_is_comprehensive_already_or_not_ours_is_refused():
    report = REPORT
    already = write(report, flat_series(), Standing(Encoding.COMPREHENSIVE), assessed(report))

    with pytest.raises(WriteError, match="is a Comprehensive SR already"):
        as_comprehensive(already)
    with pytest.raises(ReadError, match="not a DiscographyReport document"):
        as_comprehensive((ROOT / "Testing" / "Data" / "foreign-sr" / "highdicom_sr.dcm").read_bytes())

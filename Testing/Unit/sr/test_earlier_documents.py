# SPDX-License-Identifier: Apache-2.0
"""A document that was written before its form changed is read as on the day on which it was signed."""

import json
from pathlib import Path

from DiscographyReportLib.model.document import from_json
from DiscographyReportLib.series.reading import read_series
from DiscographyReportLib.sr.foreign import read_file
from DiscographyReportLib.sr.lint import lint
from DiscographyReportLib.sr.writer import write
from sr_documents import opened, read_bytes
from sr_kinds import GE

FOLDER = Path(__file__).parents[2] / "Data" / "earlier-sr"
FIRST_FORM = FOLDER / "first-form.dcm"


def test_a_document_of_the_first_form_gives_the_report_and_the_results_as_they_were_signed():
    read = read_file(FIRST_FORM)
    signed = json.loads((FOLDER / "first-form.results.json").read_text(encoding="utf-8"))

    assert read.report == from_json((FOLDER / "first-form.report.json").read_bytes())
    assert json.loads(json.dumps(read.assessment)) == signed
    assert read.notices == ()
    assert read.as_written
    assert lint(opened(FIRST_FORM.read_bytes())) == ()


def test_a_document_of_the_first_form_written_again_says_the_same_in_fewer_bytes():
    earlier = read_file(FIRST_FORM)

    data = write(earlier.report, read_series(GE), earlier.envelope.standing, earlier.assessment)
    again = read_bytes(data)

    assert (again.report, again.assessment, again.notices) == (earlier.report, earlier.assessment, ())
    assert len(data) < FIRST_FORM.stat().st_size

# SPDX-License-Identifier: Apache-2.0
"""What is not written, and the sentence that says why; and what is written although the CT is not as it should be."""

from dataclasses import replace

import pydicom
import pytest

from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.sr.envelope import Amendment, Standing, State
from DiscographyReportLib.sr.errors import WriteError
from DiscographyReportLib.sr.lint import lint
from plain_reports import report, with_disc
from sr_documents import (
    HERE,
    PREDECESSOR,
    REVIEWER,
    assessed,
    flat_series,
    header_with,
    opened,
    read_bytes,
    result,
    written,
)
from strategies import FRAME

PLAIN = with_disc(report(), position=HERE)


def refusal(made, standing=None, assessment=None):
    with pytest.raises(WriteError) as caught:
        written(made, standing, assessment)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_report_without_discs_is_refused():
    assert "record at least one level" in refusal(replace(PLAIN, discs=()), None, assessed(PLAIN, results=()))


def test_an_injected_disc_without_a_marker_is_refused_naming_every_one():
    made = report(Level.L3_L4, Level.L4_L5)
    bare = replace(made, discs=tuple(replace(disc, position=None) for disc in made.discs))

    assert refusal(bare) == "no marker on the CT for L3-L4, L4-L5; place one in each injected disc"


def test_a_marker_of_another_ct_is_refused_naming_both_frames():
    message = refusal(with_disc(PLAIN, position=Position(1, 1, 1, "1.9")))

    assert "1.9" in message
    assert FRAME in message


@pytest.mark.parametrize("place", [(-1, 10, 10), (10, 200.5, 10), (10, 10, 300), (10, 10, -41)])
def test_a_marker_beside_the_ct_is_refused(place):
    assert "the marker of L4-L5 is not on this CT" in refusal(with_disc(PLAIN, position=Position(*place, FRAME)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "is empty"),
        ({"name": "a\\b"}, "backslash"),
        ({"name": "A" * 65}, "at most 64"),
        ({"organization": ""}, "is empty"),
        ({"organization": "x" * 65}, "longer than 64"),
        ({"organization": "a\\b"}, "backslash"),
        ({"organization": "a\nb"}, "control character"),
        ({"at": REVIEWER.at.replace(microsecond=1)}, "whole seconds"),
    ],
)
def test_a_verification_that_dicom_cannot_carry_is_refused(changes, words):
    assert words in refusal(PLAIN, Standing(state=State.VERIFIED, verifications=(replace(REVIEWER, **changes),)))


def test_a_standing_that_contradicts_itself_is_refused():
    assert "needs the name" in refusal(PLAIN, Standing(state=State.VERIFIED))
    assert "cannot carry a verification" in refusal(PLAIN, Standing(state=State.COMPLETE, verifications=(REVIEWER,)))
    assert "needs the reason" in refusal(PLAIN, Standing(amendment=Amendment(PREDECESSOR, 1, " ")))


def test_results_of_another_report_are_refused():
    assert "evaluate the report again" in refusal(PLAIN, None, assessed(PLAIN, results=(result("1.2.3.99"),)))


def test_an_outcome_without_a_code_is_never_written_as_something_else():
    with pytest.raises(KeyError):
        written(PLAIN, None, assessed(PLAIN, results=(result(PLAIN.discs[0].uid, outcome="likely"),)))


ODD_HEADERS = {
    "nothing known": dict.fromkeys(
        ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime")
    ),
    "a name too long": {"PatientName": "A" * 70},
    "two patient IDs": {"PatientID": "a\\b"},
    "lower case": {"PatientSex": "female"},
    "an old date": {"StudyDate": "2026.10.14", "StudyTime": "10:11"},
    "an ID too long": {"StudyID": "X" * 20, "AccessionNumber": "9" * 30},
    "an age without unit": {"PatientAge": "45"},
    "several values": {"OtherPatientIDs": ["a", "b"], "DeidentificationMethod": ["c", "d"]},
    "Japanese": {"PatientName": "Yamada^Tarou=山田^太郎=やまだ^たろう", "PatientID": "山1"},
    "Arabic": {"PatientName": "مريم^الزهراء", "StudyDescription": "ديسك"},
    "trailing delimiters": {"PatientName": "A^B^^^"},
}


@pytest.mark.filterwarnings("ignore:The:UserWarning")
@pytest.mark.parametrize("changes", ODD_HEADERS.values(), ids=ODD_HEADERS)
def test_what_the_ct_says_is_copied_as_it_stands_there(changes):
    with pydicom.config.disable_value_validation():
        header = header_with(**changes)
    data = written(PLAIN, series=flat_series(header))
    dataset = opened(data)

    for keyword, value in changes.items():
        assert dataset.get(keyword, "") == ("" if value is None else header.get(keyword))
    assert read_bytes(data).report == PLAIN
    assert lint(dataset) == ()


def test_a_value_of_the_ct_that_cannot_be_read_is_left_out():
    header = header_with()
    header[0x00101030] = pydicom.dataelem.RawDataElement(
        pydicom.tag.Tag(0x00101030), "DS", 6, b"heavy ", 0, False, True
    )

    assert "PatientWeight" not in opened(written(PLAIN, series=flat_series(header)))


def test_the_order_of_the_ct_is_referred_to():
    item = pydicom.Dataset()
    item.RequestedProcedureID, item.AccessionNumber = "RP1", "A7"
    dataset = opened(written(PLAIN, series=flat_series(header_with(RequestAttributesSequence=[item]))))

    assert dataset.ReferencedRequestSequence[0].RequestedProcedureID == "RP1"
    assert dataset.ReferencedRequestSequence[0].AccessionNumber == "A7"

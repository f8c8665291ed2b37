# SPDX-License-Identifier: Apache-2.0
"""The same report gives the same file and UID on any machine; anything else gives another."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from DiscographyReportLib.sr.envelope import Amendment, Encoding, Standing, State
from DiscographyReportLib.sr.integrity import data_set_bytes, is_as_written
from DiscographyReportLib.sr.part10 import IMPLEMENTATION_CLASS_UID
from house import MODULE, ROOT
from plain_reports import report, with_disc, with_procedure
from sr_documents import HERE, PREDECESSOR, REVIEWER, assessed, flat_series, header_with, opened, result, written

PLAIN = with_disc(report(), position=HERE)
ELSEWHERE = (
    "import sys; sys.path[:0] = sys.argv[1:]\n"
    "from plain_reports import report, with_disc\n"
    "from sr_documents import HERE, written\n"
    "sys.stdout.buffer.write(written(with_disc(report(), position=HERE)))\n"
)
VERIFIED = Standing(state=State.VERIFIED, verifications=(REVIEWER,))
AMENDED = Standing(state=State.COMPLETE, amendment=Amendment(PREDECESSOR, 3, "level was named wrongly"))


def uid_of(data):
    return str(opened(data).SOPInstanceUID)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    ],
    ids=["east", "west"],
)
def test_another_process_in_another_place_writes_the_same_bytes(environment):
    command = [sys.executable, "-c", ELSEWHERE, str(MODULE), str(ROOT / "Testing")]
    ran = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)

    assert ran.stdout == written(PLAIN)


CHANGES = {
    "a number": lambda: written(with_disc(PLAIN, volume_ml="0.51")),
    "an answer": lambda: written(with_disc(PLAIN, patient_blinded=True)),
    "a position by the least bit": lambda: written(with_disc(PLAIN, position=replace(HERE, x=10.250001))),
    "the procedure": lambda: written(with_procedure(PLAIN, indication_text="other")),
    "a text": lambda: written(replace(PLAIN, impression="other")),
    "an observer": lambda: written(replace(PLAIN, observers=())),
    "the time of the last change": lambda: written(replace(PLAIN, changed_at=PLAIN.changed_at + timedelta(seconds=1))),
    "the identity of the report": lambda: written(replace(PLAIN, uid="1.2.4")),
    "a result": lambda: written(PLAIN, None, assessed(PLAIN, results=(result(PLAIN.discs[0].uid, row="row 2"),))),
    "a statement": lambda: written(PLAIN, None, assessed(PLAIN, statements=("Another one.",))),
    "the encoding": lambda: written(PLAIN, Standing(Encoding.COMPREHENSIVE)),
    "the state": lambda: written(PLAIN, Standing(state=State.COMPLETE)),
    "verification": lambda: written(PLAIN, VERIFIED),
    "the verifier": lambda: written(PLAIN, replace(VERIFIED, verifications=(replace(REVIEWER, name="Other"),))),
    "the organization": lambda: written(PLAIN, replace(VERIFIED, verifications=(replace(REVIEWER, organization="X"),))),
    "the time of verification": lambda: written(
        PLAIN, replace(VERIFIED, verifications=(replace(REVIEWER, at=REVIEWER.at + timedelta(seconds=1)),))
    ),
    "two verifiers": lambda: written(PLAIN, replace(VERIFIED, verifications=(REVIEWER, REVIEWER))),
    "an amendment": lambda: written(PLAIN, AMENDED),
    "the reason": lambda: written(PLAIN, replace(AMENDED, amendment=replace(AMENDED.amendment, reason="other"))),
    "the predecessor": lambda: written(
        PLAIN,
        replace(
            AMENDED, amendment=replace(AMENDED.amendment, predecessor=PREDECESSOR._replace(sop_instance_uid="1.9"))
        ),
    ),
    "the number": lambda: written(PLAIN, replace(AMENDED, amendment=replace(AMENDED.amendment, predecessor_number=4))),
    "the patient": lambda: written(PLAIN, series=flat_series(header_with(PatientName="DOE^JOHN"))),
    "the evidence": lambda: written(PLAIN, series=replace(flat_series(), slices=flat_series().slices[:4])),
}


def test_the_same_report_has_one_uid_and_every_change_gives_another():
    uids = {name: uid_of(change()) for name, change in CHANGES.items()}
    uids["no change"] = uid_of(written(PLAIN))

    assert len(set(uids.values())) == len(uids)
    assert uid_of(written(PLAIN)) == uids["no change"]
    assert all(UID(uid).is_valid and uid.startswith("2.25.") for uid in uids.values())


def test_a_new_document_of_the_same_report_stays_in_its_series_and_another_report_does_not():
    series = {str(opened(made).SeriesInstanceUID) for made in (written(PLAIN), written(PLAIN, VERIFIED))}

    assert len(series) == 1
    assert str(opened(CHANGES["the identity of the report"]()).SeriesInstanceUID) not in series


def test_the_file_meta_information_is_right():
    data = written(PLAIN)
    dataset = opened(data)
    meta = dataset.file_meta

    assert data[:128] == bytes(128)
    assert data[128:132] == b"DICM"
    assert meta.FileMetaInformationVersion == b"\x00\x01"
    assert meta.MediaStorageSOPClassUID == dataset.SOPClassUID
    assert meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
    assert meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert meta.ImplementationClassUID == IMPLEMENTATION_CLASS_UID
    assert meta.ImplementationVersionName.startswith("DISCREPORT_")
    assert len(meta.ImplementationVersionName) <= 16


@pytest.mark.parametrize("standing", [Standing(), Standing(Encoding.COMPREHENSIVE), VERIFIED, AMENDED], ids=range(4))
def test_a_file_tells_that_it_is_as_it_was_written(standing):
    assert is_as_written(written(PLAIN, standing)) is True


def test_a_file_tells_that_any_byte_of_its_data_set_has_been_changed():
    data = written(PLAIN)
    start = len(data) - len(data_set_bytes(data))
    for place in range(start, len(data), 97):
        changed = bytearray(data)
        changed[place] ^= 1
        assert is_as_written(bytes(changed)) is False, f"the byte at {place}"
    assert is_as_written(data + b"\0") is False
    assert is_as_written(data[:-1]) is False


def test_an_archive_that_writes_its_own_file_meta_information_has_changed_nothing():
    dataset = opened(written(PLAIN))
    dataset.file_meta.ImplementationClassUID = "1.2.3"
    dataset.file_meta.SourceApplicationEntityTitle = "ARCHIVE"

    assert is_as_written(saved(dataset)) is True


def test_an_archive_that_corrects_a_name_has_changed_the_file():
    dataset = opened(written(PLAIN))
    dataset.PatientName = "DOE^JOHN"

    assert is_as_written(saved(dataset)) is False


def test_a_file_in_another_encoding_tells_nothing():
    dataset = opened(written(PLAIN))
    dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian

    assert is_as_written(saved(dataset, implicit_vr=True, little_endian=True)) is None
    assert [is_as_written(data) for data in (b"", b"DICM", b"\0" * 128 + b"DICM", b"\0" * 400)] == [None] * 4


def saved(dataset, **encoding):
    buffer = BytesIO()
    dataset.save_as(buffer, **encoding)
    return buffer.getvalue()

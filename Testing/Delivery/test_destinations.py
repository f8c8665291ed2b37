# SPDX-License-Identifier: Apache-2.0
"""The list of destinations, what a destination may be, and which files are taken for one."""

import json
import stat
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pydicom
import pytest

from Delivery.made_documents import PATIENT, dicom_bytes
from Delivery.servers import to_port
from DiscographyReportLib.delivery.destination import Destination, Tls
from DiscographyReportLib.delivery.destinations import (
    add_destination,
    find_destination,
    list_destinations,
    remove_destination,
    replace_destination,
)
from DiscographyReportLib.delivery.document_reading import document_from
from DiscographyReportLib.delivery.errors import DeliveryError

SECURED = Destination("b", "pacs.example.org", 2762, "PACS", "SLICER", 10.0, True, Tls("ca", "crt", "key"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "destinations.json"


def test_what_is_added_is_listed_found_and_removed(path: Path) -> None:
    assert list_destinations(path) == ()
    for one in (SECURED, to_port(104, name="a")):
        add_destination(path, one)

    assert [one.name for one in list_destinations(path)] == ["a", "b"]
    assert find_destination(path, "b") == SECURED
    remove_destination(path, "a")
    assert list_destinations(path) == (SECURED,)


def test_the_list_is_for_its_owner_only_and_nothing_but_its_lock_is_left_beside_it(path: Path) -> None:
    add_destination(path, SECURED)

    left = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert left == {path.name: 0o600, f"{path.name}.lock": 0o600}


def test_two_that_add_at_once_both_stay(path: Path) -> None:
    names = [f"pacs {number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: add_destination(path, to_port(104, name=name)), names))

    assert [one.name for one in list_destinations(path)] == names


def test_a_name_that_is_taken_is_refused(path: Path) -> None:
    add_destination(path, SECURED)

    with pytest.raises(DeliveryError, match="there is a destination b already"):
        add_destination(path, to_port(104, name="b"))

    assert list_destinations(path) == (SECURED,)


def test_one_that_is_replaced_keeps_its_name_and_no_other_is_touched(path: Path) -> None:
    for one in (SECURED, to_port(104, name="a")):
        add_destination(path, one)
    changed = to_port(11112, name="b")

    replace_destination(path, changed)

    assert list_destinations(path) == (to_port(104, name="a"), changed)
    with pytest.raises(DeliveryError, match="there is no destination c"):
        replace_destination(path, to_port(104, name="c"))


def test_an_unknown_name_names_those_there_are(path: Path) -> None:
    add_destination(path, SECURED)

    with pytest.raises(DeliveryError, match="there is no destination a; there are b"):
        find_destination(path, "a")


def test_a_password_in_the_file_is_refused(path: Path) -> None:
    add_destination(path, SECURED)
    content = json.loads(path.read_text())
    content["destinations"][0]["password"] = "hidden"
    path.write_text(json.dumps(content))

    with pytest.raises(DeliveryError, match="the unknown field password; take it out"):
        list_destinations(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2, "destinations": []}', '{"destinations": [1]}'])
def test_a_file_that_is_no_list_of_destinations_is_refused_and_left_alone(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)

    with pytest.raises(DeliveryError, match=r"destinations\.json"):
        add_destination(path, SECURED)

    assert path.read_text() == content


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        *[("name", value, "no name") for value in ("", "../up", "a\nb", "x" * 65, 5)],
        *[("host", value, "no host") for value in ("", "dicom://pacs", "two words", "a/b")],
        *[("called_ae", value, "no called AE title") for value in ("", " ", "SEVENTEENLETTERSX", "A\\B", "ÄE", "A\n")],
        ("calling_ae", "A\\B", "no calling AE title"),
        *[("port", value, "no port") for value in (0, 65536, "104", True)],
        *[("timeout_s", value, "no time-out") for value in (0, -1, 601, float("nan"), float("inf"), "5")],
        *[("commitment_port", value, "no port") for value in (0, 65536, "104")],
        ("query", "yes", "true or false"),
    ],
)
def test_a_value_that_no_pacs_can_have_is_refused(field: str, value: object, said: str) -> None:
    with pytest.raises(DeliveryError, match=said):
        to_port(**{"port": 104, field: value})


def test_a_client_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(DeliveryError, match="belong together"):
        Tls("ca", "crt")


def deflated(content: bytes) -> bytes:
    dataset = pydicom.dcmread(BytesIO(content))
    dataset.file_meta.TransferSyntaxUID = pydicom.uid.DeflatedExplicitVRLittleEndian
    out = BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


def with_other_header(content: bytes) -> bytes:
    dataset = pydicom.dcmread(BytesIO(content))
    dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    out = BytesIO()
    pydicom.dcmwrite(out, dataset)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no DICOM file"),
        (b"text" * 100, "no DICOM file"),
        (dicom_bytes()[132:], "no DICOM file"),
        (deflated(dicom_bytes()), "only uncompressed little endian is sent"),
        (dicom_bytes()[:200], "damaged header|no valid|transfer syntax"),
        (with_other_header(dicom_bytes()), "names another SOPInstanceUID"),
    ],
    ids=["empty", "text", "no preamble", "deflated", "cut off", "other header"],
)
def test_a_file_that_cannot_be_sent_as_it_is_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(DeliveryError, match=said) as refused:
        document_from(content, "a.dcm")

    assert str(refused.value).startswith("a.dcm")
    assert PATIENT not in str(refused.value)


def test_a_deflated_file_is_refused_before_it_bursts() -> None:
    header = deflated(dicom_bytes())
    header = header[: 144 + int.from_bytes(header[140:144], "little")]
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bomb = header + packer.compress(b"\0" * 200_000_000) + packer.flush()

    with pytest.raises(DeliveryError, match="only uncompressed"):
        document_from(bomb, "bomb.dcm")

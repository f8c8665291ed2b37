# SPDX-License-Identifier: Apache-2.0
"""A file is written whole or not at all, whatever happens to the process or the disk."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

import counts
from DiscographyReportLib.sr.errors import WriteError
from DiscographyReportLib.sr.files import write_whole
from house import MODULE

OLD, NEW = b"old" * 50_000, b"new" * 70_000
ENDLESS = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
    "from DiscographyReportLib.sr.files import write_whole\n"
    "target = Path(sys.argv[2])\n"
    "print('ready', flush=True)\n"
    "while True:\n"
    "    write_whole(target, b'new' * 70_000)\n"
    "    write_whole(target, b'old' * 50_000)\n"
)
LIMITED = (
    "import resource, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
    "from DiscographyReportLib.sr.errors import WriteError\n"
    "from DiscographyReportLib.sr.files import write_whole\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    "try:\n"
    "    write_whole(Path(sys.argv[2]), b'new' * 70_000)\n"
    "except WriteError as error:\n"
    "    print(error)\n"
)


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "report.dcm"
    path.write_bytes(OLD)
    return path


def results(folder):
    """Files that look like results; a name with a leading dot does not."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def refusal(path):
    with pytest.raises(WriteError) as caught:
        write_whole(path, NEW)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_is_written_and_replaced_leaving_nothing_else(target):
    write_whole(target, NEW)

    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_can_be_read_by_whoever_may_by_the_rules_of_the_user(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.dcm", NEW)
    finally:
        os.umask(before)

    assert (tmp_path / "new.dcm").stat().st_mode & 0o777 == 0o640


def test_a_killed_process_leaves_the_old_file_or_the_new_one_whole(target):
    chance = random.Random(20261014)
    seen = set()
    for _ in range(counts.KILLS):
        command = [sys.executable, "-S", "-c", ENDLESS, str(MODULE), str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            child.send_signal(signal.SIGKILL)
        content = target.read_bytes()
        assert content in (OLD, NEW)
        assert results(target.parent) == ["report.dcm"]
        seen.add(content)
    assert seen == {OLD, NEW} or counts.KILLS < 10


def test_a_full_disk_leaves_the_old_file_and_no_part(target):
    ran = subprocess.run([sys.executable, "-c", LIMITED, str(MODULE), str(target)], capture_output=True, text=True)

    assert ran.stderr == ""
    assert ran.stdout == f"cannot write {target}: File too large; choose another place\n"
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_does_not_exist_is_told_and_not_made(tmp_path):
    path = tmp_path / "nowhere" / "report.dcm"

    assert refusal(path) == f"cannot write {path}: No such file or directory; choose another place"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_told_and_left_alone(tmp_path):
    place = tmp_path / "report.dcm"
    place.mkdir()
    (place / "inside").touch()

    assert str(place) in refusal(place)
    assert results(tmp_path) == ["report.dcm"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.dcm"]
    assert results(place) == ["inside"]


def test_a_folder_that_may_not_be_written_is_told_and_left_alone(target):
    # Nobody may make a file below a file, the administrator neither, as whom tests may run.
    assert refusal(target / "below.dcm").startswith(f"cannot write {target / 'below.dcm'}: ")
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("size", [0, 1, 10_000_000])
def test_files_of_any_size_are_written(tmp_path, size):
    write_whole(tmp_path / "any.dcm", b"x" * size)

    assert (tmp_path / "any.dcm").stat().st_size == size

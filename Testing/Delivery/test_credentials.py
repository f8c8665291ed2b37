# SPDX-License-Identifier: Apache-2.0
"""Secrets: in a keyring where there is one, else nowhere but in memory; and never in sight."""

import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from keyrings.alt.file import PlaintextKeyring

from DiscographyReportLib.delivery.credentials import (
    SERVICE,
    Secret,
    find_secret,
    forget_secret,
    keep_secret,
    keyring_name,
    secrets_from_line,
    secrets_line,
)
from DiscographyReportLib.delivery.errors import DeliveryError
from house import MODULE

SECRET = Secret("user", "CANARYPW", "CANARYTOKEN")


@pytest.fixture
def there_is_one(tmp_path: Path) -> None:
    before, kept = keyring.get_keyring(), PlaintextKeyring()
    kept.file_path = str(tmp_path / "keyring.cfg")
    keyring.set_keyring(kept)
    yield
    keyring.set_keyring(before)


@pytest.fixture
def there_is_none() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("there_is_one")
def test_a_secret_is_kept_found_and_forgotten() -> None:
    assert keep_secret("radiology", SECRET)
    assert find_secret("radiology") == SECRET
    assert find_secret("another") is None
    assert keyring_name()

    forget_secret("radiology")
    forget_secret("radiology")

    assert find_secret("radiology") is None


@pytest.mark.usefixtures("there_is_none")
def test_without_a_keyring_nothing_is_kept_and_nothing_fails() -> None:
    assert keyring_name() is None
    assert not keep_secret("radiology", SECRET)
    assert find_secret("radiology") is None
    forget_secret("radiology")


@pytest.mark.usefixtures("there_is_one")
def test_what_another_program_put_there_is_no_secret_of_ours() -> None:
    keyring.set_password(SERVICE, "radiology", "hunter2")

    assert find_secret("radiology") is None


def test_without_the_package_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    """Python is told at its start that there is none."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['keyring'] = None\n")
    code = (
        "from DiscographyReportLib.delivery.credentials import *\n"
        "assert (find_secret('x'), keep_secret('x', Secret()), keyring_name(), forget_secret('x')) == "
        "(None, False, None, None)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{MODULE}"},
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr


def test_a_line_holds_all_of_them_and_nothing_shows_them() -> None:
    secrets = {"one": SECRET, "zwei ü": Secret(token="t\n")}

    line = secrets_line(secrets)

    assert line.count("\n") == 1
    assert secrets_from_line(line) == secrets
    assert "CANARY" not in repr(secrets)
    assert secrets_from_line("\n") == {}


@pytest.mark.parametrize(
    "line",
    ["CANARYPW", "[]", '{"one": "CANARYPW"}', '{"one": {"password": 1}}', '{"one": {"pin": "CANARYPW"}}', "[" * 99999],
)
def test_a_line_that_is_none_is_refused_without_repeating_it(line: str) -> None:
    with pytest.raises(DeliveryError, match="the line with secrets is none") as refused:
        secrets_from_line(line)

    assert "CANARY" not in str(refused.value)

# SPDX-License-Identifier: Apache-2.0
"""What several tests of the DICOM SR need."""

import json

import pytest

from cases import FOLDER


@pytest.fixture(scope="session")
def vocabulary():
    """The vocabulary of the worked cases."""
    return json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8"))

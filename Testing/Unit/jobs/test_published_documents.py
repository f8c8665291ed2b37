# SPDX-License-Identifier: Apache-2.0
"""The documents of Resources/ are what the code would write today."""

import pytest

from DiscographyReportLib.jobs.publish import RESOURCES, documents, publish
from DiscographyReportLib.terminology.scheme import ROWS


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_published_document_is_not_stale(name: str) -> None:
    published = (RESOURCES / name).read_text(encoding="utf-8")

    assert published == documents()[name], f"Resources/{name} is stale: run 'make docs'"


def test_the_code_table_lists_every_private_code_with_its_definition() -> None:
    table = documents()["code-table.md"].replace("\\|", "|")

    assert all(f"| {code} | {meaning} | {definition} |" in table for _, code, meaning, definition in ROWS)


def test_publishing_writes_every_document(tmp_path) -> None:
    assert sorted(path.name for path in publish(tmp_path)) == sorted(documents())
    assert all((tmp_path / name).read_text(encoding="utf-8") == text for name, text in documents().items())

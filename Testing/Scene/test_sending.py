# SPDX-License-Identifier: Apache-2.0
"""Which document of a report may be sent: the exported one, found again and proven, or none."""

from dataclasses import replace

import pytest

from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.report_node import digest_of, read_report, read_status, write_status
from DiscographyReportLib.scene.sending import sendable
from DiscographyReportLib.scene.status import Status
from DiscographyReportLib.scene.transitions import why_not_sent
from Scene.exported import placed_node


@pytest.fixture
def node(logic, volume):
    return placed_node(logic, volume)


def test_only_what_was_exported_and_as_it_was_exported_is_sent(logic, node, tmp_path):
    digest = digest_of(read_report(node))
    assert "Export the report first" in why_not_sent(Status(), digest)
    logic.export(node, tmp_path)
    status = read_status(node)
    assert why_not_sent(status, digest) == ""
    assert "changed since it was exported" in why_not_sent(status, "another")
    assert "changed since it was exported" in why_not_sent(replace(status, state=status.state.COMPLETE), digest)

    assert "replaced by a newer one" in why_not_sent(replace(status, superseded_by="1.2.3"), digest)


def test_the_document_is_found_in_the_folder_and_is_the_file_byte_for_byte(logic, node, tmp_path):
    path = logic.export(node, tmp_path).path
    found = sendable(node, tmp_path, None)

    assert (found.path, found.document.content) == (path, path.read_bytes())
    assert found.envelope.identity == read_status(node).written.identity


def test_a_file_that_is_gone_or_is_another_one_is_refused_in_one_sentence(logic, node, tmp_path):
    path = logic.export(node, tmp_path).path
    first = path.read_bytes()
    logic.edit(node, replace(read_report(node), comment="second version"))
    second = logic.export(node, tmp_path).path
    assert second != path
    second.write_bytes(first)
    with pytest.raises(SceneError, match="is not what was exported: export the report again"):
        sendable(node, tmp_path, None)
    second.unlink()
    with pytest.raises(SceneError, match="neither in the DICOM database nor in the folder"):
        sendable(node, tmp_path, None)


def test_a_scene_that_points_at_the_document_of_another_report_sends_nothing(logic, volume, node, tmp_path):
    other = placed_node(logic, volume)
    logic.edit(other, replace(read_report(other), comment="of somebody else"))
    logic.export(node, tmp_path)
    logic.export(other, tmp_path)
    digest = read_status(node).written.digest
    write_status(node, replace(read_status(node), written=replace(read_status(other).written, digest=digest)))

    with pytest.raises(SceneError, match="is not what was exported"):
        sendable(node, tmp_path, None)


def test_where_the_copy_in_the_database_is_damaged_the_file_in_the_folder_is_taken(logic, node, tmp_path):
    stored = logic.export_to_database(node, tmp_path)
    content = stored.database_file.read_bytes()
    stored.database_file.write_bytes(content[: len(content) // 2])
    found = sendable(node, tmp_path, logic.database)
    assert (found.path, found.document.content) == (stored.exported.path, content)
    stored.exported.path.unlink()

    with pytest.raises(SceneError, match="cut off before its end"):
        sendable(node, None, logic.database)

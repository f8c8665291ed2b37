# SPDX-License-Identifier: Apache-2.0
"""The level table in the scene."""

from dataclasses import replace

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.report_node import create_report, delete_report
from DiscographyReportLib.scene.tables import update_table
from plain_reports import report

REPORT = report(Level.L3_L4, Level.L4_L5)


def cells(table):
    columns = range(table.GetNumberOfColumns())
    return [[table.GetCellText(row, column) for column in columns] for row in range(table.GetNumberOfRows())]


def test_the_table_shows_a_row_per_disc_and_is_drawn_anew_not_twice(scene):
    node = create_report(scene, REPORT)

    table = update_table(node, REPORT)
    assert [table.GetColumnName(column) for column in range(3)] == ["Level", "Role", "Opening"]
    assert [row[:3] for row in cells(table)] == [
        ["L3-L4", "not recorded", "10 psi"],
        ["L4-L5", "not recorded", "10 psi"],
    ]
    assert table.GetLocked()

    assert update_table(node, replace(REPORT, discs=REPORT.discs[1:])) is table
    assert [row[0] for row in cells(table)] == ["L4-L5"]
    assert scene.GetNumberOfNodesByClass("vtkMRMLTableNode") == 1


def test_the_table_goes_with_its_report(scene):
    node = create_report(scene, REPORT)
    update_table(node, REPORT)

    delete_report(node)

    assert scene.GetNumberOfNodesByClass("vtkMRMLTableNode") == 0

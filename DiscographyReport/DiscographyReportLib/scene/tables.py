# SPDX-License-Identifier: Apache-2.0
"""The level table of a report as a table of the scene: to look at and to copy from, never to edit."""

import vtk

from ..model.report import Report
from ..rendering.level_table import recorded_table
from .nodes import Node, Table
from .report_node import set_table, table_of


def update_table(node: Node, report: Report) -> Table:
    """Draw the level table of a report, in a table node that is made if it is not there."""
    table = table_of(node)
    if table is None:
        table = node.GetScene().AddNewNodeByClass("vtkMRMLTableNode", f"{node.GetName()} levels")
        table.SetUseColumnTitleAsColumnHeader(True)
        set_table(node, table)
    levels = recorded_table(report)
    table.SetLocked(False)
    table.RemoveAllColumns()
    for number, heading in enumerate(levels.columns):
        column = vtk.vtkStringArray()
        column.SetName(heading.heading)
        for row in levels.rows:
            column.InsertNextValue(row[number].text)
        table.AddColumn(column)
    table.SetLocked(True)
    return table

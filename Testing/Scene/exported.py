# SPDX-License-Identifier: Apache-2.0
"""A report with markers on the sample CT, which may be exported at once."""

from dataclasses import replace
from typing import Any

from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.report import Report, new_uid
from DiscographyReportLib.scene.logic import DiscographyLogic
from DiscographyReportLib.scene.report_node import create_report
from DiscographyReportLib.series.sample.discogram import disc_truths
from plain_reports import report

FIVE = (Level.L1_L2, Level.L2_L3, Level.L3_L4, Level.L4_L5, Level.L5_S1)


def placed_report(frame_of_reference_uid: str, *levels: Level, **changes: Any) -> Report:
    """A complete report with each disc in the place that the sample has it."""
    centers = {truth.level: truth.center for truth in disc_truths()}
    made = report(*(levels or FIVE), **{"uid": new_uid(), **changes})
    discs = (replace(d, position=Position(*centers[d.level.value], frame_of_reference_uid)) for d in made.discs)
    return replace(made, discs=tuple(discs))


def placed_node(logic: DiscographyLogic, volume: Any, *levels: Level, **changes: Any) -> Any:
    """That report in the scene, about the volume, its markers drawn."""
    from DiscographyReportLib.scene.evidence import frame_of_reference_of

    frame = frame_of_reference_of(volume, logic.database)
    node = create_report(logic.scene, placed_report(frame, *levels, **changes), volume=volume)
    logic.markers(node)
    return node

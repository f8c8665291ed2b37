# SPDX-License-Identifier: Apache-2.0
"""The panel in the test host: real MRML, real slice logics and views, Slicer's widgets played by Qt's own.

Drawing of pictures is not part of a time, since Slicer draws when nothing else is to be done.
"""

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import bench_inputs as inputs
from DiscographyReportLib.model.disc import Position
from DiscographyReportLib.model.levels import STANDARD_LEVELS
from DiscographyReportLib.series.reading import read_series
from Host.boot import boot

Measured = tuple[float, int | None]
MODULE = Path(__file__).resolve().parents[1] / "DiscographyReport" / "DiscographyReport.py"
BIG, REPEATS = (300, 512, 512), 20
_IMPORT = f"""
import sys, time
sys.path.insert(0, {str(MODULE.parent)!r})
from Host.boot import boot
boot()
before = set(sys.modules)
start = time.perf_counter()
import DiscographyReport
took = time.perf_counter() - start
heavy = {{"pydicom", "highdicom", "numpy", "scipy"}} & {{name.split(".")[0] for name in set(sys.modules) - before}}
sys.exit(f"it brings in {{heavy}}") if heavy else print(took)
"""


def module_import(_: Path) -> Measured:
    """The module script as Slicer imports it at its start; an error where it brings in anything heavy."""
    ran = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True)
    return float(ran.stdout), None


def edit_to_panel(_: Path) -> Measured:
    """One value of a disc entered, until table, diagram, curve, interpretation and checks of ten discs show it."""
    view = _panel()
    for level in STANDARD_LEVELS[-10:]:
        view.panel.markers.ask(level.value)
        view.panel.markers.add()
    _fill(view)
    return median(_timed(lambda n: view.panel.disc.commit("ct.arc_deg", str(31 + n)))), None


def row_to_slices(_: Path) -> Measured:
    """A row chosen, until the three slice views of a CT of 512 x 512 x 300 stand at its disc."""
    view = _panel()
    from Host import ct_series

    ct_series.drawn(BIG, 0.75)
    for level in STANDARD_LEVELS[-5:]:
        view.panel.markers.ask(level.value)
        view.panel.markers.add()
    placed = [
        replace(disc, position=Position(0.0, 0.0, 60.0 - 30 * index, "1.2.3"))
        for index, disc in enumerate(view.desk.report.discs)
    ]
    view.desk.edit(lambda report: replace(report, discs=tuple(placed)))
    uids = [disc.uid for disc in placed]
    return median(_timed(lambda n: view.desk.select(uids[n % len(uids)]))), None


def export_to_database(folder: Path) -> Measured:
    """Five discs on 300 slices, until the file in the database is proved to be the one that was written."""
    view = _panel()
    from Host import ct_series

    volume = ct_series.load(sorted((folder / "ct").iterdir()))
    logic = view.desk.logic
    node = logic.new_report(volume)
    report = inputs.full_report(read_series(folder / "ct"))
    logic.edit(node, replace(report, uid=logic.report(node).uid))
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        stored = logic.export_to_database(node, Path(place))
        return time.perf_counter() - start, stored.exported.size


def _panel() -> Any:
    host = boot()
    host.clear()
    module = host.load_module(MODULE)
    module.widgetRepresentation()
    module.enter()
    view = module.python_widget().view
    view.panel.study.new()
    return view


def _fill(view: Any) -> None:
    texts = {"role": "t", "opening_pressure": "14", "endpoint": "f", "stop_reason": "c", "ct.extent": "3"}
    for disc in view.desk.report.discs:
        view.desk.select(disc.uid)
        for path, text in {**texts, "ct.arc_deg": "45", "leaks": "0"}.items():
            view.panel.disc.commit(path, text)
        for column, text in enumerate(("25", "1.1", "8", "e")):
            view.panel.events.enter(0, column, text)


def _timed(action: Any) -> list[float]:
    seconds = []
    for number in range(REPEATS):
        start = time.perf_counter()
        action(number)
        seconds.append(time.perf_counter() - start)
    return seconds

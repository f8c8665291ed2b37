# SPDX-License-Identifier: Apache-2.0
"""What the panel costs, with room for a slow machine; the figures themselves go to the error output."""

import subprocess
import sys
import time
from pathlib import Path

from DiscographyReportLib.model.levels import STANDARD_LEVELS
from Panel import user

EDIT_MS, IMPORT_MS, SLOW = 16, 50, 3
SCRIPTS = Path(__file__).resolve().parents[2] / "DiscographyReport"
LAZY = {"pydicom", "highdicom", "numpy", "scipy"}


def test_an_edit_to_a_refreshed_panel_is_quick_with_ten_discs(a_panel):
    for level in STANDARD_LEVELS[-10:]:
        a_panel.panel.markers.ask(level.value)
        a_panel.panel.markers.add()
    user.fill(a_panel)
    took = []
    for number in range(30):
        start = time.perf_counter()
        a_panel.panel.disc.commit("ct.arc_deg", str(31 + number))
        took.append((time.perf_counter() - start) * 1000)

    assert len(a_panel.desk.report.discs) == 10
    median = sorted(took)[len(took) // 2]
    sys.stderr.write(f"edit to refreshed panel, 10 discs: median {median:.1f} ms\n")
    assert median < EDIT_MS * SLOW


def test_importing_the_module_script_brings_in_nothing_heavy_and_is_quick():
    script = f"""
import sys, types, time
sys.path.insert(0, {str(SCRIPTS)!r}); sys.path.insert(0, {str(SCRIPTS.parent / "Testing")!r})
from Host.boot import boot
boot()
before = set(sys.modules)
start = time.perf_counter()
import DiscographyReport
print((time.perf_counter() - start) * 1000, *(set(sys.modules) - before))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    took, *brought = ran.stdout.split()

    sys.stderr.write(f"module import: {float(took):.1f} ms\n")
    assert LAZY & {name.split(".")[0] for name in brought} == set()
    assert float(took) < IMPORT_MS

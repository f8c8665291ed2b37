# SPDX-License-Identifier: Apache-2.0
"""Runs a function of one of the ``bench_`` files of work and prints what it measured: NAME FOLDER NUMBER ..."""

import json
import sys
from pathlib import Path

import bench_work

if __name__ == "__main__":
    name, folder, *numbers = sys.argv[1:]
    place = bench_work
    if not hasattr(bench_work, name):
        import bench_delivery as place  # type: ignore[no-redef]
    if not hasattr(place, name):
        import bench_pdf as place  # type: ignore[no-redef]
    if not hasattr(place, name):
        import bench_panel as place  # type: ignore[no-redef]
    if not hasattr(place, name):
        import bench_sending as place  # type: ignore[no-redef]
    seconds, size = getattr(place, name)(Path(folder), *map(int, numbers))
    print(json.dumps({"seconds": seconds, "size": size}))

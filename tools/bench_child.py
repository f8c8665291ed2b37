# SPDX-License-Identifier: Apache-2.0
"""Runs one function of ``bench_work`` and prints what it measured: ``bench_child.py NAME FOLDER NUMBER ...``."""

import json
import sys
from pathlib import Path

import bench_work

if __name__ == "__main__":
    name, folder, *numbers = sys.argv[1:]
    seconds, size = getattr(bench_work, name)(Path(folder), *map(int, numbers))
    print(json.dumps({"seconds": seconds, "size": size}))

# SPDX-License-Identifier: Apache-2.0
"""The host's own tests: on the host, with a tiny module of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from Host.environment import missing
from tools_found import on_ci

collect_ignore_glob: list[str] = []
if missing() and not on_ci():
    # A checkout without slicer-core still runs the other tests; on CI the import below fails and says what is missing.
    collect_ignore_glob.append("test_*.py")
else:
    from Host.fixtures import a_host, a_scene, a_workbench, hands  # noqa: F401

TINY_PANEL = Path(__file__).parent / "TinyPanel" / "TinyPanel.py"


def pytest_report_header() -> str | None:
    """Say what is not run."""
    return f"test host: not run, {', '.join(missing())} missing" if collect_ignore_glob else None


@pytest.fixture
def a_module(a_scene: Any, a_host: Any) -> Iterator[Any]:  # noqa: ARG001
    """The tiny module; its panel is closed after the test."""
    module = a_host.load_module(TINY_PANEL)
    yield module
    module.close()


@pytest.fixture
def a_volume(a_scene: Any) -> Any:  # noqa: ARG001
    """A drawn volume, shown in the slice views."""
    from Host import ct_series

    return ct_series.drawn()


@pytest.fixture
def a_bench(a_workbench: Any, a_module: Any, a_volume: Any) -> Any:  # noqa: ARG001
    """The tiny panel beside the views, the volume fitted."""
    import slicer

    bench = a_workbench(a_module)
    slicer.app.layoutManager().resetSliceViews()
    return bench


@pytest.fixture
def ui(a_bench: Any, a_module: Any) -> Any:  # noqa: ARG001
    """The widgets of the tiny panel."""
    return a_module.python_widget().ui

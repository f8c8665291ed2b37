# SPDX-License-Identifier: Apache-2.0
"""Fixtures for tests that run on the host. A conftest.py imports those it offers, by name:

    from Host.fixtures import a_host, a_scene, a_workbench, hands  # noqa: F401

Importing this file starts the host, so that test modules may import qt, ctk and slicer on top.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from Host.boot import Host, boot

HOST = boot()


@pytest.fixture(scope="session")
def a_host() -> Host:
    """The running host."""
    return HOST


@pytest.fixture
def a_scene(a_host: Host) -> Iterator[Any]:
    """An empty scene; after the test nothing may have gone wrong unseen.

    A test that expects a fault takes it with `a_host.faults.taken()`.
    """
    a_host.clear()
    yield a_host.app.mrmlScene()
    a_host.app.processEvents()
    unseen = a_host.faults.taken()
    assert not unseen, "went wrong without failing the test:\n" + "\n".join(unseen)


@pytest.fixture
def hands() -> Any:
    """A user's hands, with nothing counted yet."""
    from Host.hands import Hands

    return Hands()


@pytest.fixture
def a_workbench(a_scene: Any) -> Iterator[Callable[[Any], Any]]:  # noqa: ARG001
    """Call it with a module: its panel beside the slice views. The panel is new in every test."""
    from Host.look import Workbench

    opened = []

    def open_one(module: Any) -> Any:
        bench = Workbench(module.widgetRepresentation(), HOST.app.layoutManager().viewport())
        opened.append((bench, module))
        module.enter()
        return bench

    yield open_one
    for bench, module in opened:
        module.exit()
        bench.close()
        module.close()

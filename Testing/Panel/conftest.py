# SPDX-License-Identifier: Apache-2.0
"""What panel tests start from: the module in the host, the sample discogram as a user has it, a report on it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("slicer", reason="slicer-core is not installed")
pytest.importorskip("PySide6", reason="PySide6 is not installed")

from DiscographyReportLib.jobs.sample import Sample, make_sample
from Host.fixtures import a_host, a_scene, a_workbench, hands  # noqa: F401
from Panel import delivery, user

MODULE = Path(__file__).resolve().parents[2] / "DiscographyReport" / "DiscographyReport.py"
SIZE, SLICES = 96, 60


@pytest.fixture(scope="session")
def a_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample discogram, small, written once."""
    return make_sample(tmp_path_factory.mktemp("sample"), size=SIZE, slices=SLICES)


@pytest.fixture(autouse=True)
def its_own_outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the user's own destinations and reports is read, and nothing goes there."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    yield
    delivery.end_workers()


@pytest.fixture
def a_module(a_host: Any) -> Any:  # noqa: F811
    """Our module as Slicer holds it; nothing is remembered of the test before."""
    import qt

    qt.QSettings().clear()
    return a_host.load_module(MODULE)


@pytest.fixture
def the_library_as_it_was() -> Iterator[None]:
    """For tests that reload the module: other tests hold classes of the library as it was imported first."""
    ours = {name: module for name, module in sys.modules.items() if name.startswith("DiscographyReportLib")}
    yield
    for name in [name for name in sys.modules if name.startswith("DiscographyReportLib")]:
        del sys.modules[name]
    sys.modules.update(ours)


@pytest.fixture
def a_ct(a_scene: Any, a_sample: Sample) -> Any:  # noqa: F811, ARG001
    """The sample loaded from the DICOM database."""
    from Host import ct_series

    return ct_series.load(sorted(a_sample.images.glob("*.dcm")))


@pytest.fixture
def a_bench(a_ct: Any, a_module: Any, a_workbench: Any) -> Any:  # noqa: F811, ARG001
    """The panel beside the slice views, with the CT loaded."""
    return a_workbench(a_module)


@pytest.fixture
def a_panel(a_bench: Any, a_module: Any) -> Any:  # noqa: ARG001
    """The panel's view, on a new report about the CT."""
    view = a_module.python_widget().view
    view.panel.study.new()
    return view


@pytest.fixture
def two_discs(a_panel: Any, a_sample: Sample) -> Any:
    """Two discs with markers."""
    user.place_by_logic(a_panel, a_sample.discogram.discs[-2:])
    return a_panel


@pytest.fixture
def a_finished_case(a_panel: Any, a_sample: Sample, tmp_path: Path) -> Any:
    """A complete report of one disc that can be exported."""
    a_panel.panel.study.set_person("Doe^Jane")
    user.place_by_logic(a_panel, a_sample.discogram.discs[-1:])
    user.fill(a_panel)
    a_panel.panel.options.set_folder(str(tmp_path / "reports"))
    return a_panel

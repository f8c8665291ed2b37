# SPDX-License-Identifier: Apache-2.0
"""An outbox for each test, and one Orthanc for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from Delivery.servers import Certificates, Orthanc, make_certificates, orthanc, store_scp
from Delivery.servers import StoreScp as _StoreScp
from Delivery.web_servers import Fronts as _Fronts
from Delivery.web_servers import fronts, web_orthanc
from DiscographyReportLib.delivery.outbox import Outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox(tmp_path / "outbox" / "outbox.db") as opened:
        yield opened


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's list, outbox and keyring stay out of it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def scp(tmp_path: Path) -> Iterator[_StoreScp]:
    with store_scp(tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
def pacs() -> Iterator[Orthanc]:
    with orthanc() as server:
        yield server


@pytest.fixture(scope="session")
def web_pacs() -> Iterator[Orthanc]:
    with web_orthanc() as server:
        yield server


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates, web_pacs: Orthanc) -> Iterator[_Fronts]:
    with fronts(tmp_path_factory.mktemp("haproxy"), certificates, web_pacs) as opened:
        yield opened


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))

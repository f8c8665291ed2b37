# SPDX-License-Identifier: Apache-2.0
"""An outbox for each test, and one Orthanc for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from Delivery.servers import Certificates, Orthanc, make_certificates, orthanc, store_scp
from Delivery.servers import StoreScp as _StoreScp
from DiscographyReportLib.delivery.outbox import Outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox(tmp_path / "outbox" / "outbox.db") as opened:
        yield opened


@pytest.fixture
def scp(tmp_path: Path) -> Iterator[_StoreScp]:
    with store_scp(tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
def pacs() -> Iterator[Orthanc]:
    with orthanc() as server:
        yield server


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))

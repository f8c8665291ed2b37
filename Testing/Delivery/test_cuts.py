# SPDX-License-Identifier: Apache-2.0
"""A line that breaks after so many bytes, either way: nothing is called stored that the PACS did not confirm."""

import random
from collections import Counter
from pathlib import Path

import pytest

from counts import CUT_POINTS
from Delivery.cutting_proxy import cutting
from Delivery.made_documents import a_document
from Delivery.servers import Orthanc, StoreScp, to_port
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import CONFIRMED, State
from DiscographyReportLib.delivery.worker import run_once

TIMEOUT_S = 2.0


def whole_length(scp: StoreScp, outbox: Outbox, way: str) -> int:
    """How many bytes pass when nothing is cut."""
    with cutting(scp.port) as line:
        outbox.put(a_document(), to_port(line.port))
        run_once(outbox)
        return line.passed[way]


def cut_points(whole: int) -> list[int]:
    every = range(whole)
    if CUT_POINTS is None or len(every) <= CUT_POINTS:
        return list(every)
    # The last bytes hold the answer and the release, where it matters most.
    near_the_end = list(every)[-CUT_POINTS // 2 :]
    return sorted({*near_the_end, *random.Random(whole).sample(every, CUT_POINTS // 2)})


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_cut_anywhere_loses_nothing_and_claims_nothing(scp: StoreScp, outbox: Outbox, way: str) -> None:
    whole, states = whole_length(scp, outbox, way), Counter()

    for point in cut_points(whole):
        before = {one.uid for one in outbox.deliveries()}
        with cutting(scp.port, **{way: point}) as line:
            outbox.put(a_document(), to_port(line.port, timeout_s=TIMEOUT_S))
            assert run_once(outbox)
        (delivery,) = (one for one in outbox.deliveries() if one.uid not in before)
        states[delivery.state] += 1
        if delivery.state in CONFIRMED:
            assert delivery.uid in scp.uids, f"cut at byte {point} of {whole}: called {delivery.state}, and not there"
        else:
            assert delivery.state is State.WAITING, f"cut at byte {point} of {whole}: {delivery.answer}"
            outbox.retry(delivery, to_port(scp.port))
            run_once(outbox)

    assert states[State.WAITING] > 0
    assert set(scp.uids) == {one.uid for one in outbox.deliveries()}
    assert {one.state for one in outbox.deliveries()} == {State.STORED}


def answered_at(pacs: Orthanc, folder: Path) -> int:
    """The bytes that come back until a report is confirmed, the release left out (10 bytes)."""
    with cutting(pacs.port) as line, Outbox(folder / "length.db") as opened:
        opened.put(a_document(), to_port(line.port, query=False))
        run_once(opened)
        assert opened.deliveries()[0].state is State.STORED
        return line.passed["down"] - 10


def test_a_report_whose_answer_was_lost_is_asked_for_and_not_sent_again(
    pacs: Orthanc, outbox: Outbox, tmp_path: Path
) -> None:
    document = a_document()
    with cutting(pacs.port, down=answered_at(pacs, tmp_path) - 1) as line:
        outbox.put(document, to_port(line.port, query=False, timeout_s=TIMEOUT_S))
        run_once(outbox)
    (doubtful,) = outbox.deliveries()
    assert (doubtful.state, doubtful.doubtful) == (State.WAITING, True)
    assert len(pacs.instances(document.uid)) == 1

    outbox.retry(doubtful, to_port(pacs.port, query=True))
    run_once(outbox)

    (found,) = outbox.deliveries()
    assert (found.state, found.code) == (State.STORED_WITH_WARNING, "FOUND")
    assert "its earlier confirmation was lost" in found.answer
    assert len(pacs.instances(document.uid)) == 1

# SPDX-License-Identifier: Apache-2.0
"""What the outbox does with a delivery: back-off, pauses, cancelling; and who hears of it."""

import sqlite3
from pathlib import Path

import pytest

from Delivery.made_documents import a_document
from Delivery.servers import to_port
from DiscographyReportLib.delivery.errors import DeliveryError
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import Outcome, State, Verdict
from DiscographyReportLib.delivery.records import AuditRow, Delivery

PACS = to_port(104)


def settle_one(outbox: Outbox, outcome: Outcome) -> Delivery:
    """The first that is due, with this outcome."""
    outbox.settle([(outbox.due()[0], outcome)])
    return outbox.deliveries()[0]


def test_what_the_pacs_asks_for_wins_over_our_own_waits_for_all_that_waits_there(tmp_path: Path) -> None:
    clock = [1.8e9]
    with Outbox(tmp_path / "outbox.db", now=lambda: clock[0]) as opened:
        for name in ("pacs", "pacs", "other"):
            opened.put(a_document(), to_port(104, name=name))
        settle_one(opened, Outcome(Verdict.LATER, "503", "busy", retry_after_s=1800))

        assert [one.destination for one in opened.due()] == ["other"]
        clock[0] += 1799
        assert len(opened.due()) == 1
        clock[0] += 1
        assert len(opened.due()) == 3


@pytest.mark.parametrize(("asked_s", "waits_s"), [(1e9, 3600), (-5, 0), (0, 0)])
def test_a_wish_of_the_pacs_is_kept_within_an_hour(tmp_path: Path, asked_s: float, waits_s: float) -> None:
    with Outbox(tmp_path / "outbox.db", now=lambda: 1.8e9) as opened:
        opened.put(a_document(), PACS)
        found = settle_one(opened, Outcome(Verdict.LATER, "503", "busy", retry_after_s=asked_s))

    assert found.next_try == 1.8e9 + waits_s


def test_a_refused_log_in_pauses_the_destination_and_no_other_until_a_person_resumes(outbox: Outbox) -> None:
    for name in ("pacs", "pacs", "other"):
        outbox.put(a_document(), to_port(104, name=name))

    settle_one(outbox, Outcome(Verdict.ATTENTION, "401", "The password was refused.", pauses=True))

    assert [(one.destination, one.paused) for one in outbox.deliveries()] == [
        ("pacs", True),
        ("pacs", True),
        ("other", False),
    ]
    assert [one.destination for one in outbox.due()] == ["other"]
    assert [(one.destination, one.code, one.answer) for one in outbox.pauses()] == [
        ("pacs", "401", "The password was refused.")
    ]
    outbox.put(a_document(), to_port(104))
    assert [one.destination for one in outbox.due()] == ["other"]

    assert [outbox.resume("pacs"), outbox.resume("pacs")] == [True, False]
    assert len(outbox.due()) == 3
    assert [row.event for row in outbox.audit() if not row.uid] == ["paused", "resumed"]


def test_only_a_person_cancels_and_only_what_is_neither_sent_nor_being_sent(outbox: Outbox) -> None:
    for _ in range(3):
        outbox.put(a_document(), PACS)
    waiting, sending, stored = outbox.due()
    outbox.start([sending])
    outbox.settle([(stored, Outcome(Verdict.STORED, "0000", "stored"))])

    assert [outbox.cancel(one, "wrong study") for one in (waiting, sending, stored)] == [True, False, False]

    assert [one.state for one in outbox.deliveries()] == [State.CANCELLED, State.SENDING, State.STORED]
    assert outbox.due() == ()
    assert "cancelled" in {row.event for row in outbox.audit()}
    outbox.retry(outbox.deliveries()[0], PACS)
    assert outbox.due() == ()


def test_a_cancelled_report_that_the_pacs_may_have_says_so(outbox: Outbox) -> None:
    outbox.put(a_document(), PACS)
    doubtful = settle_one(outbox, Outcome(Verdict.LATER, "LOST", "lost", doubtful=True))

    outbox.cancel(doubtful, "wrong study")

    assert outbox.deliveries()[0].answer == "Cancelled: wrong study. The PACS may have it all the same."


def test_another_process_that_looks_sees_that_something_changed(outbox: Outbox) -> None:
    with Outbox(outbox.path, busy_s=1.0) as watching:
        before = watching.version()
        assert watching.version() == before
        outbox.put(a_document(), PACS)
        assert watching.version() != before
        assert len(watching.deliveries()) == 1


def test_who_listens_hears_of_a_change_after_it_is_on_the_disk_and_of_none_that_failed(tmp_path: Path) -> None:
    heard: list[tuple[str, int]] = []

    def listen(row: AuditRow) -> None:
        with sqlite3.connect(tmp_path / "outbox.db") as other:
            heard.append((row.event, other.execute("SELECT count(*) FROM audit").fetchone()[0]))

    with Outbox(tmp_path / "outbox.db", listener=listen) as opened:
        first = a_document()
        opened.put(first, PACS)
        with pytest.raises(DeliveryError):
            opened.put(a_document(first.uid, "changed"), PACS)
        opened.start(opened.due())

    assert heard == [("saved", 1), ("sending", 2)]

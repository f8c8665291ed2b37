# SPDX-License-Identifier: Apache-2.0
"""kill -9 of producer and worker at random moments: what was called saved is delivered, and nothing is stored twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from counts import KILLS
from Delivery.made_documents import a_document
from Delivery.producer import command_line
from Delivery.servers import StoreScp, store_scp, to_port
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import CONFIRMED, State
from DiscographyReportLib.delivery.worker import BATCH, run_once, run_until_done
from house import MODULE

LONGEST_LIFE_S = 0.4
PATIENCE_S = 120
DOWN_S = 1.0


def start_worker(outbox: Path, *, at_a_word: bool = False) -> subprocess.Popen[str]:
    """A worker that says when it is up, and waits for a line on its stdin where it shall begin at a word."""
    wait = "sys.stdin.readline(); " if at_a_word else ""
    code = (
        f"import sys; sys.path.insert(0, {str(MODULE)!r}); from pathlib import Path\n"
        "from DiscographyReportLib.delivery import dimse\n"
        "from DiscographyReportLib.delivery.outbox import Outbox\n"
        "from DiscographyReportLib.delivery.worker import run_until_done\n"
        f"print('up', flush=True); {wait}run_until_done(Outbox(Path({str(outbox)!r})))"
    )
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def live_and_die(process: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Kill it at a random moment after its first line; the whole lines that it wrote."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(chance.random() * LONGEST_LIFE_S)
    return die(process, first)


def die_while_sending(process: subprocess.Popen[str], outbox: Outbox) -> None:
    """Kill it as soon as the outbox says that something is being sent."""
    assert process.stdout is not None
    first = process.stdout.readline()
    while process.poll() is None and not outbox.deliveries(State.SENDING):
        time.sleep(0.001)
    die(process, first)


def die(process: subprocess.Popen[str], first: str) -> list[str]:
    assert process.stdout is not None
    process.kill()
    rest = process.stdout.read()
    process.wait()
    return [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def stored_events(outbox: Outbox) -> Counter[str]:
    return Counter(row.uid for row in outbox.audit() if row.event.startswith("stored"))


def test_whatever_a_killed_producer_called_saved_is_delivered_once(tmp_path: Path) -> None:
    chance, path = random.Random(5), tmp_path / "outbox.db"
    acknowledged: list[str] = []
    with store_scp(tmp_path) as server:
        for _ in range(KILLS):
            command = command_line(path, server.port)
            producer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            acknowledged += [line.strip() for line in live_and_die(producer, chance)]
        with Outbox(path) as opened:
            run_until_done(opened)
            stored, intact = stored_events(opened), {opened.document(uid).uid for uid in acknowledged}
        delivered = server.uids

    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(delivered)
    assert intact == set(acknowledged)
    assert set(stored) == set(delivered)
    assert set(stored.values()) == {1}


def test_whatever_killed_workers_were_sending_is_delivered_and_stored_once(tmp_path: Path) -> None:
    chance, path = random.Random(6), tmp_path / "outbox.db"
    with store_scp(tmp_path) as server, Outbox(path) as opened:
        uids = set()
        for turn in range(KILLS):
            for document in (a_document() for _ in range(12)):
                opened.put(document, to_port(server.port))
                uids.add(document.uid)
            if turn % 2:
                live_and_die(start_worker(path), chance)
            else:
                die_while_sending(start_worker(path), opened)
        run_until_done(opened)

        assert set(server.uids) == uids
        assert all(one.state in CONFIRMED for one in opened.deliveries())
        assert stored_events(opened) == Counter(uids)
        assert "interrupted" in {row.event for row in opened.audit()}, "no kill came while something was being sent"
        assert server.received <= len(uids) + KILLS * BATCH


def test_producer_and_worker_killed_together_lose_nothing_and_store_nothing_twice(tmp_path: Path) -> None:
    chance, path = random.Random(7), tmp_path / "outbox.db"
    acknowledged: list[str] = []
    with store_scp(tmp_path) as server:
        for _ in range(KILLS // 3):
            command = command_line(path, server.port)
            producer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            worker = start_worker(path)
            acknowledged += [line.strip() for line in live_and_die(producer, chance)]
            live_and_die(worker, chance)
        with Outbox(path) as opened:
            run_until_done(opened)
            stored, intact = stored_events(opened), opened.audit_intact()
        delivered = set(server.uids)

    assert set(acknowledged) <= delivered
    assert stored == Counter(delivered)
    assert intact


def test_two_workers_send_each_report_once(scp: StoreScp, tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    with Outbox(path) as opened:
        for _ in range(60):
            opened.put(a_document(), to_port(scp.port))
        workers = [start_worker(path, at_a_word=True) for _ in range(2)]
        assert [worker.stdout.readline() for worker in workers] == ["up\n"] * 2
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()

        assert [worker.wait(PATIENCE_S) for worker in workers] == [0, 0]

        assert scp.received == len(scp.uids) == 60
        assert set(stored_events(opened).values()) == {1}


def test_a_second_worker_takes_over_when_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    with store_scp(tmp_path, "--sleep-during", "1") as slow, Outbox(path) as opened:
        for _ in range(2):
            opened.put(a_document(), to_port(slow.port))
        first = start_worker(path)
        while "sending" not in {row.event for row in opened.audit()}:
            time.sleep(0.01)
        assert not run_once(opened), "both held the lock"
        first.kill()
        first.wait()
        run_until_done(opened)

        assert len(slow.uids) == 2
        assert [row.event for row in opened.audit()].count("interrupted") == 2
        assert all(one.state in CONFIRMED for one in opened.deliveries())


def test_what_was_saved_while_the_pacs_was_down_arrives_when_it_is_back(tmp_path: Path) -> None:
    with store_scp(tmp_path) as server:
        port = server.port
    path = tmp_path / "outbox.db"
    with Outbox(path) as opened:
        for _ in range(5):
            opened.put(a_document(), to_port(port, timeout_s=2.0))
        worker = start_worker(path)
        time.sleep(DOWN_S)
        with store_scp(tmp_path, port=port) as server:
            assert worker.wait(PATIENCE_S) == 0
            assert server.received == len(server.uids) == 5

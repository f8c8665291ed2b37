# SPDX-License-Identifier: Apache-2.0
"""What using this program costs, beside a named peer in the same run: time, bytes and peak memory.

Times of a busy machine mean little; the ratios hold. Nothing here is a test: it prints, and never fails on a number.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench_measure import Sample, Series, in_turn, timed_command, timed_work
from bench_table import goal, heading, note, peer_row, row

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
COMMAND = Path(PYTHON).with_name("discography-report")
# The servers that delivery is tested against.
os.environ["PYTHONPATH"] = os.pathsep.join(map(str, (ROOT / "DiscographyReport", ROOT / "Testing")))
HELP = [str(COMMAND), "--help"] if COMMAND.exists() else [PYTHON, "-m", "DiscographyReportLib.cli", "--help"]
IMPORTED_BY_HELP = """
import contextlib, io, sys
sys.argv = ["discography-report", "--help"]
from DiscographyReportLib.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
sys.exit("pydicom" in sys.modules)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, help="documents to read, at least 160 (default 1000, with --quick 200)")
    parser.add_argument("--quick", action="store_true", help="fewer documents and rounds")
    options = parser.parse_args()
    count = max(options.count or (200 if options.quick else 1000), 160)
    rounds = 3 if options.quick else 5
    with tempfile.TemporaryDirectory(prefix="discography-bench-") as place:
        folder = Path(place)
        heading()
        _start(rounds)
        note(f"making a CT of 300 slices and {count} reports on 5 discs")
        timed_work("prepare", folder, count)
        _write(folder, rounds)
        _read(folder, count)
        _on_the_spot(folder, rounds)
        _paper(folder, rounds)
        _panel(folder, rounds)
        _deliver(folder, rounds, 500 if options.quick else 2000)


def _start(rounds: int) -> None:
    commands = {
        "python -c pass": [PYTHON, "-c", "pass"],
        "import DiscographyReportLib": [PYTHON, "-c", "import DiscographyReportLib"],
        "discography-report --help": HELP,
        "import pydicom": [PYTHON, "-c", "import pydicom"],
    }
    timed = {name: _command(command) for name, command in commands.items()}
    bare, package, shown, pydicom = in_turn(2 * rounds, timed)
    row(bare)
    row(package)
    peer_row(shown, pydicom)
    row(pydicom)
    goal("--help leaves pydicom alone", _ends_well([PYTHON, "-c", IMPORTED_BY_HELP]))


def _command(command: list[str]) -> Callable[[int], Sample]:
    return lambda _: timed_command(command)


def _ends_well(command: list[str]) -> bool:
    try:
        timed_command(command)
    except SystemExit:
        return False
    return True


def _write(folder: Path, rounds: int) -> None:
    for with_results, what, limit in ((0, "without results", 150_000), (1, "8 rule sets x 6 terms", 170_000)):
        ours, theirs = _pair(
            rounds,
            (f"write, {what}", _work("write_ours", folder, with_results)),
            ("  highdicom's templates", _work("write_highdicom", folder, with_results)),
        )
        peer_row(ours, theirs)
        row(theirs)
        size = ours.samples[0].size or 0
        goal("writing at least 15 times faster", ours.times_faster_than(theirs) >= 15)
        goal(f"at most {limit // 1000} kB (every field filled: {size / 1000:.1f} kB)", size <= limit)
        size = timed_work("write_sample_case", folder, with_results).size or 0
        goal(f"at most {limit // 1000} kB (the sample case: {size / 1000:.1f} kB)", size <= limit)


def _pair(rounds: int, *contenders: tuple[str, Callable[[int], Sample]]) -> tuple[Series, Series]:
    first, second = in_turn(rounds, dict(contenders))
    return first, second


def _read(folder: Path, count: int) -> None:
    """Each round reads another part of the documents; the slow peers read a tenth of it."""
    third, sample = count // 3, max(count // 30, 2)
    ours, theirs = _pair(
        3,
        ("read, one process, per file", _share("read_ours", folder, third, third)),
        ("  highdicom with queries", _share("read_highdicom", folder, third, sample)),
    )
    peer_row(ours, theirs)
    row(theirs)
    note(f"{count} documents: {ours.seconds * count:.0f} s, highdicom {theirs.seconds * count:.0f} s")
    goal("reading at least 5 times faster", ours.times_faster_than(theirs) >= 5)
    if not timed_work("has_tid1500reader", folder).size:
        note("tid1500reader is not installed (the Python package dcmqi): not compared")
        return
    half = count // 2
    ours, theirs = _pair(
        2,
        ("read, all cores, per file", _share("read_on_all_cores", folder, half, half)),
        ("  a tid1500reader per file", _share("tid1500reader_on_all_cores", folder, half, half // 10)),
    )
    peer_row(ours, theirs)
    row(theirs)
    goal("faster than tid1500reader", ours.times_faster_than(theirs) > 1)


def _on_the_spot(folder: Path, rounds: int) -> None:
    """What runs between two keystrokes of a user."""
    names = {
        "criteria, 7 discs x 8 sets": "evaluate_report",
        "check": "check_report",
        "to JSON": "to_text",
        "from JSON": "from_text",
        "page as HTML, no pictures": "render_page",
    }
    timed = {name: _work(scenario, folder) for name, scenario in names.items()}
    *others, page = in_turn(rounds, timed)
    for series in (*others, page):
        row(series)
    goal("a page of five discs as HTML in less than 0.1 s", page.seconds < 0.1)


def _paper(folder: Path, rounds: int) -> None:
    """Five discs on a CT of 512 x 512 x 300, from its files."""
    if not timed_work("has_typst", folder).size:
        note("typst is not installed (requirements/test.txt): the PDF is not measured")
        return
    images, pdf = _pair(
        rounds,
        ("ten key images, 512 x 512 x 300", _work("key_images_of_five", folder)),
        ("PDF with them", _work("pdf_of_five", folder)),
    )
    row(images)
    row(pdf)
    size = pdf.samples[0].size or 0
    goal("a PDF with pictures of five discs in less than 3 s", pdf.seconds < 3)
    goal(f"below 2 MB ({size / 1e6:.2f} MB)", size < 2_000_000)


def _deliver(folder: Path, rounds: int, count: int) -> None:
    if not all(map(shutil.which, ("Orthanc", "storescu", "dcmsend"))):
        note("Orthanc or DCMTK is not installed: sending is not compared")
        return
    note(f"sending {count} reports into Orthanc, one association each")
    names = {
        "send from the outbox, per report": "send_ours",
        "  storescu": "send_storescu",
        "  dcmsend": "send_dcmsend",
        "  a loop with pynetdicom": "send_pynetdicom",
    }
    ours, *others = in_turn(rounds, {name: _work(scenario, folder, count) for name, scenario in names.items()})
    fastest = min(others, key=ours.times_faster_than)
    peer_row(ours, fastest)
    for other in others:
        row(other)
    goal("at least 0.8 of the fastest, with every report on the disk", ours.times_faster_than(fastest) >= 0.8)
    puts = {"save in the outbox, median": "put_median", "save in the outbox, 99 of 100": "put_p99"}
    for series in in_turn(rounds, {name: _work(scenario, folder, count) for name, scenario in puts.items()}):
        row(series)


def _panel(folder: Path, rounds: int) -> None:
    """What a user of the panel waits for, in the test host; the goals are the project's own, there is no peer."""
    if not timed_work("has_slicer_core", folder).size:
        note("slicer-core or PySide6 is not installed (requirements/test.txt): the panel is not measured")
        return
    goals = {
        "module import in Slicer": ("module_import", 50),
        "edit to the panel, 10 discs": ("edit_to_panel", 16),
        "row to slices, 512 x 512 x 300": ("row_to_slices", 50),
        "export to database, 5 x 300": ("export_to_database", 1000),
    }
    timed = {name: _work(scenario, folder) for name, (scenario, _) in goals.items()}
    for series, (_, limit) in zip(in_turn(rounds, timed), goals.values(), strict=True):
        row(series)
        goal(f"under {limit} ms", series.seconds * 1000 < limit)
    idle, sending = _pair(
        min(rounds, 3),
        ("longest gap of a 5 ms clock, idle", _work("window_idle", folder, 0)),
        ("  while 100 reports are sent", _work("window_sending", folder, 100)),
    )
    row(idle)
    row(sending)
    goal("the window waits for less than 50 ms while sending", sending.seconds * 1000 < 50)


def _work(scenario: str, folder: Path, *numbers: int) -> Callable[[int], Sample]:
    return lambda _: timed_work(scenario, folder, *numbers)


def _share(scenario: str, folder: Path, part: int, count: int) -> Callable[[int], Sample]:
    """The first ``count`` documents of the round's part."""
    return lambda number: timed_work(scenario, folder, number * part, count)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""The document is English, byte for byte, whatever language its user speaks."""

import hashlib
import subprocess
import sys

from hypothesis import given

from cases import case_ids, load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.texts import speaking
from house import MODULE, ROOT
from sr_documents import documents, flat_series, read_bytes, with_markers, written
from sr_kinds import placed

IN_GERMAN = (
    "import sys; sys.path[:0] = sys.argv[1:]\n"
    "from DiscographyReportLib.texts import speak\n"
    "speak('de')\n"
    "from Unit.sr.test_language import digests\n"
    "print('\\n'.join(digests()))\n"
)


def digests() -> list[str]:
    """Of the document of every worked case, evaluated and written from the beginning."""
    series = flat_series()
    reports = [placed(load_case(case_id), series) for case_id in case_ids()]
    return [hashlib.sha256(written(one, assessment=evaluate(one))).hexdigest() for one in reports]


def test_a_process_that_speaks_german_from_the_start_writes_the_same_documents():
    folders = [str(folder) for folder in (ROOT / "Testing", MODULE, ROOT / "tools")]

    ran = subprocess.run([sys.executable, "-c", IN_GERMAN, *folders], capture_output=True, text=True, check=False)

    assert ran.stderr == ""
    assert ran.stdout.split() == digests()


@given(documents())
def test_any_report_written_and_read_in_german_is_the_same(document):
    report, standing, _ = document
    report = with_markers(report)
    english = written(report, standing, evaluate(report))

    with speaking("de"):
        german = written(report, standing, evaluate(report))
        found = read_bytes(german)

    assert german == english
    assert found == read_bytes(english)

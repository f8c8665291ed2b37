# SPDX-License-Identifier: Apache-2.0
"""The process that makes a page: what it is asked goes in by stdin, and a refusal is one sentence."""

import json
import subprocess
import sys

from DiscographyReportLib.jobs.child import launch_here


def test_a_document_that_is_gone_is_one_sentence_and_leaves_no_page(tmp_path):
    page, launch = tmp_path / "page.html", launch_here()
    asked = {"source": str(tmp_path / "gone.dcm"), "page": str(page), "ct": str(tmp_path), "language": "en"}
    ran = subprocess.run(
        [sys.executable, "-m", "DiscographyReportLib.jobs.page_process"],
        input=json.dumps(asked) + "\n", capture_output=True, text=True, env=dict(launch.environment),
    )  # fmt: skip

    assert ran.returncode == 2
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == 1
    assert str(tmp_path / "gone.dcm") in ran.stdout
    assert not page.exists()

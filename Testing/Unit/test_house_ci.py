# SPDX-License-Identifier: Apache-2.0
"""The rule that nothing is skipped on CI, tried on a small test run of its own."""

import os
import shutil
import subprocess
import sys

import pytest

from house import ROOT

SKIPS = "import pytest\n\n\ndef test_this():\n    pytest.skip('no reason')\n\n\ndef test_that():\n    assert True\n"
LACKS_A_TOOL = (
    "import tools_found\n\ntools_found.TOOLS['no-such-tool'] = 'nothing'\n\n\n"
    "def test_it():\n    tools_found.external_tool('no-such-tool')\n"
)


@pytest.fixture
def run_tests(tmp_path):
    shutil.copy(ROOT / "Testing" / "conftest.py", tmp_path)

    def run(source: str, *arguments: str, ci: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "test_small.py").write_text(source, encoding="utf-8")
        environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT / "Testing"), "PYTEST_ADDOPTS": ""}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    return run


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_a_skip_fails_the_run_on_ci_and_says_so(run_tests, arguments):
    ran = run_tests(SKIPS, *arguments, ci="true")

    assert ran.returncode == 1
    assert "no test may be skipped, and 1 were" in ran.stdout


def test_a_skip_is_no_failure_elsewhere(run_tests):
    assert run_tests(SKIPS, ci="").returncode == 0


def test_a_missing_tool_skips_its_test_elsewhere_naming_the_tool(run_tests):
    ran = run_tests(LACKS_A_TOOL, "-rs", ci="")

    assert ran.returncode == 0
    assert "no-such-tool is not installed: it comes with nothing" in ran.stdout


def test_a_missing_tool_fails_its_test_on_ci(run_tests):
    ran = run_tests(LACKS_A_TOOL, ci="true")

    assert ran.returncode == 1
    assert "1 failed" in ran.stdout

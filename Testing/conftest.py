# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: one Hypothesis profile, and no skip on CI."""

import pytest
from hypothesis import HealthCheck, settings

from counts import PROPERTY_EXAMPLES
from tools_found import on_ci

settings.register_profile(
    "project",
    max_examples=PROPERTY_EXAMPLES,
    deadline=None,
    database=None,
    derandomize=on_ci(),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a test that nobody ran: on CI the run fails for it."""
    if on_ci() and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why the run failed where only skips made it fail."""
    skipped = _skipped(terminalreporter.config)
    if on_ci() and skipped:
        terminalreporter.write_line(f"With CI=true no test may be skipped, and {skipped} were: the run fails.")

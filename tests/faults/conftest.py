"""What did the fault tests count? One line a scenario, at the end of the run."""

from pathlib import Path

import pytest

from tests.faults import checker

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here kills or freezes real parts."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if checker.TOLD:
        terminalreporter.section("faults")
        for line in checker.TOLD:
            terminalreporter.write_line(line)

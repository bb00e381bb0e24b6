"""What did the fault tests count? One line a scenario, at the end of the run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import checker
from tests.faults.stage import Stage

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def opened_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    stage = Stage(tmp_path_factory.mktemp("stage"))
    try:
        stage.open()
        yield stage
    finally:
        stage.close()


@pytest.fixture
def stage(opened_stage: Stage) -> Stage:
    """A broker and a store with nothing under way; the scenario starts what it needs."""
    opened_stage.reopen()
    return opened_stage


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

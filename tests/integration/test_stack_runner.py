"""Does `make up` come back after kill -9, know when it is up already, and stop for good?"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stack import ports
from stack.place import PROJECT
from stack.supervisor import end_leftovers, pid_of_running

pytestmark = pytest.mark.integration
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "run").mkdir()
    yield tmp_path
    running = pid_of_running(tmp_path)
    if running:
        os.kill(running, signal.SIGKILL)
    end_leftovers(tmp_path)


@pytest.fixture
def stack(folder: Path) -> Run:
    """`python -m stack ...` with the registry as its only service and ports that nobody else has."""
    free = ports.private()
    (folder / "ports.json").write_text(str(free).replace("'", '"'))
    chosen = {"FADAA_VAR": str(folder), "PROCESSES": "registry", "DEMO": "0"}
    chosen["PORTAL_PORT"] = str(free["portal"])

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "stack", *words],
            cwd=PROJECT,
            env={**os.environ, **chosen},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_a_run_that_was_killed_is_cleared_away_and_another_one_just_works(folder: Path, stack: Run) -> None:
    first = stack("up", "--detach")
    assert (first.returncode, "Fadaa is up" in first.stdout) == (0, True), first.stdout + first.stderr
    assert "It is up already" in stack("up").stdout

    killed = pid_of_running(folder)
    assert killed
    os.kill(killed, signal.SIGKILL)
    second = stack("up", "--detach")
    assert (second.returncode, "registry      ended, left over" in second.stdout) == (0, True), second.stdout
    assert stack("status").returncode == 0

    assert "Everything is stopped" in stack("down").stdout
    assert "Nothing runs." in stack("down").stdout
    assert list((folder / "run").glob("*.json")) == []


def test_a_wrong_choice_is_said_and_nothing_starts(
    folder: Path, stack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS", "pigeon")
    refused = stack("up")
    assert (refused.returncode, refused.stderr.strip()) == (
        1,
        "SMS=pigeon: one of sandbox, kannel, fake, smpp",
    )
    assert list((folder / "run").glob("*.json")) == []

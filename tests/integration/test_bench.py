"""Does the bench still measure everything? How fast is not judged here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.__main__ import SHORT
from stack.environment import PROCESSES

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
LONGEST_S = 600
COMPARED = ("relay", "consume", "command", "announcement")


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    command = [sys.executable, "-m", "bench", "--short"]
    outcome = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=LONGEST_S, check=True)
    told: dict[str, Any] = json.loads(outcome.stdout)
    return told


def test_every_figure_is_there(measured: dict[str, Any]) -> None:
    others = {"machine", "size", "ranking", "tournament", "peak_memory_mb", "start_up_s"}
    assert set(measured) == others | set(COMPARED)
    assert measured["size"] == SHORT
    assert set(measured["start_up_s"]) == set(PROCESSES)
    assert set(PROCESSES) <= set(measured["peak_memory_mb"])


@pytest.mark.parametrize("name", COMPARED)
def test_a_comparison_has_both_rates_and_their_ratio(measured: dict[str, Any], name: str) -> None:
    figures = measured[name]
    assert {"what", "ratio", "aim", "ratios", "ours_per_s", "bare_per_s"} <= set(figures)
    assert len(figures["ratios"]) == SHORT["announcements" if name == "announcement" else "rounds"]
    assert [value for value in _numbers(figures) if value <= 0] == []


def test_a_result_is_followed_to_the_page_and_to_the_phone(measured: dict[str, Any]) -> None:
    figures = measured["tournament"]
    assert figures["growth"].keys() >= {"on_the_page_p95_ms", "sms_accepted_p95_ms"}
    for size in ("small", "large"):
        assert figures[size]["on_the_page_p95_ms"] > figures[size]["confirmation_p95_ms"] > 0


def test_memory_and_start_are_counted(measured: dict[str, Any]) -> None:
    numbers = [*_numbers(measured["peak_memory_mb"]), *_numbers(measured["start_up_s"])]
    assert [value for value in numbers if value <= 0] == []


def _numbers(figures: dict[str, Any]) -> list[float]:
    values = [one for value in figures.values() for one in (value if isinstance(value, list) else [value])]
    return [value for value in values if isinstance(value, int | float)]

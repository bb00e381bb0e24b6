"""`python -m bench [--short]`: one JSON object on standard output, its progress on standard error."""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import announcement, command, consume, footprint, ranking, relay, tournament
from bench.waiting import TooSlow
from stack.environment import PROCESSES
from stack.lab import Lab

FULL = {
    "rounds": 5,
    "rows": 5000,
    "messages": 2000,
    "calls": 400,
    "people": 10_000,
    "announcements": 1,
    "results": 60,
}
SHORT = {
    "rounds": 1,
    "rows": 400,
    "messages": 200,
    "calls": 80,
    "people": 300,
    "announcements": 1,
    "results": 5,
}


def run(size: dict[str, int]) -> dict[str, Any]:
    measured: dict[str, Any] = {
        "machine": {"python": platform.python_version(), "cores": _cores()},
        "size": size,
    }
    _say("rankings")
    measured["ranking"] = ranking.measure()
    with tempfile.TemporaryDirectory(prefix="fadaa-bench-") as folder:
        with Lab(Path(folder) / "parts", processes=["events", "notifications"]) as lab:
            _say("outbox relay")
            measured["relay"] = _kept(lambda: relay.measure(lab, rows=size["rows"], rounds=size["rounds"]))
            _say("consume + transaction")
            messages, rounds = size["messages"], size["rounds"]
            measured["consume"] = _kept(lambda: consume.measure(lab, messages=messages, rounds=rounds))
        with Lab(Path(folder) / "whole", sms="fake", processes=PROCESSES) as lab:
            _say("HTTP command")
            measured["command"] = _kept(
                lambda: command.measure(lab, calls=size["calls"], rounds=size["rounds"])
            )
        # a lab of its own: the meetings of the bench before would stand in line to be planned
        with Lab(Path(folder) / "told", sms="fake", processes=PROCESSES) as lab:
            _say("announcement")
            people, times = size["people"], size["announcements"]
            measured["announcement"] = _kept(lambda: announcement.measure(lab, people=people, rounds=times))
            _say("tournament")
            measured["tournament"] = _kept(lambda: tournament.measure(lab, results=size["results"]))
            measured["peak_memory_mb"] = footprint.peak_memory_mb(lab)
            _say("start-up")
            measured["start_up_s"] = footprint.start_up(lab)
    return measured


def _kept(measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """One figure that cannot be had must not lose the others."""
    try:
        return measure()
    except (TooSlow, RuntimeError) as error:
        _say(f"not measured: {error}")
        return {"not_measured": str(error)}


def _cores() -> int:
    return os.cpu_count() or 1


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(run(SHORT if "--short" in sys.argv else FULL), indent=2, ensure_ascii=False))

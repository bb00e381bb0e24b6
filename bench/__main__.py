"""`python -m bench [--short]`: one JSON object on standard output, its progress on standard error."""

import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import announcement, command, consume, footprint, relay
from stack.environment import PROCESSES
from stack.lab import Lab

FULL = {"rounds": 5, "rows": 5000, "messages": 3000, "calls": 1000, "people": 10_000, "announcements": 3}
SHORT = {"rounds": 1, "rows": 400, "messages": 200, "calls": 80, "people": 300, "announcements": 1}


def run(size: dict[str, int]) -> dict[str, Any]:
    measured: dict[str, Any] = {
        "machine": {"python": platform.python_version(), "cores": _cores()},
        "size": size,
    }
    with tempfile.TemporaryDirectory(prefix="fadaa-bench-") as folder:
        with Lab(Path(folder) / "parts", processes=["events", "notifications"]) as lab:
            _say("outbox relay")
            measured["relay"] = relay.measure(lab, rows=size["rows"], rounds=size["rounds"])
            _say("consume + transaction")
            measured["consume"] = consume.measure(lab, messages=size["messages"], rounds=size["rounds"])
        with Lab(Path(folder) / "whole", sms="fake", processes=PROCESSES) as lab:
            _say("HTTP command")
            measured["command"] = command.measure(lab, calls=size["calls"], rounds=size["rounds"])
            _say("announcement")
            people, rounds = size["people"], size["announcements"]
            measured["announcement"] = announcement.measure(lab, people=people, rounds=rounds)
            measured["peak_memory_mb"] = footprint.peak_memory_mb(lab)
            _say("start-up")
            measured["start_up_s"] = footprint.start_up(lab)
    return measured


def _cores() -> int:
    return os.cpu_count() or 1


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(run(SHORT if "--short" in sys.argv else FULL), indent=2, ensure_ascii=False))

"""How much memory at its peak, and how long from start to fit for work?"""

import time
from pathlib import Path

from stack import sessions
from stack.environment import PROCESSES
from stack.lab import Lab
from stack.parts import Part


def start_up(lab: Lab) -> dict[str, float]:
    """Seconds until a process alone answers its health check with 200."""
    return {name: _restarted_s(lab, name) for name in PROCESSES}


def peak_memory_mb(lab: Lab) -> dict[str, float]:
    """The largest resident size each part has had, its children added."""
    return {name: round(sum(map(_peak_mb, _pids(part))), 1) for name, part in lab.parts.items()}


def _pids(part: Part) -> list[int]:
    session = part.session
    return [] if session is None else [member.pid for member in sessions.members(session, str(part.folder))]


def _restarted_s(lab: Lab, name: str) -> float:
    lab.stop(name)
    begun = time.monotonic()
    lab.start(name)
    return round(time.monotonic() - begun, 2)


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))

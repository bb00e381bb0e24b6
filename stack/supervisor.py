"""How does everything stay up until it is told to stop?

One supervisor a folder: it holds a lock that the kernel takes back even after kill -9, so that there is no
stale pid to guess about. What died is started again, later each time; what a killed run left is ended first.
"""

import fcntl
import json
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

from stack import sessions
from stack.parts import Part
from stack.starting import Tell, start_all, stop_all

LOOK_EVERY_S = 0.5
LONGEST_PAUSE_S = 30
STEADY_AFTER_S = 60


class AlreadyRunning(RuntimeError):
    """Another supervisor has this folder."""

    slug = "already_running"


class Supervisor:
    def __init__(self, folder: Path, tell: Tell) -> None:
        self._lock_path = folder / "run" / "supervisor.lock"
        self._lock_path.parent.mkdir(parents=True, exist_ok=True)
        self._tell = tell
        self._pauses: dict[str, tuple[float, float]] = {}  # by part: the last pause, and when it began
        self._due: dict[str, float] = {}
        self._lock = self._take()

    def run(self, parts: Sequence[Part], when_up: Callable[[], None]) -> None:
        """Starts, watches and, on SIGINT, SIGTERM or SIGHUP, stops in order."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        try:
            start_all(parts, self._tell)
            when_up()
            while True:
                self._look(parts)
                time.sleep(LOOK_EVERY_S)
        except KeyboardInterrupt:
            self._tell("stack", "stopping")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            stop_all(parts, self._tell)

    def _look(self, parts: Sequence[Part]) -> None:
        now = time.monotonic()
        for part in parts:
            if part.is_running():
                continue
            if part.name not in self._due:
                self._due[part.name] = now + self._pause(part.name)
                self._tell(part.name, f"ended by itself, started again in {self._due[part.name] - now:g} s")
            elif self._due[part.name] <= now:
                part.spawn()
                del self._due[part.name]

    def _pause(self, name: str) -> float:
        """1, 2, 4 ... 30 s; a part that held out for a minute begins again at 1."""
        now = time.monotonic()
        last, began = self._pauses.get(name, (0.0, 0.0))
        pause = min(LONGEST_PAUSE_S, last * 2) if last and now - began < STEADY_AFTER_S else 1.0
        self._pauses[name] = (pause, now)
        return pause

    def _take(self) -> int:
        handle = os.open(self._lock_path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise AlreadyRunning(str(self._lock_path)) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        return handle


def pid_of_running(folder: Path) -> int | None:
    """The supervisor that holds the lock now, if any."""
    path = folder / "run" / "supervisor.lock"
    if not path.exists():
        return None
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read() or 0) or None
    return None


def end_leftovers(folder: Path) -> list[str]:
    """What a killed run left behind: named by its records, recognised by session and mark."""
    records = sorted((folder / "run").glob("*.json"))
    with ThreadPoolExecutor(max_workers=len(records) or 1) as pool:
        ended = list(pool.map(_end_leftover, records))
    return [record.stem for record, was_alive in zip(records, ended, strict=True) if was_alive]


def _end_leftover(record: Path) -> bool:
    session, folder = json.loads(record.read_text())["session"], str(record.parent.parent)
    was_alive = bool(sessions.members(session, folder))
    sessions.end(session, folder, patience_s=3)
    record.unlink()
    return was_alive


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

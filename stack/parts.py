"""How is one process started, watched, frozen, killed and ended?"""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from stack import sessions
from stack.waiting import NotReady, until


def _always() -> bool:
    return True


@dataclass
class Part:
    """`folder` is the stack's: it gets `log/<name>.log` and `run/<name>.json`, the record of the session.

    It is stopped before those it `needs`. It starts after them too, or only after `starts_after`, when it
    can wait for the rest by itself.
    """

    name: str
    command: list[str]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    is_ready: Callable[[], bool] = _always
    needs: tuple[str, ...] = ()
    starts_after: tuple[str, ...] | None = None
    deadline_s: float = 60
    patience_s: float = 30
    cwd: Path | None = None
    prepare: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        self.end_leftover()
        if self.prepare:
            self.prepare()
        with self._log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**self.env, sessions.MARK: str(self.folder)},
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._note(self.process.pid)

    def start(self) -> None:
        self.spawn()
        self.wait_ready()

    def wait_ready(self) -> None:
        until(self._ready_or_dead, f"{self.name} (see {self._log_path})", self.deadline_s)

    def stop(self) -> None:
        """Asks, waits, then insists; nothing of the session is left. Harmless when it is not running."""
        session = self.session
        if session is not None:
            sessions.end(session, str(self.folder), self.patience_s)
        self._reap()
        self._record_path.unlink(missing_ok=True)

    def kill(self) -> None:
        """kill -9 of the whole session: the part has no chance to say goodbye."""
        self._signal(signal.SIGKILL)
        self._reap()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def is_running(self) -> bool:
        """The process that we started, or one that it put in its place (smsbox after bearerbox's return)."""
        if self.process is None:
            return False
        return self.process.poll() is None or bool(self._members())

    def end_leftover(self) -> None:
        """Ends what a killed run left behind, and only that: session, mark and start must agree."""
        if self.session is not None:
            self.stop()

    @property
    def session(self) -> int | None:
        with contextlib.suppress(FileNotFoundError, ValueError, KeyError):
            return int(json.loads(self._record_path.read_text())["session"])
        return None

    @property
    def _log_path(self) -> Path:
        return self.folder / "log" / f"{self.name}.log"

    @property
    def _record_path(self) -> Path:
        return self.folder / "run" / f"{self.name}.json"

    def _note(self, pid: int) -> None:
        record = {"session": pid, "command": self.command}
        scratch = self._record_path.with_suffix(".new")
        scratch.write_text(json.dumps(record))
        os.replace(scratch, self._record_path)

    def _ready_or_dead(self) -> bool:
        if not self.is_running():
            code = self.process.returncode if self.process else None
            raise NotReady(f"{self.name} ended with code {code}, see {self._log_path}\n{self._last_lines()}")
        return self.is_ready()

    def _last_lines(self) -> str:
        return "\n".join(self._log_path.read_text(errors="replace").splitlines()[-12:])

    def _members(self) -> list[psutil.Process]:
        session = self.session
        return [] if session is None else sessions.members(session, str(self.folder))

    def _signal(self, number: signal.Signals) -> None:
        for process in self._members():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def _reap(self) -> None:
        if self.process is not None:
            self.process.wait(timeout=10)

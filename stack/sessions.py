"""Which processes belong to a part, also those that it started and lost sight of?

Every part leads a session of its own. smsbox gives itself a new pid when bearerbox comes back, beam leaves
its shell behind: the session number stays, and so does the mark in the environment.
"""

import contextlib
import os
import signal
import time

import psutil

PAUSE_S = 0.05
MARK = "FADAA_STACK"  # the folder of the stack that started a process


def members(session: int, folder: str) -> list[psutil.Process]:
    """Living processes of that session that carry our mark: a number used again by a stranger does not."""
    return [process for process in psutil.process_iter() if _is_member(process, session, folder)]


def end(session: int, folder: str, patience_s: float) -> None:
    """The leader first, so that it stops its own children in order; then the rest; then without asking."""
    found = members(session, folder)
    _send(found, signal.SIGCONT)
    leaders = [process for process in found if process.pid == session] or found
    _send_and_wait(leaders, signal.SIGTERM, patience_s)
    _send_and_wait(members(session, folder), signal.SIGTERM, patience_s)
    _send_and_wait(members(session, folder), signal.SIGKILL, patience_s)


def _send_and_wait(processes: list[psutil.Process], number: signal.Signals, patience_s: float) -> None:
    _send(processes, number)
    ends = time.monotonic() + patience_s
    while time.monotonic() < ends and any(_is_alive(process) for process in processes):
        time.sleep(PAUSE_S)


def _is_alive(process: psutil.Process) -> bool:
    """A zombie is not: whoever should bury it may be dead itself."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _send(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def _is_member(process: psutil.Process, session: int, folder: str) -> bool:
    try:
        if os.getsid(process.pid) != session or not _is_alive(process):
            return False
        return bool(process.environ().get(MARK) == folder)
    except (psutil.Error, OSError):
        return False

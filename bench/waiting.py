"""When is it done? Asked often, never for ever."""

import time
from collections.abc import Callable

from urllib3 import PoolManager


class TooSlow(Exception):
    """The bound of a bench was passed: something is broken, not slow."""


def until(done: Callable[[], bool], *, within_s: float, every_s: float = 0.05, what: str) -> None:
    deadline = time.monotonic() + within_s
    while not done():
        if time.monotonic() > deadline:
            raise TooSlow(f"{what} not reached within {within_s} s")
        time.sleep(every_s)


def metric(http: PoolManager, port: int, name: str) -> float:
    """The sum of a counter's lines at a process's /metrics."""
    text = http.request("GET", f"http://127.0.0.1:{port}/metrics").data.decode()
    lines = (line.rpartition(" ") for line in text.splitlines() if line.startswith(name))
    return sum(float(value) for _, _, value in lines)

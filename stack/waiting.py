"""How long do we wait for a part to be ready, and how do we ask it?"""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable

PAUSE_S = 0.05


class NotReady(RuntimeError):
    """`slug` is stable; the text names the part and what was waited for."""

    slug = "not_ready"


def until(condition: Callable[[], bool], what: str, deadline_s: float) -> None:
    ends = time.monotonic() + deadline_s
    while not condition():
        if time.monotonic() > ends:
            raise NotReady(f"{what}: not within {deadline_s:g} s")
        time.sleep(PAUSE_S)


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False

"""Where may this process die? At points with a name, so that a test can kill it exactly there.

FADAA_CRASH_AT=relay.published:3 ends the process by SIGKILL at the third pass of that point.
Without the variable a point costs one dictionary look-up.
"""

import os
import signal


def _read(written: str) -> dict[str, int]:
    name, _, nth = written.partition(":")
    return {name: int(nth or 1)} if name else {}


_left = _read(os.environ.get("FADAA_CRASH_AT", ""))


def crash_point(name: str) -> None:
    if name not in _left:
        return
    _left[name] -= 1
    if _left[name] == 0:
        os.kill(os.getpid(), signal.SIGKILL)

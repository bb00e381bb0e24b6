"""When does a sender try a gateway that refuses? After a pause that doubles up to 30 s, until it answers."""

import threading
import time

SHORTEST_S, LONGEST_S = 0.5, 30.0


class Breaker:
    """Calls wait in `pause` while it is open; nobody's claim is given up meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self._open_until

    def pause(self, stopping: threading.Event) -> bool:
        """Waits until a call may be tried. False: told to stop first."""
        while (left := self._open_until - time.monotonic()) > 0:
            if stopping.wait(min(left, 1.0)):
                return False
        return not stopping.is_set()

    def failed(self) -> None:
        """The calls that were under way together count as one failure."""
        with self._lock:
            if not self.is_open:
                pause_s = min(SHORTEST_S * 2**self._failures, LONGEST_S)
                self._failures = min(self._failures + 1, 16)
                self._open_until = time.monotonic() + pause_s

    def passed(self) -> None:
        if self._failures:
            with self._lock:
                self._failures = 0
                self._open_until = 0.0

"""How does work in the background run? In a thread that survives every error and stops when told."""

import threading
from collections.abc import Callable

from chassis.logs import log

LONGEST_PAUSE_S = 5.0


class Loop:
    """Calls `step` again and again: True means at once, False after `idle_s` or a wake,
    but never sooner than `rest_s`: a thousand commits a second must not mean a thousand looks.

    An exception is logged and the pause grows up to LONGEST_PAUSE_S; nobody has to restart anything.
    Even BaseException is caught: a loop that died silently would look alive from outside.
    """

    def __init__(
        self, name: str, step: Callable[[], bool], *, idle_s: float = 1.0, rest_s: float = 0.1
    ) -> None:
        self.name = name
        self._step = step
        self._idle_s = idle_s
        self._rest_s = rest_s
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopping.set()
        self._woken.set()

    def join(self, timeout_s: float) -> bool:
        """Whether it ended in time."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def pause(self, seconds: float) -> None:
        self._stopping.wait(seconds)

    def _run(self) -> None:
        failures = 0
        while not self.stopping:
            self._woken.clear()
            try:
                busy = self._step()
                failures = 0
            except BaseException as error:
                failures += 1
                log.warning("loop_failed", loop=self.name, failures=failures, exc_info=error)
                self.pause(min(0.2 * 2 ** min(failures, 10), LONGEST_PAUSE_S))
                continue
            if not busy:
                self._woken.wait(self._idle_s)
                self.pause(self._rest_s)

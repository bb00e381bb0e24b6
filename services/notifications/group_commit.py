"""How do many threads share one write? Each hands in an entry and learns when the batch is stored."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

Entry = Any
Waiting = tuple[Entry, "Future[None]"]


class GroupCommit:
    """`write(entries)` is called by one thread, with all that came within `window_s`, `at_most` at a time."""

    def __init__(
        self, write: Callable[[list[Entry]], None], *, window_s: float = 0.0, at_most: int = 256
    ) -> None:
        self._write = write
        self._window_s = window_s
        self._at_most = at_most
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="group_commit", daemon=True)
        self._thread.start()

    def submit(self, entry: Entry) -> "Future[None]":
        """Done when the entry is stored; fails when it is not. A cancelled one is not written."""
        future: Future[None] = Future()
        self._queue.put((entry, future))
        return future

    def close(self) -> None:
        """Writes what was handed in before, then ends."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, last = self._gather(first)
            self._commit([one for one in batch if one[1].set_running_or_notify_cancel()])
            if last:
                return

    def _gather(self, first: Waiting) -> tuple[list[Waiting], bool]:
        """The batch, and whether `close` was called behind it."""
        batch, until = [first], time.monotonic() + self._window_s
        while len(batch) < self._at_most:
            left = until - time.monotonic()
            try:
                following = self._queue.get(timeout=left) if left > 0 else self._queue.get_nowait()
            except queue.Empty:
                break
            if following is None:
                return batch, True
            batch.append(following)
        return batch, False

    def _commit(self, batch: list[Waiting]) -> None:
        if not batch:
            return
        try:
            self._write([entry for entry, _ in batch])
        except Exception as error:
            for _, future in batch:
                future.set_exception(error)
            return
        for _, future in batch:
            future.set_result(None)

"""How many sends are in flight? Never more than the slots: a slot is free when its outcome is recorded.

pending -> claim (one insert for all free slots) -> 16 workers -> gateway
                                                        |
           slots free again <- journal page (one insert for all that finished)
"""

import queue
import threading
import time

from prometheus_client import Counter, Gauge
from pymongo.errors import DuplicateKeyError

from chassis import clock
from chassis.crash import crash_point
from chassis.logs import log
from chassis.store import STORE_AWAY, Store
from services.notifications import journal
from services.notifications.breaker import Breaker
from services.notifications.claims import Batch
from services.notifications.delivery import Delivery, Send
from services.notifications.domain.reports import Result
from services.notifications.group_commit import GroupCommit
from services.notifications.pending import Pending
from services.notifications.records import JOURNAL

IDLE_S = 0.1
STORE_PAUSE_S = 0.5

claimed_total = Counter("sms_claimed_total", "Attempts claimed by this sender")
recorded_total = Counter("sms_recorded_total", "Attempts whose outcome is in the journal")
in_flight = Gauge("sms_in_flight", "Attempts claimed and not yet recorded")


class Dispatcher:
    def __init__(self, store: Store, delivery: Delivery, breaker: Breaker, run: str, slots: int) -> None:
        self._store = store
        self._delivery = delivery
        self._breaker = breaker
        self._run = run
        self._slots = slots
        self._free = threading.Semaphore(slots)
        self._pending = Pending(store)
        self._work: queue.SimpleQueue[Send | None] = queue.SimpleQueue()
        self._recorder = GroupCommit(self._record)
        self.stopping = delivery.stopping
        self.abandoned = threading.Event()
        self._workers = [threading.Thread(target=self._serve, daemon=True) for _ in range(slots)]

    def run(self) -> None:
        """Until `stopping` is set."""
        for worker in self._workers:
            worker.start()
        while not self.stopping.is_set():
            try:
                if not self._step():
                    self.stopping.wait(IDLE_S)
            except STORE_AWAY:
                log.warning("store_away")
                self.stopping.wait(STORE_PAUSE_S)

    def finish(self, within_s: float) -> bool:
        """Whether all that was claimed is recorded: what is in flight is let end, nothing new is begun."""
        deadline = time.monotonic() + within_s
        for _ in self._workers:
            self._work.put(None)
        for worker in self._workers:
            worker.join(max(0.0, deadline - time.monotonic()))
        threading.Timer(max(0.1, deadline - time.monotonic()), self.abandoned.set).start()
        self._recorder.close()
        return not self.abandoned.is_set() and all(self._free.acquire(timeout=0) for _ in range(self._slots))

    def _step(self) -> bool:
        """Whether something was claimed."""
        if self._breaker.is_open or not self._free.acquire(timeout=IDLE_S):
            return False
        free = 1 + sum(1 for _ in iter(lambda: self._free.acquire(blocking=False), False))
        mine: list[Send] = []
        try:
            if sends := self._pending.take(free):
                crash_point("sender.planned")
                mine = self._claim(sends)
                crash_point("sender.claimed")
        finally:
            self._free.release(free - len(mine)) if free > len(mine) else None
        for send in mine:
            self._start(send)
        return bool(mine)

    def _claim(self, sends: list[Send]) -> list[Send]:
        """The same batch until the store answers: a claim made and forgotten would be in doubt."""
        batch = Batch(self._store, self._run)
        while True:
            try:
                won = batch.take([send.claim for send in sends])
            except STORE_AWAY:
                log.warning("store_away")
                if self.stopping.wait(STORE_PAUSE_S):
                    self.abandoned.set()
                    return []
            else:
                claimed_total.inc(len(won))
                in_flight.inc(len(won))
                return [send for send in sends if send.claim in won]

    def _start(self, send: Send) -> None:
        if self._pending.is_opted_out(send):
            self._hand_in([send.about(journal.withdrawn("opted_out", clock.now()))])
        else:
            self._work.put(send)

    def _serve(self) -> None:
        while (send := self._work.get()) is not None:
            self._hand_in(self._deliver(send))

    def _deliver(self, send: Send) -> list[journal.Entry]:
        try:
            return self._delivery.deliver(send)
        except Exception:
            log.exception("delivery_failed", send_key=send.key)
            report = journal.outcome(1, Result.AMBIGUOUS, "no_answer", send.attempt, clock.now())
            return [send.about(report)]

    def _hand_in(self, entries: list[journal.Entry]) -> None:
        self._recorder.submit(entries).add_done_callback(lambda _done: self._free.release())

    def _record(self, finished: list[list[journal.Entry]]) -> None:
        """Insists until the store has the page: a slot is free only then."""
        page = journal.page(journal.REPORTS, [entry for entries in finished for entry in entries])
        while not self.abandoned.is_set():
            try:
                self._store.db[JOURNAL].insert_one(page)
            except DuplicateKeyError:
                break
            except STORE_AWAY:
                log.warning("store_away", unrecorded=len(finished))
                self.abandoned.wait(STORE_PAUSE_S)
            else:
                break
        crash_point("sender.recorded")
        recorded_total.inc(len(finished))
        in_flight.dec(len(finished))

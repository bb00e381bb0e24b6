"""How many sends are in flight? Never more than the slots: a slot is free when its outcome is recorded.

    workers ──▶ finished ──▶ one insert: a page of what ended, then claims for as many sends ──▶ workers
                             (the page stands first: what it does not hold is not yet given up)

One thread writes, so that a send costs the store half an operation; the others call the gateway.
"""

import queue
import threading
import time

from prometheus_client import Counter, Gauge

from chassis import clock
from chassis.crash import crash_point
from chassis.logs import log
from chassis.store import STORE_AWAY, Store
from services.notifications import journal
from services.notifications.breaker import Breaker
from services.notifications.claims import Batch
from services.notifications.delivery import Delivery, Send
from services.notifications.domain.reports import Result
from services.notifications.pending import Pending

IDLE_S = 0.1
STORE_PAUSE_S = 0.5

claimed_total = Counter("sms_claimed_total", "Attempts claimed by this sender")
recorded_total = Counter("sms_recorded_total", "Attempts whose outcome is in the journal")
in_flight = Gauge("sms_in_flight", "Attempts claimed and not yet recorded")

Finished = list[journal.Entry]  # what became of one attempt


class Dispatcher:
    def __init__(self, store: Store, delivery: Delivery, breaker: Breaker, run: str, slots: int) -> None:
        self._store = store
        self._delivery = delivery
        self._breaker = breaker
        self._run = run
        self._slots = self._free = slots
        self._pending = Pending(store)
        self._work: queue.SimpleQueue[Send | None] = queue.SimpleQueue()
        self._finished: queue.SimpleQueue[Finished] = queue.SimpleQueue()
        self._give_up_at = float("inf")
        self.stopping = delivery.stopping
        self._workers = [threading.Thread(target=self._serve, daemon=True) for _ in range(slots)]

    @property
    def is_busy(self) -> bool:
        return self._free < self._slots

    def run(self) -> None:
        """Until `stopping` is set."""
        for worker in self._workers:
            worker.start()
        while not self.stopping.is_set():
            try:
                self._step()
            except STORE_AWAY:
                log.warning("store_away")
                self.stopping.wait(STORE_PAUSE_S)

    def finish(self, within_s: float) -> bool:
        """Whether all that was claimed is recorded: what is in flight is let end, nothing new is begun."""
        self._give_up_at = time.monotonic() + within_s
        for _ in self._workers:
            self._work.put(None)
        while self._free < self._slots and not self._is_given_up():
            if finished := self._gather(IDLE_S):
                self._write(finished, [])
        return self._free == self._slots

    def _step(self) -> None:
        finished = self._gather(0.0 if self._free else IDLE_S)
        sends = self._take(self._free + len(finished))
        if not finished and not sends:
            finished = self._gather(IDLE_S)
        for send in self._write(finished, sends):
            self._start(send)

    def _gather(self, wait_s: float) -> list[Finished]:
        """All that ended by now; waits for the first."""
        found: list[Finished] = []
        try:
            found.append(self._finished.get(wait_s > 0, wait_s))
            while True:
                found.append(self._finished.get_nowait())
        except queue.Empty:
            return found

    def _take(self, room: int) -> list[Send]:
        if self._breaker.is_open or not room:
            return []
        sends = self._pending.take(room)
        if sends:
            crash_point("sender.planned")
        return sends

    def _write(self, finished: list[Finished], sends: list[Send]) -> list[Send]:
        """Records and claims in one insert: the sends that are ours now. Insists until the store answers."""
        if not finished and not sends:
            return []
        page = journal.page(journal.REPORTS, [entry for entries in finished for entry in entries])
        batch = Batch(self._store, self._run, page if finished else None)
        while not self._is_given_up():
            try:
                won = batch.take([send.claim for send in sends])
            except STORE_AWAY:
                log.warning("store_away", unrecorded=len(finished), unclaimed=len(sends))
                time.sleep(STORE_PAUSE_S)
            else:
                self._count(len(finished), len(won))
                return [send for send in sends if send.claim in won]
        return []

    def _count(self, recorded: int, claimed: int) -> None:
        if recorded:
            crash_point("sender.recorded")
        if claimed:
            crash_point("sender.claimed")
        self._free += recorded - claimed
        recorded_total.inc(recorded)
        claimed_total.inc(claimed)
        in_flight.set(self._slots - self._free)

    def _start(self, send: Send) -> None:
        if self._pending.is_opted_out(send):
            self._finished.put([send.about(journal.withdrawn("opted_out", clock.now()))])
        else:
            self._work.put(send)

    def _serve(self) -> None:
        while (send := self._work.get()) is not None:
            self._finished.put(self._deliver(send))

    def _deliver(self, send: Send) -> Finished:
        try:
            return self._delivery.deliver(send)
        except Exception:
            log.exception("delivery_failed", send_key=send.key)
            report = journal.outcome(1, Result.AMBIGUOUS, "no_answer", send.attempt, clock.now())
            return [send.about(report)]

    def _is_given_up(self) -> bool:
        return time.monotonic() > self._give_up_at

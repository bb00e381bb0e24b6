"""How do facts reach the broker? By one relay per service, which reads the outbox and never the other way.

A crash between publishing and marking publishes a row twice; the consumers' positions absorb it.
Never a watermark: transactions land out of order, so every sweep asks for all that is unpublished.
"""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from prometheus_client import Counter
from pymongo import ASCENDING, UpdateOne

from chassis import clock, outbox
from chassis.broker import BROKER_ERRORS, ConfirmWindow
from chassis.crash import crash_point
from chassis.lease import Lease
from chassis.logs import log
from chassis.loop import Loop
from chassis.store import Store

WINDOW = 100
SWEEP_S = 0.25
REST_S = 0.005

published_total = Counter("outbox_published_total", "Facts confirmed by the broker")


class Relay:
    """Runs until stopped, whatever happens to broker or store."""

    def __init__(self, store: Store, amqp_uri: str) -> None:
        self._store = store
        self._uri = amqp_uri
        self._lease = Lease(store, "relay")
        self._window: ConfirmWindow | None = None
        self.loop = Loop("relay", self._sweep, idle_s=SWEEP_S, rest_s=REST_S)
        store.on_facts(self.loop.wake)

    def close(self) -> None:
        self._abandon()
        self._lease.release()

    def _sweep(self) -> bool:
        if not self._lease.held():
            return False
        if self._window is None:
            self._window = ConfirmWindow(self._uri)
        try:
            return self._publish_all(self._window)
        except BROKER_ERRORS:
            self._abandon()
            raise

    def _publish_all(self, window: ConfirmWindow) -> bool:
        """Whether there was anything. One streamed cursor: asking again for each window costs far more."""
        rows = iter(unpublished(self._store))
        busy = False
        for batch in _batches(rows):
            busy = True
            window.publish((r["_id"], r["exchange"], r["routing_key"], r["body"]) for r in batch)
            crash_point("relay.published")
            mark_published(self._store, batch, clock.now())
            crash_point("relay.marked")
            published_total.inc(len(batch))
            if self.loop.stopping or not self._lease.held():
                break
        if not busy:
            window.idle()
        return busy

    def _abandon(self) -> None:
        if self._window is not None:
            self._window.close()
            self._window = None
            log.info("relay_connection_closed")


def unpublished(store: Store) -> Iterator[dict[str, Any]]:
    """Rows in the order of their making."""
    return (
        store.db[outbox.COLLECTION].find({"published_at": None}).sort("order", ASCENDING).batch_size(WINDOW)
    )


def mark_published(store: Store, rows: list[dict[str, Any]], at: datetime) -> None:
    """One bulk of single updates: an `$in` costs four times as much when measured."""
    marks = {"$set": {"published_at": at}}
    store.db[outbox.COLLECTION].bulk_write(
        [UpdateOne({"_id": row["_id"]}, marks) for row in rows], ordered=False
    )


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(itertools.islice(rows, WINDOW)):
        yield batch

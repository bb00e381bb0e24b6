"""Outbox relay against a bare loop that reads, publishes through the same window and marks the same rows."""

import uuid
from typing import Any

from urllib3 import PoolManager

from bench.pairs import compare
from bench.waiting import metric, until
from chassis import clock, outbox
from chassis.broker import ConfirmWindow
from chassis.relay import WINDOW, mark_published, unpublished
from chassis.store import Store
from contracts.notifications.facts import COMING, InvitationAnswered
from stack.lab import Lab

PUBLISHED = "outbox_published_total"
WARM_ROWS = WINDOW  # published before the clock starts, so that start-up does not count


def measure(lab: Lab, *, rows: int, rounds: int) -> dict[str, Any]:
    """The service process `notifications` is ours; the bare loop runs here on the same database and user."""
    settings = lab.env("notifications")
    store = Store(settings["STORE_URI"], settings["STORE_DATABASE"])
    return compare(
        lambda: _ours(lab, store, rows),
        lambda: _bare(lab, settings["AMQP_URI"], store, rows),
        rounds=rounds,
        aim=0.8,
        what="outbox rows read, published with confirms and marked",
    )


def _ours(lab: Lab, store: Store, rows: int) -> float:
    lab.stop("notifications")
    _fill(store, rows)
    lab.start("notifications")
    # asked of the service, not of the store: finding one of many unpublished rows costs it as much as all
    http, port = PoolManager(), lab.ports["notifications"]
    until(lambda: metric(http, port, PUBLISHED) >= rows + WARM_ROWS, within_s=120, what="empty outbox")
    until(lambda: not _left(store), within_s=10, what="the last marks")
    marks = [row["published_at"] for row in store.db.outbox.find({}, {"published_at": 1})]
    return _rate(marks)


def _bare(lab: Lab, uri: str, store: Store, rows: int) -> float:
    lab.stop("notifications")  # its relay would publish the same rows
    _fill(store, rows)
    window = ConfirmWindow(uri)
    batch: list[dict[str, Any]] = []
    for row in unpublished(store):
        batch.append(row)
        if len(batch) == WINDOW:
            window.publish((r["_id"], r["exchange"], r["routing_key"], r["body"]) for r in batch)
            mark_published(store, batch, clock.now())
            batch = []
    window.close()
    return _rate([row["published_at"] for row in store.db.outbox.find({}, {"published_at": 1})])


def _fill(store: Store, rows: int) -> None:
    store.db.outbox.delete_many({})
    at = clock.now()
    made = []
    for _ in range(rows + WARM_ROWS):
        subject = uuid.uuid4().hex
        told = {"meeting_id": "bench", "person_id": subject, "answer": COMING, "answered_at": at}
        _, row = outbox.number({}, [InvitationAnswered.of(subject, **told)], at, **_NOBODY)
        made += row
    store.db.outbox.insert_many(made)


_NOBODY = {"correlation_id": "bench", "causation_id": None, "actor": None}


def _left(store: Store) -> bool:
    return store.db.outbox.find_one({"published_at": None}) is not None


def _rate(marks: list[Any]) -> float:
    """Rows a second between the first window's mark and the last one's."""
    first, last = min(marks), max(marks)
    counted = sum(mark > first for mark in marks)
    return counted / (last - first).total_seconds()

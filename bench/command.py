"""An HTTP command, from the socket to the answer, against the transaction that it makes.

Both sides run CALLERS at a time: a portal serves many people, and one caller alone measures only latency.
"""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from bench.api import Api
from bench.pairs import compare
from chassis import clock, outbox
from chassis.store import Store
from contracts.events.facts import MeetingAnnounced
from services.events.domain.meeting import announce
from services.events.records import stored
from stack.lab import Lab

CALLERS = 8
WANTED = {
    "title": "الاجتماع العادي للجمعيات المنضوية",
    "place": "مركز تقوية القدرات، ابن جرير",
    "agenda": "",
    "audience": {"offices": ["president"], "communes": ["Nobody lives here"]},
    "expected": 1,
}


def measure(lab: Lab, *, calls: int, rounds: int) -> dict[str, Any]:
    api, settings = Api(lab), lab.env("events")
    store = Store(settings["STORE_URI"], settings["STORE_DATABASE"])
    starts_at = clock.now() + timedelta(days=30)
    over_http = {**WANTED, "starts_at": starts_at.isoformat()}
    return compare(
        lambda: _rate(lambda: api.post("/meetings", over_http), calls),
        lambda: _rate(lambda: _transaction(store, {**WANTED, "starts_at": starts_at}), calls),
        rounds=rounds,
        aim=0.6,
        what=f"announce a meeting by HTTP, {CALLERS} callers at a time",
    )


def _rate(act: Callable[[], Any], calls: int) -> float:
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(lambda _: act(), range(CALLERS)))
        begun = time.monotonic()
        list(callers.map(lambda _: act(), range(calls)))
        return calls / (time.monotonic() - begun)


def _transaction(store: Store, wanted: dict[str, Any]) -> None:
    """What the command reads and writes, by the driver alone."""
    at, key = clock.now(), uuid.uuid4().hex
    meeting, facts = announce(uuid.uuid4().hex, wanted, "bench", at)
    sequences, rows = outbox.number({}, facts, at, correlation_id=key, causation_id=None, actor="bench")
    assert [fact.type for fact in facts] == [MeetingAnnounced.type()]
    with store.client.start_session() as session, session.start_transaction():
        store.db.inbox.find_one({"_id": key}, session=session)
        store.db.meetings.insert_one(
            stored(meeting) | {"version": 1, "sequences": sequences}, session=session
        )
        store.db.outbox.insert_many([row | {"published_at": at} for row in rows], session=session)
        store.db.inbox.insert_one({"_id": key, "digest": key, "answer": {}, "at": at}, session=session)

"""Consuming with a transaction each, against the same transactions without a broker."""

import time
import uuid
from collections.abc import Callable
from typing import Any

from urllib3 import PoolManager

from bench.pairs import compare
from bench.waiting import metric, until
from chassis import clock, envelope
from chassis.broker import ConfirmWindow
from chassis.store import Store
from chassis.topology import inbox
from contracts.notifications.facts import COMING, InvitationAnswered
from stack.lab import Lab

HANDLED = "inbox_handled_total{"


def measure(lab: Lab, *, messages: int, rounds: int) -> dict[str, Any]:
    settings = lab.env("events")
    store = Store(settings["STORE_URI"], settings["STORE_DATABASE"])
    return compare(
        lambda: _ours(lab, messages),
        lambda: _bare(store, messages),
        rounds=rounds,
        aim=0.9,
        what="messages handled, one transaction and one ack each",
    )


def _ours(lab: Lab, messages: int) -> float:
    """By the service's own counter, at a tenth and at nine tenths: each look costs it time."""
    lab.stop("events")
    _fill(lab, messages)
    lab.start("events")
    handled = _counter(lab)
    first, begun = handled(messages // 10)
    last, ended = handled(messages * 9 // 10)
    until(lambda: handled(0)[0] >= messages, within_s=60, every_s=0.5, what="an empty queue")
    return (last - first) / (ended - begun)


def _counter(lab: Lab) -> Callable[[int], tuple[float, float]]:
    """Waits until so many are handled; then how many, and when (monotonic seconds)."""
    http, port = PoolManager(), lab.ports["events"]
    seen = [(0.0, 0.0)]

    def has(many: int) -> bool:
        seen[0] = (metric(http, port, HANDLED), time.monotonic())
        return seen[0][0] >= many

    def handled(many: int) -> tuple[float, float]:
        until(lambda: has(many), within_s=120, every_s=0.2, what=f"{many} messages handled")
        return seen[0]

    return handled


def _fill(lab: Lab, messages: int) -> None:
    connection = lab.broker()
    channel = connection.channel()
    channel.queue_purge(inbox("events"))
    connection.close()
    window = ConfirmWindow(lab.env("notifications")["AMQP_URI"])
    for start in range(0, messages, 100):
        window.publish(_message() for _ in range(min(100, messages - start)))
    window.close()


def _message() -> tuple[str, str, str, str]:
    person = uuid.uuid4().hex
    told = {"meeting_id": "bench", "person_id": person, "answer": COMING, "answered_at": clock.now()}
    fact = InvitationAnswered.of(f"bench.{person}", **told)
    made, body = envelope.dump(fact, 1, clock.now(), correlation_id="bench", causation_id=None, actor=None)
    return made, InvitationAnswered.exchange(), fact.type, body


def _bare(store: Store, messages: int) -> float:
    begun = time.monotonic()
    for _ in range(messages):
        _transaction(store)
    return messages / (time.monotonic() - begun)


def _transaction(store: Store) -> None:
    """What the handler of an answer reads and writes, and nothing else."""
    person = uuid.uuid4().hex
    answer = {"meeting_id": "bench", "person_id": person, "answer": COMING, "answered_at": clock.now()}
    key = {"_id": f"bench.{person}"}
    with store.client.start_session() as session, session.start_transaction():
        store.db.positions.find_one({"_id": f"notifications/invitation/{person}"}, session=session)
        store.db.positions.insert_one(
            {"_id": f"notifications/invitation/{person}", "last": 1}, session=session
        )
        store.db.answers.find_one(key, session=session)
        store.db.answers.update_one(key, {"$set": answer}, upsert=True, session=session)

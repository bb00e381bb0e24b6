"""Consuming with a transaction each, against the same transactions without a broker."""

import time
import uuid
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
    """Timed by the service's own counter, from a tenth of the messages to the last."""
    lab.stop("events")
    _fill(lab, messages)
    http, port = PoolManager(), lab.ports["events"]
    lab.start("events")
    warm = messages // 10
    until(lambda: metric(http, port, HANDLED) >= warm, within_s=60, every_s=0.02, what="a warm consumer")
    begun, first = time.monotonic(), metric(http, port, HANDLED)
    until(lambda: metric(http, port, HANDLED) >= messages, within_s=120, what="an empty queue")
    return (messages - first) / (time.monotonic() - begun)


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

"""Is every committed fact told, in order, whatever happens between us and the broker?"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import amqp
import pytest

from chassis import broker, clock, relay, topology
from chassis.broker import BROKER_ERRORS, ConfirmWindow, Doubt
from chassis.relay import Relay
from chassis.store import Store
from stack.lab import Lab
from stack.waiting import until
from tests.faults import facts
from tests.faults.proxy import DOWN, UP, Proxy

pytestmark = pytest.mark.integration


@pytest.fixture
def proxy(bare_lab: Lab) -> Iterator[Proxy]:
    with Proxy(bare_lab.ports["amqp"]) as opened:
        yield opened


@pytest.fixture
def uri(bare_lab: Lab, proxy: Proxy) -> str:
    """Of `notifications`, whose facts these are, through the proxy."""
    straight = bare_lab.env("notifications")["AMQP_URI"]
    return straight.replace(f":{bare_lab.ports['amqp']}/", f":{proxy.port}/")


@pytest.fixture
def running(own_store: Store, uri: str) -> Iterator[Relay]:
    started = Relay(own_store, uri)
    started.loop.start()
    yield started
    started.loop.stop()
    assert started.loop.join(15)
    started.close()


def received(channel: amqp.Channel) -> list[tuple[str, int]]:
    """(subject, sequence) of all that stands in the inbox of `events`, which is emptied."""
    found = []
    while message := channel.basic_get(topology.inbox("events"), no_ack=True):
        fields = json.loads(message.body)
        found.append((fields["subject"], fields["sequence"]))
    return found


def is_published(store: Store) -> Callable[[], bool]:
    return lambda: not list(relay.unpublished(store))


def message(row: dict[str, Any]) -> tuple[str, str, str, str]:
    return row["_id"], row["exchange"], row["routing_key"], row["body"]


def test_facts_arrive_in_the_order_of_their_making_and_are_marked(
    own_store: Store, running: Relay, channel: amqp.Channel
) -> None:
    own_store.db.outbox.insert_many(facts.rows(30, answers=10))
    until(is_published(own_store), "an empty outbox", deadline_s=10)
    assert received(channel) == [(f"m-1.p{person}", nth) for person in range(30) for nth in range(1, 11)]


def test_a_late_confirm_is_never_taken_for_another_message(
    uri: str, proxy: Proxy, channel: amqp.Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ack of the first comes while the second is waited for, which never left."""
    monkeypatch.setattr(broker, "CONFIRM_TIMEOUT_S", 1)
    first, second = facts.rows(2)
    window = ConfirmWindow(uri)
    proxy.delay(DOWN, 1.5)
    with pytest.raises(Doubt):
        window.publish([message(first)])
    proxy.drop(UP)
    with pytest.raises(Doubt):
        window.publish([message(second)])
    window.close()
    assert received(channel) == [("m-1.p0", 1)]


def test_what_was_not_confirmed_stays_unpublished_and_arrives_after_healing(
    own_store: Store, running: Relay, proxy: Proxy, channel: amqp.Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker, "CONFIRM_TIMEOUT_S", 1)
    own_store.db.outbox.insert_many(facts.rows(1, prefix="warm"))
    until(is_published(own_store), "a working relay", deadline_s=10)
    proxy.delay(DOWN, 1.5)
    own_store.db.outbox.insert_many(facts.rows(3))
    until(lambda: running._window is None, "a doubt", deadline_s=10)
    proxy.drop(UP)
    assert len(list(relay.unpublished(own_store))) == 3
    proxy.heal()
    until(is_published(own_store), "an empty outbox", deadline_s=20)
    arrived = received(channel)
    assert set(arrived) == {("m-1.warm0", 1), ("m-1.p0", 1), ("m-1.p1", 1), ("m-1.p2", 1)}


@pytest.mark.parametrize("times", [3])
def test_a_broken_connection_is_made_again_without_a_restart(
    own_store: Store, running: Relay, proxy: Proxy, channel: amqp.Channel, times: int
) -> None:
    arrived: set[tuple[str, int]] = set()
    for nth in range(times):
        own_store.db.outbox.insert_many(facts.rows(50, prefix=f"r{nth}-"))
        proxy.refuse()
        proxy.heal()
        until(is_published(own_store), "an empty outbox", deadline_s=15)
        arrived |= set(received(channel))
    assert arrived == {(f"m-1.r{nth}-{person}", 1) for nth in range(times) for person in range(50)}


def test_a_frozen_broker_blocks_neither_a_commit_nor_the_relay_for_long(
    own_store: Store, running: Relay, proxy: Proxy, channel: amqp.Channel
) -> None:
    own_store.db.outbox.insert_many(facts.rows(1, prefix="warm"))
    until(is_published(own_store), "a working relay", deadline_s=10)
    proxy.freeze()
    begun = clock.now()
    own_store.transaction(lambda tx: tx.insert_many("outbox", facts.rows(20)))
    assert (clock.now() - begun).total_seconds() < 1
    until(lambda: running._window is None, "the connection given up", deadline_s=5)
    proxy.heal()
    until(is_published(own_store), "an empty outbox", deadline_s=15)
    assert set(received(channel)) >= {(f"m-1.p{person}", 1) for person in range(20)}


def test_connecting_to_a_frozen_broker_ends_within_its_deadline(uri: str, proxy: Proxy) -> None:
    proxy.freeze()
    begun = clock.now()
    with pytest.raises(BROKER_ERRORS):
        broker.connect(uri, timeout_s=1)
    assert (clock.now() - begun).total_seconds() < 2


def test_of_two_relays_one_works_and_the_other_takes_over(
    own_store: Store, uri: str, channel: amqp.Channel
) -> None:
    first, second = Relay(own_store, uri), Relay(own_store, uri)
    first.loop.start()
    own_store.db.outbox.insert_many(facts.rows(5, prefix="a"))
    until(is_published(own_store), "an empty outbox", deadline_s=10)
    second.loop.start()
    first.loop.stop()
    assert first.loop.join(5)
    first.close()
    own_store.db.outbox.insert_many(facts.rows(5, prefix="b"))
    until(is_published(own_store), "an empty outbox", deadline_s=15)
    second.loop.stop()
    assert second.loop.join(5)
    second.close()
    assert received(channel) == [(f"m-1.{name}{person}", 1) for name in "ab" for person in range(5)]

"""Does a service refuse to start on a broker that is not as the contracts say, and mend its own bindings?"""

from collections.abc import Iterator

import amqp
import pytest

from chassis import consumer, relay, topology, upkeep
from chassis.broker import abandon, connect
from chassis.consumer import Consumer
from chassis.inbox import Inbox
from chassis.relay import Relay
from chassis.store import Store
from chassis.topology import TopologyError
from contracts.notifications.facts import InvitationAnswered
from stack import definitions
from stack.lab import Lab
from stack.waiting import until
from tests.faults import facts

pytestmark = pytest.mark.integration

INBOX, DEAD = topology.inbox("events"), topology.dead("events")


@pytest.fixture
def provisioned(channel: amqp.Channel) -> Iterator[amqp.Channel]:
    """What the test takes away is put back."""
    yield channel
    channel.exchange_declare(
        "notifications.events", "topic", durable=True, auto_delete=False,
        arguments={"alternate-exchange": topology.UNROUTED},
    )  # fmt: skip
    channel.queue_delete(INBOX)
    channel.queue_declare(
        INBOX, durable=True, auto_delete=False, arguments=topology.inbox_arguments("events")
    )
    for exchange, key in topology.bindings("events"):
        channel.queue_bind(INBOX, exchange, key)


def complaint(lab: Lab, user: str = "events") -> str:
    connection = connect(lab.env(user)["AMQP_URI"])
    try:
        with pytest.raises(TopologyError) as ended:
            topology.check(connection, "events")
    finally:
        abandon(connection)
    return str(ended.value)


@pytest.mark.parametrize("service", ["registry", "events", "notifications"])
def test_a_provisioned_broker_passes(bare_lab: Lab, service: str) -> None:
    connection = connect(bare_lab.env(service)["AMQP_URI"])
    topology.check(connection, service)
    abandon(connection)


def test_a_missing_queue_is_named(bare_lab: Lab, provisioned: amqp.Channel) -> None:
    provisioned.queue_delete(INBOX)
    assert complaint(bare_lab) == f"queue {INBOX} is missing on the broker: provision it from the contracts"


def test_a_queue_with_other_arguments_is_named(bare_lab: Lab, provisioned: amqp.Channel) -> None:
    provisioned.queue_delete(INBOX)
    arguments = topology.inbox_arguments("events") | {"x-delivery-limit": 3}
    provisioned.queue_declare(INBOX, durable=True, auto_delete=False, arguments=arguments)
    told = f"queue {INBOX} exists with other arguments: remove it, then provision again"
    assert complaint(bare_lab) == told


def test_a_missing_exchange_is_named(bare_lab: Lab, provisioned: amqp.Channel) -> None:
    provisioned.exchange_delete("notifications.events")
    told = "exchange notifications.events is missing on the broker: provision it from the contracts"
    assert complaint(bare_lab) == told


def test_a_missing_permission_is_named(bare_lab: Lab) -> None:
    told = f"queue {INBOX}: this user has no permission for it"
    assert complaint(bare_lab, user="portal") == told


def note(tx: object, fact: object) -> None:
    """The position is effect enough."""


def test_a_lost_binding_is_back_soon_and_a_replay_fills_the_gap(
    bare_lab: Lab, own_store: Store, channel: amqp.Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "REBIND_S", 1)
    monkeypatch.setattr(upkeep, "GAP_AFTER_S", -1)
    producer = Relay(own_store, bare_lab.env("notifications")["AMQP_URI"])
    box = Inbox(own_store, {InvitationAnswered.type(): note}, [0.1])
    listening = Consumer("events", bare_lab.env("events")["AMQP_URI"], own_store, box)
    producer.loop.start()
    listening.loop.start()
    try:
        _lose_and_replay(own_store, channel, listening)
    finally:
        for loop in (producer.loop, listening.loop):
            loop.stop()
        assert [loop.join(10) for loop in (producer.loop, listening.loop)] == [True, True]
        producer.close()


def _lose_and_replay(store: Store, channel: amqp.Channel, listening: Consumer) -> None:
    rows = facts.rows(1, answers=3)
    until(lambda: listening.connected, "a consumer", deadline_s=10)
    store.db.outbox.insert_one(rows[0])
    until(lambda: position(store) == 1, "the first fact", deadline_s=10)
    channel.queue_unbind(INBOX, "notifications.events", "invitation.#")
    store.db.outbox.insert_one(rows[1])
    until(lambda: not list(relay.unpublished(store)), "the lost fact published", deadline_s=10)
    until(lambda: channel.queue_declare(topology.UNROUTED, passive=True).message_count == 1, "a trace", 10)
    until(lambda: _is_bound(store, channel, rows[2]), "the binding", deadline_s=10)
    assert [gap["missing"] for gap in upkeep.gaps(store)] == [2]
    replayed = store.transaction(
        lambda tx: upkeep.replay(tx, "notifications", "invitation", "m-1.p0", "events")
    )
    assert replayed == {"replayed": 3}
    until(lambda: position(store) == 3, "the replay", deadline_s=10)
    until(lambda: upkeep.gaps(store) == [], "no gap", deadline_s=10)


def _is_bound(store: Store, channel: amqp.Channel, successor: dict[str, object]) -> bool:
    """The successor goes out again and again until it is held, waiting for what was lost."""
    if store.db.held.count_documents({"state": "waiting"}):
        return True
    store.db.outbox.replace_one({"_id": successor["_id"]}, successor, upsert=True)
    return False


def position(store: Store) -> int:
    found = store.db.positions.find_one({"_id": "notifications/invitation/m-1.p0"})
    return int(found["last"]) if found else 0


def test_what_the_stack_provisions_is_what_the_services_ask_for() -> None:
    made = {queue["name"]: queue["arguments"] for queue in definitions.queues()}
    assert made[INBOX] == topology.inbox_arguments("events")
    assert made[DEAD] == topology.dead_arguments()

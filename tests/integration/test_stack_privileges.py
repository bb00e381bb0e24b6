"""Is each user refused everywhere else, and served at home? On the real broker and the real store."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import amqp
import pymongo
import pytest
from amqp.exceptions import AccessRefused
from pymongo.errors import OperationFailure

from chassis import topology
from contracts import wiring
from stack.lab import Lab
from stack.waiting import until

pytestmark = pytest.mark.integration
REPLY_KEY = str(uuid.UUID(int=7))


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("stack"), processes=[]) as lab:
        yield lab


@pytest.fixture
def channel_of(lab: Lab) -> Iterator[Callable[[str], Any]]:
    opened: list[amqp.Connection] = []

    def channel(user: str) -> Any:
        opened.append(lab.broker(user))
        return opened[-1].channel()

    yield channel
    for connection in opened:
        connection.close()


def publish(channel: Any, exchange: str, key: str) -> None:
    channel.confirm_select()
    channel.basic_publish_confirm(amqp.Message("{}"), exchange=exchange, routing_key=key, confirm_timeout=5)


def bind(channel: Any, queue: str, exchange: str, key: str) -> None:
    channel.queue_bind(queue, exchange=exchange, routing_key=key)


FORBIDDEN: list[tuple[str, str, Callable[[Any], Any]]] = [
    ("registry", "declares a queue of another", lambda c: c.queue_declare("events.inbox", durable=True)),
    ("registry", "declares a queue of nobody", lambda c: c.queue_declare("spy", durable=True)),
    ("registry", "deletes another's queue", lambda c: c.queue_delete("notifications.inbox")),
    ("registry", "empties another's queue", lambda c: c.queue_purge("notifications.inbox")),
    (
        "registry",
        "declares another's exchange",
        lambda c: c.exchange_declare("events.events", "topic", durable=True),
    ),
    ("registry", "reads another's inbox", lambda c: c.basic_get("notifications.inbox")),
    ("registry", "reads another's calls", lambda c: c.basic_get("rpc-events")),
    ("registry", "reads what is unrouted", lambda c: c.basic_get("unrouted")),
    (
        "registry",
        "publishes as another",
        lambda c: publish(c, "events.events", "meeting.meeting_announced.v1"),
    ),
    (
        "registry",
        "publishes another's kind",
        lambda c: publish(c, "registry.events", "meeting.meeting_moved.v1"),
    ),
    ("registry", "drops into a queue", lambda c: publish(c, "", "notifications.inbox")),
    ("registry", "calls a service", lambda c: publish(c, "nameko-rpc", "events.cancel_meeting")),
    ("events", "replays as another", lambda c: publish(c, "registry.replay", "notifications")),
    ("events", "hears phone numbers", lambda c: bind(c, "events.inbox", "registry.contacts", "contact.#")),
    ("events", "hears every call", lambda c: bind(c, "rpc-events", "nameko-rpc", "#")),
    ("events", "hears another's calls", lambda c: bind(c, "rpc-events", "nameko-rpc", "registry.*")),
    ("notifications", "hears more kinds", lambda c: bind(c, "notifications.inbox", "events.events", "#")),
    (
        "portal",
        "publishes a fact",
        lambda c: publish(c, "registry.events", "association.association_saved.v1"),
    ),
    ("portal", "reads an inbox", lambda c: c.basic_get("notifications.inbox")),
    ("portal", "answers for a service", lambda c: publish(c, "nameko-rpc", REPLY_KEY)),
    ("portal", "declares a queue", lambda c: c.queue_declare("spy", durable=True)),
]


@pytest.mark.parametrize(
    ("user", "deed", "act"), FORBIDDEN, ids=[f"{user} {deed}" for user, deed, _ in FORBIDDEN]
)
def test_refused(channel_of: Any, user: str, deed: str, act: Callable[[Any], Any]) -> None:
    with pytest.raises(AccessRefused):
        act(channel_of(user))


def test_a_fact_goes_from_its_service_to_its_consumer_and_nowhere_else(channel_of: Any) -> None:
    publish(channel_of("events"), "events.events", "meeting.meeting_announced.v1")
    message = channel_of("notifications").basic_get("notifications.inbox", no_ack=True)
    assert message.delivery_info["routing_key"] == "meeting.meeting_announced.v1"
    assert channel_of("events").basic_get("events.inbox", no_ack=True) is None


@pytest.mark.parametrize("consumer", list(wiring.CONSUMES))
def test_a_consumer_may_declare_and_bind_its_own_again(channel_of: Any, consumer: str) -> None:
    channel = channel_of(consumer)
    channel.queue_declare(
        topology.inbox(consumer),
        durable=True,
        auto_delete=False,
        arguments=topology.inbox_arguments(consumer),
    )
    topology.bind(channel, consumer)
    assert channel.basic_get(topology.inbox(consumer), no_ack=True) is None


def test_a_call_and_its_answer_pass(channel_of: Any) -> None:
    portal, registry = channel_of("portal"), channel_of("registry")
    replies = f"rpc.reply-standalone_rpc_proxy-{REPLY_KEY}"
    portal.queue_declare(replies, durable=True, auto_delete=False, arguments={"x-expires": 10_000})
    bind(portal, replies, "nameko-rpc", REPLY_KEY)
    publish(portal, "nameko-rpc", "registry.health")
    assert registry.basic_get("rpc-registry", no_ack=True).delivery_info["routing_key"] == "registry.health"
    publish(registry, "nameko-rpc", REPLY_KEY)
    assert portal.basic_get(replies, no_ack=True).delivery_info["routing_key"] == REPLY_KEY


def test_a_fact_that_nobody_takes_is_kept(channel_of: Any) -> None:
    publish(channel_of("registry"), "registry.events", "person.contact_changed.v1")
    kept = channel_of("administrator").basic_get("unrouted", no_ack=True)
    assert kept.delivery_info["routing_key"] == "person.contact_changed.v1"


def test_a_dead_letter_arrives_where_its_own_service_reads(channel_of: Any) -> None:
    publish(channel_of("events"), "events.events", "meeting.meeting_moved.v1")
    consumer = channel_of("notifications")
    consumer.basic_get("notifications.inbox").channel.basic_reject(1, requeue=False)
    dead = _eventually(lambda: consumer.basic_get("notifications.dead", no_ack=True))
    assert dead.delivery_info["routing_key"] == "meeting.meeting_moved.v1"


def test_nobody_enters_the_broker_as_guest(lab: Lab) -> None:
    guest = amqp.Connection(f"127.0.0.1:{lab.ports['amqp']}", "guest", "guest", virtual_host="/")
    with pytest.raises(AccessRefused):
        guest.connect()
    guest.collect()


@pytest.mark.parametrize("user", [*wiring.SERVICES, "portal"])
def test_a_store_user_works_at_home_and_is_refused_elsewhere(lab: Lab, user: str) -> None:
    with lab.store(user) as client:
        client[user]["kept"].insert_one({"_id": user})
        assert client[user]["kept"].find_one() == {"_id": user}
        other = client["portal" if user != "portal" else "registry"]
        for deed in _store_deeds(client, other):
            with pytest.raises(OperationFailure, match="not authorized"):
                deed()


def test_nobody_enters_the_store_without_a_password(lab: Lab) -> None:
    with (
        pymongo.MongoClient[dict[str, Any]](f"mongodb://127.0.0.1:{lab.ports['store']}/") as client,
        pytest.raises(OperationFailure, match="requires authentication"),
    ):
        client["registry"]["kept"].find_one()


def _store_deeds(client: pymongo.MongoClient[dict[str, Any]], other: Any) -> list[Callable[[], Any]]:
    return [
        lambda: other["kept"].find_one(),
        lambda: other["kept"].insert_one({}),
        lambda: other["kept"].delete_many({}),
        lambda: other["kept"].create_index("name"),
        lambda: other.list_collection_names(),
        lambda: client.drop_database(other.name),
        lambda: client["admin"]["system.users"].find_one(),
        lambda: other.command("createUser", "spy", pwd="spy", roles=[]),
    ]


def _eventually(ask: Callable[[], Any]) -> Any:
    found: list[Any] = []

    def asked() -> bool:
        answer = ask()
        found.extend([] if answer is None else [answer])
        return bool(found)

    until(asked, "an answer", 10)
    return found[0]

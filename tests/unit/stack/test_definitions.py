"""Is the broker provisioned as the contracts say?"""

import base64
import hashlib
import json

from contracts import wiring
from stack.definitions import definitions, user

PASSWORDS = {"registry": "a", "events": "b"}


def test_an_inbox_is_a_quorum_queue_that_gives_up_into_its_own_dead_letters() -> None:
    made = definitions(PASSWORDS)
    (inbox,) = [row for row in made["queues"] if row["name"] == "events.inbox"]
    assert inbox == {
        "name": "events.inbox",
        "vhost": "fadaa",
        "durable": True,
        "auto_delete": False,
        "arguments": {
            "x-queue-type": "quorum",
            "x-delivery-limit": 100,
            "x-dead-letter-exchange": "events.dead",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    }


def test_every_binding_starts_and_ends_at_something_that_is_there() -> None:
    made = definitions(PASSWORDS)
    exchanges, queues = ({row["name"] for row in made[kind]} for kind in ("exchanges", "queues"))
    assert {row["source"] for row in made["bindings"]} <= exchanges
    assert {row["destination"] for row in made["bindings"]} == queues


def test_what_a_consumer_takes_and_what_is_replayed_reach_its_inbox() -> None:
    bound = {
        (row["source"], row["routing_key"])
        for row in definitions(PASSWORDS)["bindings"]
        if row["destination"] == "notifications.inbox"
    }
    assert bound == {
        ("registry.contacts", "contact.#"),
        ("events.events", "meeting.#"),
        ("events.events", "fixture.#"),
        ("events.events", "contest.#"),
        ("registry.replay", "notifications"),
        ("events.replay", "notifications"),
    }


def test_a_message_that_no_queue_wanted_is_kept() -> None:
    topics = [
        row for row in definitions(PASSWORDS)["exchanges"] if row["name"].endswith((".events", ".contacts"))
    ]
    assert {row["name"] for row in topics} == {
        name for service in wiring.SERVICES for name in wiring.exchanges_of(service)
    }
    assert [row["arguments"] for row in topics] == [{"alternate-exchange": "unrouted"}] * len(topics)


def test_no_call_outlives_its_deadline() -> None:
    (policy,) = definitions(PASSWORDS)["policies"]
    assert (policy["pattern"], policy["definition"]) == ("^rpc-", {"message-ttl": 2500})


def test_only_our_users_exist_and_no_password_is_written_down() -> None:
    made = definitions({"registry": "open-sesame"})
    assert [row["name"] for row in made["users"]] == ["registry"]
    assert "open-sesame" not in json.dumps(made)


def test_the_broker_can_check_the_hash() -> None:
    stored = base64.b64decode(user("registry", "open-sesame")["password_hash"])
    salt, digest = stored[:4], stored[4:]
    assert digest == hashlib.sha256(salt + b"open-sesame").digest()


def test_two_starts_load_the_same_file() -> None:
    assert json.dumps(definitions(PASSWORDS)) == json.dumps(definitions(dict(reversed(PASSWORDS.items()))))


def test_another_vhost_holds_everything() -> None:
    made = definitions(PASSWORDS, "office")
    rows = [row for kind in made if kind not in ("vhosts", "users") for row in made[kind]]
    assert {row["vhost"] for row in rows} == {"office"}


def test_a_foreign_administrator_is_left_alone() -> None:
    made = definitions(PASSWORDS)
    named = {row["user"] for kind in ("permissions", "topic_permissions") for row in made[kind]}
    assert (named, {row["name"] for row in made["users"]}) == (set(PASSWORDS), set(PASSWORDS))

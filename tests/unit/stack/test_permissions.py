"""Can a service reach what is not its own? The expressions are tried on every name there is."""

import re

import pytest

from contracts import wiring
from stack.definitions import exchanges, queues
from stack.permissions import NOTHING, permissions, topic_permissions

OWN = {row["user"]: row for row in permissions()}
NAMES = sorted({row["name"] for row in [*exchanges(), *queues()]} | {"amq.default", "amq.topic"})
USERS = [*wiring.SERVICES, "portal"]


def may(user: str, verb: str) -> set[str]:
    return {name for name in NAMES if re.search(OWN[user][verb], name)}


def test_the_administrator_may_do_everything() -> None:
    assert {verb: OWN["administrator"][verb] for verb in ("configure", "write", "read")} == {
        "configure": ".*",
        "write": ".*",
        "read": ".*",
    }


def test_notifications_reaches_its_own_queues_what_it_hears_and_nothing_else() -> None:
    own = {"notifications.inbox", "notifications.dead", "rpc-notifications", "nameko-rpc"}
    assert may("notifications", "configure") == own
    assert may("notifications", "write") == own | {"notifications.events", "notifications.replay"}
    assert may("notifications", "read") == own | {
        "registry.contacts",
        "registry.replay",
        "events.events",
        "events.replay",
    }


def test_the_registry_hears_nobody() -> None:
    own = {"rpc-registry", "nameko-rpc"}
    assert may("registry", "configure") == own
    assert may("registry", "write") == own | {"registry.events", "registry.contacts", "registry.replay"}
    assert may("registry", "read") == own


def test_the_portal_calls_and_hears_answers_only() -> None:
    assert [may("portal", verb) for verb in ("configure", "write", "read")] == [{"nameko-rpc"}] * 3
    assert re.search(OWN["portal"]["read"], "rpc.reply-standalone_rpc_proxy-3f")
    assert not re.search(OWN["portal"]["read"], "rpc-registry")
    assert not re.search(OWN["portal"]["configure"], "rpcXreply-spy")


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("verb", ["configure", "write", "read"])
def test_nobody_reaches_the_default_exchange_or_what_is_unrouted(user: str, verb: str) -> None:
    assert may(user, verb) & {"amq.default", "amq.topic", "unrouted"} == set()


@pytest.mark.parametrize("user", wiring.SERVICES)
def test_no_service_configures_or_writes_what_belongs_to_another(user: str) -> None:
    foreign = {
        name
        for other in wiring.SERVICES
        if other != user
        for name in NAMES
        if name.startswith(f"{other}.") or name == f"rpc-{other}"
    }
    assert may(user, "configure") & foreign == set()
    assert may(user, "write") & foreign == set()


@pytest.mark.parametrize("name", ["xnotifications.inbox", "notifications.inboxes", "notifications-inbox"])
def test_the_expressions_are_whole_names(name: str) -> None:
    assert not re.search(OWN["notifications"]["read"], name)


def topic(user: str, exchange: str) -> dict[str, str]:
    (row,) = [row for row in topic_permissions() if (row["user"], row["exchange"]) == (user, exchange)]
    return row


@pytest.mark.parametrize(
    ("user", "verb", "key", "allowed"),
    [
        ("portal", "write", "registry.save_association", True),
        ("portal", "write", "administrator.anything", False),
        ("portal", "read", "0b5ad12c-2ed6-4a43-9d5e-3ea03b6d4f3e", True),
        ("portal", "read", "#", False),
        ("portal", "read", "registry.*", False),
        ("events", "read", "events.*", True),
        ("events", "read", "registry.*", False),
        ("events", "read", "#", False),
        ("events", "write", "0b5ad12c-2ed6-4a43-9d5e-3ea03b6d4f3e", True),
        ("events", "write", "registry.save_association", False),
    ],
)
def test_calls_go_from_the_portal_and_answers_back(user: str, verb: str, key: str, allowed: bool) -> None:
    assert bool(re.search(topic(user, "nameko-rpc")[verb], key)) is allowed


def test_a_consumer_binds_only_the_kinds_that_it_takes() -> None:
    assert topic("notifications", "events.events") == {
        "user": "notifications",
        "exchange": "events.events",
        "write": NOTHING,
        "read": r"^(contest|fixture|meeting)\.",
    }


def test_a_service_publishes_only_its_own_kinds() -> None:
    assert topic("registry", "registry.contacts") == {
        "user": "registry",
        "exchange": "registry.contacts",
        "write": r"^(contact)\.",
        "read": NOTHING,
    }

"""Who may do what on the broker? Each service its own queues and exchanges, and nothing of the others.

To bind a queue needs write on the queue and read on the exchange. The default exchange is called
`amq.default` in these checks: no expression here matches it, so nobody can drop a message into any queue.
"""

import re
from collections.abc import Iterable

from chassis.topology import RPC_EXCHANGE, bindings, dead, inbox, replay
from contracts import wiring

ADMINISTRATOR = "administrator"
PORTAL = "portal"
USERS = (*wiring.SERVICES, PORTAL, ADMINISTRATOR)
REPLY_QUEUES = r"rpc\.reply-.*"
REPLY_KEY = "^[0-9a-f-]{36}$"
NOTHING = "^$"


def permissions() -> list[dict[str, str]]:
    """`{"user", "configure", "write", "read"}` of everybody; the expressions are whole names."""
    everything = {"user": ADMINISTRATOR, "configure": ".*", "write": ".*", "read": ".*"}
    return [*(_of_service(service) for service in wiring.SERVICES), _of_portal(), everything]


def topic_permissions() -> list[dict[str, str]]:
    """By routing key. Without those on `nameko-rpc` a user could bind a spy queue with `#`."""
    return [
        *(_replies(service) for service in wiring.SERVICES),
        topic(PORTAL, RPC_EXCHANGE, write=f"^({_either(wiring.SERVICES)})\\.", read=REPLY_KEY),
        *(
            _kinds_written(service, name)
            for service in wiring.SERVICES
            for name in wiring.exchanges_of(service)
        ),
        *(row for consumer in wiring.CONSUMES for row in _kinds_read(consumer)),
    ]


def topic(user: str, exchange: str, *, write: str, read: str) -> dict[str, str]:
    return {"user": user, "exchange": exchange, "write": write, "read": read}


def _of_service(service: str) -> dict[str, str]:
    """nameko declares its queue and `nameko-rpc` again at each start, which takes configure on both."""
    queues = [inbox(service), dead(service), f"rpc-{service}"]
    own = [*wiring.exchanges_of(service), replay(service)]
    heard = [exchange for exchange, _ in bindings(service)]
    return {
        "user": service,
        "configure": _names([*queues, RPC_EXCHANGE]),
        "write": _names([*queues, *own, RPC_EXCHANGE]),
        "read": _names([*queues, *heard, RPC_EXCHANGE]),
    }


def _of_portal() -> dict[str, str]:
    may = f"^({re.escape(RPC_EXCHANGE)}|{REPLY_QUEUES})$"
    return {"user": PORTAL, "configure": may, "write": may, "read": may}


def _replies(service: str) -> dict[str, str]:
    return topic(service, RPC_EXCHANGE, write=REPLY_KEY, read=f"^{service}\\.")


def _kinds_written(service: str, exchange: str) -> dict[str, str]:
    kinds = {
        contract.kind
        for contract in wiring.RELEASED.values()
        if contract.source == service and contract.exchange() == exchange
    }
    return topic(service, exchange, write=_beginning(kinds), read=NOTHING)


def _kinds_read(consumer: str) -> list[dict[str, str]]:
    kinds: dict[str, set[str]] = {}
    for exchange, key in wiring.bindings_of(consumer):
        kinds.setdefault(exchange, set()).add(key.removesuffix(".#"))
    return [
        topic(consumer, exchange, write=NOTHING, read=_beginning(names)) for exchange, names in kinds.items()
    ]


def _beginning(kinds: Iterable[str]) -> str:
    return f"^({_either(kinds)})\\." if kinds else NOTHING


def _names(names: Iterable[str]) -> str:
    return f"^({_either(names)})$"


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names)))

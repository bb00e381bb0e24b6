"""What stands on the broker? One definitions file, made from the contracts alone.

registry.events ──meeting.#──▶ notifications.inbox ──given up──▶ notifications.dead (exchange, queue)
registry.replay ──notifications──▶ notifications.inbox
any exchange ──no queue wanted it──▶ unrouted (exchange, queue), which must stay empty
nameko-rpc ──registry.*──▶ rpc-registry
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from chassis import topology
from chassis.topology import RPC_EXCHANGE, UNROUTED
from contracts import wiring
from stack.permissions import ADMINISTRATOR, permissions, topic_permissions

VHOST = "fadaa"
RPC_TTL_MS = 2500  # the deadline of a call: a command nobody waits for any more must not run later

Definition = dict[str, Any]


def definitions(passwords: Mapping[str, str], vhost: str = VHOST) -> Definition:
    """The whole file, for `load_definitions` or the management API; the same input gives the same bytes.

    Users without a password here are left as they are: a broker that is not ours has its own administrator.
    """
    here = {
        "permissions": [row for row in permissions() if row["user"] in passwords],
        "topic_permissions": [row for row in topic_permissions() if row["user"] in passwords],
        "policies": [_rpc_policy()],
        "exchanges": exchanges(),
        "queues": queues(),
        "bindings": bindings(),
    }
    return {
        "vhosts": [{"name": vhost}],
        "users": [user(name, password) for name, password in sorted(passwords.items())],
        **{kind: [{**row, "vhost": vhost} for row in rows] for kind, rows in here.items()},
    }


def exchanges() -> list[Definition]:
    found = [exchange(UNROUTED, "fanout"), exchange(RPC_EXCHANGE, "topic")]
    for service in wiring.SERVICES:
        found += [exchange(name, "topic", UNROUTED) for name in wiring.exchanges_of(service)]
        found.append(exchange(topology.replay(service), "direct", UNROUTED))
    return found + [exchange(topology.dead(consumer), "fanout") for consumer in wiring.CONSUMES]


def queues() -> list[Definition]:
    found = [queue(UNROUTED, topology.dead_arguments())]
    found += [queue(f"rpc-{service}", {}) for service in wiring.SERVICES]
    for consumer in wiring.CONSUMES:
        found.append(queue(topology.inbox(consumer), topology.inbox_arguments(consumer)))
        found.append(queue(topology.dead(consumer), topology.dead_arguments()))
    return found


def bindings() -> list[Definition]:
    found = [binding(UNROUTED, UNROUTED, "")]
    found += [binding(RPC_EXCHANGE, f"rpc-{service}", f"{service}.*") for service in wiring.SERVICES]
    for consumer in wiring.CONSUMES:
        inbox, dead = topology.inbox(consumer), topology.dead(consumer)
        found += [binding(source, inbox, key) for source, key in topology.bindings(consumer)]
        found.append(binding(dead, dead, ""))
    return found


def user(name: str, password: str) -> Definition:
    """The salt comes from the password: a new one at each start would make every start a change.

    The passwords are random and long, so that nothing is gained by guessing at the hash.
    """
    salt = hashlib.sha256(f"fadaa:{name}:{password}".encode()).digest()[:4]
    digest = hashlib.sha256(salt + password.encode()).digest()
    return {
        "name": name,
        "password_hash": base64.b64encode(salt + digest).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "administrator" if name == ADMINISTRATOR else "",
    }


def exchange(name: str, kind: str, alternate: str = "") -> Definition:
    arguments = {"alternate-exchange": alternate} if alternate else {}
    return _durable(name, type=kind, internal=False, arguments=arguments)


def queue(name: str, arguments: Definition) -> Definition:
    return _durable(name, arguments=arguments)


def binding(source: str, destination: str, key: str) -> Definition:
    return {
        "source": source,
        "destination": destination,
        "destination_type": "queue",
        "routing_key": key,
        "arguments": {},
    }


def _durable(name: str, **fields: Any) -> Definition:
    return {"name": name, "durable": True, "auto_delete": False, **fields}


def _rpc_policy() -> Definition:
    return {
        "name": "message-ttl",
        "pattern": "^rpc-",
        "apply-to": "queues",
        "definition": {"message-ttl": RPC_TTL_MS},
        "priority": 0,
    }

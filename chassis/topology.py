"""Which exchanges and queues are there, with which arguments? One place for provisioning and for start-up.

registry.contacts ┐                                   ┌─▶ notifications.dead (poison, stored as parked)
events.events     ├─ kind.# ─▶ notifications.inbox ───┘
events.replay     ┘  (replay: routing key = the consumer's name)
"""

from typing import Any

from amqp.exceptions import AccessRefused, NotFound, PreconditionFailed

from contracts import wiring

UNROUTED = "unrouted"
DELIVERY_LIMIT = 100  # catches only messages that kill the process; 3 removed innocent ones when tried
RPC_EXCHANGE = "nameko-rpc"


class TopologyError(SystemExit):
    """The broker is not as the contracts say; the text names the object and who can mend it."""


def inbox(consumer: str) -> str:
    return f"{consumer}.inbox"


def dead(consumer: str) -> str:
    return f"{consumer}.dead"


def replay(producer: str) -> str:
    return f"{producer}.replay"


def inbox_arguments(consumer: str) -> dict[str, Any]:
    """Dead letters at least once: that needs a quorum source and `reject-publish`."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": dead(consumer),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def dead_arguments() -> dict[str, Any]:
    return {"x-queue-type": "quorum"}


def bindings(consumer: str) -> list[tuple[str, str]]:
    """(exchange, routing key) of everything that reaches a consumer's inbox."""
    replays = [(replay(producer), consumer) for producer in wiring.producers_for(consumer)]
    return wiring.bindings_of(consumer) + replays


def check(connection: Any, service: str) -> None:
    """Ends the process naming what is missing (404), different (406) or forbidden (403)."""
    heard = [exchange for exchange, _ in bindings(service)]
    for exchange in [*wiring.exchanges_of(service), replay(service), *heard, RPC_EXCHANGE]:
        _ask(
            connection,
            f"exchange {exchange}",
            lambda c, e=exchange: c.exchange_declare(e, "topic", passive=True),
        )
    if service not in wiring.CONSUMES:
        return
    for queue, arguments in (
        (inbox(service), inbox_arguments(service)),
        (dead(service), dead_arguments()),
    ):
        _ask(connection, f"queue {queue}", lambda c, q=queue: c.queue_declare(q, passive=True))
        _ask(connection, f"queue {queue}", lambda c, q=queue, a=arguments: _declare(c, q, a))
    _ask(connection, f"bindings of {inbox(service)}", lambda c: bind(c, service))


def bind(channel: Any, consumer: str) -> None:
    """Issued again and again: with an alternate exchange nothing else tells that a binding is gone."""
    for exchange, key in bindings(consumer):
        channel.queue_bind(inbox(consumer), exchange=exchange, routing_key=key)


def _declare(channel: Any, queue: str, arguments: dict[str, Any]) -> None:
    channel.queue_declare(queue, durable=True, auto_delete=False, arguments=arguments)


def _ask(connection: Any, what: str, question: Any) -> None:
    """Each question on a channel of its own: a refusal closes the channel."""
    channel = connection.channel()
    try:
        question(channel)
    except NotFound:
        raise TopologyError(f"{what} is missing on the broker: provision it from the contracts") from None
    except PreconditionFailed:
        raise TopologyError(f"{what} exists with other arguments: remove it, then provision again") from None
    except AccessRefused:
        raise TopologyError(f"{what}: this user has no permission for it") from None
    finally:
        if channel.is_open:
            channel.close()

"""How do we reach the broker? A connection that never waits for ever, and a confirm window of our own."""

import time
from collections.abc import Iterable
from typing import Any

import amqp
from amqp.exceptions import AMQPError
from kombu import Connection

from chassis.crash import crash_point

HEARTBEAT_S = 20
CONNECT_TIMEOUT_S = 3
CONFIRM_TIMEOUT_S = 3
# AMQPError covers closed channels too; OSError covers refused, reset and timed-out sockets
BROKER_ERRORS = (AMQPError, OSError)


class Doubt(OSError):
    """Some message may not have arrived; the connection must not be used again."""


def connect(uri: str, heartbeat_s: int = HEARTBEAT_S, timeout_s: float = CONNECT_TIMEOUT_S) -> Connection:
    """An open connection. Raises one of BROKER_ERRORS within seconds, also while the broker is frozen."""
    connection = Connection(
        uri,
        heartbeat=heartbeat_s,
        connect_timeout=timeout_s,
        transport_options={"read_timeout": 5, "write_timeout": 5},
    )
    # `connect()` itself would try twice with 2 s between: 8 s on a frozen broker
    connection.ensure_connection(max_retries=0, reraise_as_library_errors=False)
    return connection


def abandon(connection: Connection) -> None:
    """Closes the socket without a word: a polite close would wait for a broker that is gone."""
    connection.collect(socket_timeout=1)


class ConfirmWindow:
    """Publishes rows and waits for the broker to have each of them.

    py-amqp's own wait takes any ack for the one it waits for: a late one then confirms a message
    that the broker never received. So tags are counted here, and on any doubt the connection is abandoned.
    """

    def __init__(self, uri: str) -> None:
        self._connection = connect(uri)
        self._channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._channel.events["basic_nack"].add(self._on_nack)
        self._last = 0
        self._open: set[int] = set()
        self._refused = False

    def publish(self, messages: Iterable[tuple[str, str, str, str]]) -> None:
        """Sends (id, exchange, routing key, body) messages and returns when all are confirmed.

        Raises Doubt or one of BROKER_ERRORS; then none of them counts as published.
        """
        for message_id, exchange, key, body in messages:
            self._channel._basic_publish(_message(message_id, body), exchange, key)
            self._last += 1
            self._open.add(self._last)
        crash_point("relay.sent")
        self._settle(time.monotonic() + CONFIRM_TIMEOUT_S)

    def idle(self) -> None:
        """Keeps the heartbeat while nothing is published, and notices a dead connection."""
        self._connection.heartbeat_check()
        self._drain(0.001)

    def close(self) -> None:
        abandon(self._connection)

    def _settle(self, deadline: float) -> None:
        while self._open:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Doubt(f"{len(self._open)} messages not confirmed in {CONFIRM_TIMEOUT_S} s")
            self._drain(left)
            if self._refused:
                raise Doubt("the broker refused a message")

    def _drain(self, timeout: float) -> None:
        try:
            self._connection.drain_events(timeout=timeout)
        except TimeoutError:
            return

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._open -= {t for t in self._open if t <= tag} if multiple else {tag}

    def _on_nack(self, tag: int, multiple: bool) -> None:
        self._refused = True


def _message(message_id: str, body: str) -> Any:
    return amqp.Message(
        body.encode(),
        message_id=message_id,
        content_type="application/cloudevents+json",
        content_encoding="utf-8",
        delivery_mode=2,
    )

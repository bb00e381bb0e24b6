"""Where do messages come from? Our own queue, until told to stop, whatever happens to broker or store."""

import time
from typing import Any

from chassis import topology
from chassis.broker import abandon, connect
from chassis.crash import crash_point
from chassis.inbox import Inbox
from chassis.logs import log
from chassis.loop import Loop
from chassis.store import STORE_AWAY, Store

PREFETCH = 50
REBIND_S = 30


class Consumer:
    """One connection, one message at a time: parallel work is more copies of the process."""

    def __init__(self, service: str, amqp_uri: str, store: Store, inbox: Inbox) -> None:
        self._service = service
        self._uri = amqp_uri
        self._store = store
        self._inbox = inbox
        self.connected = False
        self.last_ack_at: float | None = None
        self.loop = Loop("consumer", self._session, idle_s=0.2)

    def _session(self) -> bool:
        """From connecting to the first trouble; the loop begins anew."""
        self._store.ping()
        connection = connect(self._uri)
        try:
            self._consume(connection)
        except STORE_AWAY as error:
            # nothing is acked: closing gives all that was prefetched back to the queue
            log.warning("store_away", reason=str(error)[:200])
        finally:
            self.connected = False
            abandon(connection)
        return False

    def _consume(self, connection: Any) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        topology.bind(channel, self._service)
        channel.basic_qos(0, PREFETCH, False)
        self._subscribe(channel, topology.dead(self._service), self._inbox.dead)
        # last: what it delivers is handled inside the wait for the answer to the next question
        self._subscribe(channel, topology.inbox(self._service), self._inbox.receive)
        self.connected = True
        bound_at = time.monotonic()
        while not self.loop.stopping:
            _drain(connection)
            if time.monotonic() - bound_at > REBIND_S:
                topology.bind(channel, self._service)
                bound_at = time.monotonic()
        channel.close()

    def _subscribe(self, channel: Any, queue: str, act: Any) -> None:
        def on_message(message: Any) -> None:
            if self.loop.stopping:
                return  # left unacked: the broker gives it to the next consumer
            body = message.body
            act(body.encode() if isinstance(body, str) else bytes(body))
            channel.basic_ack(message.delivery_tag)
            self.last_ack_at = time.time()
            crash_point("inbox.acked")

        channel.basic_consume(queue, callback=on_message)


def _drain(connection: Any) -> None:
    try:
        connection.heartbeat_check()
        connection.drain_events(timeout=0.5)
    except TimeoutError:
        return

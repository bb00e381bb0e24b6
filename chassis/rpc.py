"""How does the portal ask a service? Over nameko's RPC wire, with a deadline that covers everything.

A connection whose call ended in anything but an answer is thrown away: a late reply must not be
taken for the next one's.
"""

import json
import queue
import time
import uuid
from typing import Any

import amqp
from amqp.exceptions import AMQPError

from chassis.broker import abandon, connect
from chassis.errors import Unavailable, refusal

EXCHANGE = "nameko-rpc"
REPLY_QUEUE_TTL_MS = 300_000


class RpcPool:
    """Made after the fork; at most `size` connections, one call on each at a time."""

    def __init__(self, amqp_uri: str, size: int, deadline_s: float = 3.0) -> None:
        self._uri = amqp_uri
        self._deadline_s = deadline_s
        self._idle: queue.LifoQueue[_Line | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)

    def call(self, service: str, method: str, payload: dict[str, Any], context: dict[str, Any]) -> Any:
        """The answer's data. Raises Refused, NotFound, Conflict, or Unavailable after the deadline."""
        deadline = time.monotonic() + self._deadline_s
        line = self._take(deadline)
        try:
            if line is None or not line.is_alive():
                line = _Line(self._uri, deadline)
            answer = line.ask(f"{service}.{method}", [payload, context], deadline)
        except (AMQPError, OSError) as error:
            if line:
                line.close()
            line = None
            raise Unavailable(f"{service}.{method}: {type(error).__name__}") from error
        finally:
            self._idle.put(line)
        return _unwrap(f"{service}.{method}", answer)

    def close(self) -> None:
        """Ends the lines that nobody uses; a later call opens a new one."""
        for line in [self._idle.get() for _ in range(self._idle.qsize())]:
            if line:
                line.close()
            self._idle.put(None)

    def _take(self, deadline: float) -> "_Line | None":
        try:
            return self._idle.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Unavailable("every line to the services is busy") from None


class _Line:
    """One connection with a reply queue of its own."""

    def __init__(self, uri: str, deadline: float) -> None:
        # no heartbeat: nobody would tick it between calls, and the broker would hang up
        left = max(0.1, deadline - time.monotonic())
        self._connection = connect(uri, heartbeat_s=0, timeout_s=left)
        self._key = str(uuid.uuid4())
        self._answers: dict[str, Any] = {}
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(lambda tag, multiple: None)
        name = f"rpc.reply-portal-{self._key}"
        self._channel.queue_declare(
            name, durable=True, auto_delete=False, arguments={"x-expires": REPLY_QUEUE_TTL_MS}
        )
        self._channel.queue_bind(name, exchange=EXCHANGE, routing_key=self._key)
        self._channel.basic_consume(name, no_ack=True, callback=self._on_answer)

    def ask(self, target: str, arguments: list[Any], deadline: float) -> dict[str, Any]:
        correlation_id = str(uuid.uuid4())
        message = amqp.Message(
            json.dumps({"args": arguments, "kwargs": {}}, default=str),
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=self._key,
            correlation_id=correlation_id,
            delivery_mode=1,
        )
        self._channel._basic_publish(message, EXCHANGE, target)
        while correlation_id not in self._answers:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(target)
            self._connection.drain_events(timeout=left)
        answer: dict[str, Any] = self._answers.pop(correlation_id)
        return answer

    def is_alive(self) -> bool:
        """Whether the broker has not hung up since the last call."""
        try:
            self._connection.drain_events(timeout=0.0001)
        except TimeoutError:
            return True
        except (AMQPError, OSError):
            self.close()
            return False
        return True

    def close(self) -> None:
        abandon(self._connection)

    def _on_answer(self, message: Any) -> None:
        self._answers[message.properties.get("correlation_id")] = json.loads(message.body)


def _unwrap(target: str, answer: dict[str, Any]) -> Any:
    if answer.get("error"):
        raise Unavailable(f"{target}: {answer['error'].get('exc_type')}")
    result = answer["result"]
    if "refused" in result:
        raise refusal(result["refused"])
    return result["data"]
